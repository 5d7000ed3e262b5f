#include "base/halved_image.h"

#include <algorithm>

namespace perilune::base {

Image halved(const Image& image) {
    Image half{std::max(image.width / 2, 1), std::max(image.height / 2, 1), image.channels, {}};
    const auto channels = std::size_t(image.channels), stride = std::size_t(image.width) * channels;
    half.pixels.reserve(std::size_t(half.width) * std::size_t(half.height) * channels);
    // What is one texel wide or high already has the same one twice.
    const std::size_t beside = image.width > 1 ? channels : 0, below = image.height > 1 ? stride : 0;
    for (std::size_t y = 0; y < std::size_t(half.height); ++y) {
        const std::uint8_t* row = image.pixels.data() + 2 * y * stride;
        for (std::size_t x = 0; x < std::size_t(half.width); ++x)
            for (std::size_t c = 0; c < channels; ++c) {
                const std::uint8_t* at = row + 2 * x * channels + c;
                half.pixels.push_back(
                    std::uint8_t((at[0] + at[beside] + at[below] + at[below + beside] + 2) / 4));
            }
    }
    return half;
}

} // namespace perilune::base
