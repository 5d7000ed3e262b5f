#include "base/yaml_form.h"

#include "base/blanks.h"
#include "base/yaml_remarks.h"
#include "base/yaml_writer.h"

#include <fmt/format.h>

#include <unordered_map>

namespace perilune::base {

using Kind = YamlNode::Kind;

namespace {

constexpr std::size_t kMostLines = 4'000'000; ///< as many as a file may hold values
constexpr YamlLimits kLimits{.nodes = 2'000'000};

/// Where an alias stands.
const YamlNode* firstAlias(std::string_view text, const YamlNode& node) {
    if (isAlias(text, node))
        return &node;
    for (const YamlNode& item : node.items)
        if (const YamlNode* found = firstAlias(text, item))
            return found;
    for (const YamlNode::Entry& entry : node.entries)
        if (const YamlNode* found = firstAlias(text, entry.value))
            return found;
    return nullptr;
}

/// A text longer than any that a file may hold.
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

bool sameData(const YamlNode& a, const YamlNode& b, bool texts) {
    if (a.kind != b.kind || a.items.size() != b.items.size() || a.entries.size() != b.entries.size())
        return false;
    if (a.kind == Kind::Scalar)
        return a.scalar == b.scalar || (texts && singleSpaced(a.scalar) == singleSpaced(b.scalar));
    for (std::size_t i = 0; i < a.items.size(); ++i)
        if (!sameData(a.items[i], b.items[i], texts))
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
        if (!other || !sameData(entry.value, *other, texts))
            return false;
    }
    return true;
}

Parsed<std::string> inForm(std::string_view text, const std::string& fileName, const YamlKind& kind,
                           const YamlForm& form) {
    Parsed<std::string> result;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    Parsed<YamlNode> yaml = parseYaml(text, fileName, kLimits);
    result.diagnostics = std::move(yaml.diagnostics);
    if (hasErrors(result.diagnostics))
        return result;
    const auto refuse = [&](int line, int column, std::string what, std::string todo) {
        result.diagnostics.push_back(
            {Severity::Error, {fileName, line, column}, std::move(what), std::move(todo)});
        return result;
    };
    const YamlNode* said = yaml.value.find("perilune");
    if (!said || !said->scalar.starts_with(kind.prefix))
        return refuse(1, 1, fmt::format("this is no {}", kind.name),
                      fmt::format("give files that begin with 'perilune: {}1'", kind.prefix));
    if (linesOf(text).size() > kMostLines)
        return refuse(static_cast<int>(kMostLines), 1, fmt::format("more than {} lines", kMostLines),
                      "split it");
    if (const YamlNode* alias = firstAlias(text, yaml.value))
        return refuse(alias->line, alias->column, "an alias has no canonical form", "write the value itself");
    if (const YamlNode* longText = firstLongText(yaml.value))
        return refuse(longText->line, longText->column, "a text of more than 4000 bytes", "shorten it");
    const RemarksOf remarks(text, yaml.value);
    result.value = YamlWriter(form, &remarks).file(yaml.value);
    const Parsed<YamlNode> again = parseYaml(result.value, fileName, kLimits);
    if (!again.ok() || !sameData(yaml.value, again.value, form.texts)) {
        result.value.clear();
        return refuse(0, 0,
                      "this file cannot be brought into canonical form without a change of what it says",
                      "leave it as it is, and tell the authors of Perilune");
    }
    return result;
}

std::string yamlValue(const YamlNode& node, const YamlForm& form, const YamlPath& path, std::size_t indent,
                      std::size_t used) {
    return YamlWriter(form, nullptr).value(node, path, indent, used);
}

} // namespace perilune::base
