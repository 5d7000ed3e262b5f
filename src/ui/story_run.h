#pragma once

#include "scene/moment.h"

#include <optional>

namespace perilune::ui {

/// The camera on its way back into a story, or from one of its steps to another.
struct Glide {
    scene::Look from;
    double startedS = 0.0, lastsS = 0.0; ///< of the show's clock
};

/// A story that is told, and where it stands.
struct StoryRun {
    /// Away: nothing of it is seen. Going; Standing: at a step, at its end, or where somebody paused it. On a
    /// Detour the hand has taken the picture, and the story waits for it.
    enum class State { Away, Going, Standing, Detour };
    State state = State::Away;
    bool asTalk = false; ///< it waits at its steps; else it goes as the film does
    double s = 0.0;      ///< where it stands in that telling
    bool wentOn = false; ///< it was going when the detour began
    bool waits = false;  ///< it was left before its end, and can be taken up again
    double opened = 0.0; ///< 0..1: at the end a closed curtain opens on the last picture
    std::optional<Glide> glide;
    std::optional<scene::Moment> before; ///< what was shown before it

    /// What is seen is the story's.
    bool isSeen() const { return state == State::Going || state == State::Standing; }
    bool isGoing() const { return state == State::Going; }
    /// It is on the stage: seen, or waiting for somebody who looks at something else for a while.
    bool isOn() const { return state != State::Away; }
    bool isDetour() const { return state == State::Detour; }
};

} // namespace perilune::ui
