#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace perilune::base {

/// Of a picture, in pixels.
struct Size {
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

inline constexpr int kLeastSize = 16;
inline constexpr int kGreatestSize = 16384;

Result<Size> parseSize(std::string_view text); ///< "1280x720", within the bounds
std::string sizeInWords(Size size);            ///< as parseSize reads it

} // namespace perilune::base
