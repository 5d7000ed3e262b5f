#pragma once

#include "base/yaml.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// A timeline's tree as text in canonical form, with the remarks of the text that it was read from. Anchors
/// and texts beyond the form's bounds must have been refused.
std::string inCanonicalForm(const std::vector<std::string_view>& lines, const base::YamlNode& root);

} // namespace perilune::timeline
