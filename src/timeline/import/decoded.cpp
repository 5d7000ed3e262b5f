#include "timeline/import/decoded.h"

#include "base/letters.h"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace perilune::timeline {

namespace {

/// 0x80 to 0x9F of Windows-1252; 0 for what it does not have.
/// Source: unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool isControl(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

/// Where in a text in UTF-8.
std::pair<int, int> placeIn(std::string_view text) {
    int line = 1, column = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n' || (c == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n'))) {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u && c != '\r') {
            ++column;
        }
    }
    return {line, column};
}

/// The first byte that is no whole character of UTF-8.
std::optional<std::size_t> firstBadByte(std::string_view text) {
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t at = text.size() - rest.size();
        const auto lead = static_cast<unsigned char>(rest.front());
        if (lead < 0x80) {
            rest.remove_prefix(1);
            continue;
        }
        const bool isMark = rest.starts_with("\xEF\xBF\xBD");
        const char32_t c = base::nextCharacter(rest);
        if ((c == 0xFFFD && !isMark) || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF)
            return at;
    }
    return std::nullopt;
}

bool looksLikeUtf16(std::string_view bytes, std::size_t zeroAt) {
    const std::size_t many = std::min<std::size_t>(bytes.size() / 2, 200);
    std::size_t zeros = 0;
    for (std::size_t i = 0; i < many; ++i)
        zeros += bytes[2 * i + zeroAt] == '\0' && bytes[2 * i + 1 - zeroAt] != '\0';
    return many >= 2 && zeros * 2 > many; // mostly Latin letters, digits and separators
}

std::string fromUtf16(std::string_view bytes, bool bigEndian) {
    std::string text;
    const auto unit = [&](std::size_t at) {
        const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(bigEndian ? a << 8 | b : b << 8 | a);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t c = unit(at);
        if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size())
            if (const char32_t low = unit(at + 2); low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        base::addCharacter(text, c);
    }
    return text;
}

std::optional<std::string> fromWindows1252(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const char32_t code =
            byte >= 0x80 && byte < 0xA0 ? char32_t{kWindows1252[byte - 0x80]} : char32_t{byte};
        if (code == 0)
            return std::nullopt;
        base::addCharacter(text, code);
    }
    return text;
}

/// The word around a byte of UTF-8.
std::string wordAt(std::string_view text, std::size_t at) {
    constexpr std::string_view kEnds = " ,;|\t\r\n\"";
    std::size_t first = at == 0 ? std::string_view::npos : text.find_last_of(kEnds, at - 1);
    first = first == std::string_view::npos ? 0 : first + 1;
    const std::size_t end = text.find_first_of(kEnds, at);
    return std::string(text.substr(first, end == std::string_view::npos ? end : end - first));
}

} // namespace

Decoded decoded(std::string_view bytes, const std::string& file, base::Findings& findings) {
    Decoded result;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        result.text = bytes;
        result.encoding = "UTF-8";
        if (const auto bad = firstBadByte(bytes)) {
            const auto [line, column] = placeIn(bytes.substr(0, *bad));
            findings.error({file, line, column},
                           fmt::format("not UTF-8 text (byte 0x{:02X}), though its first bytes say so",
                                       static_cast<unsigned char>(bytes[*bad])),
                           "save the table anew as \"CSV UTF-8\"");
            return {};
        }
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        result.text = fromUtf16(bytes.substr(2), bytes.starts_with("\xFE\xFF"));
        result.encoding = "UTF-16";
    } else if (looksLikeUtf16(bytes, 1) || looksLikeUtf16(bytes, 0)) {
        result.text = fromUtf16(bytes, looksLikeUtf16(bytes, 0));
        result.encoding = "UTF-16";
    } else if (const auto bad = firstBadByte(bytes)) {
        const auto [line, column] = placeIn(bytes.substr(0, *bad));
        auto text = fromWindows1252(bytes);
        if (!text) {
            findings.error({file, line, column},
                           fmt::format("neither UTF-8 nor Windows-1252 text (byte 0x{:02X})",
                                       static_cast<unsigned char>(bytes[*bad])),
                           "save the table as \"CSV UTF-8\"");
            return {};
        }
        result.text = std::move(*text);
        result.encoding = "Windows-1252";
        result.guessed = true;
        result.line = line;
        result.column = column;
        std::size_t first = 0;
        while (first < result.text.size() && static_cast<unsigned char>(result.text[first]) < 0x80)
            ++first;
        result.sample = wordAt(result.text, first);
    } else {
        result.text = bytes;
        result.encoding = "UTF-8";
    }
    for (std::string_view rest = result.text; !rest.empty();) {
        const std::string_view here = rest;
        if (const char32_t c = base::nextCharacter(rest); isControl(c)) {
            const auto [line, column] =
                placeIn(std::string_view(result.text).substr(0, result.text.size() - here.size()));
            findings.error({file, line, column},
                           fmt::format("a control character (0x{:02X}): this is no text", unsigned(c)),
                           "save the table as \"CSV UTF-8\"");
            return {};
        }
    }
    return result;
}

} // namespace perilune::timeline
