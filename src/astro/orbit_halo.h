#pragma once

#include "astro/orbit_arc.h"

#include <optional>
#include <vector>

namespace perilune::astro {

// The circular restricted three-body problem of Earth and Moon in its usual units: their distance, their
// common GM and their rate of turning are one. The axes turn with them: x from Earth to Moon, z along the
// angular momentum, the origin in the common centre of mass.

/// The Moon's share of the mass.
extern const double kMoonShare;
inline constexpr double kHaloLengthM = 384'400'000.0;
/// Seconds of a unit of time.
extern const double kHaloTimeS;

Force restrictedThreeBodies();
/// Constant along every flight.
double jacobiConstant(const OrbitState& state);

/// A halo orbit, mirrored at the plane y = 0: starts there at its apolune.
struct Halo {
    double period = 0.0;
    std::vector<OrbitStep> steps; ///< one round
};

/// The halo orbit of a given period next to a guess (x, z and the velocity along y at the apolune), by
/// differential correction: after half the period it must cross the plane at right angles. Nothing where that
/// does not converge.
std::optional<Halo> haloNear(double x, double z, double velocityY, double period);

} // namespace perilune::astro
