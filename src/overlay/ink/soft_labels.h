#pragma once

#include "overlay/ink/rect.h"

#include <span>
#include <vector>

namespace perilune::overlay {

/// A label with a fixed place that gives way to others by fading.
struct SoftLabel {
    Rect box;
    float weight = 0;  ///< 0..1: how much it is wanted
    float opacity = 0; ///< found by `settle`
    float reach = 26;  ///< pixels over which it fades beside what it keeps clear of
    float claim = 0;   ///< found by `settle`: how far its place is kept free, 1 wherever it is seen
};

/// Where labels may stand.
struct SoftRoom {
    Rect area;
    std::span<const Rect> taken;
    std::span<const SoftLabel> settled; ///< others that have their places already
};

/// Finds how strong each label is, the most important first in the list. No two that are seen lie on each
/// other, on what is taken, or outside the area. A label claims its place before it is seen: what stands
/// there has gone by then.
///
/// A label gives way to all that are more important, also to those that give way themselves. Else a small
/// step of the camera would run along a chain of labels, greater from one to the next, and be a leap at its
/// end. So an opacity depends on the boxes and weights of its own neighbours alone, and nothing pops while
/// the camera moves.
void settle(std::vector<SoftLabel>& labels, const SoftRoom& room);

} // namespace perilune::overlay
