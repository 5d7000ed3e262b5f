#include "render/memory_need.h"

#include "base/platform/memory_left.h"
#include "base/workers.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::render {

namespace {

/// Of addresses and of memory, beside what the program has when graphics start; measured with Mesa's software
/// driver, for 640x360 pixels: 460 MB and 150 MB. It has up to 16 threads, and we have as many as there are
/// processors.
constexpr double kAddressBytes = 480e6, kMemoryBytes = 170e6;
constexpr unsigned kMostDriverThreads = 16;
/// Of addresses for each of memory that a picture takes: what is freed is kept for the next one.
constexpr double kAddressesAByte = 1.9;

base::Result<void> check(const std::optional<base::MemoryLeft>& left, double needed, const char* what) {
    if (!left || double(left->bytes) >= needed)
        return {};
    const double lacking = needed - double(left->bytes);
    return base::machineError(fmt::format("{} needs {:.0f} MB more memory than this process may have, which "
                                          "is {:.0f} MB ({}); allow it {:.0f} MB",
                                          what, lacking / 1e6, double(left->limit) / 1e6, left->setBy,
                                          (double(left->limit) + lacking) / 1e6 + 1.0));
}

} // namespace

double pictureBytes(base::Size size, int samples) {
    const double aPixel = samples > 1 ? 36.0 : 26.0; // its colours, depth and copies
    return aPixel * double(size.width) * double(size.height);
}

base::Result<void> hasMemoryForGraphics() {
    const unsigned processors = base::Workers::onThreads().count();
    const double stacks = double(base::stackBytes(std::min(processors, kMostDriverThreads) + processors));
    if (auto enough = check(base::addressesLeft(), kAddressBytes + stacks, "drawing"); !enough)
        return enough;
    return check(base::groupMemoryLeft(), kMemoryBytes, "drawing");
}

base::Result<void> hasMemoryForPicture(base::Size size, int samples) {
    const std::string what = fmt::format("a picture of {}", base::sizeInWords(size));
    const double bytes = pictureBytes(size, samples);
    if (auto enough = check(base::addressesLeft(), kAddressesAByte * bytes, what.c_str()); !enough)
        return enough;
    return check(base::groupMemoryLeft(), bytes, what.c_str());
}

} // namespace perilune::render
