#include "timeline/search/search_folded.h"

#include "base/letters.h"

namespace perilune::timeline {

namespace {

/// The letters U+00C0 to U+017F without their marks; a blank stands for what has a longer form or none.
constexpr std::string_view kLatin = "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y"
                                    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkkkllllllllll"
                                    "nnnnnnnnnoooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

/// The next character of UTF-8; a byte that begins none stands for itself.
char32_t next(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0 || at + more >= text.size())
        return byte(at++);
    char32_t c = first & (0x3Fu >> more);
    for (std::size_t k = 1; k <= more; ++k)
        c = (c << 6) | (byte(at + k) & 0x3Fu);
    at += more + 1;
    return c;
}

void putFolded(std::string& out, char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) // full-width forms
        c -= 0xFF01 - 0x21;
    if (c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F)
        c = ' ';
    if (c >= 0x300 && c <= 0x36F) // marks of their own
        return;
    if (c < 0x80) {
        const bool blank = c == '\n' || c == '\t' || c == '\r' || c == ' ';
        if (!blank)
            out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        return;
    }
    if (c >= 0xC0 && c < 0x180 && kLatin[c - 0xC0] != ' ') {
        out += kLatin[c - 0xC0];
        return;
    }
    switch (c) {
    case 0xC6:
    case 0xE6:
        out += "ae";
        return;
    case 0xDE:
    case 0xFE:
        out += "th";
        return;
    case 0xDF:
    case 0x1E9E:
        out += "ss";
        return;
    case 0x132:
    case 0x133:
        out += "ij";
        return;
    case 0x152:
    case 0x153:
        out += "oe";
        return;
    case 0x2018:
    case 0x2019:
    case 0x2BC:
        out += '\'';
        return;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
        out += '"';
        return;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
        out += '-';
        return;
    default:
        break;
    }
    if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) // Greek, Cyrillic
        c += 0x20;
    else if (c >= 0x400 && c <= 0x40F)
        c += 0x50;
    else if (c >= 0x460 && c <= 0x4FF && (c < 0x482 || c > 0x489) && c % 2 == 0)
        c += 1;
    if (c == 0x451)
        c = 0x435;
    base::addCharacter(out, c);
}

} // namespace

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        putFolded(out, next(text, at));
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

} // namespace perilune::timeline
