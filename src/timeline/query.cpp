#include "timeline/query.h"

#include "timeline/known_index.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace perilune::timeline {

namespace {

const std::optional<Window> kNoWindow;

bool isProjection(const Announcement& announcement) {
    return announcement.kind == AnnouncementKind::Projection;
}

} // namespace

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
        if (!isProjection(said) && said.target) {
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

std::string spanInWords(int span) {
    const int length = std::abs(span);
    const auto many = [](int n, const char* one) {
        return n == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}s", n, one);
    };
    constexpr double kDaysAMonth = 365.2425 / 12.0;
    if (length < 45)
        return many(length, "day");
    const int months = static_cast<int>(std::lround(length / kDaysAMonth));
    if (months < 12)
        return many(months, "month");
    if (months % 12 == 0)
        return many(months / 12, "year");
    return fmt::format("{} y {} m", months / 12, months % 12);
}

std::vector<Stop> stops(const Snapshot& snapshot) {
    std::vector<Stop> found;
    if (!snapshot.timeline || !snapshot.timeline->known())
        return found;
    // By day, and on a day in the order of the record: short keys are sorted.
    const auto& days = snapshot.timeline->known()->days();
    const auto ids = snapshot.milestones.ids();
    std::vector<std::uint64_t> order;
    order.reserve(ids.size());
    constexpr std::int64_t kEarlier = 0x40000000; // makes every day positive
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const KnownIndex::Days& known = days[ids[i]];
        if (known.dated)
            order.push_back(static_cast<std::uint64_t>(
                                kEarlier + (known.happened || known.openEnd ? known.first : known.last))
                                << 32 |
                            i);
    }
    std::sort(order.begin(), order.end());
    found.reserve(order.size());
    for (const std::uint64_t key : order)
        found.push_back({base::Day{std::chrono::days{
                             static_cast<std::int32_t>(static_cast<std::int64_t>(key >> 32) - kEarlier)}},
                         snapshot.milestones[key & 0xFFFFFFFFu].milestone->id});
    return found;
}

} // namespace perilune::timeline
