// The hand on the camera, and its motion from frame to frame: flights, and the inertia of drag and wheel.
#include "ui/approach.h"
#include "ui/camera_moves.h"
#include "ui/reduce.h"
#include "scene/camera.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

constexpr double kSpinDecay = 3.5; // a second: how fast a thrown Moon comes to rest
constexpr double kZoomDecay = 9.0;
constexpr double kZoomStep = 0.22; // ln(range) a notch of the wheel

} // namespace

const scene::Look& goal(const Show& show) {
    return show.flight ? show.flight->to : show.moment.look;
}

void Reducer::fly(const scene::Look& to) {
    uncover(show.moment);
    desk.message.clear(); // it was about where one was
    show.spinXShareS = show.spinYShareS = show.zoomRate = 0.0;
    show.zoomTowards.reset();
    if (to == show.moment.look)
        return;
    // To another stand there is a cut.
    if (show.calm || !scene::sameStand(show.moment.look, to)) {
        show.flight.reset();
        show.moment.look = to;
        return;
    }
    show.flight = Flight{show.moment.look, to, show.nowS, flightS(show.moment.look, to)};
}

void stopMotion(Show& show) {
    show.flight.reset();
    show.spinXShareS = show.spinYShareS = show.zoomRate = 0.0;
    show.zoomTowards.reset();
}

void Reducer::operator()(const action::Grab&) {
    stopMotion(show);
}

void Reducer::operator()(const action::Orbit& a) {
    show.flight.reset();
    show.moment.look = dragged(show.moment.look, a.dxShare, a.dyShare);
}

void Reducer::operator()(const action::OrbitEnd& a) {
    const double speed = std::hypot(a.vxShareS, a.vyShareS);
    if (speed < 0.05)
        return;
    const double held = std::min(speed, 3.0) / speed;
    show.spinXShareS = a.vxShareS * held;
    show.spinYShareS = a.vyShareS * held;
}

void Reducer::operator()(const action::Tilt& a) {
    show.flight.reset();
    show.moment.look = tilted(show.moment.look, a.dHeadingDeg, a.dTiltDeg);
}

void Reducer::operator()(const action::Zoom& a) {
    show.flight.reset();
    show.zoomRate = std::clamp(show.zoomRate + a.steps * kZoomStep * kZoomDecay, -30.0, 30.0);
    show.zoomTowards = a.steps > 0.0 ? a.towards : std::nullopt;
}

void Reducer::moveCamera(double dt) {
    if (show.flight) {
        const double t = (show.nowS - show.flight->startedS) / show.flight->lastsS;
        if (t >= 1.0) {
            show.moment.look = show.flight->to;
            show.flight.reset();
        } else {
            show.moment.look = scene::between(show.flight->from, show.flight->to, smoother(std::max(t, 0.0)));
        }
        return;
    }
    if (show.spinXShareS != 0.0 || show.spinYShareS != 0.0) {
        const double kept = std::exp(-kSpinDecay * dt), share = (1.0 - kept) / kSpinDecay;
        show.moment.look = dragged(show.moment.look, show.spinXShareS * share, show.spinYShareS * share);
        show.spinXShareS *= kept;
        show.spinYShareS *= kept;
        if (std::hypot(show.spinXShareS, show.spinYShareS) < 0.004)
            show.spinXShareS = show.spinYShareS = 0.0;
    }
    if (show.zoomRate != 0.0) {
        const double kept = std::exp(-kZoomDecay * dt);
        show.moment.look =
            zoomed(show.moment.look, std::exp(show.zoomRate * (1.0 - kept) / kZoomDecay), show.zoomTowards);
        show.zoomRate *= kept;
        if (std::abs(show.zoomRate) < 0.01) {
            show.zoomRate = 0.0;
            show.zoomTowards.reset();
        }
    }
}

} // namespace perilune::ui
