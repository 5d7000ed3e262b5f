#include "scene/exposure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::scene {

namespace {

constexpr double kMostForSun = 5.0, kMostForEarth = 6.5; ///< stops
constexpr double kMadeUp = 0.85; ///< share of the missing light: dim ground may look dimmer
/// Slopes that face a low Sun are what a picture is exposed for: they stand this steep.
const double kSlope = base::Angle::degrees(14.0).radians();
const double kAfterSunset = base::Angle::degrees(3.0).radians(); ///< summits are lit so long

double smooth(double t) {
    t = std::clamp(t, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

} // namespace

double sunlitFrom(const glm::dvec3& up, const glm::dvec3& toEye, const glm::dvec3& sun) {
    const double elevation = std::asin(std::clamp(glm::dot(up, sun), -1.0, 1.0));
    const double incidence = std::sin(std::clamp(elevation + kSlope, 0.02, std::numbers::pi / 2.0));
    const double emission = std::max(glm::dot(up, toEye), 0.05);
    const double phase = std::acos(std::clamp(glm::dot(toEye, sun), -1.0, 1.0));
    const double degrees = base::Angle::radians(phase).degrees();
    const double weight =
        std::clamp(1.0 + degrees * (-0.019 + degrees * (2.42e-4 - degrees * 1.46e-6)), 0.0, 1.0);
    const double surge = 0.5 * (1.0 + 1.0 / (1.0 + std::tan(0.5 * std::min(phase, 3.1)) / 0.026));
    return surge * (2.0 * weight * incidence / (incidence + emission) + (1.0 - weight) * incidence);
}

namespace {

/// The same with night where the Sun has set.
double lightFrom(const glm::dvec3& up, const glm::dvec3& toEye, const glm::dvec3& sun) {
    const double elevation = std::asin(std::clamp(glm::dot(up, sun), -1.0, 1.0));
    return smooth(elevation / kAfterSunset + 1.0) * sunlitFrom(up, toEye, sun);
}

/// Calls `look(place, ray)` for ground in view on an even grid of the picture: unit direction of the place,
/// unit ray from the eye.
template <class Look> void forGroundInView(const Camera& camera, const Look& look) {
    constexpr int kColumns = 16, kRows = 9;
    constexpr double kAspect = double(kColumns) / kRows; // whatever the picture's own: the Moment has none
    const glm::dvec3 eye = camera.eye.m, forward = glm::normalize(camera.forward.v);
    const glm::dvec3 right = glm::normalize(glm::cross(forward, camera.up.v)),
                     up = glm::cross(right, forward);
    const double tanY = std::tan(camera.fieldOfView.radians() * 0.5), tanX = tanY * kAspect;
    const double away = glm::length(eye);
    const double radius = std::min(astro::kMoonRadiusM, away - 1.0);
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            const double x = (column + 0.5) / kColumns * 2.0 - 1.0 - camera.shift.x;
            const double y = (row + 0.5) / kRows * 2.0 - 1.0 - camera.shift.y;
            const glm::dvec3 ray = glm::normalize(forward + right * (x * tanX) + up * (y * tanY));
            const double along = -glm::dot(eye, ray);
            const double under = along * along - (away * away - radius * radius);
            if (along <= 0.0 || under < 0.0)
                continue;
            look(glm::normalize(eye + ray * (along - std::sqrt(under))), ray);
        }
}

double fourth(double x) {
    return x * x * x * x;
}

/// Sunlight that the Earth lets through to a place of the Moon, its brightest colour.
double lightInShadow(const glm::dvec3& place, const Heavens& heavens) {
    const glm::dvec3 at = place * astro::kMoonRadiusM;
    const glm::dvec3 sun = heavens.sun.m - at, earth = heavens.earth.m - at;
    const double separation = std::atan2(glm::length(glm::cross(sun, earth)), glm::dot(sun, earth));
    const glm::dvec3 light = heavens.eclipse->at(base::Angle::radians(separation));
    return std::max({light.r, light.g, light.b});
}

} // namespace

double earthlightOn(const glm::dvec3& place, const glm::dvec3& sun, const glm::dvec3& earth) {
    constexpr double kEarthshine = 0.004;
    return kEarthshine * 0.5 * (1.0 - glm::dot(sun, earth)) * std::max(glm::dot(place, earth), 0.0);
}

double eclipseStops(const Camera& camera, const Heavens& heavens) {
    if (!heavens.eclipse)
        return 0.0;
    constexpr double kMostInEclipse = 17.0;
    constexpr double kMadeUpInEclipse =
        0.92; // a totality is a stop darker than the full Moon: copper, not orange
    const glm::dvec3 sun = glm::normalize(heavens.sun.m);
    double whole = 0.0, left = 0.0;
    forGroundInView(camera, [&](const glm::dvec3& place, const glm::dvec3& ray) {
        const double light = lightFrom(place, -ray, sun);
        whole += fourth(light);
        left += fourth(light * lightInShadow(place, heavens));
    });
    if (!(left > 0.0))
        return 0.0;
    return std::clamp(kMadeUpInEclipse * 0.25 * std::log2(whole / left), 0.0, kMostInEclipse);
}

std::optional<double> lightInView(const Camera& camera, const astro::Direction<astro::Mcmf>& sun,
                                  const astro::Direction<astro::Mcmf>& earth) {
    // Bright ground counts most, as it must not burn out: a mean of fourth powers.
    double sum = 0.0;
    int seen = 0;
    forGroundInView(camera, [&](const glm::dvec3& place, const glm::dvec3& ray) {
        sum += fourth(lightFrom(place, -ray, sun.v) + earthlightOn(place, sun.v, earth.v));
        ++seen;
    });
    if (seen == 0)
        return std::nullopt;
    return std::pow(sum / seen, 0.25);
}

double automaticStops(const Camera& camera, const astro::Direction<astro::Mcmf>& sun,
                      const astro::Direction<astro::Mcmf>& earth) {
    const std::optional<double> mean = lightInView(camera, sun, earth);
    return mean ? stopsFor(*mean) : 0.0;
}

double stopsFor(double light) {
    // Past what low sunlight asks for, stops come slower, up to those that the Earth's light has.
    const double stops = -kMadeUp * std::log2(std::max(light, 1e-6));
    if (stops <= kMostForSun)
        return std::max(stops, 0.0);
    const double beyond = (stops - kMostForSun) / (kMostForEarth - kMostForSun);
    return kMostForSun + (kMostForEarth - kMostForSun) * beyond / (1.0 + beyond);
}

std::vector<std::string> exposureNotes(double stops) {
    if (stops > 1.0)
        return {fmt::format("exposed {:.0f} stops longer", std::max(std::round(stops), 2.0))};
    return {};
}

} // namespace perilune::scene
