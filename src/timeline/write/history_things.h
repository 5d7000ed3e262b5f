#pragma once

#include "timeline/ask/standing_milestones.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// What else a record holds than announcements: a line of a history's table.
struct HistoryThing {
    std::string_view what; ///< lane, source, site, place (of a site, as it was announced), vehicle, mission,
                           ///< bloc, partner, person, office (of a person)
    const Programme* programme = nullptr;
    const Lane* lane = nullptr;
    const LocalizedText* title = nullptr;
    std::vector<std::string> sources;
    std::map<std::string_view, std::string> cells; ///< by column; guarded where somebody's words stand there
    const LocalizedText* organisation = nullptr;   ///< of an office
};

/// What belongs to these milestones and was known on the day. Where they are all that the timeline has, it is
/// all that the timeline has; else what they name.
std::vector<HistoryThing> thingsOf(const Timeline& timeline, std::span<const StandingMilestone* const> rows,
                                   KnownDay known);

/// A place in words that import_history_things.cpp reads: "point -84.9 29.5 radius 8".
std::string placeInCell(const Geometry& geometry);

} // namespace perilune::timeline
