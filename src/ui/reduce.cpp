// What an action makes of show and desk: the dispatch; passing time, the story and what hides the picture are
// here.
#include "ui/reduce.h"

#include "ui/approach.h"
#include "ui/calendar_moves.h"
#include "ui/session.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

constexpr double kMsADay = 86'400'000.0;

/// Leaves a story where it stands: what is seen stays, what only the story said goes.
void leaveStory(Show& show, const Dataset& data) {
    if (!show.storyPlaying)
        return;
    const scene::Moment shown = liveMomentOf(show, data);
    show.storyPlaying = false;
    show.moment = shown;
    show.moment.title.clear();
    show.moment.subtitle.clear();
    show.moment.caption.clear();
    show.moment.captionOpacity = 1.0;
    show.moment.curtain = 0.0;
    show.moment.span = bounded(show.moment.span);
    if (show.moment.look.vantage == scene::Vantage::Over)
        show.moment.look.rangeM = std::clamp(show.moment.look.rangeM, kNearestM, kFarthestM);
}

template <class... Kinds> bool isOneOf(const Action& a) {
    return (std::holds_alternative<Kinds>(a) || ...);
}

/// A story goes on through what does not change the picture's content; anything else takes over from it.
bool leavesStory(const Action& a) {
    return !isOneOf<action::Tick, action::Wake, action::Say, action::TellMistakes, action::ToggleBlack,
                    action::ToggleFreeze, action::ToggleLaser, action::PointLaser, action::TogglePanel,
                    action::PlayStory>(a);
}

} // namespace

Session reduce(Session session, const Action& action, const Dataset& data) {
    Show& show = session.show;
    if (show.storyPlaying && leavesStory(action)) {
        leaveStory(show, data);
        // The hand that stops a film should do just that.
        if (std::holds_alternative<action::TogglePlay>(action) ||
            std::holds_alternative<action::Deselect>(action))
            return session;
    }
    std::visit(Reducer{show, session.desk, data}, action);
    return session;
}

void Reducer::operator()(const action::Tick& a) {
    const double dt = std::clamp(a.dtS, 0.0, 1.0);
    show.nowS += dt;
    pass(desk, dt);
    if (show.storyPlaying && data.story) {
        show.storyS += dt;
        if (show.storyS >= data.story->durationS) {
            show.storyS = data.story->durationS;
            leaveStory(show, data);
            show.storyS = 0.0;
        }
    }
    moveCamera(dt);
    if (show.playing) {
        show.moment.at += std::chrono::milliseconds{std::llround(dt * kPlaySpeeds[show.speed] * kMsADay)};
        holdSunAgainstFlicker(dt * kPlaySpeeds[show.speed]);
        if (show.moment.at >= lastInstant()) {
            show.moment.at = lastInstant();
            show.playing = false;
        }
        follow(show.moment);
    }
    if (!show.playing)
        endFlicker();
    approach(show.blackness, show.black ? 1.0 : 0.0, dt / kFadeS);
}

void Reducer::operator()(const action::PlayStory& a) {
    if (!data.story)
        return say("No story is open; start with --story FILE");
    if (!a.on)
        return leaveStory(show, data);
    stopMotion(show);
    show.playing = false;
    desk.panel = Panel::None;
    show.storyPlaying = true;
    show.storyS = 0.0;
}

void Reducer::operator()(const action::Deselect&) {
    if (desk.panel != Panel::None)
        desk.panel = Panel::None;
    else if (!desk.mistakes.lines.empty() && desk.mistakes.mayGo)
        desk.mistakes = {};
    else if (show.black)
        show.black = false;
    else if (show.pointing)
        (*this)(action::ToggleLaser{});
    else if (show.frozen)
        (*this)(action::ToggleFreeze{});
    else if (show.moment.layers.sources)
        show.moment.layers.sources = false;
    else if (show.moment.changedSince || show.moment.layers.partners)
        uncover(show.moment);
    else if (show.flight)
        show.flight.reset();
    else {
        show.moment.selected.clear();
        show.moment.said.reset();
        show.moment.selectedSite.clear();
    }
}

void Reducer::operator()(const action::ToggleBlack&) {
    show.black = !show.black;
}

void Reducer::operator()(const action::ToggleFreeze&) {
    if (show.frozen)
        show.frozen.reset();
    else
        show.frozen = liveMomentOf(show, data);
    say(show.frozen ? "The picture stands still; Z shows again what goes on" : "The picture goes on");
}

void Reducer::operator()(const action::ToggleLaser&) {
    show.pointing = !show.pointing;
    show.laser.reset();
    say(show.pointing ? "The mouse is a laser pointer; O puts it away" : "The laser pointer is put away");
}

void Reducer::operator()(const action::PointLaser& a) {
    if (show.pointing)
        show.laser = a.at;
}

void Reducer::operator()(const action::TogglePanel& a) {
    desk.panel = desk.panel == a.panel ? Panel::None : a.panel;
}

void Reducer::operator()(const action::Wake&) {
    desk.restedS = 0.0;
}

void Reducer::operator()(const action::TellMistakes& a) {
    desk.mistakes = a.mistakes;
}

void Reducer::operator()(const action::Say& a) {
    say(a.message);
}

} // namespace perilune::ui
