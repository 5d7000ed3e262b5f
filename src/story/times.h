#pragma once

#include "base/checked_yaml.h"

#include <optional>

namespace perilune::story {

/// How stories and jobs put a short choice into words.
inline constexpr base::ChoiceWords kChoiceWords{.lead = "use one of ", .most = 14};

/// Seconds, or minutes:seconds, as in 65.5 or 1:05.5.
std::optional<double> readTime(const base::YamlNode& node, std::string_view what, double greatest,
                               const base::CheckedYaml& fields);

} // namespace perilune::story
