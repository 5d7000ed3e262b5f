#include "timeline/read/record.h"

#include "timeline/languages.h"
#include "base/blanks.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

using base::YamlNode;
using Kind = base::YamlNode::Kind;

namespace {

constexpr std::size_t kLongestId = 64;

} // namespace

bool isId(std::string_view text) {
    if (text.empty() || text.size() > kLongestId || text.front() == '-' || text.back() == '-')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
        if (c == '-' && text[i - 1] == '-')
            return false;
    }
    return true;
}

bool checkId(base::Findings& findings, const base::SourcePlace& place, std::string_view id) {
    if (isId(id))
        return true;
    if (id.size() > kLongestId) {
        findings.error(place,
                       fmt::format("the id {} is longer than {} letters", base::inQuotes(id), kLongestId),
                       "shorten it");
        return false;
    }
    std::string better;
    for (const char c : id)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            better += c;
        else if (c >= 'A' && c <= 'Z')
            better += static_cast<char>(c - 'A' + 'a');
        else if ((c == ' ' || c == '_' || c == '-' || c == '.') && !better.empty() && better.back() != '-')
            better += '-';
    while (!better.empty() && better.back() == '-')
        better.pop_back();
    findings.error(
        place, fmt::format("{} is no id; ids are lower case letters, digits and hyphens", base::inQuotes(id)),
        isId(better) ? fmt::format("write '{}'", better) : "write one like first-crewed-landing");
    return false;
}

LocalizedText Record::requiredTitle(const char* key) const {
    LocalizedText title;
    const YamlNode* node = required(key);
    if (!node)
        return title;
    if (node->kind != Kind::Mapping) {
        if (auto text = CheckedYaml::text(*node, key))
            title.byLanguage["en"] = std::move(*text);
        return title;
    }
    for (const YamlNode::Entry& entry : node->entries)
        if (!isLanguage(entry.key))
            error(entry, fmt::format("{} is no language", base::inQuotes(entry.key)),
                  "write a code such as en, ru, zh, lv or pt-BR");
        else if (auto text = CheckedYaml::text(entry.value, entry.key))
            title.byLanguage[entry.key] = std::move(*text);
    if (!node->find("en"))
        error(*node, fmt::format("'{}' has no English text", key), "add 'en: …'");
    return title;
}

std::string Record::requiredId(const char* key) const {
    const YamlNode* node = required(key);
    const auto id = node ? CheckedYaml::text(*node, key) : std::nullopt;
    return id && checkId(findings(), placeOf(*node), *id) ? *id : "";
}

std::optional<Window> Record::window(const char* key, OpenEnds allowed) const {
    const YamlNode* node = optional(key);
    const auto text = node ? CheckedYaml::text(*node, key) : std::nullopt;
    if (!text)
        return std::nullopt;
    auto window = parseEdtf(*text);
    if (!window) {
        error(*node, fmt::format("'{}': {}", key, window.error().message));
        return std::nullopt;
    }
    const bool refused =
        (window->openEnd && allowed != OpenEnds::Either) || (window->openBegin && allowed == OpenEnds::None);
    if (refused) {
        error(*node, fmt::format("'{}' is open at one end ({})", key, *text),
              "write a day, a month or a year");
        return std::nullopt;
    }
    return *window;
}

std::vector<Reference> Record::references(const char* key) const {
    std::vector<Reference> list;
    const YamlNode* node = optional(key);
    if (!node)
        return list;
    if (node->kind != Kind::Sequence) {
        error(*node, fmt::format("'{}' is a list, not {}", key, base::kindInWords(*node)),
              node->kind == Kind::Scalar ? fmt::format("write [{}]", node->scalar.substr(0, kLongestId))
                                         : "write [one, two]");
        return list;
    }
    for (const YamlNode& item : node->items) {
        if (item.kind != Kind::Scalar) {
            error(item, fmt::format("'{}' holds ids, not {}", key, base::kindInWords(item)),
                  "write [one, two]");
            continue;
        }
        const bool twice =
            std::any_of(list.begin(), list.end(), [&](const Reference& r) { return r.id == item.scalar; });
        if (twice && list.size() < 1000)
            error(item, fmt::format("{} stands twice in '{}'", base::inQuotes(item.scalar), key), "keep one");
        else
            list.push_back({item.scalar, placeOf(item)});
    }
    return list;
}

} // namespace perilune::timeline
