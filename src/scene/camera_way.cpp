// The way of the camera from one look to another.
#include "scene/camera.h"

#include <algorithm>
#include <cmath>

namespace perilune::scene {

using astro::kMoonRadiusM;
using base::Angle;

namespace {

// van Wijk and Nuij's trade between moving and zooming. They found 1.4 pleasant for maps; a Moon in space is
// better flown over than left, so this rises less.
constexpr double kRho = 1.0;
// The height of the ground that a picture shows, as a share of the range (field of view 30 degrees).
constexpr double kViewShare = 0.54;

glm::dvec3 towards(const Look& look) {
    return astro::up({look.latitude, look.longitude, 0.0}).v;
}

// A great circle: from `start` along `tangent` (unit vectors at right angles) through `angle`.
struct Arc {
    glm::dvec3 start, tangent;
    double angle = 0.0;
    glm::dvec3 at(double share) const {
        return start * std::cos(angle * share) + tangent * std::sin(angle * share);
    }
    glm::dvec3 courseAt(double share) const {
        return tangent * std::cos(angle * share) - start * std::sin(angle * share);
    }
};

Arc arcBetween(const glm::dvec3& a, const glm::dvec3& b) {
    Arc arc{a, {}, std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b))};
    glm::dvec3 off = b - a * glm::dot(a, b);
    if (glm::length(off) <
        1e-12) { // the same place, or its antipode: by way of whichever axis is farther off
        const glm::dvec3 axis = std::abs(a.z) < 0.9 ? glm::dvec3{0, 0, 1} : glm::dvec3{1, 0, 0};
        off = axis - a * glm::dot(a, axis);
    }
    arc.tangent = glm::normalize(off);
    return arc;
}

// The evenly flowing path in (ground distance, height of view): how far along the ground, and how high, at t.
struct FlowingPath {
    double w0 = 1, w1 = 1, u1 = 0; // views at the ends and ground distance, metres
    double r0 = 0, length = 0;     // of the hyperbola; u1 == 0: a pure zoom

    FlowingPath(double from, double to, double distance) : w0(from), w1(to), u1(distance) {
        if (u1 < 1e-9 * std::min(w0, w1)) {
            u1 = 0.0;
            length = std::abs(std::log(w1 / w0)) / kRho;
            return;
        }
        const double k = kRho * kRho * u1;
        const double b0 = (w1 * w1 - w0 * w0 + k * k) / (2.0 * w0 * k);
        const double b1 = (w1 * w1 - w0 * w0 - k * k) / (2.0 * w1 * k);
        r0 = -std::asinh(b0);
        length = (-std::asinh(b1) - r0) / kRho;
    }
    double groundShare(double t) const {
        if (u1 == 0.0)
            return t;
        const double s = kRho * length * t;
        return std::clamp(w0 / (kRho * kRho) * std::sinh(s) / std::cosh(s + r0) / u1, 0.0, 1.0);
    }
    double view(double t) const {
        if (u1 == 0.0)
            return w0 * std::pow(w1 / w0, t);
        return w0 * std::cosh(r0) / std::cosh(kRho * length * t + r0);
    }
};

FlowingPath pathBetween(const Look& from, const Look& to, double angle) {
    const double a = std::clamp(from.rangeM, kLeastRangeM, kGreatestRangeM);
    const double b = std::clamp(to.rangeM, kLeastRangeM, kGreatestRangeM);
    // Where the whole disc is seen at one end, all places are in view: no need to rise.
    const double high = std::max(a, b) / kMoonRadiusM;
    const double distance = kMoonRadiusM * angle / (1.0 + high * high * high * high);
    return FlowingPath(a * kViewShare, b * kViewShare, distance);
}

// The heading's angle to the course, to the right.
double againstCourse(const Look& look, const glm::dvec3& place, const glm::dvec3& course) {
    const glm::dmat3 frame = astro::localFrame({look.latitude, look.longitude, 0.0}).m;
    const double h = look.heading.radians();
    const glm::dvec3 ahead = frame[0] * std::sin(h) + frame[1] * std::cos(h);
    return std::atan2(glm::dot(ahead, glm::cross(course, place)), glm::dot(ahead, course));
}

double mix(double a, double b, double t) {
    return a + (b - a) * t;
}
Angle mix(Angle a, Angle b, double t) {
    return a + (b - a) * t;
}

/// From one stand: direction the short way round, field of view and range by equal factors.
Look turnedBetween(const Look& from, const Look& to, double t) {
    Look look = from;
    look.azimuth = base::wrapped360(from.azimuth + base::wrapped180(to.azimuth - from.azimuth) * t);
    look.elevation = mix(from.elevation, to.elevation, t);
    look.fieldOfView = Angle::radians(from.fieldOfView.radians() *
                                      std::pow(to.fieldOfView.radians() / from.fieldOfView.radians(), t));
    look.rangeM = from.rangeM * std::pow(to.rangeM / from.rangeM, t);
    return look;
}

} // namespace

bool sameStand(const Look& a, const Look& b) {
    if (a.vantage != b.vantage)
        return false;
    const bool samePlace = a.latitude == b.latitude && a.longitude == b.longitude;
    switch (a.vantage) {
    case Vantage::Over:
    case Vantage::TwoBodies:
        return true;
    case Vantage::Earth:
        return a.aim == b.aim && a.north == b.north && (a.aim != Aim::Place || samePlace);
    case Vantage::Site:
        return a.aim == b.aim && samePlace;
    case Vantage::Craft:
        return a.aim == b.aim && a.craft == b.craft && (a.aim != Aim::Place || samePlace);
    }
    return false;
}

Look between(const Look& from, const Look& to, double t) {
    if (!(t > 0.0) || from == to)
        return from;
    if (t >= 1.0)
        return to;
    if (!sameStand(from, to))
        return from;
    if (from.vantage != Vantage::Over)
        return turnedBetween(from, to, t);
    const glm::dvec3 a = towards(from), b = towards(to);
    const Arc arc = arcBetween(a, b);
    const FlowingPath path = pathBetween(from, to, arc.angle);

    Look look;
    look.rangeM = path.view(t) / kViewShare;
    look.tilt = mix(from.tilt, to.tilt, t);
    look.fieldOfView = mix(from.fieldOfView, to.fieldOfView, t);
    if (arc.angle < 1e-9) { // less than two millimetres: the place stays, the heading turns the short way
        look.latitude = mix(from.latitude, to.latitude, t);
        look.longitude =
            base::wrapped180(from.longitude + base::wrapped180(to.longitude - from.longitude) * t);
        look.heading = base::wrapped360(from.heading + base::wrapped180(to.heading - from.heading) * t);
        return look;
    }
    const double share = path.groundShare(t);
    const glm::dvec3 place = arc.at(share), course = arc.courseAt(share);
    const astro::Selenographic where = astro::toSelenographic({place * kMoonRadiusM});
    look.latitude = where.latitude;
    look.longitude = where.longitude;

    const double turnFrom = againstCourse(from, a, arc.courseAt(0.0));
    const double turnTo = againstCourse(to, b, arc.courseAt(1.0));
    const double turn =
        mix(turnFrom, turnFrom + base::wrapped180(Angle::radians(turnTo - turnFrom)).radians(), share);
    const glm::dvec3 ahead = course * std::cos(turn) + glm::cross(course, place) * std::sin(turn);
    const glm::dmat3 frame = astro::localFrame({where.latitude, where.longitude, 0.0}).m;
    look.heading =
        base::wrapped360(Angle::radians(std::atan2(glm::dot(ahead, frame[0]), glm::dot(ahead, frame[1]))));
    return look;
}

double lengthOfWay(const Look& from, const Look& to) {
    if (from == to || !sameStand(from, to))
        return 0.0;
    if (from.vantage != Vantage::Over)
        return std::abs(base::wrapped180(to.azimuth - from.azimuth).radians()) +
               std::abs((to.elevation - from.elevation).radians()) +
               std::abs(std::log(to.fieldOfView.radians() / from.fieldOfView.radians())) +
               std::abs(std::log(to.rangeM / from.rangeM));
    const Arc arc = arcBetween(towards(from), towards(to));
    const double turn = std::abs(base::wrapped180(to.heading - from.heading).radians());
    const double tip = std::abs((to.tilt - from.tilt).radians());
    return pathBetween(from, to, arc.angle).length + turn + tip;
}

} // namespace perilune::scene
