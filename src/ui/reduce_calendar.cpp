// Moves along the calendar: the playhead, its stops and its speed, the known day, and the strip's span.
#include "ui/calendar_moves.h"
#include "ui/looks.h"
#include "ui/reduce.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

using std::chrono::days;

/// A stop's day and milestone, and its place among the others of the same day, order the stops fully.
void goTo(Session& s, const World& world, const timeline::Stop& stop) {
    s.moment.at = noonOf(stop.day);
    s.moment.selected = stop.milestone;
    if (const auto* site = siteOf(*world.timeline, stop.milestone, knownDayOf(*world.timeline, s.moment)))
        s.moment.selectedSite = site->id;
    follow(s.moment);
}

void step(Session& s, const World& world, bool forward) {
    const auto snapshot = snapshotOf(s, world);
    const base::Day today = base::dayOf(s.moment.at);
    const auto next = forward ? timeline::stopAfter(snapshot, today, s.moment.selected)
                              : timeline::stopBefore(snapshot, today, s.moment.selected);
    if (next)
        goTo(s, world, *next);
    else {
        s.message = forward ? "No later milestone is known" : "No earlier milestone is known";
        s.messageUntilS = s.nowS + 2.5;
    }
}

} // namespace

void Reducer::operator()(const action::ScrubTo& a) {
    s.playing = false;
    s.moment.at = std::clamp(a.at, firstInstant(), lastInstant());
}

void Reducer::operator()(const action::StepDays& a) {
    (*this)(action::ScrubTo{s.moment.at + days{a.days}});
    follow(s.moment);
}

void Reducer::operator()(const action::NextStop&) {
    stepStop(true);
}

void Reducer::operator()(const action::PreviousStop&) {
    stepStop(false);
}

void Reducer::stepStop(bool forward) {
    s.playing = false;
    step(s, world, forward);
}

void Reducer::operator()(const action::FirstStop&) {
    endStop(true);
}

void Reducer::operator()(const action::LastStop&) {
    endStop(false);
}

void Reducer::endStop(bool first) {
    s.playing = false;
    const auto snapshot = snapshotOf(s, world);
    if (const auto stop = first ? timeline::firstStop(snapshot) : timeline::lastStop(snapshot))
        goTo(s, world, *stop);
}

void Reducer::operator()(const action::TogglePlay&) {
    s.playing = !s.playing;
}

void Reducer::operator()(const action::SetSpeed& a) {
    const int speed = std::clamp(a.speed, 0, kPlaySpeedCount - 1);
    if (speed < s.speed)
        endFlicker();
    s.speed = speed;
}

void Reducer::operator()(const action::KnownTo& a) {
    const timeline::KnownDay least{base::dayOf(firstInstant())}, most = world.timeline->latestKnown();
    s.moment.known = {scene::Knowledge::OnADay, std::clamp(a.day, std::min(least, most), most)};
}

void Reducer::operator()(const action::SetKnowledge& a) {
    const auto day = std::min(knownDayOf(*world.timeline, s.moment), world.timeline->latestKnown());
    s.moment.known = {a.mode, a.mode == scene::Knowledge::OnADay ? day : timeline::KnownDay{}};
    s.panel = Panel::None;
}

void Reducer::operator()(const action::CycleKnowledge&) {
    using enum scene::Knowledge;
    const auto mode = s.moment.known.mode;
    (*this)(action::SetKnowledge{mode == Hindsight ? AsItLookedThen : Hindsight});
    say(s.moment.known.mode == Hindsight ? "Hindsight: all that is known today" : "As it looked then");
}

void Reducer::operator()(const action::ZoomStrip& a) {
    const double length = double((s.moment.span.last - s.moment.span.first).count());
    const double wanted =
        std::clamp(length * std::exp(-a.steps * 0.2), double(kShortestSpanDays), double(kLongestSpanDays));
    const double before = std::clamp(
        std::chrono::duration<double, days::period>(a.around - base::startOf(s.moment.span.first)).count() /
            length,
        0.0, 1.0);
    double grown = std::round(wanted);
    // A calm wheel on a short span must still change it by a day.
    if (grown == length && a.steps != 0.0)
        grown += a.steps > 0.0 ? -1.0 : 1.0;
    const int shift = int(std::round(before * (length - grown)));
    s.moment.span.first += days{shift};
    s.moment.span.last = s.moment.span.first + days{int(grown)};
    s.moment.span = bounded(s.moment.span);
}

void Reducer::operator()(const action::PanStrip& a) {
    const days whole{int(std::lround(std::clamp(a.days, -40'000.0, 40'000.0)))};
    s.moment.span.first += whole;
    s.moment.span.last += whole;
    s.moment.span = bounded(s.moment.span);
}

void Reducer::operator()(const action::WholeStrip&) {
    s.moment.span = bounded(openingSpan(*world.timeline));
}

} // namespace perilune::ui
