// What the files reduce*.cpp share; all others call reduce() of ui/session.h.
#pragma once

#include "ui/session.h"
#include "timeline/ask/query.h"

#include <string>
#include <utility>

namespace perilune::ui {

/// What each action makes of show and desk, in place.
struct Reducer {
    Show& show;
    Desk& desk;
    const Dataset& data;

    // reduce_story.cpp: a story that is told
    void operator()(const action::PlayStory&);
    void operator()(const action::Talk&);
    void operator()(const action::StepStory&);
    void operator()(const action::GoToStep&);
    /// Goes on or stands; back from a detour.
    void pauseStory();
    void leaveStory();

    // reduce.cpp: passing time, what hides the picture, the chrome
    void operator()(const action::Tick&);
    void operator()(const action::Deselect&);
    void operator()(const action::ToggleBlack&);
    void operator()(const action::ToggleWhite&);
    void operator()(const action::TogglePen&);
    void operator()(const action::DrawInk&);
    void operator()(const action::ToggleNotes&);
    void operator()(const action::SizeNotes&);
    void operator()(const action::ToggleFreeze&);
    void operator()(const action::ToggleLaser&);
    void operator()(const action::PointLaser&);
    void operator()(const action::TogglePanel&);
    void operator()(const action::Wake&);
    void operator()(const action::Say&);
    void operator()(const action::TellMistakes&);
    void say(std::string message) { ui::say(desk, std::move(message)); }

    // reduce_camera.cpp: the hand on the camera, and its motion
    void operator()(const action::Grab&);
    void operator()(const action::Orbit&);
    void operator()(const action::OrbitEnd&);
    void operator()(const action::Tilt&);
    void operator()(const action::Zoom&);
    void moveCamera(double dtS);
    /// Sets off for a look, and uncovers the Moon for it.
    void fly(const scene::Look& to);

    // reduce_looks.cpp: where the camera is sent
    void operator()(const action::FlyToSite&);
    void operator()(const action::FlyToSelected&);
    void operator()(const action::NextSite&);
    void operator()(const action::FlyToPlace&);
    void operator()(const action::FlyToLook&);
    void operator()(const action::LookFrom&);
    void operator()(const action::CycleAim&);
    void operator()(const action::FlyHome&);
    void operator()(const action::NorthUp&);
    /// A black picture is no fault: says that it is night at the goal, and what helps.
    void tellOfNight(double leastAltitudeDeg, const std::string& before = {});

    // reduce_calendar.cpp: the playhead, the known day, the strip
    void operator()(const action::ScrubTo&);
    void operator()(const action::StepDays&);
    void operator()(const action::GoToTime&);
    void operator()(const action::StepTime&);
    /// The strip becomes so short that the hour is told, or as long again as it was.
    void lookByHours(bool hours);
    void operator()(const action::NextStop&);
    void operator()(const action::PreviousStop&);
    void stepStop(bool forward);
    void operator()(const action::FirstStop&);
    void operator()(const action::LastStop&);
    void endStop(bool first);
    void operator()(const action::TogglePlay&);
    void operator()(const action::SetSpeed&);
    void operator()(const action::KnownTo&);
    void operator()(const action::SetAsOf&);
    void operator()(const action::CycleAsOf&);
    void operator()(const action::ZoomStrip&);
    void operator()(const action::PanStrip&);
    void operator()(const action::WholeStrip&);

    // reduce_record.cpp: the card, partners, changes, the titles' language
    void operator()(const action::SelectMilestone&);
    /// The card that belongs to a site: the weightiest known milestone there, unless one of its own is open.
    void selectMilestoneAt(const timeline::Site& site);
    void operator()(const action::TellWord&);
    void operator()(const action::MoveWord&);
    void operator()(const action::ToggleSources&);
    void operator()(const action::SelectCountry&);
    void operator()(const action::ToggleChanges&);
    void operator()(const action::CompareSince&);
    void operator()(const action::MoveChanges&);
    void operator()(const action::SetLanguage&);
    void operator()(const action::CycleLanguage&);

    // reduce_picture.cpp: the Sun, tint and relief, exposure, the sky, layers
    void operator()(const action::TogglePinnedSun&);
    void operator()(const action::ToggleSunlit&);
    void pinSun();
    /// A Sun that jumps over the Moon from frame to frame flashes; it is held, visibly, until time runs
    /// slower.
    void holdSunAgainstFlicker(double stepDays);
    void endFlicker();
    void operator()(const action::SetTint&);
    void operator()(const action::CycleTint&);
    void sayTint();
    void operator()(const action::ToggleRelief&);
    void operator()(const action::ToggleExposure&);
    void operator()(const action::SetSky&);
    void operator()(const action::CycleSky&);
    void operator()(const action::ToggleLayer&);
};

/// The look that the camera has, or to which it flies.
const scene::Look& goal(const Show& show);
/// Ends flight and inertia.
void stopMotion(Show& show);

/// What the show's day knows.
timeline::Snapshot snapshotOf(const Show& show, const Dataset& data);
/// What lies over the Moon goes: somebody wants to see it.
void uncover(scene::Moment& moment);

} // namespace perilune::ui
