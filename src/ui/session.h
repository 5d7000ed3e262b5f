#pragma once

#include "story/storyboard.h"
#include "scene/scene.h"
#include "timeline/search/search.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace perilune::ui {

/// How fast time runs while playing, days of the calendar a second.
inline constexpr double kPlaySpeeds[] = {1.0, 7.0, 30.0, 91.0, 365.0};
inline constexpr int kPlaySpeedCount = 5;

/// Bounds of what the mouse can reach; a story may go nearer (scene::kLeastRangeM).
inline constexpr double kNearestM = 30.0;
inline constexpr double kFarthestM = 1.0e8;
inline constexpr double kGreatestTiltDeg = 88.0;
inline constexpr int kShortestSpanDays = 3;
inline constexpr int kLongestSpanDays = 150 * 365;
/// After so long without a touch the chrome fades away.
inline constexpr double kChromeRestS = 3.0;

/// A flight of the camera under way.
struct Flight {
    scene::Look from, to;
    double startedS = 0.0, lastsS = 0.0;
};

/// The panel that is open over the picture; one at a time.
enum class Panel { None, Help, Export, Known, Layers, Views, Find };

/// All that the window is: what is shown, and what is going on.
struct Session {
    scene::Moment moment;
    double nowS = 0.0; ///< the window's own clock, fed by Tick
    bool playing = false;
    int speed = 2; ///< index into kPlaySpeeds
    std::optional<Flight> flight;
    double spinXShareS = 0.0, spinYShareS = 0.0;     ///< inertia of a drag, picture heights a second
    double zoomRate = 0.0;                           ///< inertia of the wheel, -d ln(range) / dt
    std::optional<astro::Selenographic> zoomTowards; ///< the ground under the mouse while zooming in
    // A story that is played in the window
    bool storyPlaying = false;
    double storyS = 0.0;
    // Light while time plays: where a frame steps so far that sunlight would flicker, the Sun is held
    int flickers = 0;           ///< frames in a row that would
    bool heldForPlay = false;   ///< the Sun was pinned for that, and is let go when it is over
    bool flickerWanted = false; ///< the viewer let it go all the same
    // Chrome
    double lastInputS = 0.0;
    double chrome = 1.0;    ///< opacity of the bar, 0..1
    bool black = false;     ///< the presenter's black screen
    double blackness = 0.0; ///< on its way there, 0..1
    Panel panel = Panel::None;
    std::string message; ///< one line for the user; empty = none
    double messageUntilS = 0.0;
};

namespace action {
struct Tick {
    double dtS = 0.0;
};              ///< the frame's time step
struct Grab {}; ///< the mouse took hold: all motion stops
struct Orbit {
    double dxShare = 0.0, dyShare = 0.0;
}; ///< drag by a share of the picture's height, right and down
struct OrbitEnd {
    double vxShareS = 0.0, vyShareS = 0.0;
}; ///< let go with a speed: inertia
struct Tilt {
    double dHeadingDeg = 0.0, dTiltDeg = 0.0;
}; ///< right drag
struct Zoom {
    double steps = 0.0;
    std::optional<astro::Selenographic> towards;
}; ///< wheel; positive = nearer
struct FlyToSite {
    std::string site;
}; ///< again at the same site: down to what stands there
struct FlyToPlace {
    astro::Selenographic place;
    double rangeM = 0.0;
    std::string words;
}; ///< range 0: six times nearer; says the words
struct FlyToLook {
    scene::Look look;
};
struct FlyHome {};
struct LookFrom {
    scene::Vantage vantage = scene::Vantage::Over;
};                       ///< again: the next craft, or side of the two bodies
struct CycleAim {};      ///< the next thing to look at from there
struct FlyToSelected {}; ///< where the selected milestone is to happen
struct NorthUp {};
struct NextSite {
    int step = 1;
};
struct SelectMilestone {
    std::string milestone;
};                  ///< opens its card, the playhead goes to its day
struct Deselect {}; ///< closes the panel, else the story, else the card
struct ScrubTo {
    base::Instant at;
};
struct StepDays {
    int days = 0;
};
struct KnownTo {
    timeline::KnownDay day;
};
struct SetKnowledge {
    scene::Knowledge mode = scene::Knowledge::Hindsight;
};
struct CycleKnowledge {};
struct NextStop {};
struct PreviousStop {};
struct FirstStop {};
struct LastStop {};
struct TogglePlay {};
struct SetSpeed {
    int speed = 0;
};
struct ZoomStrip {
    double steps = 0.0;
    base::Instant around{};
};
struct PanStrip {
    double days = 0.0;
};
struct WholeStrip {};
struct SelectCountry {
    std::string country;
};                       ///< again: none
struct ToggleChanges {}; ///< what changed within the last known year, or the Moon again
struct CompareSince {
    timeline::KnownDay day;
};
struct MoveChanges {
    int rows = 0;
}; ///< the list of what changed
struct ToggleSources {};
struct ToggleLayer {
    bool scene::Layers::*layer = nullptr;
};
struct TogglePinnedSun {};
struct SetTint {
    terrain::GroundTint tint = terrain::GroundTint::None;
};
struct CycleTint {};
struct ToggleRelief {}; ///< modelled relief, or the measured ground alone
struct SetSky {
    scene::SkyShown sky = scene::SkyShown::Stars;
};
struct CycleSky {}; ///< stars, constellations, black
struct SetLanguage {
    std::string language;
};                        ///< of the titles
struct CycleLanguage {};  ///< the next in which the timelines give titles
struct ToggleExposure {}; ///< automatic, or as for a full Moon
struct PlayStory {
    bool on = true;
};
struct ToggleBlack {};
struct TogglePanel {
    Panel panel = Panel::None;
};
struct Say {
    std::string message;
};
struct Wake {}; ///< any input: the chrome shows again
} // namespace action

using Action =
    std::variant<action::Tick, action::Grab, action::Orbit, action::OrbitEnd, action::Tilt, action::Zoom,
                 action::FlyToSite, action::FlyToPlace, action::FlyToLook, action::LookFrom, action::CycleAim,
                 action::FlyHome, action::FlyToSelected, action::NorthUp, action::NextSite,
                 action::SelectMilestone, action::Deselect, action::ScrubTo, action::StepDays,
                 action::KnownTo, action::SetKnowledge, action::CycleKnowledge, action::NextStop,
                 action::PreviousStop, action::FirstStop, action::LastStop, action::TogglePlay,
                 action::SetSpeed, action::ZoomStrip, action::PanStrip, action::WholeStrip,
                 action::SelectCountry, action::ToggleChanges, action::CompareSince, action::MoveChanges,
                 action::ToggleSources, action::ToggleLayer, action::TogglePinnedSun, action::SetTint,
                 action::CycleTint, action::SetSky, action::CycleSky, action::ToggleRelief,
                 action::SetLanguage, action::CycleLanguage, action::ToggleExposure, action::PlayStory,
                 action::ToggleBlack, action::TogglePanel, action::Say, action::Wake>;

/// What the session is about; frozen.
struct World {
    const timeline::Timeline* timeline = nullptr;
    const terrain::Surface* surface = nullptr;
    const story::Storyboard* story = nullptr;      ///< may be absent
    const timeline::SearchIndex* search = nullptr; ///< null until it was wanted and made
};

/// Pure: the next state. No clock, no I/O.
Session reduce(Session session, const Action& action, const World& world);

/// What is shown now.
scene::Moment momentOf(const Session& session, const World& world);

/// Time alone will change the picture: another Tick is wanted at once.
bool isMoving(const Session& session);
/// Seconds until time alone changes something (the chrome hides, a message goes); nothing while all rests.
std::optional<double> restsForS(const Session& session);

/// The state at the start: the lit side with its terminator, today in hindsight, and the milestone whose
/// target moved most, with its card open.
Session openingSession(const World& world, base::Instant now, const std::string& language = "en");

} // namespace perilune::ui
