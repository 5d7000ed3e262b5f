#pragma once

#include "timeline/ask/query.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace perilune::timeline {

/// What a milestone looked like after each of its announcements, worked out once, and in which order all of
/// them became known. What was known on a day is then a list of numbers, found from the nearest checkpoint
/// before it. Points into the timeline's milestones, which must stay where they are.
class KnownIndex {
  public:
    explicit KnownIndex(const std::vector<Milestone>& milestones);

    /// The days of a state that its standing depends on, close together so that thousands are judged at once.
    struct Days {
        std::int32_t first = 0, last = 0; ///< of its window, since 1970
        Status status = Status::Announced;
        bool dated = false, openEnd = false, happened = false, wholeDay = false, period = false;
        /// The day on which it is due at the latest, or may begin, or happened; of a dated one.
        std::int32_t stop() const { return happened || openEnd ? first : last; }
    };

    /// A milestone's announcement that became known, and the state that it led to.
    struct Step {
        std::int32_t day = 0; ///< since 1970
        std::uint32_t milestone = 0;
        std::uint32_t state = kNone;
    };

    /// A move of a target, in the order of the days on which it became known.
    struct Move {
        std::int32_t day = 0;
        std::uint32_t milestone = 0;
        const Announcement* from = nullptr;
        const Announcement* to = nullptr;
        std::int32_t days = 0;
    };

    static constexpr std::uint32_t kNone = 0xFFFFFFFFu; ///< nothing had been announced of it

    std::size_t size() const { return milestones_; }
    const std::vector<KnownMilestone>& states() const { return states_; }
    const std::vector<Days>& days() const { return days_; }
    /// The state of every milestone, in the timeline's order, by the end of a day.
    std::vector<std::uint32_t> statesAt(KnownDay known) const;
    /// Everything that became known after `after` and by the end of `until`.
    std::span<const Step> steps(KnownDay after, KnownDay until) const;
    std::span<const Move> moves(KnownDay after, KnownDay until) const;
    /// Every dated state of every milestone by its stop(), and on a day in the timeline's order.
    const std::vector<std::uint32_t>& byStop() const { return byStop_; }

  private:
    void add(const Milestone& milestone, std::uint32_t number);
    void sortSteps();
    void sortStops();

    std::size_t milestones_ = 0;
    std::vector<KnownMilestone> states_;
    std::vector<Days> days_;
    std::vector<const Announcement*> replaced_, projections_;
    std::deque<std::optional<Window>> actuals_;
    std::vector<Step> steps_; ///< by day, then milestone, then order of history
    std::vector<Move> moves_;
    std::vector<std::uint32_t> byStop_;
    std::size_t stride_ = 1;                              ///< steps between checkpoints
    std::vector<std::vector<std::uint32_t>> checkpoints_; ///< states after 0, stride, 2 stride… steps
};

/// How a state of that index stands on a day.
Standing standingOf(const KnownIndex::Days& days, std::int32_t day);

} // namespace perilune::timeline
