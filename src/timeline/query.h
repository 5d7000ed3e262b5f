#pragma once

#include <optional>
#include <string>
#include <vector>

#include "timeline/timeline.h"

namespace perilune::timeline {

/// Where a milestone stands on a day, by what was known. Due: inside its window, or launched and on its way.
/// "../2030" is upcoming until 2030; "2025/.." is never overdue. What happened later than the day is still
/// upcoming on it.
enum class Standing { Upcoming, Due, Overdue, Done, Partly, Failed, Paused, Cancelled, Superseded, Undated };
const char* nameOf(Standing standing);

/// One milestone as it was known on a day.
struct KnownMilestone {
    const Milestone* milestone = nullptr;
    const Announcement* current = nullptr; ///< the last word (projections aside)
    const Announcement* targetFrom =
        nullptr; ///< the announcement whose target stands; nullptr: none was ever given,
                 ///< or the last target was withdrawn (paused, cancelled)
    const Announcement* actualFrom = nullptr; ///< the announcement that told it happened, if one had by then
    std::vector<const Announcement*>
        earlier; ///< announcements with a target that a later one replaced, oldest first
    std::vector<const Announcement*> projections;
    Status status = Status::Announced;
    /// The window in which it stands on the strip: the actual day, else the standing target.
    std::optional<Window> window() const;
};

/// What was known on a day: only milestones of which something had been announced.
struct Snapshot {
    KnownDay known{};
    std::vector<KnownMilestone> milestones; ///< in the timeline's order
    const KnownMilestone* find(std::string_view id) const;
    /// How each stands on a day: same order as `milestones`.
    std::vector<Standing> at(ValidDay day) const;
};

Snapshot asKnown(const Timeline& timeline, KnownDay known);
Standing standingOf(const KnownMilestone& milestone, ValidDay day);

/// One move of a milestone's target.
struct Slip {
    const Announcement* from = nullptr;
    const Announcement* to = nullptr;
    int days = 0; ///< last day to last day ("2024" to "2025/.." is a year); negative = brought forward
};
std::vector<Slip> slips(const KnownMilestone& milestone);

/// Days from last day to last day: "not before 2025" is a year later than "2024".
int slipDays(const Window& from, const Window& to);
/// The announcement of the earliest date ever promised in what is known; nullptr where no date was.
const Announcement* earliestTarget(const KnownMilestone& milestone);

/// "3 y 8 m", "5 months", "12 days": a span as people say it.
std::string spanInWords(int days);

/// The days on which something is due or happened, sorted, each once with the milestone's id: the stops of
/// "next" and "previous".
struct Stop {
    base::Day day;
    std::string milestone;
};
std::vector<Stop> stops(const Snapshot& snapshot);

} // namespace perilune::timeline
