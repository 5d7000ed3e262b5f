#pragma once

#include "overlay/page.h"

namespace perilune::overlay {

/// Trails, spacecraft and their labels. Before the pins: their labels keep clear of these.
void layPaths(Page& page, Canvas& trails, Canvas& labels);

} // namespace perilune::overlay
