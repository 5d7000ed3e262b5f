#include "timeline/ask/changes.h"

#include "timeline/ask/known_index.h"

#include <algorithm>

namespace perilune::timeline {

namespace {

MilestoneChange changeOf(const KnownMilestone* before, const KnownMilestone* after) {
    MilestoneChange change;
    change.before = before;
    change.after = after;
    const Announcement* target = before ? before->targetFrom : nullptr;
    change.happened = after->actualFrom && !(before && before->actualFrom);
    if (target && after->targetFrom && !sameDays(*target->target, *after->targetFrom->target))
        change.movedDays = slipDays(*target->target, *after->targetFrom->target);
    change.dated = before && !target && after->targetFrom;
    change.withdrawn = target && !after->targetFrom;
    change.statusChanged = before ? before->status != after->status
                                  : after->status != Status::Announced && after->status != Status::Proposed;
    change.cancelled =
        change.statusChanged && (after->status == Status::Cancelled || after->status == Status::Superseded);
    return change;
}

} // namespace

Changes diff(const Timeline& timeline, KnownDay from, KnownDay to) {
    Changes changes;
    changes.from = from;
    changes.to = to;
    const KnownIndex* index = timeline.known();
    if (!index || to <= from)
        return changes;
    const std::vector<std::uint32_t> before = index->statesAt(from), after = index->statesAt(to);
    const auto& states = index->states();
    const std::size_t most = std::min(index->steps(from, to).size(), before.size());
    changes.milestones.reserve(most);
    for (std::size_t i = 0; i < after.size(); ++i)
        if (before[i] != after[i])
            changes.milestones.push_back(
                changeOf(before[i] == KnownIndex::kNone ? nullptr : &states[before[i]], &states[after[i]]));
    for (const PartnerEvent& event : partnerEvents(timeline))
        if (event.day > from && event.day <= to)
            changes.partners.push_back(event);
    return changes;
}

std::vector<DatedSlip> slipsBetween(const Timeline& timeline, KnownDay after, KnownDay until) {
    std::vector<DatedSlip> found;
    const KnownIndex* index = timeline.known();
    if (!index || until <= after)
        return found;
    const auto moves = index->moves(after, until);
    found.reserve(moves.size());
    for (const KnownIndex::Move& move : moves)
        found.push_back({&timeline.milestones[move.milestone], {move.from, move.to, move.days}});
    return found;
}

} // namespace perilune::timeline
