#include "scene/usual_span.h"

#include "astro/sky.h"
#include "timeline/ask/query.h"
#include "timeline/ask/standing_milestones.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

namespace perilune::scene {

namespace {

using namespace std::chrono;
using base::Day;

/// As many years can be read on one strip.
constexpr days kReadable{40 * 365};
/// Of a longer record a part is shown that has this share of its milestones.
constexpr double kRecentShare = 0.75, kDenseShare = 0.9;
constexpr days kLeastMargin{45}, kLeastLength{730};

StripSpan recentYears(Day latest) {
    const year year = year_month_day{latest}.year();
    return {sys_days{(year - years{8}) / July / 1}, sys_days{(year + years{6}) / January / 1}};
}

/// The days on which one milestone has marks: what was ever promised, and what happened.
std::optional<StripSpan> datesOf(const timeline::Milestone& milestone) {
    std::optional<StripSpan> dates;
    const auto add = [&dates](const timeline::Window& window) {
        const Day first = std::min(window.firstDay(), window.anchor()),
                  last = std::max(window.lastDay(), window.anchor());
        dates = dates ? StripSpan{std::min(dates->first, first), std::max(dates->last, last)}
                      : StripSpan{first, last};
    };
    for (const timeline::Announcement& said : milestone.history) {
        if (said.actual)
            add(said.actual->when);
        if (said.target && !said.isProjection())
            add(*said.target);
    }
    return dates;
}

std::vector<StripSpan> datesOf(const timeline::Timeline& timeline) {
    std::vector<StripSpan> all;
    for (const timeline::Milestone& milestone : timeline.milestones)
        if (const auto dates = datesOf(milestone))
            all.push_back(*dates);
    return all;
}

StripSpan around(const std::vector<StripSpan>& dates) {
    StripSpan span = dates.front();
    for (const StripSpan& one : dates)
        span = {std::min(span.first, one.first), std::max(span.last, one.last)};
    return span;
}

/// The shortest stretch in which a share of them lies whole.
StripSpan densest(std::vector<StripSpan> dates, double share) {
    std::sort(dates.begin(), dates.end(), [](auto& a, auto& b) { return a.last < b.last; });
    std::vector<Day> firsts;
    for (const StripSpan& one : dates)
        firsts.push_back(one.first);
    std::sort(firsts.begin(), firsts.end());
    const auto wanted = std::size_t(std::ceil(share * double(dates.size())));
    StripSpan best = around(dates);
    // From each first day on: the last days of those that begin no earlier, of which the wanted one counts.
    const std::size_t step = std::max<std::size_t>(1, firsts.size() / 64); // enough for any eye
    for (std::size_t i = 0; i + wanted <= firsts.size(); i += step) {
        std::size_t inside = 0;
        for (const StripSpan& one : dates)
            if (one.first >= firsts[i] && ++inside == wanted) {
                if (one.last - firsts[i] < best.last - best.first)
                    best = {firsts[i], one.last};
                break;
            }
    }
    return best;
}

/// With a margin, from the first of a month to the first of another.
StripSpan withMargin(StripSpan span) {
    const days length = span.last - span.first;
    days margin = std::max(kLeastMargin, days{length.count() / 20});
    if (length + 2 * margin < kLeastLength)
        margin = (kLeastLength - length) / 2;
    const year_month_day first{span.first - margin}, last{span.last + margin};
    return {sys_days{first.year() / first.month() / 1},
            sys_days{(last.year() / last.month() + months{1}) / 1}};
}

days lengthOf(const StripSpan& span) {
    return span.last - span.first;
}

bool holds(const StripSpan& span, Day day) {
    return span.first <= day && day <= span.last;
}

/// The days of the milestones, as they are known today.
std::vector<Day> stopsOf(const timeline::Timeline& timeline) {
    std::vector<Day> days;
    for (const auto& stop : timeline::stops(timeline::asKnown(timeline, timeline.latestKnown())))
        days.push_back(stop.day);
    return days;
}

base::Instant withinTheSky(base::Instant at) {
    return std::clamp(at, base::startOf(year{astro::kFirstSkyYear} / January / 1),
                      base::startOf(year{astro::kLastSkyYear} / December / 31));
}

} // namespace

std::optional<StripSpan> wholeSpan(const timeline::Timeline& timeline) {
    const auto dates = datesOf(timeline);
    return dates.empty() ? std::nullopt : std::optional(withMargin(around(dates)));
}

std::optional<StripSpan> datedSpan(const timeline::Timeline& timeline) {
    const auto dates = datesOf(timeline);
    if (dates.empty())
        return std::nullopt;
    const StripSpan whole = around(dates);
    if (lengthOf(whole) <= kReadable)
        return withMargin(whole);
    const StripSpan recent = recentYears(timeline.latestKnown().day);
    const auto days = stopsOf(timeline);
    const auto within = std::count_if(days.begin(), days.end(), [&](Day day) { return holds(recent, day); });
    if (!days.empty() && double(within) >= kRecentShare * double(days.size()))
        return recent;
    // What lies far outside is left out only where that gains much.
    const StripSpan dense = densest(dates, kDenseShare);
    return withMargin(2 * lengthOf(dense) <= lengthOf(whole) ? dense : whole);
}

StripSpan usualSpan(const timeline::Timeline& timeline) {
    const auto span = datedSpan(timeline);
    return span ? *span : recentYears(timeline.latestKnown().day);
}

StripSpan holding(StripSpan span, base::Day day) {
    const days margin{
        std::max<int>(1, int(lengthOf({std::min(span.first, day), std::max(span.last, day)}).count() / 16))};
    if (day < span.first)
        span.first = day - margin;
    if (day > span.last)
        span.last = day + margin;
    return span;
}

Opening openingOf(const timeline::Timeline& timeline, base::Instant wanted) {
    const base::Instant at = withinTheSky(wanted);
    const Day day = base::dayOf(at);
    const auto span = datedSpan(timeline);
    if (!span)
        return {at, recentYears(day)};
    if (holds(*span, day))
        return {at, *span};
    if (const StripSpan wider = holding(*span, day); lengthOf(wider) <= kReadable)
        return {at, wider};
    // Far from all that the record tells: the playhead stands on the milestone that is nearest.
    Day there = std::clamp(day, span->first, span->last);
    days least = days::max();
    for (const Day stop : stopsOf(timeline))
        if (const days away = stop > day ? stop - day : day - stop; holds(*span, stop) && away < least) {
            least = away;
            there = stop;
        }
    const base::Instant standing = withinTheSky(base::startOf(there) + hours{12});
    return {standing, holding(*span, base::dayOf(standing))};
}

} // namespace perilune::scene
