#pragma once

#include "story/storyboard.h"
#include "story/times.h"
#include "base/checked_yaml.h"

#include <optional>

namespace perilune::story {

/// The state before the first keyframe: the whole disc, all that is known today, every layer but the sources.
scene::Moment beginning(const std::string& title);

/// The keys of a keyframe: its time, the table of the Moment's, and how the way to it is gone.
std::vector<std::string> keyframeKeys();

/// The words of `ease`.
std::vector<std::string> easeWords();

/// "hold", "linear", "smooth".
const char* nameOf(Ease ease);

/// One keyframe on top of the one before it. Nothing where its time is missing or wrong.
std::optional<Keyframe> readKeyframe(const base::YamlNode& node, const scene::Moment& before,
                                     StoryTimes& times, const timeline::Timeline& timeline,
                                     const base::CheckedYaml& fields);

} // namespace perilune::story
