// Which of the Moon's names may be written. The choice depends on the camera and the list alone, and every
// measure in it is steady, so that a name comes and goes softly while the camera moves.
#include "scene/describe_parts.h"
#include "scene/on_ground.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace perilune::scene {

using terrain::Feature;
using terrain::FeatureClass;

namespace {

/// A feature without a diameter counts as so large.
constexpr double kNominalM = 1000.0;
/// Names fade while their features grow from the first to the second of these, in heights of the picture.
constexpr double kLargeShare = 1.2, kTooLargeShare = 2.2;
/// Sine of the eye's height over the place's horizon, at which a name is gone and at which it is whole.
constexpr double kAtLimb = 0.10, kInsideLimb = 0.24;
constexpr std::size_t kMostNames = 900;

/// Known to everybody who has looked through a field glass, small as they are: rays, dark floors, crewed
/// sites.
constexpr std::string_view kLandmarks[] = {"Aristarchus", "Copernicus", "Grimaldi", "Kepler",
                                           "Langrenus",   "Plato",      "Tycho",    "Tsiolkovskiy"};

struct Manner {
    double from;   ///< width in heights of the picture from which the name comes in
    double whole;  ///< and at which it is there
    double weight; ///< of a metre of its diameter against one of a crater's
};

Manner mannerOf(const Feature& feature) {
    switch (feature.shape) {
    case FeatureClass::Sea:
        return {0.050, 0.070, 6.0};
    case FeatureClass::Bay:
        return {0.050, 0.070, 2.0};
    case FeatureClass::Mountain:
        return {0.050, 0.070, 1.4};
    case FeatureClass::Satellite:
        return {0.060, 0.085, 0.25};
    case FeatureClass::Line:
        return {0.100, 0.140, 0.4};
    case FeatureClass::Spot:
        return {0.050, 0.070, 1.0};
    case FeatureClass::Crater:
        break;
    }
    if (std::find(std::begin(kLandmarks), std::end(kLandmarks), feature.name) != std::end(kLandmarks))
        return {0.008, 0.012, 40.0};
    return {0.024, 0.034, 1.0};
}

constexpr double kLeastFrom = 0.008; // of all manners

double diameterOf(const Feature& feature) {
    return feature.diameterM > 0.0 ? feature.diameterM : kNominalM;
}

} // namespace

std::vector<PlaceName> namesOf(const Camera& camera, const terrain::Surface& surface) {
    const terrain::Gazetteer* gazetteer = surface.gazetteer();
    if (!gazetteer)
        return {};
    const double tanHalf = std::tan(camera.fieldOfView.radians() / 2.0);
    const double eyeRadius = glm::length(camera.eye.m);
    const glm::dvec3 overhead = camera.eye.m / eyeRadius;
    const double cosHorizon = std::min(1.0, astro::kMoonRadiusM / eyeRadius);
    const double farthestX = tanHalf * (kWidestAspect + std::abs(camera.shift.x));
    const double farthestY = tanHalf * (1.0 + std::abs(camera.shift.y));
    const double cosView = 1.0 / std::sqrt(1.0 + farthestX * farthestX + farthestY * farthestY);
    // What is too small even straight below the eye need not be looked at; the list goes down in size.
    constexpr double kHighestGroundM = 11'000.0;
    const double nearest = std::max(eyeRadius - astro::kMoonRadiusM - kHighestGroundM, 1.0);
    const double leastM = kLeastFrom * 2.0 * nearest * tanHalf;

    struct Found {
        const Feature* feature;
        double importance, weight;
    };
    std::vector<Found> found;
    for (const Feature& feature : gazetteer->features()) {
        if (diameterOf(feature) < leastM)
            break;
        if (glm::dot(feature.up.v, overhead) < cosHorizon)
            continue;
        const glm::dvec3 way = feature.up.v * astro::kMoonRadiusM - camera.eye.m;
        const double distance = glm::length(way);
        if (glm::dot(way, camera.forward.v) < cosView * distance)
            continue;
        const double share = diameterOf(feature) / (2.0 * distance * tanHalf);
        if (share < kLeastFrom)
            continue;
        const Manner manner = mannerOf(feature);
        const double sineOverHorizon = -glm::dot(way, feature.up.v) / distance;
        const double weight = smoothly(share, manner.from, manner.whole) *
                              smoothly(share, kTooLargeShare, kLargeShare) *
                              smoothly(sineOverHorizon, kAtLimb, kInsideLimb);
        if (weight > 0.0)
            found.push_back({&feature, diameterOf(feature) * manner.weight, weight});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.importance > b.importance; });
    found.resize(std::min(found.size(), kMostNames));

    const OnGround ground(surface, camera.eye);
    std::vector<PlaceName> names;
    names.reserve(found.size());
    for (const auto& [feature, importance, weight] : found)
        names.push_back(
            {feature->name, feature->shape, ground.at(feature->middle), feature->diameterM, weight});
    return names;
}

} // namespace perilune::scene
