#pragma once

#include "base/findings.h"
#include "base/yaml.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::base {

/// The keys that a mapping may have.
using YamlKeys = std::initializer_list<const char*>;

/// Reads values out of the nodes of one YAML file. Every reader tells what is wrong with its value and where
/// it stands, and then gives nothing; so one pass finds all mistakes.
class CheckedYaml {
  public:
    CheckedYaml(Findings& findings, std::string file) : findings_(findings), file_(std::move(file)) {}

    Findings& findings() const { return findings_; }
    SourcePlace placeOf(const YamlNode& node) const { return {file_, node.line, node.column}; }
    SourcePlace placeOf(const YamlNode::Entry& entry) const {
        return {file_, entry.keyLine, entry.keyColumn};
    }
    void error(const YamlNode& node, std::string what, std::string todo = "") const {
        findings_.error(placeOf(node), std::move(what), std::move(todo));
    }
    void error(const YamlNode::Entry& entry, std::string what, std::string todo = "") const {
        findings_.error(placeOf(entry), std::move(what), std::move(todo));
    }
    std::string suggest(std::string_view word, const std::vector<std::string>& candidates,
                        std::string otherwise = "") const {
        return findings_.suggest(word, candidates, std::move(otherwise));
    }

    /// Tells each key that is not allowed, with the closest that is. `of` names the mapping: "a keyframe".
    void allowOnly(const YamlNode& mapping, YamlKeys keys, std::string_view of,
                   const std::string& otherwise = "") const;
    void allowOnly(const YamlNode& mapping, const std::vector<std::string>& keys, std::string_view of,
                   const std::string& otherwise = "") const;
    /// False, and told, where the node is no mapping (list). `example` is how to write it.
    bool isMapping(const YamlNode& node, std::string_view what, std::string_view example) const;
    bool isSequence(const YamlNode& node, std::string_view what, std::string_view example) const;

    /// A text with its white space made single; not empty.
    std::optional<std::string> text(const YamlNode& node, std::string_view name) const;
    /// A line as it stands, of at most so many characters; a key with nothing behind it is the empty line.
    std::optional<std::string> line(const YamlNode& node, std::string_view what, std::size_t most) const;
    std::optional<double> number(const YamlNode& node, std::string_view name) const;
    std::optional<double> number(const YamlNode& node, std::string_view what, double least,
                                 double greatest) const;
    std::optional<int> integer(const YamlNode& node, std::string_view key, int least, int most) const;
    std::optional<bool> truth(const YamlNode& node, std::string_view key) const; ///< true or false
    /// Tells that a word is none of a choice.
    void refuseWord(const YamlNode& node, std::string_view key, const std::vector<std::string>& choice) const;

  private:
    void refuseKey(const YamlNode::Entry& entry, const std::vector<std::string>& keys, std::string_view of,
                   const std::string& otherwise) const;

    Findings& findings_;
    std::string file_;
};

/// A mapping whose keys are known.
class CheckedMapping : public CheckedYaml {
  public:
    /// `what` says in a message what the mapping is: "a site". `at`: where the name of the record stands.
    CheckedMapping(Findings& findings, const YamlNode& node, SourcePlace at, std::string what, YamlKeys keys);

    bool isMapping() const { return node_.kind == YamlNode::Kind::Mapping; }
    const SourcePlace& at() const { return at_; }

    const YamlNode* optional(const char* key) const; ///< nullptr where absent or left empty
    const YamlNode* required(const char* key) const; ///< nullptr after telling that it is missing

    std::string text(const char* key) const; ///< empty where absent
    std::string requiredText(const char* key) const;
    std::optional<int> integer(const char* key, int least, int most) const;
    std::optional<bool> truth(const char* key) const;

    using CheckedYaml::integer;
    using CheckedYaml::text;
    using CheckedYaml::truth;

  private:
    const YamlNode& node_;
    SourcePlace at_;
    std::string what_;
};

/// "a list", "a mapping", "text", "nothing": for messages.
const char* kindInWords(const YamlNode& node);

} // namespace perilune::base
