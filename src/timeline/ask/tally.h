#pragma once

#include "timeline/timeline.h"

#include <optional>
#include <string>
#include <vector>

namespace perilune::timeline {

/// How much a programme's record holds, and where it is weak.
struct Tally {
    const Programme* programme = nullptr;
    std::optional<base::Day> evidenceUntil;
    std::size_t milestones = 0, announcements = 0, people = 0, causes = 0;
    struct Word {
        const Milestone* milestone = nullptr;
        const Announcement* said = nullptr;
    };
    /// Announcements by what they rest on.
    std::vector<Word> unaddressed; ///< no source of theirs has an address
    std::vector<Word> unsourced;   ///< no source at all
    std::vector<Word> weak;        ///< confidence low or unverified
    /// Milestones that are still to come about, and whose newest evidence is older than was asked.
    struct Old {
        const Milestone* milestone = nullptr;
        const Window* newest = nullptr; ///< the latest date of its words and their sources
    };
    std::vector<Old> old;           ///< the oldest first
    const Window* newest = nullptr; ///< the latest date of anything
};

/// Of each programme, in order, judged on a day; evidence that may be of a day before `before` is old.
std::vector<Tally> talliesOf(const Timeline& timeline, base::Day on, base::Day before);

} // namespace perilune::timeline
