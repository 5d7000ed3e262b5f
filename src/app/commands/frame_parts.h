#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace perilune::app {

/// Where the time of frames goes: each frame is cut into named parts, and of each part the median over all
/// frames is told.
class FrameParts {
  public:
    void beginFrame();
    /// All since the last end, or since the frame began, belongs to this part; several stretches of one frame
    /// add up.
    void end(const std::string& part);

    struct Part {
        std::string name;
        double medianMs = 0.0;
        double processorMs = 0.0; ///< of all threads, the same median: less than that where others keep the
                                  ///< machine busy, more where several threads work
    };
    /// In the order in which they came first.
    std::vector<Part> medians() const;

  private:
    using Clock = std::chrono::steady_clock;
    struct Times {
        std::string name;
        std::vector<double> ms, processorMs; ///< by frame
    };
    Clock::time_point since_ = Clock::now();
    double processorSinceS_ = 0.0;
    std::vector<Times> parts_;
    std::size_t frames_ = 0;
};

} // namespace perilune::app
