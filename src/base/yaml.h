#pragma once

#include "base/diagnostic.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::base {

/// A YAML 1.2 document as plain data: every scalar is text (its meaning is the reader's affair),
/// every node and key knows its place. Aliases are resolved by value within the limits.
struct YamlNode {
    enum class Kind { Null, Scalar, Sequence, Mapping };
    struct Entry;

    Kind kind = Kind::Null;
    std::string scalar;          ///< Kind::Scalar
    bool quoted = false;         ///< the scalar stood in quotes: "null" and "~" are then words
    std::vector<YamlNode> items; ///< Kind::Sequence
    std::vector<Entry> entries;  ///< Kind::Mapping, in file order, keys unique
    int line = 0;                ///< from 1
    int column = 0;              ///< from 1, in code points
    std::uint32_t number = 0;    ///< among its document's nodes, from 1; 0: it was not read
    /// Where it stands in the text behind a mark of byte order, in bytes: with its quotes or brackets; of a
    /// text below > or | the lines, of a block of lines its first key or hyphen, of an alias the alias.
    /// Nowhere where nothing is written.
    std::uint32_t begin = 0, end = 0;

    const YamlNode* find(std::string_view key) const; ///< the value under a key, or nullptr
};

struct YamlNode::Entry {
    std::string key;
    int keyLine = 0;
    int keyColumn = 0;
    std::uint32_t keyBegin = 0, keyEnd = 0; ///< as begin and end
    YamlNode value;
};

/// Bounds that are checked before and while the library sees the text.
struct YamlLimits {
    std::size_t bytes = 64u << 20;
    std::size_t lineBytes = 256u << 10;
    int depth = 64;
    std::size_t nodes = 2'000'000;         ///< after aliases are expanded
    std::size_t entries = std::size_t(-1); ///< of the root mapping; what follows these is not looked at
};

/// Parses one document. Diagnostics: not UTF-8, a syntax error, a duplicate key, a limit passed. Never
/// throws.
Parsed<YamlNode> parseYaml(std::string_view text, const std::string& fileName, const YamlLimits& limits = {});
Parsed<YamlNode> readYaml(const std::filesystem::path& path, const YamlLimits& limits = {});

} // namespace perilune::base
