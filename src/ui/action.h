#pragma once

#include "ui/desk.h"
#include "ui/show.h"
#include "scene/scene.h"

#include <optional>
#include <string>
#include <variant>

namespace perilune::ui {

/// Bounds of what the mouse can reach; a story may go nearer (scene::kLeastRangeM).
inline constexpr double kNearestM = 30.0;
inline constexpr double kFarthestM = 1.0e8;
inline constexpr double kGreatestTiltDeg = 88.0;
inline constexpr int kShortestSpanDays = 3;
inline constexpr int kLongestSpanDays = 150 * 365; ///< for the wheel
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
struct GoToTime {
    base::Instant at;
    bool hour = false;     ///< an hour was meant: it is told beside the date
    std::string milestone; ///< whose name it was; it is selected
    std::string words;     ///< what is said of it
};
enum class TimeUnit { Hour, Day, Month };
struct StepTime {
    TimeUnit unit = TimeUnit::Day;
    int steps = 1;
};
struct KnownTo {
    timeline::KnownDay day;
};
struct SetAsOf {
    scene::AsOfMode mode = scene::AsOfMode::Hindsight;
};
struct CycleAsOf {};
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
struct WholeStrip {}; ///< the usual span; again: all dates of the record
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
struct TellWord {
    timeline::KnownDay day;
}; ///< the card tells the announcement of that day; again: the last one
struct MoveWord {
    int step = 0;
}; ///< the announcement after that which the card tells, or before it
struct ToggleSources {};
struct ToggleLayer {
    bool scene::Layers::*layer = nullptr;
};
struct TogglePinnedSun {};
struct ToggleSunlit {}; ///< the light of the nearest hour in which the place is lit, or as it was
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
}; ///< as a film, from the beginning; or leaves it
struct Talk {
    bool again = false;
}; ///< begins the story as a talk, or takes it up where it was left
struct StepStory {
    int steps = 1;
}; ///< from step to step; on a detour: back to the story
struct GoToStep {
    std::size_t step = 0;
};
struct ToggleBlack {};
struct ToggleWhite {};
struct TogglePen {};
struct DrawInk {
    Spot at;
    bool begins = false;
}; ///< a line goes on to there, or begins
struct ToggleNotes {};
struct SizeNotes {
    int steps = 1;
};
struct ToggleFreeze {}; ///< the picture stands still while the show goes on behind it
struct ToggleLaser {};
struct PointLaser {
    std::optional<Spot> at; ///< nothing: beside the picture
};
struct TogglePanel {
    Panel panel = Panel::None;
};
struct Say {
    std::string message;
};
struct TellMistakes {
    Mistakes mistakes; ///< in the place of those that stand
};
struct Wake {}; ///< any input: the chrome shows again
} // namespace action

using Action =
    std::variant<action::Tick, action::Grab, action::Orbit, action::OrbitEnd, action::Tilt, action::Zoom,
                 action::FlyToSite, action::FlyToPlace, action::FlyToLook, action::LookFrom, action::CycleAim,
                 action::FlyHome, action::FlyToSelected, action::NorthUp, action::NextSite,
                 action::SelectMilestone, action::Deselect, action::ScrubTo, action::StepDays,
                 action::KnownTo, action::SetAsOf, action::CycleAsOf, action::NextStop, action::PreviousStop,
                 action::FirstStop, action::LastStop, action::TogglePlay, action::SetSpeed, action::ZoomStrip,
                 action::PanStrip, action::WholeStrip, action::SelectCountry, action::ToggleChanges,
                 action::CompareSince, action::MoveChanges, action::TellWord, action::MoveWord,
                 action::ToggleSources, action::ToggleLayer, action::TogglePinnedSun, action::ToggleSunlit,
                 action::SetTint, action::CycleTint, action::SetSky, action::CycleSky, action::ToggleRelief,
                 action::SetLanguage, action::CycleLanguage, action::ToggleExposure, action::PlayStory,
                 action::GoToTime, action::StepTime, action::ToggleWhite, action::TogglePen, action::DrawInk,
                 action::ToggleNotes, action::SizeNotes, action::Talk, action::StepStory, action::GoToStep,
                 action::ToggleBlack, action::ToggleFreeze, action::ToggleLaser, action::PointLaser,
                 action::TogglePanel, action::Say, action::TellMistakes, action::Wake>;

} // namespace perilune::ui
