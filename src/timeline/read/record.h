#pragma once

#include "timeline/names.h"
#include "timeline/read/findings.h"
#include "timeline/timeline.h"
#include "base/yaml.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// A name that stands in a file and where, to be looked up once everything is read.
struct Reference {
    std::string id;
    base::SourcePlace place;
};

/// Which open ends a date may have: "../2011" says of an announcement that it had been made by then.
enum class OpenEnds { None, Begin, Either };

/// A mapping whose keys are known. Every reader tells what is wrong with its value and then gives nothing.
class Record {
  public:
    /// `what` says in a message what the mapping is: "a site". `at`: where the name of the record stands.
    Record(Findings& findings, const base::YamlNode& node, base::SourcePlace at, std::string what,
           std::initializer_list<const char*> keys);

    bool isMapping() const { return node_.kind == base::YamlNode::Kind::Mapping; }
    const base::SourcePlace& at() const { return at_; }

    const base::YamlNode* optional(const char* key) const; ///< nullptr where absent or left empty
    const base::YamlNode* required(const char* key) const; ///< nullptr after telling that it is missing
    base::SourcePlace placeOf(const base::YamlNode& node) const { return {at_.file, node.line, node.column}; }

    std::string text(const char* key) const; ///< empty where absent
    std::string requiredText(const char* key) const;
    LocalizedText requiredTitle(const char* key) const;
    std::string requiredId(const char* key) const;
    std::optional<Window> window(const char* key, OpenEnds allowed) const;
    std::optional<int> integer(const char* key, int least, int most) const;
    std::optional<bool> truth(const char* key) const; ///< true or false
    std::vector<Reference> references(const char* key) const;

    template <class T> std::optional<T> word(const char* key) const {
        const base::YamlNode* node = optional(key);
        if (!node)
            return std::nullopt;
        const auto found = node->kind == base::YamlNode::Kind::Scalar ? named<T>(node->scalar) : std::nullopt;
        if (!found) {
            std::vector<std::string> choice;
            for (const Word<T>& word : words<T>())
                choice.emplace_back(word.name);
            refuseWord(*node, key, choice);
        }
        return found;
    }

    /// The text of a scalar with its white space made single; nothing after telling that it is no such text.
    std::optional<std::string> textOf(const base::YamlNode& node, std::string_view name) const;
    std::optional<double> numberOf(const base::YamlNode& node, std::string_view name) const;

    Findings& findings() const { return findings_; }
    void error(const base::YamlNode& node, std::string what, std::string todo = "") const {
        findings_.error(placeOf(node), std::move(what), std::move(todo));
    }

  private:
    void refuseWord(const base::YamlNode& node, const char* key,
                    const std::vector<std::string>& choice) const;

    Findings& findings_;
    const base::YamlNode& node_;
    base::SourcePlace at_;
    std::string what_;
};

/// "a list", "a mapping", "text", "nothing": for messages.
const char* kindInWords(const base::YamlNode& node);

/// Lower case letters, digits and single hyphens inside.
bool isId(std::string_view text);
/// Tells what is wrong with an id; true where nothing is.
bool checkId(Findings& findings, const base::SourcePlace& place, std::string_view id);

} // namespace perilune::timeline
