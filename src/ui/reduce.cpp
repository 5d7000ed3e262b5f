#include "ui/session.h"

#include "ui/calendar_moves.h"
#include "ui/camera_moves.h"
#include "ui/looks.h"
#include "ui/stands.h"

#include <algorithm>
#include <cmath>

#include "scene/camera.h"
#include "scene/choices.h"
#include "timeline/changes.h"
#include "timeline/languages.h"

namespace perilune::ui {

namespace {

using base::Day;
using base::Instant;
using std::chrono::days;
using std::chrono::milliseconds;

constexpr double kSpinDecay = 3.5; // a second: how fast a thrown Moon comes to rest
constexpr double kZoomDecay = 9.0;
constexpr double kZoomStep = 0.22; // ln(range) a notch of the wheel
constexpr double kFadeS = 0.35;
constexpr double kMsADay = 86'400'000.0;
/// Where a frame steps farther than a twelfth of a lunation (days) sunlight flickers; so many such frames in a
/// row are no hitch.
constexpr double kFlickerDays = 29.530588861 / 12.0;
constexpr int kFlickerFrames = 4;

timeline::Snapshot snapshotOf(const Session& session, const World& world) {
    return timeline::asKnown(*world.timeline, knownDayOf(*world.timeline, session.moment));
}

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
    const Day today = base::dayOf(s.moment.at);
    const auto next = forward ? timeline::stopAfter(snapshot, today, s.moment.selected)
                              : timeline::stopBefore(snapshot, today, s.moment.selected);
    if (next)
        goTo(s, world, *next);
    else {
        s.message = forward ? "No later milestone is known" : "No earlier milestone is known";
        s.messageUntilS = s.nowS + 2.5;
    }
}

/// What lies over the Moon goes: somebody wants to see it.
void uncover(scene::Moment& moment) {
    moment.layers.partners = false;
    moment.changedSince.reset();
}

void fly(Session& s, const scene::Look& to) {
    uncover(s.moment);
    s.spinXShareS = s.spinYShareS = s.zoomRate = 0.0;
    s.zoomTowards.reset();
    if (to == s.moment.look)
        return;
    // To another stand there is a cut.
    if (!scene::sameStand(s.moment.look, to)) {
        s.flight.reset();
        s.moment.look = to;
        return;
    }
    s.flight = Flight{s.moment.look, to, s.nowS, flightS(s.moment.look, to)};
}

void stopMotion(Session& s) {
    s.flight.reset();
    s.spinXShareS = s.spinYShareS = s.zoomRate = 0.0;
    s.zoomTowards.reset();
}

/// The range at which the camera stands, or to which it flies.
const scene::Look& goal(const Session& s) {
    return s.flight ? s.flight->to : s.moment.look;
}

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

bool isOver(const scene::Look& look) {
    return look.vantage == scene::Vantage::Over;
}

double smoother(double t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

/// Moves a value towards a goal by at most one step.
void approach(double& value, double goalValue, double stepSize) {
    value = value < goalValue ? std::min(goalValue, value + stepSize) : std::max(goalValue, value - stepSize);
}

struct Reducer {
    Session& s;
    const World& world;

    void operator()(const action::Tick& a) {
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
            s.moment.at += milliseconds{std::llround(dt * kPlaySpeeds[s.speed] * kMsADay)};
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

    /// A Sun that jumps over the Moon from frame to frame flashes; it is held, visibly, until time runs slower.
    void holdSunAgainstFlicker(double stepDays) {
        s.flickers = stepDays > kFlickerDays ? std::min(s.flickers + 1, kFlickerFrames) : 0;
        if (s.flickers < kFlickerFrames || s.moment.light.pinned || s.flickerWanted)
            return;
        pinSun();
        s.heldForPlay = true;
        say("At this speed the light would flash: the Sun is pinned. P lets it go");
    }
    void endFlicker() {
        s.flickers = 0;
        s.flickerWanted = false;
        if (s.heldForPlay)
            s.moment.light = {};
        s.heldForPlay = false;
    }

    void moveCamera(double dt) {
        if (s.flight) {
            const double t = (s.nowS - s.flight->startedS) / s.flight->lastsS;
            if (t >= 1.0) {
                s.moment.look = s.flight->to;
                s.flight.reset();
            } else {
                s.moment.look = scene::between(s.flight->from, s.flight->to, smoother(std::max(t, 0.0)));
            }
            return;
        }
        if (s.spinXShareS != 0.0 || s.spinYShareS != 0.0) {
            const double kept = std::exp(-kSpinDecay * dt), share = (1.0 - kept) / kSpinDecay;
            s.moment.look = dragged(s.moment.look, s.spinXShareS * share, s.spinYShareS * share);
            s.spinXShareS *= kept;
            s.spinYShareS *= kept;
            if (std::hypot(s.spinXShareS, s.spinYShareS) < 0.004)
                s.spinXShareS = s.spinYShareS = 0.0;
        }
        if (s.zoomRate != 0.0) {
            const double kept = std::exp(-kZoomDecay * dt);
            s.moment.look =
                zoomed(s.moment.look, std::exp(s.zoomRate * (1.0 - kept) / kZoomDecay), s.zoomTowards);
            s.zoomRate *= kept;
            if (std::abs(s.zoomRate) < 0.01) {
                s.zoomRate = 0.0;
                s.zoomTowards.reset();
            }
        }
    }

    void operator()(const action::Grab&) { stopMotion(s); }
    void operator()(const action::Orbit& a) {
        s.flight.reset();
        s.moment.look = dragged(s.moment.look, a.dxShare, a.dyShare);
    }
    void operator()(const action::OrbitEnd& a) {
        const double speed = std::hypot(a.vxShareS, a.vyShareS);
        if (speed < 0.05)
            return;
        const double held = std::min(speed, 3.0) / speed;
        s.spinXShareS = a.vxShareS * held;
        s.spinYShareS = a.vyShareS * held;
    }
    void operator()(const action::Tilt& a) {
        s.flight.reset();
        s.moment.look = tilted(s.moment.look, a.dHeadingDeg, a.dTiltDeg);
    }
    void operator()(const action::Zoom& a) {
        s.flight.reset();
        s.zoomRate = std::clamp(s.zoomRate + a.steps * kZoomStep * kZoomDecay, -30.0, 30.0);
        s.zoomTowards = a.steps > 0.0 ? a.towards : std::nullopt;
    }
    void operator()(const action::FlyToSite& a) {
        const timeline::Site* site = world.timeline->site(a.site);
        if (!site)
            return;
        const auto where = scene::whereIs(*site, knownDayOf(*world.timeline, s.moment), *world.timeline);
        const bool again = s.moment.selectedSite == a.site && where && isOver(goal(s)) &&
                           goal(s).rangeM <= lookAt(*where).rangeM * 1.3;
        s.moment.selectedSite = a.site;
        selectMilestoneAt(*site);
        if (!where)
            return say(site->title.in(s.moment.language) + ": no place was announced");
        fly(s, again && !site->model.empty() ? lookBeside(*where) : lookAt(*where));
        tellOfNight(-1.0);
    }
    /// A black picture is no fault: says that it is night at the goal, and what helps.
    void tellOfNight(double leastAltitudeDeg, const std::string& before = {}) {
        const auto sky = astro::skyAt(s.moment.at);
        const bool atPlace = isOver(goal(s)) || goal(s).vantage == scene::Vantage::Site;
        if (s.moment.light.pinned || !sky || !atPlace)
            return;
        const astro::Selenographic place{goal(s).latitude, goal(s).longitude, 0.0};
        if (astro::horizontal(sky->sun, sky->sunDistanceM, place).altitude.degrees() < leastAltitudeDeg)
            say(before + "Night there on this day; P pins the Sun so that the ground is lit");
    }
    /// The card that belongs to a site: the weightiest known milestone there, unless one of its own is open.
    void selectMilestoneAt(const timeline::Site& site) {
        const timeline::Milestone* best = nullptr;
        const auto snapshot = snapshotOf(s, world);
        for (const auto& known : snapshot.milestones) {
            const auto& sites = known.milestone->sites;
            if (std::find(sites.begin(), sites.end(), site.id) == sites.end())
                continue;
            if (known.milestone->id == s.moment.selected)
                return;
            if (!best || known.milestone->weight > best->weight)
                best = known.milestone;
        }
        if (best)
            s.moment.selected = best->id;
    }
    void operator()(const action::FlyToPlace& a) {
        fly(s, lookFrom(a.place, a.rangeM > 0.0 ? a.rangeM : std::max(goal(s).rangeM / 6.0, 200.0)));
        if (!a.words.empty())
            say(a.words);
        tellOfNight(-1.0, a.words.empty() ? "" : a.words + ". ");
    }
    void operator()(const action::FlyToLook& a) {
        fly(s, a.look);
        tellOfNight(-10.0); // a whole disc may show some of the day side
    }
    void operator()(const action::LookFrom& a) {
        if (const auto look = nextLookFrom(s.moment, a.vantage, *world.timeline)) {
            fly(s, *look);
            if (const auto words = wordsFor(*look); !words.empty())
                say(words);
            tellOfNight(-1.0);
        } else
            say(a.vantage == scene::Vantage::Craft ? "No spacecraft whose path is known flies on this day"
                                                   : "No place was announced for this site");
    }
    void operator()(const action::CycleAim&) {
        const auto look = nextAim(s.moment, *world.timeline);
        if (!look)
            return say("5 to 8 look from elsewhere; then 9 looks at something else");
        fly(s, *look);
        say(wordsFor(*look));
    }
    void operator()(const action::FlyHome&) {
        const auto sky = astro::skyAt(s.moment.at);
        fly(s, sky ? litDisc(sky->sun) : scene::wholeDisc({}, {}));
    }
    void operator()(const action::FlyToSelected&) {
        const timeline::Site* site = siteOf(*world.timeline, s.moment.selected, knownDayOf(*world.timeline, s.moment));
        if (!site)
            site = world.timeline->site(s.moment.selectedSite);
        if (site)
            (*this)(action::FlyToSite{site->id});
        else if (!s.moment.selected.empty())
            say("No place was announced for this milestone");
    }
    void operator()(const action::NorthUp&) {
        scene::Look to = goal(s);
        if (!isOver(to)) { // straight at what is looked at, or level to the north
            to.azimuth = to.elevation = {};
            return fly(s, to);
        }
        to.heading = {};
        if (to.rangeM > 1.5e6)
            to.tilt = {};
        fly(s, to);
    }
    void operator()(const action::NextSite& a) {
        const auto known = knownDayOf(*world.timeline, s.moment);
        std::vector<const timeline::Site*> sites;
        for (const auto& site : world.timeline->sites)
            if (scene::isKnown(site, known) && scene::whereIs(site, known, *world.timeline))
                sites.push_back(&site);
        if (sites.empty())
            return;
        const auto here = std::find_if(sites.begin(), sites.end(),
                                       [&](const auto* site) { return site->id == s.moment.selectedSite; });
        const auto count = std::ptrdiff_t(sites.size());
        const auto from = here == sites.end() ? (a.step > 0 ? -1 : 0) : here - sites.begin();
        const auto* next = sites[std::size_t(((from + a.step) % count + count) % count)];
        s.moment.selectedSite.clear();
        (*this)(action::FlyToSite{next->id});
    }
    void operator()(const action::SelectMilestone& a) {
        const auto snapshot = snapshotOf(s, world);
        const auto* known = snapshot.find(a.milestone);
        if (!known)
            return;
        s.playing = false;
        s.moment.selected = a.milestone;
        s.moment.layers.card = true;
        s.moment.layers.partners = false; // the card stands there
        if (const auto window = known->window()) {
            s.moment.at = std::clamp(noonOf(window->anchor()), firstInstant(), lastInstant());
            follow(s.moment);
        }
        if (const auto* site = siteOf(*world.timeline, a.milestone, snapshot.known))
            s.moment.selectedSite = site->id;
    }
    void operator()(const action::Deselect&) {
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
    void operator()(const action::ScrubTo& a) {
        s.playing = false;
        s.moment.at = std::clamp(a.at, firstInstant(), lastInstant());
    }
    void operator()(const action::StepDays& a) {
        (*this)(action::ScrubTo{s.moment.at + days{a.days}});
        follow(s.moment);
    }
    void operator()(const action::KnownTo& a) {
        const timeline::KnownDay least{base::dayOf(firstInstant())}, most = world.timeline->latestKnown();
        s.moment.known = {scene::Knowledge::OnADay, std::clamp(a.day, std::min(least, most), most)};
    }
    void operator()(const action::SetKnowledge& a) {
        const auto day = std::min(knownDayOf(*world.timeline, s.moment), world.timeline->latestKnown());
        s.moment.known = {a.mode, a.mode == scene::Knowledge::OnADay ? day : timeline::KnownDay{}};
        s.panel = Panel::None;
    }
    void operator()(const action::CycleKnowledge&) {
        using enum scene::Knowledge;
        const auto mode = s.moment.known.mode;
        (*this)(action::SetKnowledge{mode == Hindsight ? AsItLookedThen : Hindsight});
        say(s.moment.known.mode == Hindsight ? "Hindsight: all that is known today" : "As it looked then");
    }
    void operator()(const action::NextStop&) { stepStop(true); }
    void operator()(const action::PreviousStop&) { stepStop(false); }
    void stepStop(bool forward) {
        s.playing = false;
        step(s, world, forward);
    }
    void operator()(const action::FirstStop&) { endStop(true); }
    void operator()(const action::LastStop&) { endStop(false); }
    void endStop(bool first) {
        s.playing = false;
        const auto snapshot = snapshotOf(s, world);
        if (const auto stop = first ? timeline::firstStop(snapshot) : timeline::lastStop(snapshot))
            goTo(s, world, *stop);
    }
    void operator()(const action::TogglePlay&) { s.playing = !s.playing; }
    void operator()(const action::SetSpeed& a) {
        const int speed = std::clamp(a.speed, 0, kPlaySpeedCount - 1);
        if (speed < s.speed)
            endFlicker();
        s.speed = speed;
    }
    void operator()(const action::ZoomStrip& a) {
        const double length = double((s.moment.span.last - s.moment.span.first).count());
        const double wanted = std::clamp(length * std::exp(-a.steps * 0.2), double(kShortestSpanDays),
                                         double(kLongestSpanDays));
        const double before = std::clamp(
            std::chrono::duration<double, days::period>(a.around - base::startOf(s.moment.span.first))
                    .count() /
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
    void operator()(const action::PanStrip& a) {
        const days whole{int(std::lround(std::clamp(a.days, -40'000.0, 40'000.0)))};
        s.moment.span.first += whole;
        s.moment.span.last += whole;
        s.moment.span = bounded(s.moment.span);
    }
    void operator()(const action::WholeStrip&) { s.moment.span = bounded(openingSpan(*world.timeline)); }
    void operator()(const action::ToggleSources&) {
        s.moment.layers.sources = !s.moment.layers.sources;
        if (s.moment.layers.sources)
            s.moment.layers.card = true;
    }
    void operator()(const action::ToggleLayer& a) {
        if (!a.layer)
            return;
        s.moment.layers.*a.layer = !(s.moment.layers.*a.layer);
        if (a.layer == &scene::Layers::partners && s.moment.layers.partners)
            s.moment.changedSince.reset();
    }
    void operator()(const action::SelectCountry& a) {
        s.moment.country = s.moment.country == a.country ? std::string() : a.country;
        s.moment.layers.partners = true;
        s.moment.changedSince.reset();
    }
    void operator()(const action::ToggleChanges&) {
        if (s.moment.changedSince)
            return uncover(s.moment);
        const auto known = knownDayOf(*world.timeline, s.moment);
        (*this)(action::CompareSince{{known.day - days{365}}});
    }
    void operator()(const action::CompareSince& a) {
        const timeline::KnownDay known = knownDayOf(*world.timeline, s.moment);
        s.moment.layers.partners = false;
        s.moment.changedSince = std::min(a.day, known);
        s.moment.changesFrom = 0;
    }
    void operator()(const action::MoveChanges& a) {
        if (!s.moment.changedSince)
            return;
        const auto changes =
            timeline::diff(*world.timeline, *s.moment.changedSince, knownDayOf(*world.timeline, s.moment))
                .milestones.size();
        const auto last = std::ptrdiff_t(changes) - 1;
        s.moment.changesFrom = std::size_t(std::clamp(std::ptrdiff_t(s.moment.changesFrom) + a.rows,
                                                      std::ptrdiff_t{0}, std::max(last, std::ptrdiff_t{0})));
    }
    void operator()(const action::TogglePinnedSun&) {
        if (s.moment.light.pinned) {
            s.moment.light = {};
            s.flickerWanted = s.heldForPlay;
            s.heldForPlay = false;
            say("The Sun stands where it was");
            return;
        }
        s.heldForPlay = false;
        pinSun();
    }
    void pinSun() {
        scene::Light& light = s.moment.light;
        // From the side, so that the relief shows; over a pole higher than it ever stands there.
        const scene::Look& look = goal(s);
        light.pinned = true;
        light.subsolarLatitude = base::Angle::degrees(look.latitude.degrees() * 0.3);
        light.subsolarLongitude = base::wrapped180(look.longitude - base::Angle::degrees(50.0));
    }
    void operator()(const action::SetTint& a) {
        s.moment.ground.tint = a.tint;
        sayTint();
    }
    void operator()(const action::CycleTint&) {
        const auto now = std::find_if(std::begin(scene::kTintNames), std::end(scene::kTintNames),
                                      [&](const auto& t) { return t.tint == s.moment.ground.tint; });
        const auto next = now == std::end(scene::kTintNames) ? now : now + 1;
        s.moment.ground.tint = next == std::end(scene::kTintNames) ? scene::kTintNames[0].tint : next->tint;
        sayTint();
    }
    void operator()(const action::ToggleRelief&) {
        s.moment.ground.modelled = !s.moment.ground.modelled;
        say(s.moment.ground.modelled ? "Fine relief is modelled" : "Only measured relief");
    }
    void operator()(const action::SetLanguage& a) {
        if (s.moment.subtitle == programmesIn(*world.timeline, s.moment.language))
            s.moment.subtitle = programmesIn(*world.timeline, a.language);
        s.moment.language = a.language;
        say("Titles: " + timeline::ownNameOf(a.language));
    }
    void operator()(const action::CycleLanguage&) {
        const std::vector<std::string> all = timeline::languagesOf(*world.timeline);
        if (all.size() < 2)
            return say("The timelines give their titles in English alone");
        const auto here = std::find(all.begin(), all.end(), s.moment.language);
        (*this)(action::SetLanguage{here == all.end() || here + 1 == all.end() ? all.front() : *(here + 1)});
    }
    void operator()(const action::ToggleExposure&) {
        s.moment.exposure.automatic = !s.moment.exposure.automatic;
        say(s.moment.exposure.automatic ? "Exposed for what is seen" : "Exposed as for a full Moon");
    }
    void operator()(const action::SetSky& a) { s.moment.sky = a.sky; }
    void operator()(const action::CycleSky&) {
        switch (s.moment.sky) {
        case scene::SkyShown::Stars:
            s.moment.sky = scene::SkyShown::Constellations;
            return say("Stars and constellations");
        case scene::SkyShown::Constellations:
            s.moment.sky = scene::SkyShown::Nothing;
            return say("A black sky");
        case scene::SkyShown::Nothing:
            s.moment.sky = scene::SkyShown::Stars;
            return say("Stars");
        }
    }
    void operator()(const action::PlayStory& a) {
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
    void operator()(const action::ToggleBlack&) { s.black = !s.black; }
    void operator()(const action::TogglePanel& a) { s.panel = s.panel == a.panel ? Panel::None : a.panel; }
    void operator()(const action::Say& a) { say(a.message); }
    void operator()(const action::Wake&) { s.lastInputS = s.nowS; }

    void sayTint() {
        switch (s.moment.ground.tint) {
        case terrain::GroundTint::None:
            return say("The ground as the eye sees it");
        case terrain::GroundTint::Elevation:
            return say("Coloured by height");
        case terrain::GroundTint::Slope:
            return say("Coloured by slope");
        case terrain::GroundTint::Illumination:
            return say("Coloured by sunlight over the years");
        case terrain::GroundTint::Shadow:
            return say("Where the Sun never shines");
        }
    }
    void say(std::string message) {
        s.message = std::move(message);
        s.messageUntilS = s.nowS + 3.0 + 0.06 * double(s.message.size()); // time to read it
    }
};

/// A story goes on through what does not change the picture's content; anything else takes over from it.
bool leavesStory(const Action& a) {
    return !(std::holds_alternative<action::Tick>(a) || std::holds_alternative<action::Wake>(a) ||
             std::holds_alternative<action::Say>(a) || std::holds_alternative<action::ToggleBlack>(a) ||
             std::holds_alternative<action::TogglePanel>(a) || std::holds_alternative<action::PlayStory>(a));
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

} // namespace perilune::ui
