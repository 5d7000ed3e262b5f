// What an action makes of the session: the dispatch; the passing of time, the story and the chrome are here.
#include "ui/reduce.h"

#include "ui/calendar_moves.h"
#include "ui/session.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

constexpr double kFadeS = 0.35;
constexpr double kMsADay = 86'400'000.0;

/// Leaves a story where it stands: what is seen stays, what only the story said goes.
void leaveStory(Session& s, const World& world) {
    if (!s.storyPlaying)
        return;
    const scene::Moment shown = momentOf(s, world);
    s.storyPlaying = false;
    s.moment = shown;
    s.moment.title.clear();
    s.moment.subtitle.clear();
    s.moment.caption.clear();
    s.moment.captionOpacity = 1.0;
    s.moment.curtain = 0.0;
    s.moment.span = bounded(s.moment.span);
    if (s.moment.look.vantage == scene::Vantage::Over)
        s.moment.look.rangeM = std::clamp(s.moment.look.rangeM, kNearestM, kFarthestM);
}

/// A story goes on through what does not change the picture's content; anything else takes over from it.
bool leavesStory(const Action& a) {
    return !(std::holds_alternative<action::Tick>(a) || std::holds_alternative<action::Wake>(a) ||
             std::holds_alternative<action::Say>(a) || std::holds_alternative<action::ToggleBlack>(a) ||
             std::holds_alternative<action::TogglePanel>(a) || std::holds_alternative<action::PlayStory>(a));
}

/// Moves a value towards a goal by at most one step.
void approach(double& value, double goalValue, double stepSize) {
    value = value < goalValue ? std::min(goalValue, value + stepSize) : std::max(goalValue, value - stepSize);
}

} // namespace

Session reduce(Session session, const Action& action, const World& world) {
    if (session.storyPlaying && leavesStory(action)) {
        leaveStory(session, world);
        // The hand that stops a film should do just that.
        if (std::holds_alternative<action::TogglePlay>(action) ||
            std::holds_alternative<action::Deselect>(action))
            return session;
    }
    std::visit(Reducer{session, world}, action);
    return session;
}

void Reducer::operator()(const action::Tick& a) {
    const double dt = std::clamp(a.dtS, 0.0, 1.0);
    s.nowS += dt;
    if (s.storyPlaying && world.story) {
        s.storyS += dt;
        if (s.storyS >= world.story->durationS) {
            s.storyS = world.story->durationS;
            leaveStory(s, world);
            s.storyS = 0.0;
        }
    }
    moveCamera(dt);
    if (s.playing) {
        s.moment.at += std::chrono::milliseconds{std::llround(dt * kPlaySpeeds[s.speed] * kMsADay)};
        holdSunAgainstFlicker(dt * kPlaySpeeds[s.speed]);
        if (s.moment.at >= lastInstant()) {
            s.moment.at = lastInstant();
            s.playing = false;
        }
        follow(s.moment);
    }
    if (!s.playing)
        endFlicker();
    const bool rests = s.nowS - s.lastInputS > kChromeRestS && s.panel == Panel::None;
    approach(s.chrome, rests ? 0.0 : 1.0, dt / (rests ? kFadeS : 0.12));
    approach(s.blackness, s.black ? 1.0 : 0.0, dt / kFadeS);
    if (!s.message.empty() && s.nowS >= s.messageUntilS)
        s.message.clear();
}

void Reducer::operator()(const action::PlayStory& a) {
    if (!world.story)
        return say("No story is open; start with --story FILE");
    if (!a.on)
        return leaveStory(s, world);
    stopMotion(s);
    s.playing = false;
    s.panel = Panel::None;
    s.storyPlaying = true;
    s.storyS = 0.0;
}

void Reducer::operator()(const action::Deselect&) {
    if (s.panel != Panel::None)
        s.panel = Panel::None;
    else if (s.black)
        s.black = false;
    else if (s.moment.layers.sources)
        s.moment.layers.sources = false;
    else if (s.moment.changedSince || s.moment.layers.partners)
        uncover(s.moment);
    else if (s.flight)
        s.flight.reset();
    else {
        s.moment.selected.clear();
        s.moment.selectedSite.clear();
    }
}

void Reducer::operator()(const action::ToggleBlack&) {
    s.black = !s.black;
}

void Reducer::operator()(const action::TogglePanel& a) {
    s.panel = s.panel == a.panel ? Panel::None : a.panel;
}

void Reducer::operator()(const action::Wake&) {
    s.lastInputS = s.nowS;
}

void Reducer::operator()(const action::Say& a) {
    say(a.message);
}

void Reducer::say(std::string message) {
    s.message = std::move(message);
    s.messageUntilS = s.nowS + 3.0 + 0.06 * double(s.message.size()); // time to read it
}

} // namespace perilune::ui
