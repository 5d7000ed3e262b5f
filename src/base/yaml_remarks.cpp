#include "base/yaml_remarks.h"

#include <algorithm>

namespace perilune::base {

using Kind = YamlNode::Kind;

namespace {

/// A part of the text in which a '#' is no remark; half-open.
struct Covered {
    std::size_t begin = 0, end = 0;
};

void cover(std::string_view text, const YamlNode& node, std::vector<Covered>& covered) {
    const auto add = [&](std::size_t begin, std::size_t end) {
        if (end <= text.size() && text.substr(begin, end - begin).find('#') != std::string_view::npos)
            covered.push_back({begin, end});
    };
    if (node.kind == Kind::Scalar && !isAlias(text, node))
        add(node.begin, node.end);
    for (const YamlNode& item : node.items)
        cover(text, item, covered);
    for (const YamlNode::Entry& entry : node.entries) {
        add(entry.keyBegin, entry.keyEnd);
        cover(text, entry.value, covered);
    }
}

/// The line on which a node begins: of a folded text, that of its '>'.
int firstLineOf(const YamlNode& node) {
    const bool block = node.kind == Kind::Scalar && node.quoted && node.column == 1;
    return block ? node.line - 1 : node.line;
}

int lastLine(const YamlNode& node) {
    int last = node.line;
    for (const YamlNode& item : node.items)
        last = std::max(last, lastLine(item));
    for (const YamlNode::Entry& entry : node.entries)
        last = std::max({last, entry.keyLine, lastLine(entry.value)});
    return last;
}

} // namespace

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

bool isAlias(std::string_view text, const YamlNode& node) {
    return !node.quoted && node.begin < node.end && node.begin < text.size() && text[node.begin] == '*';
}

bool isInBrackets(std::string_view text, const YamlNode& node) {
    const bool collection = node.kind == Kind::Sequence || node.kind == Kind::Mapping;
    return collection && node.begin < node.end && node.begin < text.size() &&
           (text[node.begin] == '{' || text[node.begin] == '[');
}

std::vector<YamlRemark> yamlRemarks(std::string_view text, const YamlNode& root) {
    std::vector<Covered> covered;
    cover(text, root, covered);
    std::sort(covered.begin(), covered.end(),
              [](const Covered& a, const Covered& b) { return a.begin < b.begin; });
    std::vector<YamlRemark> remarks;
    std::size_t next = 0;
    std::size_t inside = 0; // everything before this is inside a scalar
    int number = 0;
    for (const std::string_view line : linesOf(text)) {
        ++number;
        const auto start = static_cast<std::size_t>(line.data() - text.data());
        for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
            while (next < covered.size() && covered[next].begin <= start + at)
                inside = std::max(inside, covered[next++].end);
            if (start + at < inside || (at > 0 && line[at - 1] != ' ' && line[at - 1] != '\t'))
                continue;
            std::string remark(line.substr(at));
            remark.erase(remark.find_last_not_of(" \t") + 1);
            remarks.push_back({number, start + at, line.find_first_not_of(" \t") == at, std::move(remark)});
            break;
        }
    }
    return remarks;
}

RemarksOf::RemarksOf(std::string_view text, const YamlNode& root) : text_(text), lines_(linesOf(text)) {
    const std::vector<YamlRemark> remarks = yamlRemarks(text, root);
    for (const YamlRemark& remark : remarks)
        remarkLines_.push_back(remark.line);
    gather(root);
    attach(remarks);
}

const RemarksBeside& RemarksOf::beside(const YamlNode& node) const {
    static const RemarksBeside nothing;
    const auto found = beside_.find(&node);
    return found == beside_.end() ? nothing : found->second;
}

bool RemarksOf::isFlow(const YamlNode& node) const {
    if (node.entries.empty() && node.items.empty())
        return true;
    if (!isInBrackets(text_, node))
        return false;
    const auto first = std::lower_bound(remarkLines_.begin(), remarkLines_.end(), node.line);
    return first == remarkLines_.end() || *first >= lastLine(node);
}

void RemarksOf::gather(const YamlNode& node) {
    if (node.kind != Kind::Scalar && node.kind != Kind::Null && isFlow(node))
        return;
    for (const YamlNode& item : node.items) {
        starts_.push_back({firstLineOf(item), &item});
        gather(item);
    }
    for (const YamlNode::Entry& entry : node.entries) {
        starts_.push_back({entry.keyLine, &entry.value});
        gather(entry.value);
    }
}

void RemarksOf::attach(const std::vector<YamlRemark>& remarks) {
    std::stable_sort(starts_.begin(), starts_.end(),
                     [](const Start& a, const Start& b) { return a.line < b.line; });
    for (const YamlRemark& remark : remarks) {
        const auto later = std::upper_bound(starts_.begin(), starts_.end(), remark.line,
                                            [](int line, const Start& start) { return line < start.line; });
        if (!remark.alone && later != starts_.begin()) {
            std::string& after = beside_[std::prev(later)->node].after;
            if (after.empty()) {
                after = remark.text;
                continue;
            }
        }
        std::vector<RemarkAbove>& above = later == starts_.end() ? foot_ : beside_[later->node].before;
        above.push_back({remark.text, remark.alone && isBlank(remark.line - 1)});
    }
    // Of several that begin on a line, an empty line above belongs to the first.
    int before = 0;
    for (const Start& start : starts_) {
        if (start.line != before && isBlank(start.line - 1))
            beside_[start.node].blankAbove = true;
        before = start.line;
    }
}

bool RemarksOf::isBlank(int line) const {
    return line >= 1 && static_cast<std::size_t>(line) <= lines_.size() &&
           lines_[static_cast<std::size_t>(line - 1)].find_first_not_of(" \t") == std::string_view::npos;
}

} // namespace perilune::base
