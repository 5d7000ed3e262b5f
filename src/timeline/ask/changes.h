#pragma once

#include "timeline/ask/partners.h"
#include "timeline/ask/query.h"

#include <optional>
#include <vector>

namespace perilune::timeline {

/// What became of one milestone between two known days. Several of these may be true at once.
struct MilestoneChange {
    const KnownMilestone* before = nullptr; ///< nullptr: nothing had been announced of it
    const KnownMilestone* after = nullptr;
    std::optional<int>
        movedDays; ///< target to target, last day to last day; 0 = the window changed, not its end
    bool isNew() const { return !before; }
    bool dated = false;         ///< it had no target, and has one
    bool withdrawn = false;     ///< it had a target, and has none
    bool happened = false;      ///< its day was told
    bool statusChanged = false; ///< also of a new one that came with more than "announced" or "proposed"
    bool cancelled = false;     ///< cancelled or superseded since
    /// Words, a source or a projection were added, and nothing else.
    bool onlyToldOf() const {
        return before && !movedDays && !dated && !withdrawn && !happened && !statusChanged;
    }
};

struct Changes {
    KnownDay from{}, to{};
    std::vector<MilestoneChange> milestones; ///< in the timeline's order
    std::vector<PartnerEvent> partners;      ///< in the order of days
};

/// What was announced after `from` and by the end of `to`. Nothing, where `to` is no later.
Changes diff(const Timeline& timeline, KnownDay from, KnownDay to);

/// A move of any milestone's target that was announced after one day and by the end of another, in that
/// order.
struct DatedSlip {
    const Milestone* milestone = nullptr;
    Slip slip;
};
std::vector<DatedSlip> slipsBetween(const Timeline& timeline, KnownDay after, KnownDay until);

} // namespace perilune::timeline
