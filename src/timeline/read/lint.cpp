#include "timeline/read/lint.h"

#include "base/yaml.h"

#include <fmt/format.h>

#include <unordered_set>

namespace perilune::timeline {

using base::YamlNode;

namespace {

/// All ids under keys called "sources", except the section of that name.
void gather(const YamlNode& node, int depth, std::unordered_set<std::string>& used) {
    for (const YamlNode& item : node.items)
        gather(item, depth + 1, used);
    for (const YamlNode::Entry& entry : node.entries) {
        if (entry.key == "sources" && depth > 0)
            for (const YamlNode& id : entry.value.items)
                used.insert(id.scalar);
        gather(entry.value, depth + 1, used);
    }
}

} // namespace

std::vector<base::Diagnostic> lint(const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<base::Diagnostic> found;
    std::vector<YamlNode> documents;
    std::unordered_set<std::string> used;
    for (const auto& [name, text] : files) {
        documents.push_back(base::parseYaml(text, name).value);
        gather(documents.back(), 0, used);
    }
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const YamlNode* sources = documents[i].find("sources");
        if (!sources)
            continue;
        for (const YamlNode::Entry& source : sources->entries) {
            const base::SourcePlace place{files[i].first, source.keyLine, source.keyColumn};
            const YamlNode* date = source.value.find("date");
            if (!date || date->kind == YamlNode::Kind::Null)
                found.push_back({base::Severity::Warning, place,
                                 fmt::format("the source '{}' has no date", source.key),
                                 "add 'date: …' where it is known"});
            if (!used.contains(source.key))
                found.push_back({base::Severity::Warning, place,
                                 fmt::format("nothing names the source '{}'", source.key),
                                 "name it where it is meant, or leave it out"});
        }
    }
    return found;
}

} // namespace perilune::timeline
