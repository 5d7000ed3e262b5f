#pragma once

#include "timeline/timeline.h"

namespace perilune::timeline {

/// Where a site was said to be by the end of a day: its last word until then, or unknown before the first.
const Geometry& geometryAt(const Site& site, KnownDay known);

} // namespace perilune::timeline
