#pragma once

#include "timeline/timeline.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::timeline {

/// Where a milestone stands on a day, by what was known. Due: inside its window, or launched and on its way.
/// "../2030" is upcoming until 2030; "2025/.." is never overdue. What happened later than the day is still
/// upcoming on it.
enum class Standing { Upcoming, Due, Overdue, Done, Partly, Failed, Paused, Cancelled, Superseded, Undated };
const char* nameOf(Standing standing);

/// Announcements, listed in the index of their timeline.
using Announcements = std::span<const Announcement* const>;

/// Nobody said anything in it on any day: then there is no latestKnown() that could be told.
bool saysNothing(const Timeline& timeline);

/// The same days, however surely they were said.
bool sameDays(const Window& a, const Window& b);

/// Announcements with a target that a later one replaced, oldest first; a target that came back and stands
/// now is no earlier one.
class EarlierTargets {
  public:
    EarlierTargets() = default;
    EarlierTargets(Announcements replaced, const Announcement* standing)
        : replaced_(replaced), standing_(standing) {}

    class Iterator {
      public:
        using value_type = const Announcement*;
        using reference = const Announcement* const&;
        using pointer = const Announcement* const*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;

        Iterator() = default;
        Iterator(pointer at, pointer end, const Announcement* standing)
            : at_(at), end_(end), standing_(standing) {
            settle();
        }
        reference operator*() const { return *at_; }
        Iterator& operator++() {
            ++at_;
            settle();
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        void settle() {
            while (standing_ && at_ != end_ && sameDays(*(*at_)->target, *standing_->target))
                ++at_;
        }
        pointer at_ = nullptr, end_ = nullptr;
        const Announcement* standing_ = nullptr;
    };
    using value_type = const Announcement*;
    using const_iterator = Iterator;
    using iterator = Iterator;

    Iterator begin() const { return {first(), last(), standing_}; }
    Iterator end() const { return {last(), last(), standing_}; }
    bool empty() const { return begin() == end(); }
    std::size_t size() const { return static_cast<std::size_t>(std::distance(begin(), end())); }
    const Announcement* operator[](std::size_t i) const {
        return *std::next(begin(), static_cast<std::ptrdiff_t>(i));
    }

  private:
    Iterator::pointer first() const { return replaced_.data(); }
    Iterator::pointer last() const { return replaced_.data() + replaced_.size(); }
    Announcements replaced_;
    const Announcement* standing_ = nullptr;
};

/// One milestone as it was known on a day. It lives in the timeline's index.
struct KnownMilestone {
    const Milestone* milestone = nullptr;
    const Announcement* current = nullptr; ///< the last word (projections aside)
    const Announcement* targetFrom =
        nullptr; ///< the announcement whose target stands; nullptr: none was ever given,
                 ///< or the last target was withdrawn (paused, cancelled)
    const Announcement* actualFrom = nullptr; ///< the announcement that told it happened, if one had by then
    EarlierTargets earlier;
    Announcements projections;
    Status status = Status::Announced;
    /// The window in which it stands on the strip: the actual day, else the standing target.
    const std::optional<Window>& window() const;
    bool isPeriod() const {
        return !actualFrom && targetFrom && targetFrom->kind == AnnouncementKind::Period;
    }

    const std::optional<Window>* stands = nullptr; ///< set by the index
};

/// The milestones of a snapshot: a list of places in the index.
class KnownMilestones {
  public:
    KnownMilestones() = default;
    KnownMilestones(const KnownMilestone* states, std::vector<std::uint32_t> ids)
        : states_(states), ids_(std::move(ids)) {}

    class Iterator {
      public:
        using value_type = KnownMilestone;
        using reference = const KnownMilestone&;
        using pointer = const KnownMilestone*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;

        Iterator() = default;
        Iterator(const KnownMilestone* states, const std::uint32_t* at) : states_(states), at_(at) {}
        reference operator*() const { return states_[*at_]; }
        pointer operator->() const { return states_ + *at_; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        const KnownMilestone* states_ = nullptr;
        const std::uint32_t* at_ = nullptr;
    };
    using value_type = KnownMilestone;
    using const_iterator = Iterator;
    using iterator = Iterator;

    Iterator begin() const { return {states_, ids_.data()}; }
    Iterator end() const { return {states_, ids_.data() + ids_.size()}; }
    bool empty() const { return ids_.empty(); }
    std::size_t size() const { return ids_.size(); }
    const KnownMilestone& operator[](std::size_t i) const { return states_[ids_[i]]; }
    const KnownMilestone& front() const { return states_[ids_.front()]; }
    const KnownMilestone& back() const { return states_[ids_.back()]; }
    /// Where in the index each stands; two snapshots of one timeline share what did not change between them.
    std::span<const std::uint32_t> ids() const { return ids_; }

  private:
    const KnownMilestone* states_ = nullptr;
    std::vector<std::uint32_t> ids_;
};

/// What was known on a day: only milestones of which something had been announced. It points into its
/// timeline.
struct Snapshot {
    const Timeline* timeline = nullptr;
    KnownDay known{};
    KnownMilestones milestones; ///< in the timeline's order
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

/// Whether a move from one to the other is known to the day: both are days, sure and closed.
bool isMoveExact(const Window& from, const Window& to);
/// How far the one lies from the other, no more exactly than both are known: "12 days" between days, "1
/// month" between months, "about 3 y 3 m" from a year to a quarter. Not which way.
std::string moveInWords(const Window& from, const Window& to);

/// The days on which something is due or happened, sorted, each once with the milestone's id: the stops of
/// "next" and "previous".
struct Stop {
    base::Day day;
    std::string_view milestone; ///< id; lives in the timeline
};
std::vector<Stop> stops(const Snapshot& snapshot);

std::optional<Stop> firstStop(const Snapshot& snapshot);
std::optional<Stop> lastStop(const Snapshot& snapshot);
/// The stop behind that milestone's, where it has its stop on that day; else the first on a later day.
std::optional<Stop> stopAfter(const Snapshot& snapshot, base::Day day, std::string_view milestone);
/// The stop before that milestone's, where it has its stop on that day; else the last on an earlier day.
std::optional<Stop> stopBefore(const Snapshot& snapshot, base::Day day, std::string_view milestone);

} // namespace perilune::timeline
