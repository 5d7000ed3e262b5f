#pragma once

#include "timeline/blanks.h"
#include "base/yaml.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace perilune::timeline {

/// A text as a plain or quoted YAML scalar. `inFlow`: between braces or brackets.
std::string yamlScalar(std::string_view text, bool inFlow = false);

/// A value that is no collection; its quotes stay where other readers would take it for a number or a word of
/// their own.
std::string yamlScalar(const base::YamlNode& node, bool inFlow);

/// Whether a text can be broken at its blanks, and no reader would break it elsewhere.
bool isFoldable(std::string_view singleSpaced);

/// Code points.
std::size_t columns(std::string_view text);

} // namespace perilune::timeline
