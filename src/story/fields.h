#pragma once

#include "base/diagnostic.h"
#include "base/yaml.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::story {

/// Reads values out of YAML nodes and notes every mistake with its place, so that one pass finds all of them.
class Fields {
  public:
    explicit Fields(std::string file) : file_(std::move(file)) {}

    void error(int line, int column, std::string what, std::string todo);
    void error(const base::YamlNode& node, std::string what, std::string todo);
    void error(const base::YamlNode::Entry& entry, std::string what, std::string todo);

    /// Notes each key that is not allowed, with the closest that is. `of` names the mapping: "a keyframe".
    void allowOnly(const base::YamlNode& mapping, const std::vector<std::string>& keys, std::string_view of);
    /// False, and an error, where the node is no mapping (sequence).
    bool isMapping(const base::YamlNode& node, std::string_view what, std::string_view example);
    bool isSequence(const base::YamlNode& node, std::string_view what, std::string_view example);

    /// Text; a key with nothing behind it is the empty text.
    std::optional<std::string> text(const base::YamlNode& node, std::string_view what, std::size_t most);
    std::optional<double> number(const base::YamlNode& node, std::string_view what, double least,
                                 double greatest);
    /// Seconds, or minutes:seconds, as in 65.5 or 1:05.5.
    std::optional<double> time(const base::YamlNode& node, std::string_view what, double greatest);

    /// "did you mean 'strip'", or else the list of what is allowed.
    static std::string suggest(std::string_view word, const std::vector<std::string>& candidates);

    std::vector<base::Diagnostic> diagnostics;

  private:
    std::string file_;
};

} // namespace perilune::story
