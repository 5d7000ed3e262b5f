#pragma once

#include <string>

namespace perilune::ui {

/// A character as UTF-8.
inline std::string utf8Of(char32_t c) {
    const auto byte = [](char32_t bits) { return char(static_cast<unsigned char>(bits)); };
    const auto tail = [&](int shift, char32_t of) { return byte(0x80 | ((of >> shift) & 0x3F)); };
    if (c < 0x80)
        return {byte(c)};
    if (c < 0x800)
        return {byte(0xC0 | (c >> 6)), tail(0, c)};
    if (c < 0x10000)
        return {byte(0xE0 | (c >> 12)), tail(6, c), tail(0, c)};
    return {byte(0xF0 | (c >> 18)), tail(12, c), tail(6, c), tail(0, c)};
}

} // namespace perilune::ui
