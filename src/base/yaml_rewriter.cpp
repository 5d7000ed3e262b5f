#include "base/yaml_rewriter.h"

#include <algorithm>
#include <unordered_map>

namespace perilune::base {

using Kind = YamlNode::Kind;

namespace {

constexpr std::size_t kNone = std::size_t(-1);

std::size_t countOf(const YamlNode& node) {
    return node.kind == Kind::Mapping ? node.entries.size() : node.items.size();
}

const YamlNode& childOf(const YamlNode& node, std::size_t i) {
    return node.kind == Kind::Mapping ? node.entries[i].value : node.items[i];
}

/// The edited node is what became of the old one.
bool isOf(const YamlNode& now, const YamlNode& old) {
    return now.number != 0 && now.number == old.number && now.kind == old.kind;
}

/// Which child of `old` each child of `now` was; kNone of new ones.
std::vector<std::size_t> originsOf(const YamlNode& now, const YamlNode& old) {
    std::vector<std::size_t> origins;
    if (now.kind == Kind::Mapping) {
        std::unordered_map<std::string_view, std::size_t> byKey;
        for (std::size_t i = 0; i < old.entries.size(); ++i)
            byKey.emplace(old.entries[i].key, i);
        for (const YamlNode::Entry& entry : now.entries) {
            const auto found = byKey.find(entry.key);
            origins.push_back(found == byKey.end() ? kNone : found->second);
        }
        return origins;
    }
    std::unordered_map<std::uint32_t, std::size_t> byNumber;
    for (std::size_t i = 0; i < old.items.size(); ++i)
        byNumber.emplace(old.items[i].number, i);
    for (const YamlNode& item : now.items) {
        const auto found = byNumber.find(item.number);
        origins.push_back(item.number == 0 || found == byNumber.end() ? kNone : found->second);
    }
    return origins;
}

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

/// Remarks and empty lines with another indent.
std::string indented(std::string_view lines, std::size_t indent, const std::string& lineEnd) {
    std::string out;
    for (std::string_view line : linesOf(lines)) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        out += (line.empty() ? "" : std::string(indent, ' ')) + std::string(line) + lineEnd;
    }
    return out;
}

} // namespace

YamlRewriter::YamlRewriter(std::string_view text, const YamlNode& root, const YamlForm& form)
    : text_(text), root_(root), form_(form), remarks_(yamlRemarks(text, root)), fresh_(form, nullptr) {
    if (text.find("\r\n") != std::string_view::npos)
        lineEnd_ = "\r\n";
}

std::string YamlRewriter::write(const YamlNode& edited) {
    if (!isBlock(root_) || !isOf(edited, root_) || isEmpty(edited))
        return fresh(fresh_.file(edited), 0);
    // What is above belongs to the first piece, but for the mark at which a document begins.
    const std::size_t first = root_.kind == Kind::Mapping ? root_.entries.front().keyBegin : root_.begin;
    std::size_t from = lineStart(first);
    while (from > 0) {
        const std::size_t above =
            lineStart(from - 1 - (from > 1 && text_[from - 1] == '\n' && text_[from - 2] == '\r'));
        const std::size_t sign = text_.find_first_not_of(" \t", above);
        if (sign < from && text_[sign] != '#' && text_[sign] != '\n' && text_[sign] != '\r')
            break;
        from = above;
    }
    const Written made = block(root_, edited, from, text_.size());
    return cutOut(0, from) + made.above + made.text;
}

YamlRewriter::Pieces YamlRewriter::cut(const YamlNode& block, std::size_t from, std::size_t to) const {
    Pieces pieces;
    pieces.end = to;
    std::size_t content = from;
    for (std::size_t i = 0; i < countOf(block); ++i) {
        const std::size_t begin =
            block.kind == Kind::Mapping ? std::size_t(block.entries[i].keyBegin) : hyphen(block, i, content);
        if (i == 0) {
            pieces.indent = begin - lineStart(begin);
            pieces.compact = from > lineStart(begin);
            pieces.of.push_back({pieces.compact ? begin : from, begin, to});
        } else {
            const std::size_t lead =
                endOfDeeper(std::min(nextLine(content), to), lineStart(begin), pieces.indent);
            pieces.of.back().end = lead;
            pieces.of.push_back({lead, begin, to});
        }
        content = contentEnd(childOf(block, i), headEnd(block, i, begin));
    }
    pieces.tail = endOfDeeper(std::min(nextLine(content), to), to, pieces.indent);
    if (!pieces.of.empty())
        pieces.of.back().end = pieces.tail;
    return pieces;
}

YamlRewriter::Written YamlRewriter::block(const YamlNode& old, const YamlNode& now, std::size_t from,
                                          std::size_t to) {
    const Pieces pieces = cut(old, from, to);
    const std::vector<std::size_t> origins = originsOf(now, old);
    std::vector<bool> kept(pieces.of.size(), false);
    for (const std::size_t origin : origins)
        if (origin != kNone)
            kept[origin] = true;
    // Remarks above what is gone stand above what followed it.
    std::vector<std::string> leads(pieces.of.size());
    std::string orphaned;
    for (std::size_t i = 0; i < pieces.of.size(); ++i) {
        const Piece& piece = pieces.of[i];
        const std::string own = cutOut(piece.lead, std::max(piece.lead, lineStart(piece.begin)));
        if (kept[i])
            leads[i] = std::exchange(orphaned, "") + own;
        else if (own.find('#') != std::string::npos)
            orphaned += own;
    }
    const bool allInBrackets =
        !old.items.empty() && std::all_of(old.items.begin(), old.items.end(), [&](const YamlNode& item) {
            return isInBrackets(text_, item) || !isCollection(item);
        });
    Written out;
    const auto endLine = [&] {
        if (!out.text.empty() && out.text.back() != '\n' && out.text.back() != '\r')
            out.text += lineEnd_;
    };
    for (std::size_t k = 0; k < origins.size(); ++k) {
        const YamlNode& child = childOf(now, k);
        const std::size_t origin = origins[k];
        const bool mapping = now.kind == Kind::Mapping;
        path_.push_back(mapping ? std::string_view(now.entries[k].key) : "-");
        Written part;
        if (origin == kNone)
            part.text =
                mapping ? fresh(fresh_.entryLines(now.entries[k], path_, pieces.indent), pieces.indent)
                        : fresh(fresh_.itemLines(child, path_, pieces.indent, allInBrackets), pieces.indent);
        else if (mapping)
            part = entry(old.entries[origin], child, pieces.of[origin], pieces.indent);
        else
            part = item(old.items[origin], child, pieces.of[origin], pieces.indent);
        path_.pop_back();
        const std::string above = (origin == kNone ? std::string() : std::exchange(leads[origin], "")) +
                                  indented(part.above, pieces.indent, lineEnd_);
        if (k == 0 && pieces.compact) {
            out.above += above;
        } else {
            endLine();
            out.text += above + std::string(pieces.indent, ' ');
        }
        out.text += part.text;
    }
    const std::string below = orphaned + cutOut(pieces.tail, pieces.end);
    if (!below.empty())
        endLine();
    out.text += below;
    return out;
}

YamlRewriter::Written YamlRewriter::entry(const YamlNode::Entry& old, const YamlNode& now, const Piece& piece,
                                          std::size_t indent) {
    if (sameData(old.value, now, false))
        return {"", cutOut(piece.begin, piece.end)};
    const std::size_t head = colonEnd(old);
    if (isBlock(old.value) && isOf(now, old.value) && !isEmpty(now)) {
        const std::size_t from = nextLine(head);
        const Written made = block(old.value, now, from, piece.end);
        return {made.above, cutOut(piece.begin, from) + made.text};
    }
    Written made;
    if (inPlace(old.value, now, head, piece, made))
        return made;
    made.above = remarksIn(head, piece.end, indent);
    made.text = cutOut(piece.begin, head) +
                fresh(fresh_.value(now, path_, indent + kYamlStep, head - piece.begin + indent), 0) +
                lineEnd_;
    return made;
}

YamlRewriter::Written YamlRewriter::item(const YamlNode& old, const YamlNode& now, const Piece& piece,
                                         std::size_t indent) {
    if (sameData(old, now, false))
        return {"", cutOut(piece.begin, piece.end)};
    const std::size_t head = piece.begin + 1;
    if (isBlock(old) && isOf(now, old) && !isEmpty(now)) {
        const std::size_t first = old.kind == Kind::Mapping ? old.entries.front().keyBegin : old.begin;
        const std::size_t from = lineStart(first) > piece.begin ? nextLine(head) : first;
        const Written made = block(old, now, from, piece.end);
        return {made.above, cutOut(piece.begin, from) + made.text};
    }
    Written made;
    if (inPlace(old, now, head, piece, made))
        return made;
    made.above = remarksIn(head, piece.end, indent);
    made.text = fresh(fresh_.itemLines(now, path_, indent, false), indent);
    return made;
}

bool YamlRewriter::inPlace(const YamlNode& old, const YamlNode& now, std::size_t head, const Piece& piece,
                           Written& written) {
    const bool marked = old.end > old.begin;
    if (isBlock(old) || isBlockScalar(old) || (!marked && old.kind != Kind::Null))
        return false;
    const bool collection = isCollection(now) && !isEmpty(now);
    std::string above, text;
    if (isInBrackets(text_, old) && isOf(now, old) && !isEmpty(now))
        text = flow(old, now, above, 0);
    else if (collection && form_.isTall && form_.isTall(path_))
        return false;
    else {
        above = marked ? remarksIn(old.begin, old.end, 0) : "";
        text = fresh_.inlined(now, path_, false);
    }
    const std::size_t begin = marked ? old.begin : head, end = marked ? old.end : head;
    const std::size_t used = columns(text_.substr(lineStart(begin), begin - lineStart(begin)));
    const std::string_view rest = text_.substr(end, text_.find_first_of("\r\n", end) - end);
    // A line that the author let grow too long may stay so.
    const bool fits = text.find('\n') != std::string::npos || text.size() <= end - begin ||
                      used + !marked + columns(text) + columns(rest) <= kYamlWidth;
    if (!fits && (collection || (form_.texts && isFoldable(text))))
        return false;
    std::string before = cutOut(piece.begin, begin);
    if (text.empty())
        before.erase(before.find_last_not_of(" \t") + 1);
    else if (!isBlank(before.back()))
        before += ' ';
    written = {above, before + text + cutOut(end, piece.end)};
    return true;
}

std::string YamlRewriter::flow(const YamlNode& old, const YamlNode& now, std::string& above,
                               std::size_t indent) {
    const bool mapping = old.kind == Kind::Mapping;
    const std::vector<std::size_t> origins = originsOf(now, old);
    const std::size_t count = countOf(now);
    bool aligned = count == countOf(old);
    for (std::size_t i = 0; aligned && i < count; ++i)
        aligned = origins[i] == i && (childOf(old, i).end > childOf(old, i).begin ||
                                      sameData(childOf(old, i), childOf(now, i), false));
    const auto inside = [&](std::size_t i, std::size_t was) {
        path_.push_back(mapping ? std::string_view(now.entries[i].key) : "-");
        std::string text = flowValue(childOf(old, was), childOf(now, i), above, indent);
        path_.pop_back();
        return text;
    };
    if (aligned) {
        std::string text;
        std::size_t at = old.begin;
        for (std::size_t i = 0; i < count; ++i)
            if (const YamlNode& child = childOf(old, i); !sameData(child, childOf(now, i), false)) {
                text += cutOut(at, child.begin) + inside(i, i);
                at = child.end;
            }
        return text + cutOut(at, old.end);
    }
    const std::string remarks = remarksIn(old.begin, old.end, indent);
    above += remarks;
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t was = origins[i];
        text += i == 0 ? "" : ", ";
        if (was == kNone || !remarks.empty()) {
            path_.push_back(mapping ? std::string_view(now.entries[i].key) : "-");
            text += (mapping ? yamlScalar(now.entries[i].key, true) + ": " : "") +
                    fresh_.inlined(childOf(now, i), path_, true);
            path_.pop_back();
        } else if (!mapping) {
            text += inside(i, was);
        } else if (const YamlNode::Entry& entry = old.entries[was];
                   sameData(entry.value, now.entries[i].value, false)) {
            text += cutOut(entry.keyBegin, contentEnd(entry.value, colonEnd(entry)));
        } else {
            text += cutOut(entry.keyBegin, entry.keyEnd) + ": " + inside(i, was);
        }
    }
    return mapping ? "{" + text + "}" : "[" + text + "]";
}

std::string YamlRewriter::flowValue(const YamlNode& old, const YamlNode& now, std::string& above,
                                    std::size_t indent) {
    const bool marked = old.end > old.begin;
    if (marked && sameData(old, now, false))
        return cutOut(old.begin, old.end);
    if (isInBrackets(text_, old) && isOf(now, old) && !isEmpty(now))
        return flow(old, now, above, indent);
    if (marked)
        above += remarksIn(old.begin, old.end, indent);
    return fresh_.inlined(now, path_, true);
}

std::string YamlRewriter::fresh(std::string text, std::size_t indent) const {
    text.erase(0, std::min(indent, text.size()));
    if (lineEnd_ != "\n")
        for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
            text.replace(at, 1, lineEnd_);
    return text;
}

bool YamlRewriter::isBlock(const YamlNode& node) const {
    return isCollection(node) && !isEmpty(node) && !isInBrackets(text_, node) && !isAlias(text_, node);
}

bool YamlRewriter::isBlockScalar(const YamlNode& node) const {
    return node.kind == Kind::Scalar && node.quoted && !isAlias(text_, node) &&
           (node.begin >= text_.size() || (text_[node.begin] != '"' && text_[node.begin] != '\''));
}

std::size_t YamlRewriter::contentEnd(const YamlNode& node, std::size_t otherwise) const {
    if (isBlockScalar(node)) {
        std::size_t end = node.end;
        while (end > otherwise &&
               (isBlank(text_[end - 1]) || text_[end - 1] == '\n' || text_[end - 1] == '\r'))
            --end;
        return end;
    }
    if (!isBlock(node))
        return node.end > node.begin ? std::size_t(node.end) : otherwise;
    std::size_t content = node.begin;
    if (node.kind == Kind::Mapping)
        return contentEnd(node.entries.back().value, colonEnd(node.entries.back()));
    for (std::size_t i = 0; i < node.items.size(); ++i)
        content = contentEnd(node.items[i], hyphen(node, i, content) + 1);
    return content;
}

/// Where the hyphen of an item stands; what is before it ends at `content`.
std::size_t YamlRewriter::hyphen(const YamlNode& list, std::size_t item, std::size_t content) const {
    if (item == 0)
        return list.begin;
    const std::size_t column = list.begin - lineStart(list.begin);
    for (std::size_t line = nextLine(content); line < text_.size(); line = nextLine(line)) {
        const std::size_t sign = text_.find_first_not_of(' ', line);
        if (sign == line + column && text_[sign] == '-')
            return sign;
    }
    return text_.size();
}

std::size_t YamlRewriter::headEnd(const YamlNode& block, std::size_t child, std::size_t begin) const {
    return block.kind == Kind::Mapping ? colonEnd(block.entries[child]) : std::min(begin + 1, text_.size());
}

std::size_t YamlRewriter::colonEnd(const YamlNode::Entry& entry) const {
    const std::size_t sign = text_.find_first_not_of(" \t", entry.keyEnd);
    return sign != std::string_view::npos && text_[sign] == ':' ? sign + 1 : std::size_t(entry.keyEnd);
}

std::size_t YamlRewriter::lineStart(std::size_t at) const {
    const std::size_t end = at == 0 ? std::string_view::npos : text_.find_last_of("\r\n", at - 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

std::size_t YamlRewriter::nextLine(std::size_t at) const {
    const std::size_t end = text_.find_first_of("\r\n", at);
    if (end == std::string_view::npos)
        return text_.size();
    return end + (text_.substr(end, 2) == "\r\n" ? 2 : 1);
}

std::size_t YamlRewriter::endOfDeeper(std::size_t from, std::size_t to, std::size_t indent) const {
    std::size_t end = from;
    for (std::size_t line = from; line < to; line = nextLine(line)) {
        const std::size_t sign = text_.find_first_not_of(" \t", line);
        if (sign >= to || text_[sign] == '\n' || text_[sign] == '\r')
            continue;
        if (text_[sign] != '#' || sign - line <= indent)
            break;
        end = nextLine(line);
    }
    return end;
}

std::string YamlRewriter::remarksIn(std::size_t from, std::size_t to, std::size_t indent) const {
    std::string lines;
    for (const YamlRemark& remark : remarks_)
        if (remark.begin >= from && remark.begin < to)
            lines += std::string(indent, ' ') + remark.text + lineEnd_;
    return lines;
}

} // namespace perilune::base
