#include "terrain/line_of_sight.h"

#include "astro/vec.h"

#include <glm/glm.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::terrain {

namespace {

constexpr int kMostPoints = 4000;

glm::dvec3 towards(const astro::Selenographic& place) {
    return glm::normalize(astro::toMcmf({place.latitude, place.longitude, 0.0}).m);
}

/// Exact for near and for opposite places alike.
double angleBetween(const glm::dvec3& a, const glm::dvec3& b) {
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}

astro::Selenographic placeOf(const glm::dvec3& direction) {
    return astro::toSelenographic(astro::Position<astro::Mcmf>{direction * astro::kMoonRadiusM});
}

} // namespace

double groundDistanceM(const astro::Selenographic& from, const astro::Selenographic& to) {
    return angleBetween(towards(from), towards(to)) * astro::kMoonRadiusM;
}

WayOver wayOver(const Surface& surface, const astro::Selenographic& from, const astro::Selenographic& to,
                double eyesM) {
    const glm::dvec3 a = towards(from), b = towards(to);
    const double angle = angleBetween(a, b);
    WayOver way;
    way.groundM = angle * astro::kMoonRadiusM;
    const auto heightAt = [&](const glm::dvec3& direction) { return surface.heightM(placeOf(direction)); };
    const double radiusA = astro::kMoonRadiusM + heightAt(a) + eyesM,
                 radiusB = astro::kMoonRadiusM + heightAt(b) + eyesM;
    const glm::dvec3 eyeA = a * radiusA, eyeB = b * radiusB;
    way.straightM = glm::length(eyeB - eyeA);
    if (way.groundM <= 0.0) {
        way.profile = {{0.0, heightAt(a), placeOf(a)}};
        return way;
    }
    // East and north where one sets out; at a pole every way leads along the meridian of the other place.
    const glm::dvec3 axis(0.0, 0.0, 1.0);
    glm::dvec3 east = glm::cross(axis, a);
    east = glm::length(east) > 1e-12 ? glm::normalize(east) : glm::dvec3(0.0, 1.0, 0.0);
    const glm::dvec3 north = glm::cross(a, east), along = b - a * glm::dot(a, b);
    const double azimuth = std::atan2(glm::dot(along, east), glm::dot(along, north));
    way.azimuth = base::Angle::radians(azimuth < 0.0 ? azimuth + 2.0 * std::acos(-1.0) : azimuth);

    const double stepM = std::max(surface.resolutionM(from) / 2.0, way.groundM / kMostPoints);
    const int steps = std::clamp(static_cast<int>(std::ceil(way.groundM / stepM)), 8, kMostPoints);
    for (int i = 0; i <= steps; ++i) {
        const double part = static_cast<double>(i) / steps;
        // Opposite places have no shortest way; then any is as good.
        const double sine = std::sin(angle);
        const glm::dvec3 direction =
            sine > 1e-12 ? (std::sin((1.0 - part) * angle) * a + std::sin(part * angle) * b) / sine
                         : glm::normalize(std::cos(part * angle) * a + std::sin(part * angle) * north);
        const double heightM = heightAt(direction);
        way.profile.push_back({part * way.groundM, heightM, placeOf(direction)});
        if (i == 0 || i == steps)
            continue;
        // Where the line from eye to eye passes over (or through) this place.
        const glm::dvec3 normal = glm::cross(glm::cross(a, b), direction);
        const double up = glm::dot(eyeA, normal), over = up - glm::dot(eyeB, normal);
        if (std::abs(over) < 1e-9)
            continue;
        const double lineM = glm::dot(eyeA + (eyeB - eyeA) * (up / over), direction);
        const double aboveM = astro::kMoonRadiusM + heightM - lineM;
        if (!way.highest || aboveM > way.highest->aboveLineM)
            way.highest = {aboveM, part * way.groundM};
    }
    return way;
}

} // namespace perilune::terrain
