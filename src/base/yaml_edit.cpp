#include "base/yaml_edit.h"

#include "base/yaml_rewriter.h"

#include <algorithm>

namespace perilune::base {

using Kind = YamlNode::Kind;

Result<std::string> rewritten(std::string_view text, const YamlNode& root, const YamlNode& edited,
                              const YamlForm& form) {
    if (sameData(root, edited, false))
        return std::string(text);
    constexpr std::string_view kByteOrder = "\xEF\xBB\xBF";
    const bool marked = text.starts_with(kByteOrder);
    if (marked)
        text.remove_prefix(kByteOrder.size());
    std::string made = YamlRewriter(text, root, form).write(edited);
    const Parsed<YamlNode> again = parseYaml(made, "");
    if (!again.ok() || !sameData(edited, again.value, form.texts))
        return inputError("this file cannot be edited piece by piece; bring it into canonical form first "
                          "(perilune fmt), and write the values themselves in place of aliases (*name)");
    return marked ? std::string(kByteOrder) + made : made;
}

YamlNode yamlWord(std::string word) {
    YamlNode node;
    node.kind = Kind::Scalar;
    // Without quotes these would be read as nothing.
    node.quoted = word.empty() || word == "~" || word == "null" || word == "Null" || word == "NULL";
    node.scalar = std::move(word);
    return node;
}

YamlNode yamlList(const std::vector<std::string>& words) {
    YamlNode node;
    node.kind = Kind::Sequence;
    for (const std::string& word : words)
        node.items.push_back(yamlWord(word));
    return node;
}

YamlNode yamlMapping(std::vector<std::pair<std::string, YamlNode>> entries) {
    YamlNode node;
    node.kind = Kind::Mapping;
    for (auto& given : entries) {
        YamlNode::Entry entry;
        entry.key = std::move(given.first);
        entry.value = std::move(given.second);
        node.entries.push_back(std::move(entry));
    }
    return node;
}

std::string yamlFile(const YamlNode& root, const YamlForm& form) {
    return YamlWriter(form, nullptr).file(root);
}

void setKey(YamlNode& mapping, const YamlPath& path, const std::string& key, YamlNode value,
            const YamlForm& form) {
    for (YamlNode::Entry& entry : mapping.entries)
        if (entry.key == key) {
            entry.value = std::move(value);
            return;
        }
    // Behind the last of those that the form has before it: authors have orders of their own.
    const auto rank = [&](const std::string& of) {
        return form.rank ? form.rank(path, mapping, of) : std::size_t(0);
    };
    const std::size_t own = rank(key);
    auto at = mapping.entries.end();
    while (at != mapping.entries.begin() && rank(std::prev(at)->key) > own)
        --at;
    YamlNode::Entry entry;
    entry.key = key;
    entry.value = std::move(value);
    mapping.entries.insert(at, std::move(entry));
}

void removeKey(YamlNode& mapping, std::string_view key) {
    std::erase_if(
        mapping.entries, [&](const YamlNode::Entry& entry) { return entry.key == key; });
}

} // namespace perilune::base
