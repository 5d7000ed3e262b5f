#pragma once

#include "overlay/strip/strip_layout.h"

#include <vector>

namespace perilune::overlay {

/// A mark in its place on the strip.
struct PlacedMark {
    const scene::StripMark* mark = nullptr;
    const LaneRow* row = nullptr;
    Ink colour;
    float x = 0, y = 0, r = 0;
    float strength = 1; ///< alpha: what weighs less, or stands beside the selected milestone, is quieter
    float windowX0 = 0, windowX1 = 0; ///< where its window is gone; equal to x where it has none worth a bar
    bool covered = false;             ///< the mark, by so many others that nothing of it would be seen
    bool isCurrent() const { return mark->kind == scene::StripMarkKind::Current; }
    Rect box() const {
        const float half = (mark->selected && isCurrent() ? 1.9f : 1.25f) * r;
        return {x - half, y - half, x + half, y + half};
    }
};

/// The marks of all lanes in drawing order: ghosts below what stands, light below heavy, the selected on top.
std::vector<PlacedMark> placeMarks(const StripLayout& layout, const Page& page);

/// How strongly something of a milestone is drawn that is not selected; `beside`: another one is.
float strengthOf(int weight, bool beside);
/// Whether a milestone is selected, beside which the others are quieter.
bool isOneSelected(const StripLayout& layout, const Page& page);

/// Tails, windows and marks; areas to click for the marks.
void drawMarks(const std::vector<PlacedMark>& marks, const StripLayout& layout, Page& page, Canvas& canvas);

/// Arrows from the marks of causes to those of what was said because of them; gives where their heads are.
std::vector<Rect> drawCauses(const std::vector<PlacedMark>& marks, const StripLayout& layout,
                             const Page& page, Canvas& canvas);

/// Labels of marks and slips that lie on no other label, nor on what is `kept`: the selected milestone's
/// first, then by weight.
void labelMarks(const std::vector<PlacedMark>& marks, const StripLayout& layout,
                const std::vector<Rect>& kept, Page& page, Canvas& canvas);

} // namespace perilune::overlay
