#pragma once

#include "story/storyboard.h"
#include "base/yaml_form.h"

namespace perilune::story {

/// Makes a keyframe's node say a keyframe, on top of the Moment before it: keys that say it already stay,
/// those that say something else are changed, those that are needed no more go. `first`: of the story, which
/// names its date.
void putKeyframe(base::YamlNode& node, const Keyframe& keyframe, const scene::Moment& before, bool first,
                 const timeline::Timeline& timeline, const base::YamlForm& form);

} // namespace perilune::story
