#pragma once

#include "capture/capture.h"
#include "ui/panels/panels.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace perilune::app {

/// Makes a still or a film beside the window, on a thread of the studio's workers with a context and a
/// renderer of its own.
class ExportWorker {
  public:
    ExportWorker() = default;
    ~ExportWorker(); ///< cancels and waits
    ExportWorker(const ExportWorker&) = delete;
    ExportWorker& operator=(const ExportWorker&) = delete;

    /// Nothing happens while one is running. `read`: the files that what is shown was made of; none of them
    /// is written over.
    void start(ui::ExportRequest request, capture::Studio studio, scene::Moment moment,
               std::optional<story::Storyboard> story, std::vector<std::filesystem::path> read);
    void cancel() { cancelled_ = true; }
    ui::ExportState state();
    bool isRunning();

  private:
    base::Result<void> work(const ui::ExportRequest& request, const capture::Studio& studio,
                            const scene::Moment& moment, const std::optional<story::Storyboard>& story,
                            const std::vector<std::filesystem::path>& read);
    void set(ui::ExportState state);

    std::atomic<bool> cancelled_ = false;
    std::mutex mutex_;
    ui::ExportState state_; ///< under mutex_
    base::Task<void> task_; ///< uses all the others
};

} // namespace perilune::app
