#pragma once

#include "overlay/page.h"

#include <string>
#include <vector>

namespace perilune::overlay {

/// A pin in the picture that may get a label.
struct PinSpot {
    const scene::SitePin* site = nullptr;
    Point at;
    float radius = 0; ///< what a label keeps clear of
    float rim = 0;    ///< where a leader ends
    /// A spacecraft stands there in place of a mark, narrower perhaps than what is kept clear for it.
    bool isCraft() const { return rim < radius; }
};

/// A label in its place, with the way to its pin.
struct PinLabel {
    const PinSpot* spot = nullptr;
    Rect box;
    std::string title, subtitle;
    bool alignRight = false;   ///< set against the right end of the box
    std::vector<Point> leader; ///< from the label to the pin; empty where the label stands beside it
};

/// Places labels so that none lies on another, on a pin, or on what is taken. Crowded pins get columns at
/// both sides. The order of tries depends on the sites alone, so that labels stay where they are while the
/// camera moves slowly.
std::vector<PinLabel> placePinLabels(const std::vector<PinSpot>& spots, const Page& page,
                                     const Canvas& canvas);

} // namespace perilune::overlay
