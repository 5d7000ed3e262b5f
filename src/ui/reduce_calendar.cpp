// Moves along the calendar: the playhead, its stops and its speed, the known day, and the strip's span.
#include "ui/calendar_moves.h"
#include "ui/reduce.h"
#include "scene/date_words.h"
#include "scene/describe.h"
#include "scene/opening.h"
#include "scene/typed_time.h"
#include "scene/usual_span.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

using std::chrono::days;

/// The first day on which anything was known that has a date.
std::optional<base::Day> firstKnown(const timeline::Timeline& timeline) {
    std::optional<base::Day> first;
    for (const timeline::Milestone& milestone : timeline.milestones)
        for (const timeline::Announcement& said : milestone.history)
            if (said.target || said.actual)
                first = std::min(first.value_or(base::Day::max()), said.knownFrom().day);
    return first;
}

/// The latest day that can be asked for: after it nothing more is known.
timeline::KnownDay lastKnown(const Show& show, const Dataset& data) {
    return scene::knownDayOf({.mode = scene::AsOfMode::Hindsight}, show.moment.at, *data.timeline);
}

/// A stop's day and milestone, and its place among the others of the same day, order the stops fully.
void goTo(Show& show, const Dataset& data, const timeline::Stop& stop) {
    base::Day day = stop.day;
    // As it looked then, there is nothing to be seen before the first word was said.
    if (show.moment.known.mode == scene::AsOfMode::AsItLookedThen)
        day = std::max(day, firstKnown(*data.timeline).value_or(day));
    show.moment.at = std::clamp(noonOf(day), firstInstant(), lastInstant());
    if (show.moment.selected != stop.milestone)
        show.moment.said.reset();
    show.moment.selected = stop.milestone;
    if (const auto* site =
            scene::siteOf(*data.timeline, stop.milestone, scene::knownDayOf(*data.timeline, show.moment)))
        show.moment.selectedSite = site->id;
    follow(show.moment);
    if (base::dayOf(show.moment.at) != stop.day) // the playhead can't stand there
        show.moment.span = scene::holding(show.moment.span, stop.day);
    keepInView(show.moment, *data.timeline);
}

} // namespace

void Reducer::operator()(const action::ScrubTo& a) {
    show.playing = false;
    show.moment.at = std::clamp(a.at, firstInstant(), lastInstant());
}

void Reducer::operator()(const action::StepDays& a) {
    (*this)(action::ScrubTo{show.moment.at + days{a.days}});
    follow(show.moment);
}

void Reducer::operator()(const action::GoToTime& a) {
    show.playing = false;
    if (!a.milestone.empty())
        (*this)(action::SelectMilestone{a.milestone});
    show.moment.at = std::clamp(a.at, firstInstant(), lastInstant());
    lookByHours(a.hour);
    follow(show.moment);
    const base::Day day = base::dayOf(show.moment.at);
    if (day < show.moment.span.first || day > show.moment.span.last)
        show.moment.span = bounded(scene::holding(show.moment.span, day));
    if (!a.words.empty())
        say(a.words);
}

void Reducer::operator()(const action::StepTime& a) {
    show.playing = false;
    const base::Instant at = a.unit == action::TimeUnit::Hour  ? show.moment.at + std::chrono::hours{a.steps}
                             : a.unit == action::TimeUnit::Day ? show.moment.at + days{a.steps}
                                                               : scene::monthsLater(show.moment.at, a.steps);
    show.moment.at = std::clamp(at, firstInstant(), lastInstant());
    if (a.unit == action::TimeUnit::Hour)
        lookByHours(true);
    follow(show.moment);
}

void Reducer::lookByHours(bool hours) {
    scene::StripSpan& span = show.moment.span;
    if (hours && !scene::tellsHour(show.moment)) {
        show.longSpan = span;
        const base::Day day = base::dayOf(show.moment.at);
        span = bounded({day - days{5}, day + days{9}});
    } else if (!hours && show.longSpan) {
        span = *show.longSpan;
        show.longSpan.reset();
    }
}

void Reducer::operator()(const action::NextStop&) {
    stepStop(true);
}

void Reducer::operator()(const action::PreviousStop&) {
    stepStop(false);
}

void Reducer::stepStop(bool forward) {
    show.playing = false;
    lookByHours(false);
    const auto snapshot = snapshotOf(show, data);
    const base::Day today = base::dayOf(show.moment.at);
    const auto next = forward ? timeline::stopAfter(snapshot, today, show.moment.selected)
                              : timeline::stopBefore(snapshot, today, show.moment.selected);
    if (next)
        goTo(show, data, *next);
    else
        ui::say(desk, forward ? "No later milestone is known" : "No earlier milestone is known", 2.5);
}

void Reducer::operator()(const action::FirstStop&) {
    endStop(true);
}

void Reducer::operator()(const action::LastStop&) {
    endStop(false);
}

void Reducer::endStop(bool first) {
    show.playing = false;
    lookByHours(false);
    const auto snapshot = snapshotOf(show, data);
    if (const auto stop = first ? timeline::firstStop(snapshot) : timeline::lastStop(snapshot))
        goTo(show, data, *stop);
    else {
        follow(show.moment);
        keepInView(show.moment, *data.timeline);
        say("No milestone with a date is known by " + base::dayInWords(snapshot.known.day));
    }
}

void Reducer::operator()(const action::TogglePlay&) {
    if (show.story.isOn())
        return pauseStory();
    show.playing = !show.playing;
    if (show.playing)
        lookByHours(kPlaySpeeds[show.speed] < 1.0);
}

void Reducer::operator()(const action::SetSpeed& a) {
    const int speed = std::clamp(a.speed, 0, kPlaySpeedCount - 1);
    if (speed < show.speed)
        endFlicker();
    show.speed = speed;
    if (show.playing)
        lookByHours(kPlaySpeeds[speed] < 1.0);
}

void Reducer::operator()(const action::KnownTo& a) {
    const timeline::KnownDay least{base::dayOf(firstInstant())}, most = lastKnown(show, data);
    show.moment.known = {scene::AsOfMode::OnADay, std::clamp(a.day, std::min(least, most), most)};
}

void Reducer::operator()(const action::SetAsOf& a) {
    const auto day = std::min(scene::knownDayOf(*data.timeline, show.moment), lastKnown(show, data));
    show.moment.known = {a.mode, a.mode == scene::AsOfMode::OnADay ? day : timeline::KnownDay{}};
    desk.panel = Panel::None;
}

void Reducer::operator()(const action::CycleAsOf&) {
    using enum scene::AsOfMode;
    const auto mode = show.moment.known.mode;
    (*this)(action::SetAsOf{mode == Hindsight ? AsItLookedThen : Hindsight});
    say(show.moment.known.mode == Hindsight ? "Hindsight: all that is known today" : "As it looked then");
}

void Reducer::operator()(const action::ZoomStrip& a) {
    show.longSpan.reset();
    const double length = double((show.moment.span.last - show.moment.span.first).count());
    const double wanted = std::clamp(length * std::exp(-a.steps * 0.2), double(kShortestSpanDays),
                                     std::max(length, double(kLongestSpanDays)));
    const double before = std::clamp(
        std::chrono::duration<double, days::period>(a.around - base::startOf(show.moment.span.first))
                .count() /
            length,
        0.0, 1.0);
    double grown = std::round(wanted);
    // A calm wheel on a short span must still change it by a day.
    if (grown == length && a.steps > 0.0)
        grown -= 1.0;
    if (grown == length && a.steps < 0.0 && length < double(kLongestSpanDays))
        grown += 1.0;
    const int shift = int(std::round(before * (length - grown)));
    show.moment.span.first += days{shift};
    show.moment.span.last = show.moment.span.first + days{int(grown)};
    show.moment.span = bounded(show.moment.span);
}

void Reducer::operator()(const action::PanStrip& a) {
    const days whole{int(std::lround(std::clamp(a.days, -40'000.0, 40'000.0)))};
    show.moment.span.first += whole;
    show.moment.span.last += whole;
    show.moment.span = bounded(show.moment.span);
}

void Reducer::operator()(const action::WholeStrip&) {
    show.longSpan.reset();
    const scene::StripSpan before = show.moment.span;
    show.moment.span = scene::openingOf(*data.timeline, show.moment.at).span;
    keepInView(show.moment, *data.timeline);
    const auto whole = scene::wholeSpan(*data.timeline);
    if (show.moment.span != before || !whole)
        return;
    show.moment.span = *whole;
    keepInView(show.moment, *data.timeline);
}

} // namespace perilune::ui
