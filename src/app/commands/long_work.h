#pragma once

#include "base/platform/interruptible.h"
#include "base/platform/process.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace perilune::app {

/// Progress on stderr: one line that is rewritten on a terminal, a line every tenth elsewhere.
class ProgressLine {
  public:
    explicit ProgressLine(std::string unit) : unit_(std::move(unit)) {} ///< of what is counted: "frames"
    void show(std::int64_t done, std::int64_t total);
    void end();

  private:
    std::string unit_;
    bool terminal_ = base::stderrIsTerminal();
    bool open_ = false;
    int tenth_ = 0;
    std::int64_t first_ = -1; ///< done when it was first shown
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now(), shown_{};
};

} // namespace perilune::app
