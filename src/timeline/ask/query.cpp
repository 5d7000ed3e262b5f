#include "timeline/ask/query.h"

#include "timeline/ask/known_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace perilune::timeline {

namespace {

const std::optional<Window> kNoWindow;

} // namespace

bool saysNothing(const Timeline& timeline) {
    return timeline.partners.empty() &&
           std::all_of(
               timeline.milestones.begin(), timeline.milestones.end(),
               [](const Milestone& milestone) { return milestone.history.empty(); }) &&
           std::all_of(
               timeline.sites.begin(), timeline.sites.end(),
               [](const Site& site) { return !site.announced && site.history.empty(); });
}

bool sameDays(const Window& a, const Window& b) {
    return a.begin == b.begin && a.end == b.end && a.openBegin == b.openBegin && a.openEnd == b.openEnd;
}

const std::optional<Window>& KnownMilestone::window() const {
    return stands ? *stands : kNoWindow;
}

const KnownMilestone* Snapshot::find(std::string_view id) const {
    const Milestone* wanted = timeline ? timeline->milestone(id) : nullptr;
    if (!wanted)
        return nullptr;
    const auto at = std::lower_bound(milestones.begin(), milestones.end(), wanted,
                                     [](const KnownMilestone& candidate, const Milestone* milestone) {
                                         return candidate.milestone < milestone;
                                     });
    return at == milestones.end() || at->milestone != wanted ? nullptr : &*at;
}

std::vector<Standing> Snapshot::at(ValidDay day) const {
    std::vector<Standing> standings;
    if (!timeline || !timeline->known())
        return standings;
    const auto number = static_cast<std::int32_t>(day.day.time_since_epoch().count());
    const auto& days = timeline->known()->days();
    standings.reserve(milestones.size());
    for (const std::uint32_t id : milestones.ids())
        standings.push_back(standingOf(days[id], number));
    return standings;
}

Snapshot asKnown(const Timeline& timeline, KnownDay known) {
    Snapshot snapshot;
    snapshot.timeline = &timeline;
    snapshot.known = known;
    if (const KnownIndex* index = timeline.known()) {
        std::vector<std::uint32_t> ids = index->statesAt(known);
        std::erase(ids, KnownIndex::kNone);
        snapshot.milestones = KnownMilestones(index->states().data(), std::move(ids));
    }
    return snapshot;
}

int slipDays(const Window& from, const Window& to) {
    return static_cast<int>((to.lastDay() - from.lastDay()).count());
}

const Announcement* earliestTarget(const KnownMilestone& known) {
    const Announcement* earliest = known.targetFrom;
    for (const Announcement* said : known.earlier)
        if (said->target && (!earliest || said->target->lastDay() < earliest->target->lastDay()))
            earliest = said;
    return earliest;
}

std::vector<Slip> slips(const KnownMilestone& known) {
    std::vector<Slip> moves;
    if (!known.current)
        return moves;
    const Announcement* from = nullptr;
    for (const Announcement& said : known.milestone->history) {
        if (!said.isProjection() && said.target) {
            const bool saidAgain = from && sameDays(*from->target, *said.target);
            if (from && !saidAgain) {
                // "Not before 2025" made into "December 2025" is a narrower target, not a later one.
                if (const int moved = slipDays(*from->target, *said.target); moved != 0)
                    moves.push_back({from, &said, moved});
            }
            if (!saidAgain)
                from = &said;
        }
        if (&said == known.current)
            break;
    }
    return moves;
}

namespace {

bool isSure(const Window& window, Precision precision) {
    return window.precision == precision && !window.openBegin && !window.openEnd && !window.approximate &&
           !window.uncertain;
}

std::string many(int n, const char* one) {
    return n == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}s", n, one);
}

std::string monthsInWords(int months) {
    if (months == 0)
        return "less than a month";
    if (months < 12)
        return many(months, "month");
    return months % 12 == 0 ? many(months / 12, "year") : fmt::format("{} y {} m", months / 12, months % 12);
}

} // namespace

bool isMoveExact(const Window& from, const Window& to) {
    return isSure(from, Precision::Day) && isSure(to, Precision::Day);
}

std::string moveInWords(const Window& from, const Window& to) {
    const int days = std::abs(slipDays(from, to));
    constexpr double kDaysAMonth = 365.2425 / 12.0;
    constexpr int kMostDays = 44; // what is longer is told in months
    const int months = static_cast<int>(std::lround(days / kDaysAMonth));
    if (isMoveExact(from, to))
        return days <= kMostDays ? many(days, "day") : monthsInWords(months);
    const bool areMonths = isSure(from, Precision::Month) && isSure(to, Precision::Month);
    return months == 0 || areMonths ? monthsInWords(months) : "about " + monthsInWords(months);
}

namespace {

/// A stop's day, and on a day its place in the snapshot, as one number that orders them.
using StopKey = std::int64_t;

StopKey keyOf(base::Day day, std::size_t place) {
    return static_cast<StopKey>(day.time_since_epoch().count()) * (StopKey{1} << 32) +
           static_cast<StopKey>(place);
}

constexpr std::size_t kBehindAll = 0xFFFFFFFFu; ///< a place on its day

/// Calls `see` with the key of every stop, in the order of the record.
template <class See> void eachStop(const Snapshot& snapshot, const See& see) {
    if (!snapshot.timeline || !snapshot.timeline->known())
        return;
    const auto& days = snapshot.timeline->known()->days();
    const auto ids = snapshot.milestones.ids();
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (const KnownIndex::Days& known = days[ids[i]]; known.dated)
            see(keyOf(base::Day{std::chrono::days{known.stop()}}, i));
}

std::optional<Stop> stopOf(const Snapshot& snapshot, std::optional<StopKey> key) {
    if (!key)
        return std::nullopt;
    const auto place = static_cast<std::size_t>(*key & 0xFFFFFFFF);
    return Stop{base::Day{std::chrono::days{static_cast<std::int32_t>(*key >> 32)}},
                snapshot.milestones[place].milestone->id};
}

/// The key of that milestone's stop, if it is on that day.
std::optional<StopKey> keyOn(const Snapshot& snapshot, base::Day day, std::string_view milestone) {
    const KnownMilestone* found = snapshot.find(milestone);
    if (!found || !snapshot.timeline->known())
        return std::nullopt;
    const KnownIndex& index = *snapshot.timeline->known();
    const auto id = static_cast<std::uint32_t>(found - index.states().data());
    const KnownIndex::Days& known = index.days()[id];
    if (!known.dated || base::Day{std::chrono::days{known.stop()}} != day)
        return std::nullopt;
    const auto ids = snapshot.milestones.ids(); // in order, as the states are
    return keyOf(day, static_cast<std::size_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin()));
}

std::optional<Stop> firstBehind(const Snapshot& snapshot, StopKey here) {
    std::optional<StopKey> next;
    eachStop(snapshot, [&](StopKey one) {
        if (one > here && (!next || one < *next))
            next = one;
    });
    return stopOf(snapshot, next);
}

std::optional<Stop> lastBefore(const Snapshot& snapshot, StopKey here) {
    std::optional<StopKey> before;
    eachStop(snapshot, [&](StopKey one) {
        if (one < here && (!before || one > *before))
            before = one;
    });
    return stopOf(snapshot, before);
}

} // namespace

std::optional<Stop> firstStop(const Snapshot& snapshot) {
    return firstBehind(snapshot, std::numeric_limits<StopKey>::min());
}

std::optional<Stop> lastStop(const Snapshot& snapshot) {
    return lastBefore(snapshot, std::numeric_limits<StopKey>::max());
}

std::optional<Stop> stopAfter(const Snapshot& snapshot, base::Day day, std::string_view milestone) {
    return firstBehind(snapshot, keyOn(snapshot, day, milestone).value_or(keyOf(day, kBehindAll)));
}

std::optional<Stop> stopBefore(const Snapshot& snapshot, base::Day day, std::string_view milestone) {
    return lastBefore(snapshot, keyOn(snapshot, day, milestone).value_or(keyOf(day, 0)));
}

std::vector<Stop> stops(const Snapshot& snapshot) {
    std::vector<Stop> found;
    if (!snapshot.timeline || !snapshot.timeline->known())
        return found;
    // All states of all days are sorted already: those of this day are taken out.
    const KnownIndex& index = *snapshot.timeline->known();
    std::vector<bool> isKnown(index.states().size());
    for (const std::uint32_t id : snapshot.milestones.ids())
        isKnown[id] = true;
    found.reserve(snapshot.milestones.size());
    for (const std::uint32_t id : index.byStop())
        if (isKnown[id])
            found.push_back(
                {base::Day{std::chrono::days{index.days()[id].stop()}}, index.states()[id].milestone->id});
    return found;
}

} // namespace perilune::timeline
