#include "timeline/write/comments.h"

#include <algorithm>

namespace perilune::timeline {

using base::YamlNode;
using Kind = YamlNode::Kind;

namespace {

struct At {
    std::size_t line = 0, byte = 0; ///< both from 0
    auto operator<=>(const At&) const = default;
};

struct Covered {
    At from, to; ///< half-open
};

std::size_t indentOf(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

using Lines = std::vector<std::string_view>;

/// Where a text in quotes ends that begins at `at`.
At endOfQuoted(const Lines& lines, At at) {
    const char quote = lines[at.line][at.byte];
    ++at.byte;
    for (; at.line < lines.size(); ++at.line, at.byte = 0) {
        const std::string_view line = lines[at.line];
        for (; at.byte < line.size(); ++at.byte) {
            if (line[at.byte] == '\\' && quote == '"') {
                ++at.byte;
            } else if (line[at.byte] == quote) {
                if (quote == '\'' && at.byte + 1 < line.size() && line[at.byte + 1] == quote)
                    ++at.byte;
                else
                    return {at.line, at.byte + 1};
            }
        }
    }
    return at;
}

/// The lines below '>' or '|' that stand further in than their parent.
At endOfBlock(const Lines& lines, std::size_t first, std::size_t parentIndent) {
    std::size_t line = first;
    std::size_t end = line;
    for (; line < lines.size(); ++line) {
        const bool blank = lines[line].find_first_not_of(" \t") == std::string_view::npos;
        if (!blank && indentOf(lines[line]) <= parentIndent)
            break;
        if (!blank)
            end = line + 1;
    }
    return {end, 0};
}

void cover(const Lines& lines, Columns& columns, const YamlNode& node, int line, int column,
           std::size_t parentIndent, std::vector<Covered>& covered) {
    if (line < 1 || static_cast<std::size_t>(line) > lines.size())
        return;
    const At at{static_cast<std::size_t>(line - 1), columns.byteOf(line, column)};
    // The reader points behind an opening quote, and at the start of the line below '>' or '|'.
    const char before = at.byte > 0 ? lines[at.line][at.byte - 1] : ' ';
    if (node.quoted && (before == '"' || before == '\''))
        covered.push_back({{at.line, at.byte - 1}, endOfQuoted(lines, {at.line, at.byte - 1})});
    else if (node.quoted && at.byte == 0)
        covered.push_back({at, endOfBlock(lines, at.line, parentIndent)});
}

/// The column that a block text in a list must stand further in than: "- >-" that of its hyphen, which is the
/// line's first sign or follows others.
std::size_t hyphenOf(const Lines& lines, const YamlNode& item) {
    const auto line = static_cast<std::size_t>(std::max(firstLineOf(item), 1) - 1);
    if (line >= lines.size())
        return 0;
    const std::size_t hyphen = lines[line].rfind("- ");
    return hyphen != std::string_view::npos ? hyphen : indentOf(lines[line]);
}

/// `parentIndent`: the column of the key or hyphen that a block scalar must stand further in than.
void walk(const Lines& lines, Columns& columns, const YamlNode& node, std::size_t parentIndent,
          std::vector<Covered>& covered) {
    if (node.kind == Kind::Scalar)
        cover(lines, columns, node, node.line, node.column, parentIndent, covered);
    for (const YamlNode& item : node.items)
        walk(lines, columns, item, firstLineOf(item) == item.line ? 0 : hyphenOf(lines, item), covered);
    for (const YamlNode::Entry& entry : node.entries) {
        YamlNode key;
        key.quoted = true; // a key in quotes; its first sign tells
        const std::size_t line = static_cast<std::size_t>(std::max(entry.keyLine, 1) - 1);
        if (line < lines.size()) {
            const std::size_t byte = columns.byteOf(entry.keyLine, entry.keyColumn);
            const bool inQuotes = byte > 0 && (lines[line][byte - 1] == '"' || lines[line][byte - 1] == '\'');
            if (inQuotes)
                cover(lines, columns, key, entry.keyLine, entry.keyColumn, 0, covered);
            walk(lines, columns, entry.value, inQuotes ? byte - 1 : byte, covered);
        }
    }
}

} // namespace

int firstLineOf(const YamlNode& node) {
    const bool block = node.kind == Kind::Scalar && node.quoted && node.column == 1;
    return block ? node.line - 1 : node.line;
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

std::size_t Columns::byteOf(int line, int column) {
    if (line < 1 || static_cast<std::size_t>(line) > lines_.size())
        return 0;
    if (line != line_)
        line_ = line, column_ = 1, byte_ = 0;
    const std::string_view text = lines_[static_cast<std::size_t>(line - 1)];
    for (; column_ > std::max(column, 1); --column_)
        do
            --byte_;
        while (byte_ > 0 && (static_cast<unsigned char>(text[byte_]) & 0xC0u) == 0x80u);
    for (; column_ < column && byte_ < text.size(); ++column_)
        do
            ++byte_;
        while (byte_ < text.size() && (static_cast<unsigned char>(text[byte_]) & 0xC0u) == 0x80u);
    return byte_;
}

char Columns::signAt(int line, int column) {
    const std::size_t byte = byteOf(line, column);
    const bool exists = line >= 1 && static_cast<std::size_t>(line) <= lines_.size();
    const std::string_view text = exists ? lines_[static_cast<std::size_t>(line - 1)] : std::string_view();
    return byte < text.size() ? text[byte] : ' ';
}

std::vector<Remark> remarksOf(const std::vector<std::string_view>& lines, const YamlNode& root) {
    std::vector<Covered> covered;
    Columns columns(lines);
    walk(lines, columns, root, 0, covered);
    std::sort(covered.begin(), covered.end(),
              [](const Covered& a, const Covered& b) { return a.from < b.from; });
    std::vector<Remark> remarks;
    std::size_t next = 0;
    At inside{}; // everything before this is inside a scalar
    for (std::size_t number = 0; number < lines.size(); ++number) {
        const std::string_view line = lines[number];
        for (std::size_t byte = 0; byte < line.size(); ++byte) {
            const At here{number, byte};
            while (next < covered.size() && covered[next].from <= here)
                inside = std::max(inside, covered[next++].to);
            if (here < inside || line[byte] != '#')
                continue;
            if (byte > 0 && line[byte - 1] != ' ' && line[byte - 1] != '\t')
                continue;
            std::string text(line.substr(byte));
            text.erase(text.find_last_not_of(" \t") + 1);
            remarks.push_back(
                {static_cast<int>(number + 1), line.find_first_not_of(" \t") == byte, std::move(text)});
            break;
        }
    }
    return remarks;
}

} // namespace perilune::timeline
