#pragma once

#include "overlay/page.h"

namespace perilune::overlay {

/// The time strip: axes, lanes, marks, tails, the playhead. First of all parts: the others keep clear of it.
void layStrip(Page& page, Canvas& canvas, Canvas& scrims);

} // namespace perilune::overlay
