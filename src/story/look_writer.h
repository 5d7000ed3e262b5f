#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"
#include "base/yaml_form.h"

namespace perilune::story {

/// Makes a keyframe's `look` say where a Moment looks, on top of the Moment before it: a look that says so
/// already stays, of one that does not those keys are changed that must be; a site's name stays where the
/// place is its.
void putLook(base::YamlNode& keyframe, const scene::Moment& wanted, const scene::Moment& before,
             const timeline::Timeline& timeline, const base::YamlForm& form);

/// Whether two looks are the same, as far as a story can say from there.
bool sameLook(const scene::Moment& a, const scene::Moment& b);

} // namespace perilune::story
