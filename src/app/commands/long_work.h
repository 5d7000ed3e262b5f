#pragma once

#include <chrono>
#include <csignal>
#include <cstdint>
#include <string>

namespace perilune::app {

/// While it lives, Ctrl+C and a request to end set a flag that long work asks between its steps.
class Interruptible {
  public:
    Interruptible();
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
    bool wasInterrupted() const;

  private:
    struct sigaction oldInt_ {
    }, oldTerm_{};
};

/// Progress on stderr: one line that is rewritten on a terminal, a line every tenth elsewhere.
class ProgressLine {
  public:
    explicit ProgressLine(std::string unit) : unit_(std::move(unit)) {} ///< of what is counted: "frames"
    void show(std::int64_t done, std::int64_t total);
    void end();

  private:
    std::string unit_;
    bool terminal_ = isTerminal();
    bool open_ = false;
    int tenth_ = 0;
    std::int64_t first_ = -1; ///< done when it was first shown
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now(), shown_{};
    static bool isTerminal();
};

} // namespace perilune::app
