#pragma once

#include "overlay/ink/canvas.h"

#include <span>
#include <utility>
#include <vector>

namespace perilune::overlay {

/// Where the lines `ax + by = c` lie inside a polygon, for c = pitch, 2 pitch, …: the ends of each piece.
/// Nothing where there would be more than a few hundred lines.
std::vector<std::pair<Point, Point>> strokesInside(std::span<const Point> edge, float a, float b,
                                                   float pitch);

/// Lines over an area that rise to the right (slope 1), fall (-1) or lie level (0).
void hatch(std::span<const Point> edge, int slope, float pitch, float thickness, Ink colour, Canvas& canvas);

} // namespace perilune::overlay
