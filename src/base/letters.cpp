#include "base/letters.h"

#include <cstdint>
#include <cstring>

namespace perilune::base {

char32_t nextCharacter(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (length == 0 || length > text.size()) {
        text.remove_prefix(1);
        return 0xFFFD;
    }
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            text.remove_prefix(i);
            return 0xFFFD;
        }
        c = c << 6 | (byte(i) & 0x3Fu);
    }
    text.remove_prefix(length);
    return c;
}

void addCharacter(std::string& text, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    const auto tail = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80)
        text += static_cast<char>(c);
    else if (c < 0x800)
        (text += static_cast<char>(0xC0 | (c >> 6))) += tail(0);
    else if (c < 0x10000)
        ((text += static_cast<char>(0xE0 | (c >> 12))) += tail(6)) += tail(0);
    else
        (((text += static_cast<char>(0xF0 | (c >> 18))) += tail(12)) += tail(6)) += tail(0);
}

char32_t composedHangul(char32_t before, char32_t c) {
    // Unicode, chapter 3.12: a syllable is its parts' numbers put together.
    constexpr char32_t kFirst = 0x1100, kVowel = 0x1161, kEnd = 0x11A7, kSyllable = 0xAC00;
    if (before >= kFirst && before < kFirst + 19 && c >= kVowel && c < kVowel + 21)
        return kSyllable + ((before - kFirst) * 21 + (c - kVowel)) * 28;
    const bool open = before >= kSyllable && before < kSyllable + 11172 && (before - kSyllable) % 28 == 0;
    return open && c > kEnd && c < kEnd + 28 ? before + (c - kEnd) : 0;
}

namespace {

/// Bytes of ASCII at the front; eight are looked at in one, for records have millions of them.
std::size_t asciiAtFront(std::string_view text) {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t bytes;
        std::memcpy(&bytes, text.data() + i, 8);
        if ((bytes & 0x8080808080808080u) != 0)
            break;
    }
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80)
        ++i;
    return i;
}

} // namespace

void addLetters(Letters& letters, std::string_view text) {
    char32_t before = 0;
    const auto keep = [&] {
        if (before >= 0x80)
            letters.insert(before);
    };
    for (;;) {
        if (const std::size_t ascii = asciiAtFront(text); ascii > 0) {
            keep(); // nothing of ASCII is part of a syllable
            before = 0;
            text.remove_prefix(ascii);
        }
        if (text.empty())
            break;
        const char32_t c = nextCharacter(text);
        if (const char32_t syllable = composedHangul(before, c)) {
            before = syllable;
            continue;
        }
        keep();
        before = c;
    }
    keep();
}

bool isIdeographic(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF01 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

} // namespace perilune::base
