// The hand on the camera, and its motion from frame to frame: flights, and the inertia of drag and wheel.
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

double smoother(double t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

} // namespace

const scene::Look& goal(const Session& s) {
    return s.flight ? s.flight->to : s.moment.look;
}

void fly(Session& s, const scene::Look& to) {
    uncover(s.moment);
    s.message.clear(); // it was about where one was
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

void Reducer::operator()(const action::Grab&) {
    stopMotion(s);
}

void Reducer::operator()(const action::Orbit& a) {
    s.flight.reset();
    s.moment.look = dragged(s.moment.look, a.dxShare, a.dyShare);
}

void Reducer::operator()(const action::OrbitEnd& a) {
    const double speed = std::hypot(a.vxShareS, a.vyShareS);
    if (speed < 0.05)
        return;
    const double held = std::min(speed, 3.0) / speed;
    s.spinXShareS = a.vxShareS * held;
    s.spinYShareS = a.vyShareS * held;
}

void Reducer::operator()(const action::Tilt& a) {
    s.flight.reset();
    s.moment.look = tilted(s.moment.look, a.dHeadingDeg, a.dTiltDeg);
}

void Reducer::operator()(const action::Zoom& a) {
    s.flight.reset();
    s.zoomRate = std::clamp(s.zoomRate + a.steps * kZoomStep * kZoomDecay, -30.0, 30.0);
    s.zoomTowards = a.steps > 0.0 ? a.towards : std::nullopt;
}

void Reducer::moveCamera(double dt) {
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

} // namespace perilune::ui
