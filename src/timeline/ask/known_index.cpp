#include "timeline/ask/known_index.h"

#include <algorithm>

namespace perilune::timeline {

using base::Day;

namespace {

constexpr std::size_t kMostCheckpoints = 16;

std::int32_t numberOf(Day day) {
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

bool withdraws(const Announcement& announcement) {
    return !announcement.target &&
           (announcement.status == Status::Paused || announcement.status == Status::Cancelled ||
            announcement.status == Status::Superseded);
}

KnownIndex::Days daysOf(const KnownMilestone& known) {
    KnownIndex::Days result;
    result.status = known.status;
    result.happened = known.actualFrom != nullptr;
    result.period = known.isPeriod();
    if (const auto& window = known.window()) {
        result.dated = true;
        result.first = numberOf(window->firstDay());
        result.last = numberOf(window->lastDay());
        result.openEnd = window->openEnd;
        result.wholeDay = window->precision == Precision::Day;
    }
    return result;
}

} // namespace

KnownIndex::KnownIndex(const std::vector<Milestone>& milestones) : milestones_(milestones.size()) {
    std::size_t announcements = 0;
    for (const Milestone& milestone : milestones)
        announcements += milestone.history.size();
    states_.reserve(announcements);
    days_.reserve(announcements);
    steps_.reserve(announcements);
    moves_.reserve(announcements);
    // Never longer than this, so that spans into them stay true while they grow.
    replaced_.reserve(announcements);
    projections_.reserve(announcements);
    for (std::size_t i = 0; i < milestones.size(); ++i)
        add(milestones[i], static_cast<std::uint32_t>(i));
    sortSteps();
    sortStops();
}

void KnownIndex::add(const Milestone& milestone, std::uint32_t number) {
    KnownMilestone state;
    state.milestone = &milestone;
    const std::size_t firstReplaced = replaced_.size(), firstProjection = projections_.size();
    const Announcement* standsSince = nullptr; // who first gave the target that stands
    const Announcement* movedFrom = nullptr;   // the last target that was given, withdrawn or not
    const auto listFrom = [](const std::vector<const Announcement*>& list, std::size_t first) {
        return Announcements(list.data() + first, list.size() - first);
    };
    KnownDay known{Day::min()};
    for (const Announcement& said : milestone.history) {
        known = std::max(known, said.knownFrom());
        if (said.isProjection()) {
            projections_.push_back(&said);
        } else {
            state.current = &said;
            state.status = said.status;
            if (said.actual) {
                state.actualFrom = &said;
                state.stands = &actuals_.emplace_back(said.actual->when);
            }
            if (said.target || withdraws(said)) {
                const bool saidAgain =
                    said.target && standsSince && sameDays(*standsSince->target, *said.target);
                if (standsSince && !saidAgain)
                    replaced_.push_back(standsSince);
                state.targetFrom = said.target ? &said : nullptr;
                if (!saidAgain)
                    standsSince = state.targetFrom;
            }
            if (said.target) {
                const bool saidAgain = movedFrom && sameDays(*movedFrom->target, *said.target);
                if (movedFrom && !saidAgain)
                    // "Not before 2025" made into "December 2025" is a narrower target, not a later one.
                    if (const int moved = slipDays(*movedFrom->target, *said.target); moved != 0)
                        moves_.push_back({numberOf(known.day), number, movedFrom, &said, moved});
                if (!saidAgain)
                    movedFrom = &said;
            }
            if (!state.actualFrom)
                state.stands = state.targetFrom ? &state.targetFrom->target : nullptr;
        }
        state.earlier = EarlierTargets(listFrom(replaced_, firstReplaced), state.targetFrom);
        state.projections = listFrom(projections_, firstProjection);
        steps_.push_back({numberOf(known.day), number,
                          state.current ? static_cast<std::uint32_t>(states_.size()) : kNone});
        states_.push_back(state);
        days_.push_back(daysOf(state));
    }
}

void KnownIndex::sortSteps() {
    const auto earlier = [](const auto& a, const auto& b) { return a.day < b.day; };
    std::stable_sort(steps_.begin(), steps_.end(), earlier);
    std::stable_sort(moves_.begin(), moves_.end(), earlier);
    stride_ = std::max<std::size_t>(256, steps_.size() / kMostCheckpoints + 1);
    std::vector<std::uint32_t> states(milestones_, kNone);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (i % stride_ == 0)
            checkpoints_.push_back(states);
        states[steps_[i].milestone] = steps_[i].state;
    }
}

void KnownIndex::sortStops() {
    // States stand in the order of milestones, so that their numbers order a day.
    std::vector<std::uint64_t> keys;
    keys.reserve(days_.size());
    constexpr std::int64_t kEarlier = 0x80000000; // makes every day positive
    for (std::size_t i = 0; i < days_.size(); ++i)
        if (days_[i].dated)
            keys.push_back(static_cast<std::uint64_t>(kEarlier + days_[i].stop()) << 32 | i);
    std::sort(keys.begin(), keys.end());
    byStop_.reserve(keys.size());
    for (const std::uint64_t key : keys)
        byStop_.push_back(static_cast<std::uint32_t>(key));
}

std::vector<std::uint32_t> KnownIndex::statesAt(KnownDay known) const {
    const auto end = std::upper_bound(steps_.begin(), steps_.end(), numberOf(known.day),
                                      [](std::int32_t day, const Step& step) { return day < step.day; });
    const auto count = static_cast<std::size_t>(end - steps_.begin());
    if (count == 0)
        return std::vector<std::uint32_t>(milestones_, kNone);
    const std::size_t checkpoint = (count - 1) / stride_;
    std::vector<std::uint32_t> states = checkpoints_[checkpoint];
    for (std::size_t i = checkpoint * stride_; i < count; ++i)
        states[steps_[i].milestone] = steps_[i].state;
    return states;
}

namespace {

template <class T> std::span<const T> between(const std::vector<T>& sorted, KnownDay after, KnownDay until) {
    const auto later = [](std::int32_t day, const T& item) { return day < item.day; };
    const auto first = std::upper_bound(sorted.begin(), sorted.end(), numberOf(after.day), later);
    const auto last = std::upper_bound(first, sorted.end(), numberOf(until.day), later);
    return {first, last};
}

} // namespace

std::span<const KnownIndex::Step> KnownIndex::steps(KnownDay after, KnownDay until) const {
    return between(steps_, after, until);
}

std::span<const KnownIndex::Move> KnownIndex::moves(KnownDay after, KnownDay until) const {
    return between(moves_, after, until);
}

Standing standingOf(const KnownIndex::Days& known, std::int32_t day) {
    if (known.happened && day < known.first)
        return Standing::Upcoming;
    switch (known.status) {
    case Status::Paused:
        return Standing::Paused;
    case Status::Cancelled:
        return Standing::Cancelled;
    case Status::Superseded:
        return Standing::Superseded;
    case Status::Failed:
        return Standing::Failed;
    case Status::PartlyAchieved:
        if (known.happened)
            return Standing::Partly;
        break;
    case Status::Launched:
        if (known.happened)
            return Standing::Due; // on its way
        break;
    default:
        break;
    }
    if (known.happened)
        return day <= known.last && !known.wholeDay ? Standing::Due : Standing::Done;
    if (!known.dated)
        return Standing::Undated;
    if (day < known.first)
        return Standing::Upcoming;
    if (known.openEnd || day <= known.last)
        return Standing::Due;
    return known.period ? Standing::Done : Standing::Overdue;
}

Standing standingOf(const KnownMilestone& known, ValidDay valid) {
    return standingOf(daysOf(known), numberOf(valid.day));
}

} // namespace perilune::timeline
