#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"
#include "base/checked_yaml.h"

namespace perilune::story {

/// The keys of the mapping `look`: those of the Moment's table, and the places that a site or the whole disc
/// come to.
std::vector<std::string> lookKeys();

/// Whether a key of a look says something from there.
bool fitsFrom(std::string_view key, scene::Vantage from);

/// What stands in `look:`, laid over the look that was there before.
void readLook(const base::YamlNode& node, scene::Moment& moment, const timeline::Timeline& timeline,
              const base::CheckedYaml& fields);

} // namespace perilune::story
