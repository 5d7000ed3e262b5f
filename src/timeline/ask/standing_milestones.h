#pragma once

#include "timeline/ask/changes.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// A target that a later word replaced or that was kept late, or an outside estimate: what shows beside the
/// place at which a milestone stands.
struct Ghost {
    const Announcement* said = nullptr; ///< has a target
    bool projection = false;
    const Window& window() const { return *said->target; }
};

/// How one milestone stands on a day, by what was known on another: the row from which marks, cards, lists
/// and tables are made. Points into its timeline.
struct StandingMilestone {
    const KnownMilestone* known = nullptr;
    Standing standing = Standing::Upcoming;
    /// Where its mark stands: when it happened, else its target, else the day on which the target was
    /// withdrawn; nullptr: nowhere.
    const Window* stands = nullptr;
    const Announcement* said = nullptr;     ///< who says so; where it stands nowhere, the last word
    const Announcement* promised = nullptr; ///< the earliest date ever promised; nullptr: none was
    std::optional<int> slipDays;            ///< from there to where it stands; only where it has a date
    /// Oldest first, targets before estimates; none covers the days on which it stands or where it happened,
    /// none stands twice.
    std::span<const Ghost> ghosts;
    const MilestoneChange* change = nullptr; ///< since the day of comparison; nullptr: none, or not compared

    const Milestone& milestone() const { return *known->milestone; }
    /// It happened or has a target; else it stands, if at all, where its target was withdrawn.
    bool isDated() const { return known->window().has_value(); }
    /// A stretch of time that goes by: nothing of it is promised, due or late.
    bool isPeriod() const { return known->isPeriod(); }
};

/// How far it slipped, as exactly as that is known: "about 3 y 3 m", "-12 days" for earlier; empty for not at
/// all.
std::string slipInWords(const StandingMilestone& row);

/// The rows of all milestones that were known, in the timeline's order; made once for a scene or a list.
class StandingMilestones {
  public:
    /// `since`: a comparison that ends on the snapshot's day, and outlives the rows.
    StandingMilestones(const Snapshot& snapshot, ValidDay day, const Changes* since = nullptr);
    StandingMilestones(StandingMilestones&&) = default; // a copy's ghosts would be the original's
    StandingMilestones& operator=(StandingMilestones&&) = default;

    KnownDay known() const { return known_; }
    ValidDay day() const { return day_; }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }
    std::size_t size() const { return rows_.size(); }
    const StandingMilestone& operator[](std::size_t i) const { return rows_[i]; }
    /// nullptr where nothing was known of it.
    const StandingMilestone* find(std::string_view id) const;

  private:
    void mark(const Changes& since);

    const Timeline* timeline_ = nullptr;
    KnownDay known_{};
    ValidDay day_{};
    std::vector<StandingMilestone> rows_;
    std::vector<Ghost> ghosts_; ///< of all rows, one after the other
};

} // namespace perilune::timeline
