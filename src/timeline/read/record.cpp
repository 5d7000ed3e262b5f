#include "timeline/read/record.h"

#include "timeline/blanks.h"
#include "timeline/languages.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace perilune::timeline {

using base::YamlNode;
using Kind = base::YamlNode::Kind;

namespace {

constexpr std::size_t kLongestId = 64;
constexpr std::size_t kLongestText = 4000; ///< bytes; a card holds far less

std::vector<std::string> copyOf(std::initializer_list<const char*> keys) {
    return std::vector<std::string>(keys.begin(), keys.end());
}

} // namespace

const char* kindInWords(const YamlNode& node) {
    switch (node.kind) {
    case Kind::Null:
        return "nothing";
    case Kind::Scalar:
        return "text";
    case Kind::Sequence:
        return "a list";
    case Kind::Mapping:
        return "a mapping";
    }
    return "?";
}

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

bool checkId(Findings& findings, const base::SourcePlace& place, std::string_view id) {
    if (isId(id))
        return true;
    if (id.size() > kLongestId) {
        findings.error(place, fmt::format("the id {} is longer than {} letters", inQuotes(id), kLongestId),
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
    findings.error(place,
                   fmt::format("{} is no id; ids are lower case letters, digits and hyphens", inQuotes(id)),
                   isId(better) ? fmt::format("write '{}'", better) : "write one like first-crewed-landing");
    return false;
}

Record::Record(Findings& findings, const YamlNode& node, base::SourcePlace at, std::string what,
               std::initializer_list<const char*> keys)
    : findings_(findings), node_(node), at_(std::move(at)), what_(std::move(what)) {
    if (!isMapping()) {
        findings_.error(node.line > 0 ? placeOf(node) : at_,
                        fmt::format("{} is a mapping, not {}", what_, kindInWords(node)),
                        fmt::format("write lines of 'key: value'; its keys are {}",
                                    fmt::join(std::vector<std::string>(copyOf(keys)), ", ")));
        return;
    }
    for (const YamlNode::Entry& entry : node.entries) {
        const bool known =
            std::any_of(keys.begin(), keys.end(), [&](const char* key) { return entry.key == key; });
        if (known)
            continue;
        findings_.error({at_.file, entry.keyLine, entry.keyColumn},
                        fmt::format("{} has no key {}", what_, inQuotes(entry.key)),
                        findings_.suggest(entry.key, copyOf(keys), "leave it out"));
    }
}

const YamlNode* Record::optional(const char* key) const {
    const YamlNode* node = isMapping() ? node_.find(key) : nullptr;
    return node && node->kind != Kind::Null ? node : nullptr;
}

const YamlNode* Record::required(const char* key) const {
    if (!isMapping())
        return nullptr; // told already
    const YamlNode* node = node_.find(key);
    if (!node)
        findings_.error(at_, fmt::format("{} has no '{}'", what_, key), fmt::format("add '{}: …'", key));
    else if (node->kind == Kind::Null)
        error(*node, fmt::format("'{}' is empty", key),
              "write a value; one that begins with # stands in quotes");
    return node && node->kind != Kind::Null ? node : nullptr;
}

std::optional<std::string> Record::textOf(const YamlNode& node, std::string_view name) const {
    if (node.kind != Kind::Scalar) {
        error(node, fmt::format("'{}' is text, not {}", name, kindInWords(node)),
              "put quotes around a text with ': ' or one that begins with [ or {");
        return std::nullopt;
    }
    std::string text = singleSpaced(node.scalar);
    if (text.empty()) {
        error(node, fmt::format("'{}' is empty", name), "write a value or leave the key out");
        return std::nullopt;
    }
    if (text.size() > kLongestText) {
        error(node, fmt::format("'{}' is longer than {} bytes", name, kLongestText), "shorten it");
        return std::nullopt;
    }
    return text;
}

std::string Record::text(const char* key) const {
    const YamlNode* node = optional(key);
    return node ? textOf(*node, key).value_or("") : "";
}

std::string Record::requiredText(const char* key) const {
    const YamlNode* node = required(key);
    return node ? textOf(*node, key).value_or("") : "";
}

LocalizedText Record::requiredTitle(const char* key) const {
    LocalizedText title;
    const YamlNode* node = required(key);
    if (!node)
        return title;
    if (node->kind != Kind::Mapping) {
        if (auto text = textOf(*node, key))
            title.byLanguage["en"] = std::move(*text);
        return title;
    }
    for (const YamlNode::Entry& entry : node->entries)
        if (!isLanguage(entry.key))
            findings_.error({at_.file, entry.keyLine, entry.keyColumn},
                            fmt::format("{} is no language", inQuotes(entry.key)),
                            "write a code such as en, ru, zh, lv or pt-BR");
        else if (auto text = textOf(entry.value, entry.key))
            title.byLanguage[entry.key] = std::move(*text);
    if (!node->find("en"))
        error(*node, fmt::format("'{}' has no English text", key), "add 'en: …'");
    return title;
}

std::string Record::requiredId(const char* key) const {
    const YamlNode* node = required(key);
    const auto id = node ? textOf(*node, key) : std::nullopt;
    return id && checkId(findings_, placeOf(*node), *id) ? *id : "";
}

std::optional<Window> Record::window(const char* key, OpenEnds allowed) const {
    const YamlNode* node = optional(key);
    const auto text = node ? textOf(*node, key) : std::nullopt;
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

std::optional<double> Record::numberOf(const YamlNode& node, std::string_view name) const {
    double value = 0;
    const std::string& s = node.scalar;
    const char* first = s.data() + (s.starts_with('+') ? 1 : 0);
    const auto [end, fault] = std::from_chars(first, s.data() + s.size(), value);
    if (node.kind == Kind::Scalar && fault == std::errc() && end == s.data() + s.size() &&
        std::isfinite(value))
        return value;
    error(node,
          fmt::format("{} is a number, not {}", name,
                      node.kind == Kind::Scalar ? inQuotes(s) : kindInWords(node)),
          "write it with a decimal point, as in -84.9");
    return std::nullopt;
}

std::optional<int> Record::integer(const char* key, int least, int most) const {
    const YamlNode* node = optional(key);
    if (!node)
        return std::nullopt;
    int value = 0;
    const std::string& s = node->scalar;
    const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), value);
    const bool isNumber = node->kind == Kind::Scalar && fault == std::errc() && end == s.data() + s.size();
    if (isNumber && value >= least && value <= most)
        return value;
    error(*node,
          fmt::format("'{}' is {}", key, node->kind == Kind::Scalar ? inQuotes(s) : kindInWords(*node)),
          fmt::format("write a whole number from {} to {}", least, most));
    return std::nullopt;
}

std::optional<bool> Record::truth(const char* key) const {
    const YamlNode* node = optional(key);
    if (!node)
        return std::nullopt;
    if (node->kind == Kind::Scalar && (node->scalar == "true" || node->scalar == "false"))
        return node->scalar == "true";
    refuseWord(*node, key, {"true", "false"});
    return std::nullopt;
}

std::vector<Reference> Record::references(const char* key) const {
    std::vector<Reference> list;
    const YamlNode* node = optional(key);
    if (!node)
        return list;
    if (node->kind != Kind::Sequence) {
        error(*node, fmt::format("'{}' is a list, not {}", key, kindInWords(*node)),
              node->kind == Kind::Scalar ? fmt::format("write [{}]", node->scalar.substr(0, kLongestId))
                                         : "write [one, two]");
        return list;
    }
    for (const YamlNode& item : node->items) {
        if (item.kind != Kind::Scalar) {
            error(item, fmt::format("'{}' holds ids, not {}", key, kindInWords(item)), "write [one, two]");
            continue;
        }
        const bool twice =
            std::any_of(list.begin(), list.end(), [&](const Reference& r) { return r.id == item.scalar; });
        if (twice && list.size() < 1000)
            error(item, fmt::format("{} stands twice in '{}'", inQuotes(item.scalar), key), "keep one");
        else
            list.push_back({item.scalar, placeOf(item)});
    }
    return list;
}

void Record::refuseWord(const YamlNode& node, const char* key, const std::vector<std::string>& choice) const {
    if (node.kind != Kind::Scalar)
        error(node, fmt::format("'{}' is one word, not {}", key, kindInWords(node)),
              findings_.suggest("", choice));
    else
        error(node, fmt::format("'{}' cannot be {}", key, inQuotes(node.scalar)),
              findings_.suggest(node.scalar, choice));
}

} // namespace perilune::timeline
