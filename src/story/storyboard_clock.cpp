#include "story/storyboard.h"

#include <cmath>
#include <numeric>

namespace perilune::story {

// An hour at 120000/1001 frames a second is 431,568 frames; n · den stays below 10^9, so nothing here
// overflows.

StoryTime timeOfFrame(std::int64_t frame, std::int64_t fpsNum, std::int64_t fpsDen) {
    const std::int64_t common = std::gcd(fpsNum, fpsDen);
    return {frame * (fpsDen / common), fpsNum / common};
}

std::int64_t frameCount(const Storyboard& story, std::int64_t fpsNum, std::int64_t fpsDen) {
    const auto before = [&](std::int64_t frame) {
        return timeOfFrame(frame, fpsNum, fpsDen).seconds() < story.durationS;
    };
    // The first frame that does not lie before the end; its time decides, not the rounding of the product.
    std::int64_t count = std::int64_t(std::ceil(story.durationS * double(fpsNum) / double(fpsDen)));
    while (count > 0 && !before(count - 1))
        --count;
    while (before(count))
        ++count;
    return count;
}

} // namespace perilune::story
