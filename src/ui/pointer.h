#pragma once

#include "ui/session.h"
#include "overlay/stage.h"

#include <optional>
#include <string>
#include <vector>

namespace perilune::ui {

/// What the mouse did since the last frame. Pixels are those of the picture, from its top left.
struct MouseInput {
    double nowS = 0.0;
    float x = 0.0f, y = 0.0f;
    bool overWidget = false; ///< a panel has the mouse
    bool shift = false;
    struct Button {
        bool pressed = false, released = false, down = false;
        bool twice = false; ///< the press is the second of a double click
    } left, right;
    float wheel = 0.0f; ///< notches, positive = away from the hand
};

/// What a held button is doing.
enum class Hold { Nothing, Orbit, Tilt, Playhead, KnownDay, SinceDay, PanStrip, Mark, Pin, Swallowed };

/// The hand's memory between frames.
struct Pointer {
    Hold hold = Hold::Nothing;
    bool moved = false; ///< far enough from where it was pressed that it is no click
    std::string id;     ///< of the mark or pin that was pressed
    float pressX = 0, pressY = 0, lastX = 0, lastY = 0;
    double lastS = 0.0;
    double vxShareS = 0.0, vyShareS = 0.0;
    std::optional<Spot> laser; ///< that was told last
    std::optional<Spot> ink;   ///< of a line that is being drawn
};

/// What is under the mouse, so that the cursor can tell.
enum class Shape { Arrow, Hand, LeftRight, Nothing };

/// What the mouse is over: what its clicks are tested against.
struct HitView {
    const overlay::Stage* stage = nullptr;
    const scene::Camera* camera = nullptr;
    overlay::Viewport viewport;
    std::string selected{}; ///< the milestone whose card is open
    bool pointing = false;  ///< the mouse is a laser pointer over it
    bool penning = false;   ///< it draws over it
};

/// Turns mouse input into actions by what lies under it.
std::vector<Action> interpret(Pointer& pointer, const MouseInput& input, const HitView& view);

/// The cursor that says what a click would do.
Shape shapeAt(const Pointer& pointer, const MouseInput& input, const HitView& view);

} // namespace perilune::ui
