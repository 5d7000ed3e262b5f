// What an action makes of show and desk: the dispatch; passing time and what hides the picture are here.
#include "ui/reduce.h"

#include "ui/approach.h"
#include "ui/calendar_moves.h"
#include "ui/session.h"
#include "ui/story_moves.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

constexpr double kMsADay = 86'400'000.0;

template <class... Kinds> bool isOneOf(const Action& a) {
    return (std::holds_alternative<Kinds>(a) || ...);
}

/// A story goes on through what does not change the picture's content, and through what is said to it;
/// anything else is a detour from it.
bool isDetour(const Action& a) {
    return !isOneOf<action::Tick, action::Wake, action::Say, action::TellMistakes, action::ToggleBlack,
                    action::ToggleWhite, action::TogglePen, action::DrawInk, action::ToggleNotes,
                    action::SizeNotes, action::ToggleFreeze, action::ToggleLaser, action::PointLaser,
                    action::TogglePanel, action::PlayStory, action::Talk, action::StepStory, action::GoToStep,
                    action::TogglePlay, action::Deselect>(a);
}

} // namespace

Session reduce(Session session, const Action& action, const Dataset& data) {
    Show& show = session.show;
    if (show.story.isSeen() && data.story && isDetour(action)) {
        takeDetour(show, *data.story);
        say(session.desk, "The story waits; Space goes back to it");
    }
    std::visit(Reducer{show, session.desk, data}, action);
    return session;
}

void Reducer::operator()(const action::Tick& a) {
    const double dt = std::clamp(a.dtS, 0.0, 1.0);
    show.nowS += dt;
    pass(desk, dt);
    if (data.story)
        pass(show, dt, *data.story);
    if (show.story.isOn() && show.story.asTalk && desk.talkS > 0.0)
        desk.talkS += dt;
    std::erase_if(show.ink, [this](const InkStroke& stroke) {
        return show.nowS > stroke.drawnS + kInkStaysS + kInkFadesS;
    });
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

void Reducer::operator()(const action::Deselect&) {
    if (desk.panel != Panel::None)
        desk.panel = Panel::None;
    else if (!desk.mistakes.lines.empty() && desk.mistakes.mayGo)
        desk.mistakes = {};
    else if (show.black || show.white)
        show.black = show.white = false;
    else if (show.penning)
        (*this)(action::TogglePen{});
    else if (show.pointing)
        (*this)(action::ToggleLaser{});
    else if (show.frozen)
        (*this)(action::ToggleFreeze{});
    else if (show.story.isDetour())
        pauseStory();
    else if (show.story.isOn())
        leaveStory();
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
    show.white = false;
}

void Reducer::operator()(const action::ToggleWhite&) {
    show.white = !show.white;
    show.black = false;
}

void Reducer::operator()(const action::TogglePen&) {
    show.penning = !show.penning;
    show.pointing = false;
    show.laser.reset();
    if (!show.penning)
        show.ink.clear();
    say(show.penning ? "The mouse draws while its button is held; Ctrl P puts the pen away"
                     : "The pen is put away");
}

void Reducer::operator()(const action::DrawInk& a) {
    constexpr std::size_t kMostStrokes = 60, kMostPoints = 2000;
    if (!show.penning)
        return;
    if (a.begins || show.ink.empty()) {
        if (show.ink.size() >= kMostStrokes)
            show.ink.erase(show.ink.begin());
        show.ink.emplace_back();
    }
    InkStroke& stroke = show.ink.back();
    if (stroke.points.size() < kMostPoints)
        stroke.points.push_back(a.at);
    stroke.drawnS = show.nowS;
}

void Reducer::operator()(const action::ToggleNotes&) {
    if (!show.story.isOn())
        return say("Notes belong to a story; F5 tells it, Q lists them");
    desk.notes = !desk.notes;
}

void Reducer::operator()(const action::SizeNotes& a) {
    desk.notesScale = std::clamp(desk.notesScale * (a.steps > 0 ? 1.15f : 1.0f / 1.15f), 0.8f, 3.0f);
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
    show.penning = false;
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
