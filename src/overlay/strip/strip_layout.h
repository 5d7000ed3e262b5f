#pragma once

#include "overlay/page.h"

#include <vector>

namespace perilune::overlay {

/// Where a lane runs.
struct LaneRow {
    const scene::StripProgramme* programme = nullptr;
    const scene::StripLane* lane = nullptr;
    float y = 0;     ///< its middle
    float pitch = 0; ///< its height
};

/// The strip's measures: what goes where, before anything is drawn.
struct StripLayout {
    Rect area;           ///< all of it
    float knownY = 0;    ///< middle of the "as known on" line; 0 where there was no room for it
    float calendarY = 0; ///< middle of the calendar's names
    float baseline = 0;  ///< the calendar's line
    float pitch = 0;     ///< from lane to lane
    float programmeX = 0, programmeWidth = 0;
    bool namesAbove = false; ///< in an upright picture: a programme's name stands in a line above its lanes
    std::vector<Rect> heads; ///< those lines
    Rect mode;               ///< the name of what was known of
    Rect transport;          ///< where the window has its buttons for time
    Rect hidden;             ///< how many lanes are hidden; empty where none is
    float laneX = 0, laneWidth = 0; ///< lane titles are set against their right end; width 0: none shown
    Rect counts;                    ///< how many partners the blocs had; empty without
    std::vector<LaneRow> rows;
    StripAxis axis;
};

StripLayout stripLayoutOf(const scene::Strip& strip, const Page& page, const Canvas& canvas);

/// How many partners each bloc had, along the calendar.
void layCounts(const StripLayout& layout, const scene::Strip& strip, const scene::PartnerView& view,
               Page& page, Canvas& canvas);

/// Windows, ghosts, tails, marks and their labels.
void layLanes(const StripLayout& layout, Page& page, Canvas& canvas);

} // namespace perilune::overlay
