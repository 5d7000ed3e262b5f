#pragma once

#include "base/yaml.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::base {

/// The keys that lead from the root to a mapping or list; the items of a list have none.
using YamlPath = std::vector<std::string_view>;

/// How a kind of file is laid out: two blanks a level and lines of at most 118 characters always.
struct YamlForm {
    /// Where a key stands among those of its mapping; keys of one rank stay in the author's order.
    std::size_t (*rank)(const YamlPath& mapping, const YamlNode& node, std::string_view key) = nullptr;
    /// Whether an empty line stands above an entry of the mapping.
    bool (*isParted)(const YamlPath& mapping, const YamlNode::Entry& entry) = nullptr;
    /// Whether a collection that is new is written a line an entry, where it has room between brackets too.
    bool (*isTall)(const YamlPath& collection) = nullptr;
    /// Texts are words: runs of blanks are one, and long ones are folded.
    bool texts = true;
};

inline bool isCollection(const YamlNode& node) {
    return node.kind == YamlNode::Kind::Sequence || node.kind == YamlNode::Kind::Mapping;
}
inline bool isEmpty(const YamlNode& node) {
    return node.items.empty() && node.entries.empty();
}

inline constexpr std::size_t kYamlWidth = 118;
inline constexpr std::size_t kYamlStep = 2;

/// A text as a plain or quoted YAML scalar; NO and its like are quoted. `inFlow`: between braces or brackets.
std::string yamlScalar(std::string_view text, bool inFlow = false);
/// A value that is no collection; its quotes stay where other readers would take it for a number or a word of
/// their own.
std::string yamlScalar(const YamlNode& node, bool inFlow, const YamlForm& form);
/// Whether a text can be broken at its blanks, and no reader would break it elsewhere.
bool isFoldable(std::string_view singleSpaced);
/// Whether a text has several lines that can stand as they are behind "|-".
bool standsInLines(std::string_view text);
/// Code points.
std::size_t columns(std::string_view text);

/// The same data: kinds, texts and keys, in any order of the keys. `texts` as in the form.
bool sameData(const YamlNode& a, const YamlNode& b, bool texts);

/// What a file says that it is: "perilune: timeline/1".
struct YamlKind {
    std::string_view name;   ///< "timeline"
    std::string_view prefix; ///< "timeline/"
};

/// A text in the form: the same data, remarks kept where they stood; the form of the form is the form itself.
/// Diagnostics where it is no YAML, or of another kind, or uses aliases, which have no canonical form.
Parsed<std::string> inForm(std::string_view text, const std::string& fileName, const YamlKind& kind,
                           const YamlForm& form);

/// A value as it stands behind "key:" or "-" in a line of `indent` blanks of which `used` columns are taken:
/// with the blank or the line's end before it, without one behind.
std::string yamlValue(const YamlNode& node, const YamlForm& form, const YamlPath& path, std::size_t indent,
                      std::size_t used);

} // namespace perilune::base
