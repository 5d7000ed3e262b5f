#pragma once

#include "timeline/names.h"
#include "timeline/timeline.h"
#include "base/checked_yaml.h"

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

/// A record of a timeline's file: a mapping whose keys are known, and the values that only timelines have.
class Record : public base::CheckedMapping {
  public:
    using CheckedMapping::CheckedMapping;

    LocalizedText requiredTitle(const char* key) const;
    std::string requiredId(const char* key) const;
    std::optional<Window> window(const char* key, OpenEnds allowed) const;
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
};

/// Lower case letters, digits and single hyphens inside.
bool isId(std::string_view text);
/// Tells what is wrong with an id; true where nothing is.
bool checkId(base::Findings& findings, const base::SourcePlace& place, std::string_view id);

} // namespace perilune::timeline
