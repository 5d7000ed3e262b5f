#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scene/scene.h"
#include "story/storyboard.h"

namespace perilune::ui {

/// How fast time runs while playing, days of the calendar a second.
inline constexpr double kPlaySpeeds[] = {1.0, 7.0, 30.0, 91.0, 365.0};

/// A flight of the camera under way.
struct Flight {
    scene::Look from, to;
    double startedS = 0.0, lastsS = 0.0;
};

/// All that the window is: what is shown, and what is going on.
struct Session {
    scene::Moment moment;
    double nowS = 0.0;          ///< the window's own clock, fed by Tick
    bool playing = false;
    int speed = 2;              ///< index into kPlaySpeeds
    std::optional<Flight> flight;
    double spinLongitudeDegS = 0.0, spinLatitudeDegS = 0.0; ///< inertia of a drag
    double zoomRate = 0.0;      ///< inertia of the wheel, ln(range) a second
    bool chromeHidden = false;  ///< the mouse rests
    double lastInputS = 0.0;
    // A story that is played in the window
    bool storyPlaying = false;
    double storyS = 0.0;
    // Panels
    bool helpOpen = false;
    bool exportOpen = false;
    bool knownMenuOpen = false;
    std::string message;        ///< one line for the user, bottom left; empty = none
    double messageUntilS = 0.0;
};

namespace action {
struct Tick { double dtS = 0.0; };                         ///< the frame's time step
struct Orbit { double dxShare = 0.0, dyShare = 0.0; };     ///< drag by a share of the picture's height
struct OrbitEnd { double vxShareS = 0.0, vyShareS = 0.0; };///< let go with a speed: inertia
struct Tilt { double dHeadingDeg = 0.0, dTiltDeg = 0.0; }; ///< right drag
struct Zoom { double steps = 0.0; };                       ///< wheel; positive = nearer
struct FlyToSite { std::string site; };
struct FlyToPlace { astro::Selenographic place; };
struct FlyHome {};
struct SelectMilestone { std::string milestone; };
struct Deselect {};
struct ScrubTo { base::Instant at; };
struct KnownTo { timeline::KnownDay day; };
struct SetKnowledge { scene::Knowledge mode; };
struct NextStop {};
struct PreviousStop {};
struct TogglePlay {};
struct SetSpeed { int speed = 0; };
struct ZoomStrip { double steps = 0.0; base::Instant around{}; };
struct PanStrip { double days = 0.0; };
struct ToggleSources {};
struct ToggleLayer { bool scene::Layers::*layer = nullptr; };
struct TogglePinnedSun {};
struct PlayStory { bool on = true; };
struct ToggleHelp {};
struct ToggleExport {};
struct Wake {};                                            ///< any input: show the chrome again
} // namespace action

using Action = std::variant<action::Tick, action::Orbit, action::OrbitEnd, action::Tilt, action::Zoom, action::FlyToSite,
                            action::FlyToPlace, action::FlyHome, action::SelectMilestone, action::Deselect, action::ScrubTo,
                            action::KnownTo, action::SetKnowledge, action::NextStop, action::PreviousStop, action::TogglePlay,
                            action::SetSpeed, action::ZoomStrip, action::PanStrip, action::ToggleSources, action::ToggleLayer,
                            action::TogglePinnedSun, action::PlayStory, action::ToggleHelp, action::ToggleExport, action::Wake>;

/// What the session is about; frozen.
struct World {
    const timeline::Timeline* timeline = nullptr;
    const terrain::Surface* surface = nullptr;
    const story::Storyboard* story = nullptr; ///< may be absent
};

/// Pure: the next state. No clock, no I/O.
Session reduce(Session session, const Action& action, const World& world);

/// What is shown now.
scene::Moment momentOf(const Session& session, const World& world);

/// The state at the start: a good-looking view of the near side, today's knowledge, the whole strip.
Session openingSession(const World& world, base::Instant now);

} // namespace perilune::ui
