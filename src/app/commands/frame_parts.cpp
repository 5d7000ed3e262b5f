#include "app/commands/frame_parts.h"

#include "base/platform/process.h"

#include <algorithm>

namespace perilune::app {

void FrameParts::beginFrame() {
    ++frames_;
    since_ = Clock::now();
    processorSinceS_ = base::processorS();
}

void FrameParts::end(const std::string& part) {
    const auto now = Clock::now();
    const double processorS = base::processorS();
    auto found =
        std::find_if(parts_.begin(), parts_.end(), [&](const Times& times) { return times.name == part; });
    if (found == parts_.end())
        found = parts_.insert(parts_.end(), {part, {}, {}});
    found->ms.resize(frames_, 0.0);
    found->processorMs.resize(frames_, 0.0);
    found->ms.back() += std::chrono::duration<double, std::milli>(now - since_).count();
    found->processorMs.back() += (processorS - processorSinceS_) * 1000.0;
    since_ = now;
    processorSinceS_ = processorS;
}

std::vector<FrameParts::Part> FrameParts::medians() const {
    const auto median = [this](std::vector<double> ms) {
        ms.resize(frames_, 0.0);
        std::nth_element(ms.begin(), ms.begin() + std::ptrdiff_t(ms.size() / 2), ms.end());
        return ms[ms.size() / 2];
    };
    std::vector<Part> result;
    for (const Times& times : parts_)
        result.push_back({times.name, median(times.ms), median(times.processorMs)});
    return result;
}

} // namespace perilune::app
