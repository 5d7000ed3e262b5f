// The eye of a look that is not over the ground.
#include "scene/camera.h"
#include "astro/bodies.h"
#include "astro/time_scales.h"
#include "astro/trajectory.h"

#include <algorithm>
#include <cmath>

namespace perilune::scene {

using astro::kMoonRadiusM;
using base::Angle;

namespace {

constexpr double kEarthFieldDeg = 0.65; ///< the disc is 0.49 to 0.56 degrees wide
constexpr double kSiteFieldDeg = 40.0, kCraftFieldDeg = 50.0;
constexpr double kTwoBodiesRangeM = 5.0e8;

/// Where the eye is, and what it sees straight ahead before it is turned.
struct Stand {
    glm::dvec3 eye, ahead, up;
};

/// `up` made square to `ahead`; where both are one line, any direction that is square to it.
glm::dvec3 squareTo(const glm::dvec3& ahead, const glm::dvec3& up) {
    glm::dvec3 right = glm::cross(ahead, up);
    if (glm::length(right) < 1e-9)
        right = glm::cross(ahead, std::abs(ahead.x) < 0.9 ? glm::dvec3{1, 0, 0} : glm::dvec3{0, 1, 0});
    return glm::cross(glm::normalize(right), ahead);
}

/// Turned to the right, then up.
Camera turned(const Stand& stand, Angle rightwards, Angle upwards, Angle fieldOfView) {
    const glm::dvec3 ahead = glm::normalize(stand.ahead), up = squareTo(ahead, stand.up);
    const glm::dvec3 right = glm::cross(ahead, up);
    const double a = rightwards.radians(), e = upwards.radians();
    const glm::dvec3 level = ahead * std::cos(a) + right * std::sin(a);
    Camera camera;
    camera.eye.m = stand.eye;
    camera.forward.v = glm::normalize(level * std::cos(e) + up * std::sin(e));
    camera.up.v = glm::normalize(up * std::cos(e) - level * std::sin(e));
    camera.fieldOfView = fieldOfView;
    return camera;
}

glm::dvec3 groundAt(const Look& look, const terrain::Surface& surface, double overM) {
    astro::Selenographic place{look.latitude, look.longitude, 0.0};
    place.heightM = surface.drawnHeightM(place) + overM;
    return astro::toMcmf(place).m;
}

Camera fromEarth(const Look& look, const astro::Sky& sky, const glm::dvec3& sun,
                 const terrain::Surface& surface) {
    Stand stand;
    // As far as the Moon is seen to be: its disc has the size that almanacs print.
    stand.eye = sky.earth.v * sky.apparentDistanceM;
    stand.up =
        look.north == North::Moon ? glm::dvec3{0, 0, 1} : sky.fixedFromInertial.m * glm::dvec3{0, 0, 1};
    switch (look.aim) {
    case Aim::Sun:
        stand.ahead = sun * sky.sunDistanceM - stand.eye;
        break;
    case Aim::Place:
        stand.ahead = groundAt(look, surface, 0.0) - stand.eye;
        break;
    default:
        stand.ahead = -stand.eye;
    }
    return turned(stand, look.azimuth, look.elevation, look.fieldOfView);
}

Camera fromSite(const Look& look, const astro::Sky& sky, const glm::dvec3& sun,
                const terrain::Surface& surface) {
    const glm::dmat3 frame = astro::localFrame({look.latitude, look.longitude, 0.0}).m;
    Stand stand{groundAt(look, surface, kEyeHeightM), frame[1], frame[2]};
    if (look.aim == Aim::Earth)
        stand.ahead = sky.earth.v * sky.earthDistanceM - stand.eye;
    if (look.aim == Aim::Sun)
        stand.ahead = sun * sky.sunDistanceM - stand.eye;
    return turned(stand, look.azimuth, look.elevation, look.fieldOfView);
}

Camera fromCraft(const astro::Trajectory& trajectory, const Look& look, const astro::Sky& sky,
                 const glm::dvec3& sun, const terrain::Surface& surface) {
    const astro::PathState state = trajectory.at(sky.at);
    Stand stand;
    stand.eye = sky.fixedFromInertial(state.position).m;
    astro::Selenographic place = astro::toSelenographic({stand.eye});
    // Paths end on the ground, and know it less well than the map does.
    place.heightM = std::max(place.heightM,
                             surface.drawnHeightM({place.latitude, place.longitude, 0.0}) + kLeastEyeHeightM);
    stand.eye = astro::toMcmf(place).m;
    // Where one looks past the Moon its horizon lies level; the Moon itself stands with its north up.
    stand.up = glm::normalize(stand.eye);
    switch (look.aim) {
    case Aim::Earth:
        stand.ahead = sky.earth.v * sky.earthDistanceM - stand.eye;
        break;
    case Aim::Sun:
        stand.ahead = sun * sky.sunDistanceM - stand.eye;
        break;
    case Aim::Place:
        stand.ahead = groundAt(look, surface, 0.0) - stand.eye;
        stand.up = {0, 0, 1};
        break;
    case Aim::Path:
        stand.ahead = sky.fixedFromInertial.m * state.velocityMS;
        break;
    default:
        stand.ahead = -stand.eye;
        stand.up = {0, 0, 1};
    }
    if (glm::length(stand.ahead) < 1e-9)
        stand.ahead = -stand.eye;
    return turned(stand, look.azimuth, look.elevation, look.fieldOfView);
}

/// Unit vector to the north of the plane in which the Moon goes round the Earth, Moon-fixed.
glm::dvec3 orbitNorth(const astro::Sky& sky) {
    const astro::Epoch<astro::Tt> tt = astro::ttOf(astro::taiOf(sky.at));
    const astro::State moon = astro::bodiesAt({tt.daysJ2000}, tt).moonFromEarth; // TT for TDB: 2 ms
    return glm::normalize(sky.fixedFromInertial.m * glm::cross(moon.position, moon.velocity));
}

Camera atTwoBodies(const Look& look, const astro::Sky& sky) {
    const glm::dvec3 toEarth = sky.earth.v;
    const glm::dvec3 north = squareTo(toEarth, orbitNorth(sky));
    // The Earth at the left, the Moon at the right.
    const glm::dvec3 front = glm::cross(north, toEarth);
    const double a = look.azimuth.radians(), e = look.elevation.radians();
    const glm::dvec3 side = front * std::cos(a) - toEarth * std::sin(a);
    const glm::dvec3 towardsEye = side * std::cos(e) + north * std::sin(e);
    Camera camera;
    camera.eye.m = 0.5 * toEarth * sky.earthDistanceM +
                   towardsEye * std::clamp(look.rangeM, kLeastRangeM, kGreatestRangeM);
    camera.forward.v = -towardsEye;
    camera.up.v = north * std::cos(e) - side * std::sin(e);
    camera.fieldOfView = look.fieldOfView;
    // Close to either body the eye would be inside it.
    const double least = kMoonRadiusM * 1.02;
    if (glm::length(camera.eye.m) < least)
        camera.eye.m = -camera.forward.v * least;
    return camera;
}

} // namespace

Camera cameraOf(const Look& look, const astro::Sky& sky, const astro::Direction<astro::Mcmf>& sun,
                const terrain::Surface& surface) {
    switch (look.vantage) {
    case Vantage::Earth:
        return fromEarth(look, sky, sun.v, surface);
    case Vantage::Site:
        return fromSite(look, sky, sun.v, surface);
    case Vantage::Craft:
        if (const astro::Trajectory* trajectory = astro::trajectoryNamed(look.craft))
            return fromCraft(*trajectory, look, sky, sun.v, surface);
        break;
    case Vantage::TwoBodies:
        return atTwoBodies(look, sky);
    case Vantage::Over:
        break;
    }
    return cameraOf(look, surface);
}

Look lookFromEarth() {
    Look look;
    look.vantage = Vantage::Earth;
    look.aim = Aim::Moon;
    look.fieldOfView = Angle::degrees(kEarthFieldDeg);
    return look;
}

Look lookFromSite(Angle latitude, Angle longitude) {
    Look look;
    look.vantage = Vantage::Site;
    look.latitude = latitude;
    look.longitude = longitude;
    look.fieldOfView = Angle::degrees(kSiteFieldDeg);
    return look;
}

Look lookFromCraft(std::string id) {
    Look look;
    look.vantage = Vantage::Craft;
    look.aim = Aim::Moon;
    look.craft = std::move(id);
    look.fieldOfView = Angle::degrees(kCraftFieldDeg);
    return look;
}

Look lookAtTwoBodies() {
    Look look;
    look.vantage = Vantage::TwoBodies;
    look.rangeM = kTwoBodiesRangeM;
    return look;
}

} // namespace perilune::scene
