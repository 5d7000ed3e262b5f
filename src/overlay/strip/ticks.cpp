#include "overlay/strip/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace perilune::overlay {

namespace {

using std::chrono::year_month_day;

enum class Unit { Day, Month, Year };
struct Step {
    Unit unit;
    int count;
    double days; ///< its shortest length
};
/// Days count from the first of a month: 7 gives 1, 8, 15, 22.
constexpr std::array<Step, 13> kSteps{{{Unit::Day, 1, 1},
                                       {Unit::Day, 2, 2},
                                       {Unit::Day, 7, 7},
                                       {Unit::Month, 1, 28},
                                       {Unit::Month, 3, 90},
                                       {Unit::Month, 6, 181},
                                       {Unit::Year, 1, 365},
                                       {Unit::Year, 2, 730},
                                       {Unit::Year, 5, 1826},
                                       {Unit::Year, 10, 3652},
                                       {Unit::Year, 20, 7304},
                                       {Unit::Year, 50, 18261},
                                       {Unit::Year, 100, 36524}}};

int floorTo(int value, int step) {
    return value - ((value % step) + step) % step;
}

/// The last tick at or before a day.
base::Day tickBefore(base::Day day, const Step& step) {
    const year_month_day ymd(day);
    const int year = int(ymd.year());
    const int month = int(unsigned(ymd.month()));
    if (step.unit == Unit::Year)
        return std::chrono::year{floorTo(year, step.count)} / 1 / 1;
    if (step.unit == Unit::Month)
        return ymd.year() / std::chrono::month{unsigned(floorTo(month - 1, step.count) + 1)} / 1;
    const int ofMonth = int(unsigned(ymd.day()));
    // A rest shorter than half a step at the month's end belongs to the step before it.
    const int last = std::max(0, 30 - step.count / 2 - 1) / step.count * step.count;
    const int first = std::min(floorTo(ofMonth - 1, step.count), step.count > 1 ? last : 31);
    return base::Day(ymd.year() / ymd.month() / 1) + std::chrono::days{first};
}

base::Day tickAfter(base::Day tick, const Step& step) {
    const year_month_day ymd(tick);
    if (step.unit == Unit::Year)
        return (ymd.year() + std::chrono::years{step.count}) / 1 / 1;
    const base::Day nextMonth = (ymd.year() / ymd.month() + std::chrono::months{1}) / 1;
    if (step.unit == Unit::Month)
        return (ymd.year() / ymd.month() + std::chrono::months{step.count}) / 1;
    for (int i = 1; i < 2 * step.count + 1; ++i) {
        const base::Day later = tick + std::chrono::days{i};
        if (later >= nextMonth)
            return nextMonth;
        if (tickBefore(later, step) == later)
            return later;
    }
    return nextMonth;
}

std::string labelOf(base::Day day, const Step& step, bool context) {
    const year_month_day ymd(day);
    const std::string month = std::string(base::monthName(unsigned(ymd.month()))).substr(0, 3);
    switch (step.unit) {
    case Unit::Year:
        return fmt::format("{}", int(ymd.year()));
    case Unit::Month:
        if (ymd.month() == std::chrono::January)
            return fmt::format("{}", int(ymd.year()));
        return context ? fmt::format("{} {}", month, int(ymd.year())) : month;
    case Unit::Day:
        if (ymd.day() == std::chrono::day{1} || context)
            return fmt::format("{} {}", unsigned(ymd.day()), month);
        return fmt::format("{}", unsigned(ymd.day()));
    }
    return {};
}

} // namespace

std::vector<Tick> ticksFor(const StripAxis& axis, base::Instant playhead, float gap,
                           const std::function<float(std::string_view)>& widthOf) {
    std::vector<Tick> ticks;
    const float width = axis.rect.x1 - axis.rect.x0;
    const double days = double((axis.span.last - axis.span.first).count() + 1);
    if (width <= 1.0f || days <= 0.0)
        return ticks;

    const auto widest = [&](const Step& s) { return widthOf(s.unit == Unit::Day ? "30 Mar" : "2000"); };
    const Step* step = &kSteps.back();
    for (const Step& s : kSteps)
        if (s.days / days * double(width) >= double(widest(s) + gap)) {
            step = &s;
            break;
        }

    // A single year, month or day is named in the middle of its time, longer steps at their line.
    const bool centred = step->count == 1;
    const base::Day playDay = base::dayOf(playhead);
    const base::Day playTick = tickBefore(playDay, *step);
    bool context = true;
    float free = axis.rect.x0;
    for (base::Day day = tickBefore(axis.span.first, *step); day <= axis.span.last;
         day = tickAfter(day, *step)) {
        Tick tick;
        tick.day = day;
        tick.x = axis.xOf(base::startOf(day));
        tick.emphasised = day == playTick;
        const year_month_day ymd(day);
        tick.major = step->unit == Unit::Month ? ymd.month() == std::chrono::January
                     : step->unit == Unit::Day ? ymd.day() == std::chrono::day{1}
                                               : false;
        const float end = axis.xOf(base::startOf(tickAfter(day, *step)));
        const float from = std::max(tick.x, axis.rect.x0), to = std::min(end, axis.rect.x1);
        for (const bool wordy : {context, false}) {
            const std::string label = labelOf(day, *step, wordy);
            const float needs = widthOf(label);
            const float x = centred ? 0.5f * (from + to - needs) : tick.x + 0.5f * gap;
            const bool inside =
                centred ? to - from >= needs + 0.5f * gap
                        : tick.x >= axis.rect.x0 - 0.01f && x + needs <= std::min(axis.rect.x1, end);
            if (inside && x >= free) {
                tick.label = label;
                tick.labelX = x;
                tick.labelWidth = needs;
                free = x + needs + 0.4f * gap;
                context = false;
                break;
            }
        }
        ticks.push_back(std::move(tick));
    }
    return ticks;
}

} // namespace perilune::overlay
