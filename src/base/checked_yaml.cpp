#include "base/checked_yaml.h"

#include "base/blanks.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::base {

using Kind = YamlNode::Kind;

namespace {

constexpr std::size_t kLongestText = 4000; ///< bytes; a card holds far less

std::vector<std::string> copyOf(YamlKeys keys) {
    return std::vector<std::string>(keys.begin(), keys.end());
}

template <class Keys> bool holds(const Keys& keys, std::string_view key) {
    return std::any_of(
        keys.begin(), keys.end(), [&](const auto& one) { return key == one; });
}

std::optional<double> numberIn(std::string_view text) {
    return decimalNumber(text.substr(text.starts_with('+') ? 1 : 0));
}

// UTF-8 was checked by the reader: count the bytes that begin a character.
std::size_t lengthOf(std::string_view text) {
    return std::size_t(std::count_if(
        text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string shown(const YamlNode& node) {
    return node.kind == Kind::Scalar ? inQuotes(node.scalar) : kindInWords(node);
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

void CheckedYaml::allowOnly(const YamlNode& mapping, YamlKeys keys, std::string_view of,
                            const std::string& otherwise) const {
    for (const YamlNode::Entry& entry : mapping.entries)
        if (!holds(keys, entry.key))
            refuseKey(entry, copyOf(keys), of, otherwise);
}

void CheckedYaml::allowOnly(const YamlNode& mapping, const std::vector<std::string>& keys,
                            std::string_view of, const std::string& otherwise) const {
    for (const YamlNode::Entry& entry : mapping.entries)
        if (!holds(keys, entry.key))
            refuseKey(entry, keys, of, otherwise);
}

void CheckedYaml::refuseKey(const YamlNode::Entry& entry, const std::vector<std::string>& keys,
                            std::string_view of, const std::string& otherwise) const {
    error(entry, fmt::format("{} has no key {}", of, inQuotes(entry.key)),
          suggest(entry.key, keys, otherwise));
}

bool CheckedYaml::isMapping(const YamlNode& node, std::string_view what, std::string_view example) const {
    if (node.kind == Kind::Mapping)
        return true;
    error(node, fmt::format("{} is no mapping", what), fmt::format("write {}", example));
    return false;
}

bool CheckedYaml::isSequence(const YamlNode& node, std::string_view what, std::string_view example) const {
    if (node.kind == Kind::Sequence)
        return true;
    error(node, fmt::format("{} is no list", what), fmt::format("write {}", example));
    return false;
}

std::optional<std::string> CheckedYaml::text(const YamlNode& node, std::string_view name) const {
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

std::optional<std::string> CheckedYaml::line(const YamlNode& node, std::string_view what,
                                             std::size_t most) const {
    if (node.kind == Kind::Null)
        return std::string();
    if (node.kind != Kind::Scalar) {
        error(node, fmt::format("{} is no text", what),
              "write one line of text, in quotes where it holds a colon");
        return std::nullopt;
    }
    if (const std::size_t length = lengthOf(node.scalar); length > most) {
        error(node, fmt::format("{} has {} characters", what, length),
              fmt::format("keep it within {}", most));
        return std::nullopt;
    }
    return node.scalar;
}

std::optional<double> CheckedYaml::number(const YamlNode& node, std::string_view name) const {
    if (node.kind == Kind::Scalar)
        if (const auto value = numberIn(node.scalar))
            return value;
    error(node, fmt::format("{} is a number, not {}", name, shown(node)),
          "write it with a decimal point, as in -84.9");
    return std::nullopt;
}

std::optional<double> CheckedYaml::number(const YamlNode& node, std::string_view what, double least,
                                          double greatest) const {
    const std::optional<double> value = node.kind == Kind::Scalar ? numberIn(node.scalar) : std::nullopt;
    if (!value) {
        const std::string given = node.kind == Kind::Scalar ? inQuotes(node.scalar) : "what stands here";
        error(node, fmt::format("{}: {} is no number", what, given),
              fmt::format("write a number from {} to {}", least, greatest));
        return std::nullopt;
    }
    if (*value >= least && *value <= greatest)
        return value;
    error(node, fmt::format("{}: {} is outside {} to {}", what, node.scalar.substr(0, 40), least, greatest),
          fmt::format("write a number from {} to {}", least, greatest));
    return std::nullopt;
}

std::optional<int> CheckedYaml::integer(const YamlNode& node, std::string_view key, int least,
                                        int most) const {
    const auto value = node.kind == Kind::Scalar ? wholeNumber<int>(node.scalar) : std::nullopt;
    if (value && *value >= least && *value <= most)
        return value;
    error(node, fmt::format("'{}' is {}", key, shown(node)),
          fmt::format("write a whole number from {} to {}", least, most));
    return std::nullopt;
}

std::optional<bool> CheckedYaml::truth(const YamlNode& node, std::string_view key) const {
    if (node.kind == Kind::Scalar && (node.scalar == "true" || node.scalar == "false"))
        return node.scalar == "true";
    refuseWord(node, key, {"true", "false"});
    return std::nullopt;
}

void CheckedYaml::refuseWord(const YamlNode& node, std::string_view key,
                             const std::vector<std::string>& choice) const {
    if (node.kind != Kind::Scalar)
        error(node, fmt::format("'{}' is one word, not {}", key, kindInWords(node)), suggest("", choice));
    else
        error(node, fmt::format("'{}' cannot be {}", key, inQuotes(node.scalar)),
              suggest(node.scalar, choice));
}

CheckedMapping::CheckedMapping(Findings& findings, const YamlNode& node, SourcePlace at, std::string what,
                               YamlKeys keys)
    : CheckedYaml(findings, at.file), node_(node), at_(std::move(at)), what_(std::move(what)) {
    if (isMapping())
        allowOnly(node, keys, what_, "leave it out");
    else
        findings.error(
            node.line > 0 ? placeOf(node) : at_,
            fmt::format("{} is a mapping, not {}", what_, kindInWords(node)),
            fmt::format("write lines of 'key: value'; its keys are {}", fmt::join(copyOf(keys), ", ")));
}

const YamlNode* CheckedMapping::optional(const char* key) const {
    const YamlNode* node = isMapping() ? node_.find(key) : nullptr;
    return node && node->kind != Kind::Null ? node : nullptr;
}

const YamlNode* CheckedMapping::required(const char* key) const {
    if (!isMapping())
        return nullptr; // told already
    const YamlNode* node = node_.find(key);
    if (!node)
        findings().error(at_, fmt::format("{} has no '{}'", what_, key), fmt::format("add '{}: …'", key));
    else if (node->kind == Kind::Null)
        error(*node, fmt::format("'{}' is empty", key),
              "write a value; one that begins with # stands in quotes");
    return node && node->kind != Kind::Null ? node : nullptr;
}

std::string CheckedMapping::text(const char* key) const {
    const YamlNode* node = optional(key);
    return node ? CheckedYaml::text(*node, key).value_or("") : "";
}

std::string CheckedMapping::requiredText(const char* key) const {
    const YamlNode* node = required(key);
    return node ? CheckedYaml::text(*node, key).value_or("") : "";
}

std::optional<int> CheckedMapping::integer(const char* key, int least, int most) const {
    const YamlNode* node = optional(key);
    return node ? CheckedYaml::integer(*node, key, least, most) : std::nullopt;
}

std::optional<bool> CheckedMapping::truth(const char* key) const {
    const YamlNode* node = optional(key);
    return node ? CheckedYaml::truth(*node, key) : std::nullopt;
}

} // namespace perilune::base
