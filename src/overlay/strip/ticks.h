#pragma once

#include "overlay/stage.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::overlay {

/// A line of the calendar with the name of the time that begins there.
struct Tick {
    base::Day day{};
    float x = 0;       ///< of the line; the first may lie left of the axis
    std::string label; ///< empty where there was no room
    float labelX = 0;  ///< left end of the label
    float labelWidth = 0;
    bool emphasised = false; ///< the playhead is in the time that begins here
    bool major = false;      ///< a year among months, a month among days
};

/// Ticks for what the axis shows, from days to centuries, as dense as the labels allow; labels never touch.
/// `widthOf` measures a label in the heavier of the two faces that it may be set in.
std::vector<Tick> ticksFor(const StripAxis& axis, base::Instant playhead, float gap,
                           const std::function<float(std::string_view)>& widthOf);

} // namespace perilune::overlay
