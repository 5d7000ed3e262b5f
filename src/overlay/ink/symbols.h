#pragma once

#include "overlay/ink/canvas.h"
#include "scene/scene.h"

namespace perilune::overlay {

/// The programme's shape with a "radius" of `r`: sizes are balanced so that all four look equally heavy.
void fillMark(Canvas& canvas, timeline::Mark mark, Point centre, float r, Ink colour);
void outlineMark(Canvas& canvas, timeline::Mark mark, Point centre, float r, float thickness, Ink colour);

/// A mark that tells a standing by its inside: hollow = upcoming, filled = done, half = partly, crossed =
/// failed, two bars = paused, struck through = cancelled or superseded, "!" = overdue, a dot = due.
void standingMark(Canvas& canvas, timeline::Mark mark, Point centre, float r, timeline::Standing standing,
                  Ink colour);

/// Beside a mark's upper right, where what was said of it is doubtful: one dot = low confidence, two =
/// unverified.
void doubtSign(Canvas& canvas, Point centre, float r, timeline::Confidence confidence, Ink colour);

/// A pin's mark: filled = there, hollow = planned, crossed = lost.
void presenceMark(Canvas& canvas, timeline::Mark mark, Point centre, float r, scene::Presence presence,
                  Ink colour);

} // namespace perilune::overlay
