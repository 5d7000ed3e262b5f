#include "base/yaml_writer.h"

#include "base/blanks.h"

#include <algorithm>
#include <span>

namespace perilune::base {

using Kind = YamlNode::Kind;

std::string YamlWriter::file(const YamlNode& root) {
    if (root.kind == Kind::Mapping && !isEmpty(root))
        mapping(root, 0);
    else
        out_ += inlined(root, false) + "\n";
    if (remarks_)
        above(remarks_->foot(), 0);
    return std::move(out_);
}

std::string YamlWriter::value(const YamlNode& node, const YamlPath& path, std::size_t indent,
                              std::size_t used) {
    path_ = path;
    out_.clear();
    put(node, indent, used, "");
    if (out_.ends_with('\n'))
        out_.pop_back();
    return std::move(out_);
}

std::string YamlWriter::inlined(const YamlNode& node, const YamlPath& path, bool inFlow) {
    path_ = path;
    return inlined(node, inFlow);
}

std::string YamlWriter::entryLines(const YamlNode::Entry& one, const YamlPath& path, std::size_t indent) {
    path_ = path;
    path_.pop_back();
    out_.clear();
    entry(one, indent);
    return std::move(out_);
}

std::string YamlWriter::itemLines(const YamlNode& item, const YamlPath& path, std::size_t indent, bool flat) {
    path_ = path;
    out_.clear();
    if (flat) {
        std::string line = std::string(indent, ' ') + "- " + inlined(item, false) + "\n";
        if (columns(line) <= kYamlWidth + 1)
            return line;
    }
    this->item(item, indent);
    return std::move(out_);
}

std::vector<const YamlNode::Entry*> YamlWriter::ordered(const YamlNode& node) const {
    struct Ranked {
        std::size_t rank;
        const YamlNode::Entry* entry;
    };
    std::vector<Ranked> ranked;
    for (const YamlNode::Entry& entry : node.entries)
        ranked.push_back({form_.rank ? form_.rank(path_, node, entry.key) : 0, &entry});
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    std::vector<const YamlNode::Entry*> entries;
    for (const Ranked& one : ranked)
        entries.push_back(one.entry);
    return entries;
}

const RemarksBeside& YamlWriter::beside(const YamlNode& node) const {
    static const RemarksBeside nothing;
    return remarks_ ? remarks_->beside(node) : nothing;
}

bool YamlWriter::isFlow(const YamlNode& node) const {
    return isEmpty(node) || (remarks_ ? remarks_->isFlow(node) : !form_.isTall || !form_.isTall(path_));
}

std::string YamlWriter::inlined(const YamlNode& node, bool inFlow) {
    std::string text;
    if (node.kind == Kind::Sequence) {
        path_.push_back("-");
        for (const YamlNode& item : node.items)
            text += (text.empty() ? "" : ", ") + inlined(item, true);
        path_.pop_back();
        return "[" + text + "]";
    }
    if (node.kind == Kind::Mapping) {
        for (const YamlNode::Entry* entry : ordered(node)) {
            path_.push_back(entry->key);
            text += (text.empty() ? "" : ", ") + yamlScalar(entry->key, true) + ": " +
                    inlined(entry->value, true);
            path_.pop_back();
        }
        return "{" + text + "}";
    }
    return yamlScalar(node, inFlow, form_);
}

void YamlWriter::emptyLine() {
    if (!out_.empty() && !out_.ends_with("\n\n"))
        out_ += "\n";
}

void YamlWriter::above(const std::vector<RemarkAbove>& remarks, std::size_t indent) {
    for (const RemarkAbove& remark : remarks) {
        if (remark.blankAbove)
            emptyLine();
        out_ += std::string(indent, ' ') + remark.text + "\n";
    }
}

/// What stands above an entry or item. `parted`: one empty line at least, above the remarks where the author
/// left none.
void YamlWriter::lead(const YamlNode& node, std::size_t indent, bool parted) {
    const RemarksBeside& own = beside(node);
    const bool isParted = own.blankAbove || std::any_of(own.before.begin(), own.before.end(),
                                                        [](const RemarkAbove& a) { return a.blankAbove; });
    if (parted && !isParted)
        emptyLine();
    above(own.before, indent);
    if (own.blankAbove)
        emptyLine();
}

bool YamlWriter::staysOnLine(const YamlNode& node, std::size_t used, std::size_t remark) {
    if (isEmpty(node))
        return true;
    return isFlow(node) && used + 1 + columns(inlined(node, false)) + remark <= kYamlWidth;
}

/// The value after "key:" or "-", and its line's end. `used`: columns before it.
void YamlWriter::put(const YamlNode& node, std::size_t indent, std::size_t used, const std::string& after) {
    const std::string remark = after.empty() ? "" : " " + after;
    if (isCollection(node)) {
        if (staysOnLine(node, used, columns(remark))) {
            out_ += " " + inlined(node, false) + remark + "\n";
            return;
        }
        out_ += remark + "\n";
        node.kind == Kind::Mapping ? mapping(node, indent) : sequence(node, indent);
        return;
    }
    if (!form_.texts && standsInLines(node.scalar)) {
        out_ += " |-" + remark + "\n";
        lines(node.scalar, indent);
        return;
    }
    const std::string line = yamlScalar(node, false, form_);
    const bool fits = used + 1 + columns(line) + columns(remark) <= kYamlWidth;
    const std::string text = singleSpaced(node.scalar);
    if (fits || node.kind == Kind::Null || !form_.texts || !isFoldable(text)) {
        out_ += (line.empty() ? "" : " " + line) + remark + "\n";
        return;
    }
    out_ += " >-" + remark + "\n";
    folded(text, indent);
}

void YamlWriter::lines(std::string_view text, std::size_t indent) {
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        if (to > from)
            out_ += std::string(indent, ' ');
        out_ += std::string(text.substr(from, to - from)) + "\n";
        from = to + 1;
    }
}

void YamlWriter::folded(const std::string& text, std::size_t indent) {
    std::size_t column = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        const std::string word = text.substr(from, to - from);
        from = to + 1;
        if (column > 0 && column + 1 + columns(word) <= kYamlWidth) {
            out_ += " " + word;
            column += 1 + columns(word);
            continue;
        }
        out_ += (column > 0 ? "\n" : "") + std::string(indent, ' ') + word;
        column = indent + columns(word);
    }
    out_ += "\n";
}

void YamlWriter::mapping(const YamlNode& node, std::size_t indent) {
    for (const YamlNode::Entry* one : ordered(node)) {
        lead(one->value, indent, form_.isParted && form_.isParted(path_, *one));
        entry(*one, indent);
    }
}

void YamlWriter::entry(const YamlNode::Entry& entry, std::size_t indent) {
    const std::string key = yamlScalar(entry.key) + ":";
    out_ += std::string(indent, ' ') + key;
    path_.push_back(entry.key);
    put(entry.value, indent + kYamlStep, indent + columns(key), beside(entry.value).after);
    path_.pop_back();
}

void YamlWriter::sequence(const YamlNode& node, std::size_t indent) {
    path_.push_back("-");
    for (const YamlNode& one : node.items)
        item(one, indent);
    path_.pop_back();
}

void YamlWriter::item(const YamlNode& item, std::size_t indent) {
    lead(item, indent, false);
    const std::string& after = beside(item).after;
    const bool opens =
        item.kind == Kind::Mapping && !isEmpty(item) &&
        !(isFlow(item) && indent + 2 + columns(inlined(item, false)) + columns(after) + 1 <= kYamlWidth);
    if (opens)
        return record(item, indent);
    // A list below its hyphen begins on the next line: the hyphen's remark stands above it.
    const bool below =
        item.kind == Kind::Sequence && !after.empty() && !staysOnLine(item, indent + 1, columns(after) + 1);
    if (below)
        above({{after}}, indent);
    out_ += std::string(indent, ' ') + "-";
    put(item, indent + kYamlStep, indent + 1, below ? std::string() : after);
}

/// An item whose first key stands on the hyphen's line; what stood above that key stands above the item.
void YamlWriter::record(const YamlNode& item, std::size_t indent) {
    const std::vector<const YamlNode::Entry*> entries = ordered(item);
    const YamlNode& first = entries.front()->value;
    if (!beside(first).before.empty())
        lead(first, indent, false);
    if (!beside(item).after.empty())
        above({{beside(item).after}}, indent);
    const std::string key = yamlScalar(entries.front()->key) + ":";
    out_ += std::string(indent, ' ') + "- " + key;
    path_.push_back(entries.front()->key);
    put(first, indent + 2 * kYamlStep, indent + 2 + columns(key), beside(first).after);
    path_.pop_back();
    for (const YamlNode::Entry* one : std::span(entries).subspan(1)) {
        lead(one->value, indent + kYamlStep, false);
        entry(*one, indent + kYamlStep);
    }
}

} // namespace perilune::base
