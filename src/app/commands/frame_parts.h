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
    };
    /// In the order in which they came first.
    std::vector<Part> medians() const;

  private:
    using Clock = std::chrono::steady_clock;
    struct Times {
        std::string name;
        std::vector<double> ms; ///< by frame
    };
    Clock::time_point since_ = Clock::now();
    std::vector<Times> parts_;
    std::size_t frames_ = 0;
};

} // namespace perilune::app
