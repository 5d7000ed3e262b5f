#include "timeline/write/canonical_remarks.h"

#include <algorithm>

namespace perilune::timeline {

using base::YamlNode;
using Kind = YamlNode::Kind;

namespace {

int lastLine(const YamlNode& node) {
    int last = node.line;
    for (const YamlNode& item : node.items)
        last = std::max(last, lastLine(item));
    for (const YamlNode::Entry& entry : node.entries)
        last = std::max({last, entry.keyLine, lastLine(entry.value)});
    return last;
}

} // namespace

RemarksOf::RemarksOf(const std::vector<std::string_view>& lines, const YamlNode& root)
    : lines_(lines), columns_(lines) {
    const std::vector<Remark> remarks = remarksOf(lines, root);
    for (const Remark& remark : remarks)
        remarkLines_.push_back(remark.line);
    gather(root);
    attach(remarks);
}

const Beside& RemarksOf::beside(const YamlNode& node) const {
    static const Beside nothing;
    const auto found = beside_.find(&node);
    return found == beside_.end() ? nothing : found->second;
}

bool RemarksOf::isFlow(const YamlNode& node) const {
    const char sign = columns_.signAt(node.line, node.column);
    if (node.entries.empty() && node.items.empty())
        return true;
    if (sign != '{' && sign != '[')
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

void RemarksOf::attach(const std::vector<Remark>& remarks) {
    std::stable_sort(starts_.begin(), starts_.end(),
                     [](const Start& a, const Start& b) { return a.line < b.line; });
    for (const Remark& remark : remarks) {
        const auto later = std::upper_bound(starts_.begin(), starts_.end(), remark.line,
                                            [](int line, const Start& start) { return line < start.line; });
        if (!remark.alone && later != starts_.begin()) {
            std::string& after = beside_[std::prev(later)->node].after;
            if (after.empty()) {
                after = remark.text;
                continue;
            }
        }
        std::vector<Above>& above = later == starts_.end() ? foot_ : beside_[later->node].before;
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

} // namespace perilune::timeline
