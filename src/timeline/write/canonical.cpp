#include "timeline/write/canonical.h"

#include "timeline/write/canonical_writer.h"
#include "timeline/write/comments.h"
#include "base/yaml.h"

#include <fmt/format.h>

#include <unordered_map>

namespace perilune::timeline {

using base::YamlNode;
using Kind = YamlNode::Kind;

namespace {

constexpr std::size_t kMostLines = 4'000'000; ///< as many as a file may hold values

bool sameData(const YamlNode& a, const YamlNode& b) {
    if (a.kind != b.kind || a.items.size() != b.items.size() || a.entries.size() != b.entries.size())
        return false;
    if (a.kind == Kind::Scalar)
        return singleSpaced(a.scalar) == singleSpaced(b.scalar);
    for (std::size_t i = 0; i < a.items.size(); ++i)
        if (!sameData(a.items[i], b.items[i]))
            return false;
    // A section may hold a million ids: they are looked up, not searched.
    constexpr std::size_t kShort = 16;
    std::unordered_map<std::string_view, const YamlNode*> byKey;
    if (b.entries.size() > kShort)
        for (const YamlNode::Entry& entry : b.entries)
            byKey.emplace(entry.key, &entry.value);
    for (const YamlNode::Entry& entry : a.entries) {
        const auto found = byKey.find(entry.key);
        const YamlNode* other = found != byKey.end() ? found->second : b.find(entry.key);
        if (!other || !sameData(entry.value, *other))
            return false;
    }
    return true;
}

/// Where an alias stands, which points at its '*'.
const YamlNode* firstAlias(const YamlNode& node, Columns& columns) {
    if (!node.quoted && columns.signAt(node.line, node.column) == '*')
        return &node;
    for (const YamlNode& item : node.items)
        if (const YamlNode* found = firstAlias(item, columns))
            return found;
    for (const YamlNode::Entry& entry : node.entries)
        if (const YamlNode* found = firstAlias(entry.value, columns))
            return found;
    return nullptr;
}

/// A text longer than any that a timeline may hold.
const YamlNode* firstLongText(const YamlNode& node) {
    constexpr std::size_t kLongest = 4000;
    if (node.kind == Kind::Scalar && node.scalar.size() > kLongest &&
        singleSpaced(node.scalar).size() > kLongest)
        return &node;
    for (const YamlNode& item : node.items)
        if (const YamlNode* found = firstLongText(item))
            return found;
    for (const YamlNode::Entry& entry : node.entries)
        if (const YamlNode* found = firstLongText(entry.value))
            return found;
    return nullptr;
}

} // namespace

base::Parsed<std::string> canonicalForm(std::string_view text, const std::string& fileName) {
    base::Parsed<std::string> result;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    base::Parsed<YamlNode> yaml = base::parseYaml(text, fileName, {.nodes = 2'000'000});
    result.diagnostics = std::move(yaml.diagnostics);
    if (base::hasErrors(result.diagnostics))
        return result;
    const auto refuse = [&](int line, int column, std::string what, std::string todo) {
        result.diagnostics.push_back(
            {base::Severity::Error, {fileName, line, column}, std::move(what), std::move(todo)});
        return result;
    };
    const YamlNode* form = yaml.value.find("perilune");
    if (!form || !form->scalar.starts_with("timeline/"))
        return refuse(1, 1, "this is no timeline", "give files that begin with 'perilune: timeline/1'");
    const std::vector<std::string_view> lines = linesOf(text);
    if (lines.size() > kMostLines)
        return refuse(static_cast<int>(kMostLines), 1, fmt::format("more than {} lines", kMostLines),
                      "split it");
    Columns columns(lines);
    if (const YamlNode* alias = firstAlias(yaml.value, columns))
        return refuse(alias->line, alias->column, "an alias has no canonical form", "write the value itself");
    if (const YamlNode* longText = firstLongText(yaml.value))
        return refuse(longText->line, longText->column, "a text of more than 4000 bytes", "shorten it");
    result.value = inCanonicalForm(lines, yaml.value);
    const base::Parsed<YamlNode> again = base::parseYaml(result.value, fileName, {.nodes = 2'000'000});
    if (!again.ok() || !sameData(yaml.value, again.value)) {
        result.value.clear();
        return refuse(0, 0,
                      "this file cannot be brought into canonical form without a change of what it says",
                      "leave it as it is, and tell the authors of Perilune");
    }
    return result;
}

} // namespace perilune::timeline
