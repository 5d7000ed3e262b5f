#include "timeline/ask/standing_milestones.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <tuple>

namespace perilune::timeline {

namespace {

/// The last word where a target was withdrawn: "paused" stands on the day on which it was said.
const Window* withdrawnOn(const KnownMilestone& known, Standing standing) {
    const bool ended =
        standing == Standing::Paused || standing == Standing::Cancelled || standing == Standing::Superseded;
    return ended && !known.earlier.empty() ? &known.current->announced : nullptr;
}

StandingMilestone rowOf(const KnownMilestone& known, Standing standing) {
    StandingMilestone row;
    row.known = &known;
    row.standing = standing;
    row.stands = known.window() ? &*known.window() : withdrawnOn(known, standing);
    row.said = known.actualFrom ? known.actualFrom : known.targetFrom ? known.targetFrom : known.current;
    row.promised = earliestTarget(known);
    if (row.promised && row.isDated() && !row.isPeriod())
        row.slipDays = slipDays(*row.promised->target, *known.window());
    return row;
}

/// Adds the ghosts of one milestone behind those of others.
class GhostSearch {
  public:
    GhostSearch(const StandingMilestone& row, std::vector<Ghost>& ghosts)
        : row_(row), ghosts_(ghosts), first_(ghosts.size()) {}

    void addAll() {
        const KnownMilestone& known = *row_.known;
        for (const Announcement* earlier : known.earlier)
            add({earlier, false});
        if (known.actualFrom && known.targetFrom)
            add({known.targetFrom, false});
        for (const Announcement* projection : known.projections)
            add({projection, true});
    }

  private:
    void add(const Ghost& ghost) {
        if (ghost.said->target && !isKept(ghost.window()) && !isWhereItStands(ghost.window()) && isNew(ghost))
            ghosts_.push_back(ghost);
    }

    /// What was promised and done needs no ghost.
    bool isKept(const Window& target) const {
        return row_.known->actualFrom && target.contains(row_.stands->firstDay());
    }
    bool isWhereItStands(const Window& target) const { return row_.stands && sameDays(target, *row_.stands); }

    bool isNew(const Ghost& ghost) {
        constexpr std::size_t kFew =
            32; // a history may be as long as a file: a longer list is not gone through
        const auto own = std::span(ghosts_).subspan(first_);
        if (own.size() < kFew)
            return std::none_of(own.begin(), own.end(), [&](const Ghost& other) {
                return other.projection == ghost.projection && sameDays(other.window(), ghost.window());
            });
        if (seen_.empty())
            for (const Ghost& other : own)
                seen_.insert(keyOf(other));
        return seen_.insert(keyOf(ghost)).second;
    }

    using Key = std::tuple<bool, base::Day, base::Day, bool, bool>;
    static Key keyOf(const Ghost& ghost) {
        const Window& window = ghost.window();
        return {ghost.projection, window.begin, window.end, window.openBegin, window.openEnd};
    }

    const StandingMilestone& row_;
    std::vector<Ghost>& ghosts_;
    std::size_t first_;
    std::set<Key> seen_;
};

} // namespace

std::string slipInWords(const StandingMilestone& row) {
    const int days = row.slipDays.value_or(0);
    if (days == 0)
        return {};
    return (days < 0 ? "-" : "") + moveInWords(*row.promised->target, *row.stands);
}

StandingMilestones::StandingMilestones(const Snapshot& snapshot, ValidDay day, const Changes* since)
    : timeline_(snapshot.timeline), known_(snapshot.known), day_(day) {
    assert(!since || since->to == snapshot.known);
    const std::vector<Standing> standings = snapshot.at(day);
    std::vector<std::size_t> ends; // of each row's ghosts
    rows_.reserve(standings.size());
    ends.reserve(standings.size());
    for (std::size_t i = 0; i < standings.size(); ++i) {
        rows_.push_back(rowOf(snapshot.milestones[i], standings[i]));
        GhostSearch(rows_.back(), ghosts_).addAll();
        ends.push_back(ghosts_.size());
    }
    // Only now do the ghosts stay where they are.
    for (std::size_t i = 0, begin = 0; i < rows_.size(); begin = ends[i++])
        rows_[i].ghosts = std::span(ghosts_).subspan(begin, ends[i] - begin);
    if (since)
        mark(*since);
}

void StandingMilestones::mark(const Changes& since) {
    auto row = rows_.begin(); // both are in the timeline's order
    for (const MilestoneChange& change : since.milestones) {
        row = std::find_if(row, rows_.end(), [&](const auto& r) { return r.known == change.after; });
        row->change = &change;
    }
}

const StandingMilestone* StandingMilestones::find(std::string_view id) const {
    const Milestone* wanted = timeline_ ? timeline_->milestone(id) : nullptr;
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), wanted,
                                     [](const StandingMilestone& row, const Milestone* milestone) {
                                         return row.known->milestone < milestone;
                                     });
    return !wanted || at == rows_.end() || at->known->milestone != wanted ? nullptr : &*at;
}

} // namespace perilune::timeline
