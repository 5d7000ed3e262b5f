#include "scene/heavens.h"

#include "scene/describe_parts.h"
#include "astro/disc_sizes.h"
#include "astro/planets.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::scene {

namespace {

using astro::kMoonRadiusM;

constexpr double kLowM = 30'000.0; ///< below it hills may stand before the Sun
constexpr double kInEarth = 1.03;
constexpr double kFarthestHillM = 400'000.0;

/// Share of a disc of an angular radius whose middle stands this far above a straight edge.
double shareAbove(double altitude, double radius) {
    const double x = std::clamp(altitude / radius, -1.0, 1.0);
    return 0.5 + (x * std::sqrt(1.0 - x * x) + std::asin(x)) / std::numbers::pi;
}

/// How high the drawn ground stands over the horizontal before the Sun, radians; from close by to where the
/// Moon's curve hides every hill.
double hillsBefore(const glm::dvec3& eye, const glm::dvec3& sun, const terrain::Surface& surface) {
    const double eyeRadius = glm::length(eye);
    const glm::dvec3 up = eye / eyeRadius;
    const glm::dvec3 ahead = sun - up * glm::dot(sun, up);
    if (glm::length(ahead) < 1e-6)
        return -std::numbers::pi / 2.0;
    const glm::dvec3 along = glm::normalize(ahead);
    double highest = -std::numbers::pi / 2.0;
    for (double wayM = 3.0; wayM < kFarthestHillM; wayM *= 1.12) {
        const double turn = wayM / kMoonRadiusM;
        const glm::dvec3 direction = up * std::cos(turn) + along * std::sin(turn);
        const double radius =
            kMoonRadiusM + surface.drawnHeightM(astro::toSelenographic({direction * kMoonRadiusM}));
        highest = std::max(highest, std::atan2(radius * std::cos(turn) - eyeRadius, radius * std::sin(turn)));
    }
    return highest;
}

double sunSeenFrom(const glm::dvec3& eye, const Heavens& heavens, const Camera& camera,
                   const terrain::Surface& surface) {
    const glm::dvec3 toSun = heavens.sun.m - eye, sun = glm::normalize(toSun);
    const double radius = std::asin(astro::kSunRadiusM / glm::length(toSun));
    const double eyeRadius = glm::length(eye);
    const double altitude = std::numbers::pi / 2.0 - angleBetween(eye, sun);
    double horizon = -std::acos(std::min(1.0, kMoonRadiusM / eyeRadius));
    // Only a Sun that can be in the picture, and near the horizon, is worth a look at every hill.
    const double widest = camera.fieldOfView.radians() + 0.4;
    if (eyeRadius < kMoonRadiusM + kLowM && std::abs(altitude) < 0.8 &&
        angleBetween(camera.forward.v, sun) < widest)
        horizon = std::max(horizon, hillsBefore(eye, sun, surface));
    return shareAbove(altitude - horizon, radius);
}

} // namespace

Heavens heavensOf(const Moment& moment, const astro::Sky& sky, const astro::Direction<astro::Mcmf>& sun,
                  const Camera& camera, const terrain::Surface& surface) {
    Heavens heavens;
    heavens.shown = moment.sky;
    heavens.fixedFromInertial = sky.fixedFromInertial;
    heavens.sun.m = sun.v * sky.sunDistanceM;
    heavens.earth.m = sky.earth.v * sky.earthDistanceM;
    heavens.fixedFromEarth.m = sky.fixedFromInertial.m * astro::earthRotation(moment.at).inverse().m;
    heavens.sunSeen = sunSeenFrom(camera.eye.m, heavens, camera, surface);
    // Light of another time or place knows nothing of this hour's eclipse.
    const bool own = sun.v == sky.sun.v;
    if (own && astro::shadowTouchesMoon(sky))
        heavens.eclipse = std::make_shared<const astro::ShadowProfile>(astro::shadowProfile(sky));
    // From within the Earth, which then is not drawn, nothing of it stands before the Sun.
    const bool inEarth = glm::length(heavens.earth.m - camera.eye.m) < kInEarth * astro::kEarthEquatorM;
    if (own && !inEarth)
        heavens.sunSeen *= 1.0 - astro::earthShadow(sky, astro::toSelenographic(camera.eye)).covered;
    if (heavens.shown != SkyShown::Nothing)
        for (const astro::Planet& planet : astro::planetsAt(moment.at)) {
            const glm::dvec3 place = heavens.earth.m + sky.fixedFromInertial.m * planet.fromEarth.m;
            heavens.planets.push_back(
                {planet.name, {glm::normalize(place - camera.eye.m)}, planet.magnitude});
        }
    return heavens;
}

} // namespace perilune::scene
