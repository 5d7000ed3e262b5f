#pragma once

#include "overlay/page.h"

namespace perilune::overlay {

// What stands over the picture of the Moon at its place. Areas lie below all text, so they go into a canvas
// of their own.

/// Earth and Moon by name, and the way between them.
void layBodies(Page& page, Canvas& canvas);
/// Trails, spacecraft and their labels. Before the pins: their labels keep clear of these.
void layPaths(Page& page, Canvas& trails, Canvas& labels);
/// After all but the ground's own labels: pins keep clear of the others, but lie below.
void layPins(Page& page, Canvas& canvas, Canvas& areas);
/// After the pins: names and degrees keep clear of all, and lie below all but the areas.
void layGroundLabels(Page& page, Canvas& canvas);
void layGraticule(Page& page, Canvas& canvas);
void layScale(Page& page, Canvas& canvas);

} // namespace perilune::overlay
