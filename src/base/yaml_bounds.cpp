#include "base/yaml_bounds.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>

namespace perilune::base {

namespace {

struct BadByte {
    std::size_t offset = 0;
    bool control = false; ///< valid UTF-8, but a character that no text file holds
};

/// Whether all of eight bytes are plain letters and signs: ASCII, and nothing that controls. Most of a file
/// is looked at so.
bool isPlain(const char* eight) {
    constexpr std::uint64_t kOnes = 0x0101010101010101u, kHighs = 0x8080808080808080u;
    std::uint64_t word = 0;
    std::memcpy(&word, eight, sizeof word);
    const std::uint64_t low = (word - 0x20 * kOnes) & ~word & kHighs; // a byte below 0x20, where none is high
    const std::uint64_t noDelete = word ^ 0x7F * kOnes;
    return ((word & kHighs) | low | ((noDelete - kOnes) & ~noDelete & kHighs)) == 0;
}

/// The first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates) or that YAML
/// forbids.
std::optional<BadByte> firstBadByte(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
    };
    for (std::size_t i = 0; i < text.size();) {
        if (i + 8 <= text.size() && isPlain(text.data() + i)) {
            i += 8;
            continue;
        }
        const unsigned char c = byte(i);
        if (c < 0x80) {
            if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
                return BadByte{i, true};
            ++i;
            continue;
        }
        const int more = c >= 0xC2 && c <= 0xDF   ? 1
                         : c >= 0xE0 && c <= 0xEF ? 2
                         : c >= 0xF0 && c <= 0xF4 ? 3
                                                  : 0;
        if (more == 0)
            return BadByte{i, false};
        std::uint32_t code = c & (0x3Fu >> more);
        for (int k = 1; k <= more; ++k) {
            if ((byte(i + k) & 0xC0u) != 0x80u)
                return BadByte{i, false};
            code = (code << 6) | (byte(i + k) & 0x3Fu);
        }
        const bool overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
        if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
            return BadByte{i, false};
        if ((code >= 0x80 && code < 0xA0 && code != 0x85) || code == 0xFFFE || code == 0xFFFF)
            return BadByte{i, true};
        i += static_cast<std::size_t>(more) + 1;
    }
    return std::nullopt;
}

/// Directives cost the library time that grows with the square of their length, and memory for each; no file
/// of ours has one.
std::optional<YamlFault> faultInDirectives(std::string_view text) {
    constexpr std::size_t kMost = 16, kLongest = 128;
    std::size_t count = 0;
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r')
            continue;
        if (text.substr(at).starts_with("%TAG"))
            return YamlFault{at, "a %TAG directive has no meaning here", "leave it out"};
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        if (++count > kMost || end - at > kLongest)
            return YamlFault{at, count > kMost ? "too many directives (%…)" : "a directive (%…) without end",
                             "leave it out; put quotes around a text that begins with %"};
    }
    return std::nullopt;
}

/// A tag costs the library time that grows with the square of its length.
std::optional<YamlFault> faultInTags(std::string_view text) {
    constexpr std::size_t kLongest = 1024;
    for (std::size_t at = text.find('!'); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
        if (end - at > kLongest)
            return YamlFault{at, "a word of more than 1024 bytes that begins with '!'", "put blanks into it"};
        at = text.find('!', end);
    }
    return std::nullopt;
}

/// Long runs of blanks and of empty lines, too, cost it time that grows with the square of their length. The
/// sum is bounded to what takes a second or two; runs that people write count nothing.
std::optional<YamlFault> faultInBlanks(std::string_view text) {
    constexpr std::size_t kShort = 256;
    constexpr double kMost = 1e9;
    double cost = 0;
    const auto isBlank = [&](std::size_t i) {
        return text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n';
    };
    // A run that counts lies over one of every so many bytes.
    for (std::size_t probe = kShort; probe < text.size(); probe += kShort) {
        if (!isBlank(probe))
            continue;
        std::size_t first = probe, at = probe + 1;
        while (first > 0 && isBlank(first - 1))
            --first;
        while (at < text.size() && isBlank(at))
            ++at;
        probe = at / kShort * kShort;
        if (at - first <= kShort)
            continue;
        cost += static_cast<double>(at - first) * static_cast<double>(at - first);
        if (cost > kMost)
            return YamlFault{first, fmt::format("{} blanks or empty lines in a row", at - first),
                             "leave them out"};
    }
    return std::nullopt;
}

/// The library holds a whole line of brackets in memory, at 170 times its size, since it may turn out to be a
/// key.
std::optional<std::size_t> firstLongLine(std::string_view text, std::size_t limitBytes) {
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = std::min(text.find('\n', start), text.size());
        if (end - start > limitBytes) // unless it ends as lines of old Macs do
            end = std::min(text.find('\r', start), end);
        if (end - start > limitBytes)
            return start;
        start = end + 1;
    }
    return std::nullopt;
}

} // namespace

std::optional<YamlFault> faultBeforeReading(std::string_view text, const YamlLimits& limits) {
    if (const auto bad = firstBadByte(text)) {
        const auto byte = static_cast<unsigned char>(text[bad->offset]);
        return bad->control ? YamlFault{bad->offset, fmt::format("a control character (byte 0x{:02X})", byte),
                                        "remove it"}
                            : YamlFault{bad->offset, fmt::format("not UTF-8 (byte 0x{:02X})", byte),
                                        "save the file as UTF-8"};
    }
    if (const auto line = firstLongLine(text, limits.lineBytes))
        return YamlFault{*line, fmt::format("a line of more than {} bytes", limits.lineBytes),
                         "break it into several"};
    if (auto fault = faultInDirectives(text))
        return fault;
    if (auto fault = faultInTags(text))
        return fault;
    return faultInBlanks(text);
}

bool holdsBadByte(std::string_view text) {
    return firstBadByte(text).has_value();
}

} // namespace perilune::base
