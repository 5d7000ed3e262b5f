#pragma once

#include "story/fields.h"
#include "scene/moment.h"
#include "timeline/timeline.h"

namespace perilune::story {

/// The keys of the mapping `look`: those of the Moment's table, and the places that a site or the whole disc
/// come to.
std::vector<std::string> lookKeys();

/// What stands in `look:`, laid over the look that was there before.
void readLook(const base::YamlNode& node, scene::Moment& moment, const timeline::Timeline& timeline,
              Fields& fields);

} // namespace perilune::story
