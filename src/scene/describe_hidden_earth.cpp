// Whether the ground stands before the Earth, where one looks up at it from the Moon.
#include "scene/describe_parts.h"
#include "astro/disc_sizes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::scene {

namespace {

/// Eyes higher than this look down on the ground.
constexpr double kGreatestEyeM = 20'000.0;
/// From the first to the last step a peak may stand; the steps grow with the distance.
constexpr double kFirstM = 4.0, kLastM = 350'000.0, kGrowth = 1.02;

/// The edge of the ground in one direction.
struct Edge {
    double altitude = -1.5; ///< radians over the horizontal of the eye
    double awayM = 0.0;
};

/// `heightM`: of the ground at a place.
template <class Height>
Edge edgeTowards(const glm::dvec3& eye, const glm::dvec3& towards, const Height& heightM) {
    const glm::dvec3 up = glm::normalize(eye);
    const glm::dvec3 level = glm::normalize(towards - up * glm::dot(towards, up));
    Edge edge;
    for (double awayM = kFirstM; awayM < kLastM; awayM *= kGrowth) {
        const double angle = awayM / astro::kMoonRadiusM;
        astro::Selenographic place =
            astro::toSelenographic({(up * std::cos(angle) + level * std::sin(angle)) * astro::kMoonRadiusM});
        place.heightM = 0.0;
        place.heightM = heightM(place);
        const glm::dvec3 there = astro::toMcmf(place).m - eye;
        const double altitude = std::asin(glm::dot(glm::normalize(there), up));
        if (altitude > edge.altitude)
            edge = {altitude, glm::length(there)};
    }
    return edge;
}

bool isInPicture(const Camera& camera, const astro::Position<astro::Mcmf>& position) {
    constexpr double kWide = 16.0 / 9.0;
    const auto at = Projection(camera, kWide).project(position);
    return at && at->x >= 0.0 && at->x <= 1.0 && at->y >= 0.0 && at->y <= 1.0;
}

std::string lengthOf(double metres) {
    return metres < 950.0 ? fmt::format("{:.0f} m", metres) : fmt::format("{:.2g} km", metres / 1000.0);
}

} // namespace

std::optional<std::string> hiddenEarthNote(const Camera& camera, const Heavens& heavens,
                                           const terrain::Surface& surface) {
    const glm::dvec3 eye = camera.eye.m;
    if (glm::length(eye) > astro::kMoonRadiusM + kGreatestEyeM || !isInPicture(camera, heavens.earth))
        return std::nullopt;
    const glm::dvec3 to = heavens.earth.m - eye;
    const double distanceM = glm::length(to), radius = std::asin(astro::kEarthEquatorM / distanceM);
    const double altitude = std::asin(glm::dot(to / distanceM, glm::normalize(eye)));
    if (altitude + radius < 0.0)
        return "the Earth stands below the horizon";
    const auto drawn = [&](const auto& place) { return surface.drawnHeightM(place); };
    const auto measured = [&](const auto& place) { return surface.heightM(place); };
    // A sliver more or less is not worth a word.
    constexpr double kSliver = 0.1;
    const auto hides = [&](const Edge& edge) { return (edge.altitude - altitude + radius) / (2.0 * radius); };
    const Edge edge = edgeTowards(eye, to, drawn);
    const double hidden = hides(edge);
    if (hidden < kSliver)
        return std::nullopt;
    const bool modelled = hides(edgeTowards(eye, to, measured)) < std::min(hidden, 1.0) - kSliver;
    return fmt::format("{} {} away hides {}", modelled ? "modelled ground" : "ground", lengthOf(edge.awayM),
                       hidden < 1.0 - kSliver ? "part of the Earth" : "the Earth");
}

} // namespace perilune::scene
