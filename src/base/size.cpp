#include "base/size.h"

#include "base/numbers.h"

#include <fmt/format.h>

namespace perilune::base {

Result<Size> parseSize(std::string_view text) {
    const std::size_t by = text.find('x');
    const auto width = by == text.npos ? std::nullopt : wholeNumber<std::int64_t>(text.substr(0, by));
    const auto height = by == text.npos ? std::nullopt : wholeNumber<std::int64_t>(text.substr(by + 1));
    if (!width || !height)
        return inputError(
            fmt::format("\"{}\" is no size; give WIDTHxHEIGHT in pixels, for example 1920x1080", text));
    const auto fits = [](std::int64_t v) { return v >= kLeastSize && v <= kGreatestSize; };
    if (!fits(*width) || !fits(*height))
        return inputError(fmt::format("\"{}\" is out of bounds; width and height go from {} to {}", text,
                                      kLeastSize, kGreatestSize));
    return Size{int(*width), int(*height)};
}

std::string sizeInWords(Size size) {
    return fmt::format("{}x{}", size.width, size.height);
}

} // namespace perilune::base
