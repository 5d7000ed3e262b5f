#pragma once

#include "overlay/page.h"

namespace perilune::overlay {

/// How a bloc's countries are drawn, told by shape as well as by colour: the first one's are filled, the
/// others' striped, each in its own direction.
enum class LandPattern { Filled, Rising, Falling, Level };
LandPattern patternOf(std::size_t bloc);
/// A swatch of a bloc's pattern, as a legend shows it.
void drawSwatch(Canvas& canvas, const Rect& box, std::size_t bloc, Ink colour);

/// The map of the world within a room, with the countries of all blocs lit, those that joined just now
/// brightest and by name; areas to click for each. Returns the room that it took.
Rect layPartnerMap(const Rect& room, const scene::PartnerView& view, Page& page, Canvas& canvas);

/// The height that heads, counts and the names of all members of each bloc take at such a width.
float rosterHeight(float width, const scene::PartnerView& view, float u, const Canvas& canvas);
/// Heads, counts and names of each bloc within a room; where it is too low the oldest are only counted.
void layRoster(const Rect& room, const scene::PartnerView& view, Page& page, Canvas& canvas);

} // namespace perilune::overlay
