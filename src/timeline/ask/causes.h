#pragma once

#include "timeline/ask/query.h"

#include <cstddef>
#include <vector>

namespace perilune::timeline {

/// One cause in a chain of them.
struct Cause {
    std::size_t depth = 0; ///< 0: of the announcement itself; one more: of the cause above with one less
    const Milestone* milestone = nullptr;
    const Announcement* said = nullptr; ///< its last word by then; nullptr: only its name was known
    bool toldBefore = false;            ///< what caused it stands further up already
};
/// What caused an announcement, what caused that, and so on, in the order in which one tells it.
std::vector<Cause> causesOf(const Timeline& timeline, const Announcement& effect);

/// What changed with a word: "2024 → 2025" has both, a first date none before.
struct Turn {
    const Announcement* said = nullptr;
    const Announcement* from = nullptr; ///< whose target stood before; nullptr: none
    bool moved = false;                 ///< from one target to another, later or earlier
};
/// The words of a history that moved a date, ended it, or have a cause, up to the last known one.
std::vector<Turn> turnsOf(const KnownMilestone& milestone);

} // namespace perilune::timeline
