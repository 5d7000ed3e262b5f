#pragma once

#include "overlay/page.h"

namespace perilune::overlay {

// What is said beside the Moon, and in its place. Scrims lie below all text, so they go into a canvas of
// their own.

void layTitles(Page& page, Canvas& canvas, Canvas& scrims);
void layCard(Page& page, Canvas& canvas);
void layCaption(Page& page, Canvas& canvas, Canvas& scrims);
void layLegend(Page& page, Canvas& canvas);
void layNotes(Page& page, Canvas& canvas);
void layFacts(Page& page, Canvas& canvas);
/// In the Moon's place: who joined which bloc; what changed between two days.
void layPartners(Page& page, Canvas& canvas);
void layChanges(Page& page, Canvas& canvas);
void layCurtain(Page& page, Canvas& canvas);

} // namespace perilune::overlay
