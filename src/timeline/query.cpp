#include "timeline/query.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace perilune::timeline {

using base::Day;
using std::chrono::days;

namespace {

bool isProjection(const Announcement& announcement) {
    return announcement.kind == AnnouncementKind::Projection;
}

/// The same days, however surely they were said.
bool sameDays(const Window& a, const Window& b) {
    return a.begin == b.begin && a.end == b.end && a.openBegin == b.openBegin && a.openEnd == b.openEnd;
}

bool withdraws(const Announcement& announcement) {
    return !announcement.target &&
           (announcement.status == Status::Paused || announcement.status == Status::Cancelled ||
            announcement.status == Status::Superseded);
}

Window windowOf(const Actual& actual) {
    const Day day = base::dayOf(actual.instant);
    const std::chrono::year_month_day date{day};
    const auto after = [&](int months) { return Day{date + std::chrono::months{months}}; };
    Window window;
    window.begin = day;
    window.precision = actual.precision;
    switch (actual.precision) {
    case Precision::Month:
        window.end = after(1);
        break;
    case Precision::Quarter:
    case Precision::Season:
        window.end = after(3);
        break;
    case Precision::Half:
        window.end = after(6);
        break;
    case Precision::Year:
        window.end = after(12);
        break;
    case Precision::Decade:
        window.end = after(120);
        break;
    case Precision::Day:
    case Precision::Range:
        window.end = day + days{1};
        break;
    }
    window.edtf = base::formatDay(day);
    return window;
}

/// What a milestone looks like when the first `known` entries of its history have been said.
KnownMilestone asKnown(const Milestone& milestone, std::size_t known) {
    KnownMilestone result;
    result.milestone = &milestone;
    const Announcement* standsSince = nullptr; // who first gave the target that stands
    for (std::size_t i = 0; i < known; ++i) {
        const Announcement& said = milestone.history[i];
        if (isProjection(said)) {
            result.projections.push_back(&said);
            continue;
        }
        result.current = &said;
        result.status = said.status;
        if (said.actual)
            result.actualFrom = &said;
        if (!said.target && !withdraws(said))
            continue;
        const bool saidAgain = said.target && standsSince && sameDays(*standsSince->target, *said.target);
        if (standsSince && !saidAgain) {
            if (result.earlier.empty())
                result.earlier.reserve(known - i);
            result.earlier.push_back(standsSince);
        }
        result.targetFrom = said.target ? &said : nullptr;
        if (!saidAgain)
            standsSince = result.targetFrom;
    }
    if (result.targetFrom && !result.earlier.empty())
        std::erase_if(result.earlier, [&](const Announcement* earlier) {
            return sameDays(*earlier->target, *result.targetFrom->target);
        });
    return result;
}

} // namespace

std::optional<Window> KnownMilestone::window() const {
    if (actualFrom)
        return windowOf(*actualFrom->actual);
    if (targetFrom)
        return targetFrom->target;
    return std::nullopt;
}

const KnownMilestone* Snapshot::find(std::string_view id) const {
    const auto found =
        std::find_if(milestones.begin(), milestones.end(),
                     [&](const KnownMilestone& candidate) { return candidate.milestone->id == id; });
    return found == milestones.end() ? nullptr : &*found;
}

std::vector<Standing> Snapshot::at(ValidDay day) const {
    std::vector<Standing> standings;
    standings.reserve(milestones.size());
    for (const KnownMilestone& milestone : milestones)
        standings.push_back(standingOf(milestone, day));
    return standings;
}

Snapshot asKnown(const Timeline& timeline, KnownDay known) {
    Snapshot snapshot;
    snapshot.known = known;
    snapshot.milestones.reserve(timeline.milestones.size());
    for (const Milestone& milestone : timeline.milestones) {
        const auto& history = milestone.history;
        const auto end = std::find_if(history.begin(), history.end(),
                                      [&](const Announcement& said) { return said.knownFrom() > known; });
        KnownMilestone result = asKnown(milestone, static_cast<std::size_t>(end - history.begin()));
        if (result.current)
            snapshot.milestones.push_back(std::move(result));
    }
    return snapshot;
}

Standing standingOf(const KnownMilestone& known, ValidDay valid) {
    const Day day = valid.day;
    const auto window = known.window();
    if (known.actualFrom && day < window->begin)
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
        if (known.actualFrom)
            return Standing::Partly;
        break;
    case Status::Launched:
        if (known.actualFrom)
            return Standing::Due; // on its way
        break;
    default:
        break;
    }
    if (known.actualFrom)
        return day <= window->lastDay() && window->precision != Precision::Day ? Standing::Due
                                                                               : Standing::Done;
    if (!window)
        return Standing::Undated;
    if (day < window->firstDay())
        return Standing::Upcoming;
    return window->openEnd || day <= window->lastDay() ? Standing::Due : Standing::Overdue;
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
    for (const KnownMilestone& known : snapshot.milestones)
        if (const auto window = known.window())
            found.push_back({known.actualFrom ? window->firstDay() : window->anchor(), known.milestone->id});
    std::stable_sort(found.begin(), found.end(), [](const Stop& a, const Stop& b) { return a.day < b.day; });
    return found;
}

} // namespace perilune::timeline
