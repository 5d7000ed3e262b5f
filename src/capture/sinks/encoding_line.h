#pragma once

#include "capture/sinks/sink.h"
#include "base/image.h"
#include "base/result.h"
#include "base/workers.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace perilune::capture {

/// Encodes while the next frame is drawn. Frames go through in order; only a few wait, so that a slow encoder
/// holds the drawing back instead of filling the memory. One thread encodes a whole film: x264's bytes are
/// not the same when threads take turns. Where nobody works beside, that is the one that draws.
class EncodingLine {
  public:
    /// `sink` must outlive it.
    EncodingLine(Sink& sink, const base::Workers& workers);
    ~EncodingLine();

    /// A spare picture to draw into.
    base::Image takeSpare();
    base::Result<void> add(base::Image image);
    /// Waits until all that was added is encoded.
    base::Result<void> close();

  private:
    static constexpr std::size_t kWaiting = 3;
    void run();
    /// Encodes the frame that waits longest, the lock open meanwhile.
    void encodeNext(std::unique_lock<std::mutex>& lock);

    Sink& sink_;
    bool alone_; ///< nobody works beside
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<base::Image> waiting_;
    std::vector<base::Image> spare_;
    std::optional<base::Error> failure_;
    bool closed_ = false;
    base::Task<void> task_; ///< encodes until it is closed; last: it uses all the others
};

} // namespace perilune::capture
