#include "ui/camera_moves.h"

#include "ui/session.h"
#include "scene/choices.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

using base::Angle;

/// Above this the disc is seen as a whole and north stays up.
constexpr double kFarM = 1.5e6;

astro::Selenographic targetOf(const scene::Look& look) {
    return {look.latitude, look.longitude, 0.0};
}

/// Moves a target over the sphere by an angle in a bearing; the heading turns along, as on a great circle.
void moveAlong(scene::Look& look, double bearing, double angle) {
    const auto frame = astro::localFrame(targetOf(look));
    const glm::dvec3 east = frame.m[0], north = frame.m[1], up = frame.m[2];
    const glm::dvec3 ahead = north * std::cos(bearing) + east * std::sin(bearing);
    const glm::dvec3 there = up * std::cos(angle) + ahead * std::sin(angle);
    const glm::dvec3 onward = ahead * std::cos(angle) - up * std::sin(angle);
    const auto place = astro::toSelenographic({there * astro::kMoonRadiusM});
    look.latitude = place.latitude;
    look.longitude = base::wrapped180(place.longitude);
    const auto newFrame = astro::localFrame(targetOf(look));
    const double newBearing = std::atan2(glm::dot(onward, newFrame.m[0]), glm::dot(onward, newFrame.m[1]));
    look.heading = base::wrapped360(look.heading + Angle::radians(newBearing - bearing));
}

/// The eye turned where it stands, so that what is seen follows the hand; beside the two bodies the eye goes
/// round.
scene::Look turnedBy(scene::Look look, double rightDeg, double upDeg) {
    look.azimuth = base::wrapped360(look.azimuth + Angle::degrees(rightDeg));
    look.elevation = Angle::degrees(std::clamp(look.elevation.degrees() + upDeg, -89.0, 89.0));
    return look;
}

} // namespace

scene::Look dragged(scene::Look look, double dxShare, double dyShare) {
    if (look.vantage == scene::Vantage::TwoBodies)
        return turnedBy(look, -dxShare * 120.0, dyShare * 120.0);
    if (!isOver(look)) {
        const double height = look.fieldOfView.degrees();
        const double level = std::max(std::cos(look.elevation.radians()), 0.2);
        return turnedBy(look, -dxShare * height / level, dyShare * height);
    }
    const double heightM = 2.0 * look.rangeM * std::tan(look.fieldOfView.radians() / 2.0);
    // A slanted ground is shortened upwards in the picture; close to the horizon the gain is held.
    const double shortening = std::max(std::cos(look.tilt.radians()), 0.25);
    const double rightM = -dxShare * heightM, upM = dyShare * heightM / shortening;
    const double h = look.heading.radians();
    const double eastM = rightM * std::cos(h) + upM * std::sin(h);
    const double northM = -rightM * std::sin(h) + upM * std::cos(h);
    const double limit = 1.0; // radians a step: a jerk never turns the Moon over
    if (look.rangeM > kFarM) {
        const double dNorth = std::clamp(northM / astro::kMoonRadiusM, -limit, limit);
        const double widening = std::max(std::cos(look.latitude.radians()), 0.3);
        const double dEast = std::clamp(eastM / astro::kMoonRadiusM / widening, -limit, limit);
        const double latitude = look.latitude.radians() + dNorth;
        const double pole = Angle::degrees(89.9).radians();
        look.latitude = Angle::radians(std::clamp(latitude, -pole, pole));
        look.longitude = base::wrapped180(look.longitude + Angle::radians(dEast));
        return look;
    }
    const double angle = std::min(std::hypot(eastM, northM) / astro::kMoonRadiusM, limit);
    if (angle > 0.0)
        moveAlong(look, std::atan2(eastM, northM), angle);
    return look;
}

scene::Look zoomed(scene::Look look, double factor, const std::optional<astro::Selenographic>& towards) {
    if (!isOver(look)) {
        const double half = std::tan(look.fieldOfView.radians() / 2.0) / factor;
        look.fieldOfView = Angle::degrees(std::clamp(2.0 * Angle::radians(std::atan(half)).degrees(),
                                                     scene::kLeastFieldDeg, scene::kGreatestFieldDeg));
        return look;
    }
    const double range = std::clamp(look.rangeM / factor, kNearestM, kFarthestM);
    if (towards && range < look.rangeM) {
        const glm::dvec3 here = astro::up(targetOf(look)).v, there = astro::up(*towards).v;
        const double angle = std::acos(std::clamp(glm::dot(here, there), -1.0, 1.0));
        if (angle > 1e-12) {
            const auto frame = astro::localFrame(targetOf(look));
            const double bearing = std::atan2(glm::dot(there, frame.m[0]), glm::dot(there, frame.m[1]));
            const double step = angle * (1.0 - range / look.rangeM);
            const Angle heading = look.heading;
            const bool far = look.rangeM > kFarM;
            moveAlong(look, bearing, step);
            if (far)
                look.heading = heading;
        }
    }
    look.rangeM = range;
    return look;
}

scene::Look tilted(scene::Look look, double dHeadingDeg, double dTiltDeg) {
    if (!isOver(look)) {
        const double share =
            look.vantage == scene::Vantage::TwoBodies ? 1.0 : look.fieldOfView.degrees() / 90.0;
        return turnedBy(look, dHeadingDeg * share, dTiltDeg * share);
    }
    look.heading = base::wrapped360(look.heading + Angle::degrees(dHeadingDeg));
    look.tilt = Angle::degrees(std::clamp(look.tilt.degrees() + dTiltDeg, 0.0, kGreatestTiltDeg));
    return look;
}

double flightS(const scene::Look& from, const scene::Look& to) {
    const glm::dvec3 a = astro::up(targetOf(from)).v, b = astro::up(targetOf(to)).v;
    const double angle = std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0));
    const double zoom = std::abs(std::log(from.rangeM / to.rangeM));
    return std::clamp(0.8 + 0.9 * angle + 0.28 * zoom, 0.8, 4.0);
}

} // namespace perilune::ui
