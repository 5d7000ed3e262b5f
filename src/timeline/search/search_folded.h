#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace perilune::timeline {

/// Text as it is compared: lower case in Latin, Greek and Cyrillic script, without accents, ё as е,
/// full-width letters as plain ones, white space single. Always UTF-8, whatever the bytes were.
std::string folded(std::string_view text);

// Of folded text:

/// Of a letter or a digit.
inline bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Chinese, Japanese and Korean are written without blanks: a word may begin anywhere.
inline bool beginsIdeograph(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    };
    return byte(at) > 0xE2 || (byte(at) == 0xE2 && byte(at + 1) >= 0xBA); // from U+2E80 on
}

} // namespace perilune::timeline
