#pragma once

#include <glm/glm.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::terrain {

/// A modelled crater. Lengths in metres; shape parameters as fractions of the radius or of the depth.
struct Crater {
    glm::dvec3 centre{1.0, 0.0, 0.0}; ///< unit direction
    double radiusM = 0.0;             ///< to the crest of the rim
    double depthM = 0.0;              ///< from the crest to the floor
    double rimM = 0.0;                ///< of the crest above the land around
    double floor = 0.0;               ///< radius of the flat floor
    double soft = 0.0;                ///< how far the crest is rounded off, of the depth
    double peakM = 0.0;               ///< central peak above the floor
    double terraces = 0.0;            ///< 0 = smooth walls
    double fresh = 0.0;               ///< 1 = new and bright .. 0 = its brightness has gone
    double phase = 0.0;               ///< turns and numbers its irregularities, radians
};

/// No crater changes the ground beyond this many radii.
inline constexpr double kCraterReach = 2.4;

/// A crater of a diameter as fresh ones are measured to be (Pike 1977: depth, rim height, floor), worn down
/// by `age` (0 = new, 1 = all but gone): the walls creep, so that it gets shallower, flatter and loses its
/// crest.
Crater craterOf(double diameterM, double age);

/// Makes the blanket's fade 1 on the crest.
inline constexpr double kAtCrest = 1.0 / ((1.0 - 1.0 / kCraterReach) * (1.0 + 1.0 / kCraterReach));

/// Height that a crater adds at `x` radii from its middle, metres; 0 from kCraterReach on.
inline double craterProfile(const Crater& c, double x) {
    if (x >= kCraterReach)
        return 0.0;
    double bowl = c.rimM - c.depthM;
    if (x > c.floor) {
        const double wall = (x - c.floor) / (1.0 - c.floor);
        bowl += c.depthM * wall * (c.floor * 0.8 + (1.0 - c.floor * 0.8) * wall);
    }
    if (x < 0.4)
        return bowl;
    const double inverse = 1.0 / x, fade = 1.0 - x / kCraterReach;
    const double blanket = c.rimM * inverse * inverse * inverse * fade * (2.0 - fade) * kAtCrest;
    const double width = c.soft * c.depthM;
    const double apart = width - std::abs(bowl - blanket);
    const double lower = std::min(bowl, blanket);
    return apart > 0.0 ? lower - apart * apart / (4.0 * width) : lower;
}

/// How much brighter than the land around a crater is, -1..1: fresh ones have a bright bowl and a bright
/// blanket.
inline double craterBrightness(const Crater& c, double x) {
    if (x >= kCraterReach)
        return 0.0;
    const double fade = 1.0 - x / kCraterReach;
    return c.fresh * (x < 1.0 ? 1.0 - 0.35 * (1.0 - x * x) : fade * fade * 2.94);
}

} // namespace perilune::terrain
