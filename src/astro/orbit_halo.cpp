#include "astro/orbit_halo.h"

#include "astro/orbit_forces.h"

#include <algorithm>
#include <cmath>

namespace perilune::astro {

const double kMoonShare = kGmMoon / (kGmEarth + kGmMoon);
const double kHaloTimeS = std::sqrt(kHaloLengthM * kHaloLengthM * kHaloLengthM / (kGmEarth + kGmMoon));

namespace {

constexpr StepErrors kErrors{1e-11, 1e-11};

// An orbit that is mirrored at y = 0 crosses that plane at right angles: its unknowns there are x, z and vy.
OrbitState mirrored(const glm::dvec3& unknowns) {
    return {0.0, {unknowns.x, 0.0, unknowns.y}, {0.0, unknowns.z, 0.0}};
}

// What is left of y, vx and vz half a period on.
glm::dvec3 crossing(const glm::dvec3& unknowns, double halfPeriod, const Force& force) {
    const OrbitState end = endOf(mirrored(unknowns), halfPeriod, force, kErrors);
    return {end.position.y, end.velocity.x, end.velocity.z};
}

// Where the flight from a crossing crosses the plane the next time.
OrbitState nextCrossing(const OrbitState& start, double withinT, const Force& force) {
    const auto steps = flown(start, withinT, force, kErrors);
    const double side = steps[1].state.position.y;
    for (std::size_t i = 2; i < steps.size(); ++i) {
        if (side * steps[i].state.position.y > 0.0)
            continue;
        double early = steps[i - 1].state.t, late = steps[i].state.t;
        for (int k = 0; k < 60; ++k) {
            const double middle = 0.5 * (early + late);
            (side * between(steps[i - 1], steps[i], middle).position.y > 0.0 ? early : late) = middle;
        }
        return between(steps[i - 1], steps[i], late);
    }
    return start;
}

} // namespace

Force restrictedThreeBodies() {
    return [](const OrbitState& s) {
        const glm::dvec3 &p = s.position, &v = s.velocity;
        const glm::dvec3 fromEarth = p + glm::dvec3{kMoonShare, 0.0, 0.0};
        const glm::dvec3 fromMoon = p - glm::dvec3{1.0 - kMoonShare, 0.0, 0.0};
        const double e = glm::length(fromEarth), m = glm::length(fromMoon);
        return -(1.0 - kMoonShare) / (e * e * e) * fromEarth - kMoonShare / (m * m * m) * fromMoon +
               glm::dvec3{p.x + 2.0 * v.y, p.y - 2.0 * v.x, 0.0};
    };
}

double jacobiConstant(const OrbitState& s) {
    const glm::dvec3& p = s.position;
    const double e = glm::length(p + glm::dvec3{kMoonShare, 0.0, 0.0});
    const double m = glm::length(p - glm::dvec3{1.0 - kMoonShare, 0.0, 0.0});
    return p.x * p.x + p.y * p.y + 2.0 * (1.0 - kMoonShare) / e + 2.0 * kMoonShare / m -
           glm::dot(s.velocity, s.velocity);
}

std::optional<Halo> haloNear(double x, double z, double velocityY, double period) {
    const Force force = restrictedThreeBodies();
    // Corrected at the perilune, from where an error grows least until the other crossing.
    const OrbitState guess = nextCrossing(mirrored({x, z, velocityY}), period, force);
    glm::dvec3 unknowns{guess.position.x, guess.position.z, guess.velocity.y};
    for (int i = 0; i < 30; ++i) {
        const glm::dvec3 miss = crossing(unknowns, 0.5 * period, force);
        if (glm::length(miss) < 1e-8) {
            OrbitState apolune = endOf(mirrored(unknowns), 0.5 * period, force, kErrors);
            apolune.t = 0.0;
            return Halo{period, flown(apolune, period, force, kErrors)};
        }
        const double probe = 1e-8;
        glm::dmat3 answer;
        for (int k = 0; k < 3; ++k) {
            glm::dvec3 more = unknowns, less = unknowns;
            more[k] += probe;
            less[k] -= probe;
            answer[k] =
                (crossing(more, 0.5 * period, force) - crossing(less, 0.5 * period, force)) / (2.0 * probe);
        }
        const glm::dvec3 correction = -(glm::inverse(answer) * miss);
        // Short steps keep to the family.
        unknowns += correction * std::min(1.0, 5e-3 / glm::length(correction));
    }
    return std::nullopt;
}

} // namespace perilune::astro
