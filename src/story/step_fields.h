#pragma once

#include "story/storyboard.h"
#include "base/checked_yaml.h"
#include "base/yaml_form.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::story {

inline constexpr std::size_t kMostStepTitle = 80;
/// Bytes; as the texts of a timeline.
inline constexpr std::size_t kMostNotes = 4000;
inline constexpr double kLongestRestS = 600.0;
/// The word of `advance` for a step that waits until somebody goes on.
inline constexpr std::string_view kOnClick = "click";

/// The keys of a step.
std::vector<std::string> stepKeys();

/// Nothing where it is no mapping, or has no title.
std::optional<Step> readStep(const base::YamlNode& node, const base::CheckedYaml& fields);

/// Makes a keyframe's node say the step, or none; what says it already stays as it is written.
void putStep(base::YamlNode& keyframe, const std::optional<Step>& step, const base::YamlForm& form);

} // namespace perilune::story
