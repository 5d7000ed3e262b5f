#pragma once

#include <span>
#include <vector>

#include "overlay/stage.h"

namespace perilune::overlay {

/// A label with a fixed place that gives way to others by fading.
struct SoftLabel {
    Rect box;
    float weight = 0;  ///< 0..1: how much it is wanted
    float opacity = 0; ///< found by `settle`
    float reach = 26;  ///< pixels over which it fades beside what it keeps clear of
};

/// Where labels may stand, and how many.
struct SoftRoom {
    Rect area;
    std::span<const Rect> taken;
    float most = 60;  ///< labels in the picture
};

/// Finds how strong each label is, the most important first in the list. No two that are seen lie on each
/// other, on what is taken, or outside the area. A label claims its place before it is seen: what stands
/// there has gone by then. So opacities are steady in the boxes and weights, and nothing pops while the
/// camera moves.
void settle(std::vector<SoftLabel>& labels, const SoftRoom& room);

} // namespace perilune::overlay
