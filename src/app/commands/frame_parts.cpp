#include "app/commands/frame_parts.h"

#include <algorithm>

namespace perilune::app {

void FrameParts::beginFrame() {
    ++frames_;
    since_ = Clock::now();
}

void FrameParts::end(const std::string& part) {
    const auto now = Clock::now();
    auto found =
        std::find_if(parts_.begin(), parts_.end(), [&](const Times& times) { return times.name == part; });
    if (found == parts_.end())
        found = parts_.insert(parts_.end(), {part, {}});
    found->ms.resize(frames_, 0.0);
    found->ms.back() += std::chrono::duration<double, std::milli>(now - since_).count();
    since_ = now;
}

std::vector<FrameParts::Part> FrameParts::medians() const {
    std::vector<Part> result;
    for (const Times& times : parts_) {
        std::vector<double> ms = times.ms;
        ms.resize(frames_, 0.0);
        std::nth_element(ms.begin(), ms.begin() + std::ptrdiff_t(ms.size() / 2), ms.end());
        result.push_back({times.name, ms[ms.size() / 2]});
    }
    return result;
}

} // namespace perilune::app
