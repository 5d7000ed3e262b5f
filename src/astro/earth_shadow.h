#pragma once

#include "astro/sky.h"

#include <array>

namespace perilune::astro {

/// Part of a disc that another disc hides, 0..1: their exact overlap, for angular radii of a few degrees.
double coveredPart(base::Angle discRadius, base::Angle otherRadius, base::Angle separation);

/// The Earth before the Sun, as seen from a place on the Moon (or above it).
struct EarthShadow {
    Direction<Mcmf> sun, earth; ///< from the place
    double sunDistanceM = 0.0, earthDistanceM = 0.0;
    base::Angle sunRadius;   ///< angular
    base::Angle earthRadius; ///< angular, of the solid Earth at its equator
    base::Angle separation;  ///< of the two centres
    /// Part of the Sun's disc behind the Earth and the air that holds back direct light (the Earth enlarged
    /// by Danjon's 1 %, about 64 km), 0..1: 1 in the umbra, 0 outside the penumbra.
    double covered = 0.0;
    /// Sunlight bent into the shadow by the Earth's air, for red, green and blue, in units of the light of
    /// the whole Sun: `refractedSunlight`.
    glm::dvec3 refracted{0.0};
    /// What lights the ground there, in the same units, uniform disc: uncovered part plus refracted light.
    glm::dvec3 sunlight() const { return glm::dvec3{1.0 - covered} + refracted; }
};
EarthShadow earthShadow(const Sky& sky, const Selenographic& place);

/// The copper light. Rays that pass the Earth at height h are bent by the air's refractivity and weakened by
/// Rayleigh scattering, ozone, aerosol and clouds; the Sun is seen through them as a thin bright ring (or
/// part of one) round the Earth. A clear spherical model after M. Vollmer & S. D. Gedzelman, "Simulating
/// irradiance during lunar eclipses: the spherically symmetric case", Applied Optics 47 (2008), H52: clean
/// air leaves about 1/2400 at the shadow's middle, aerosol and clouds take that down about a hundredfold
/// more. Modelled, since the weather round the Earth's edge is not known: real eclipses differ by a factor of
/// ten.
glm::dvec3 refractedSunlight(base::Angle separation, base::Angle sunRadius, double earthDistanceM);

/// Light in the shadow along its radius at an instant, for a shader: sample i is `sunlight` at
/// `greatestSeparation` * i / (kSamples - 1) from the shadow's axis, seen from the Moon's distance; 1 beyond.
struct ShadowProfile {
    static constexpr int kSamples = 128;
    base::Angle greatestSeparation; ///< the penumbra's edge
    std::array<glm::dvec3, kSamples> light{};
};
ShadowProfile shadowProfile(const Sky& sky);

/// Whether any of the Moon may be in the shadow at this instant.
bool shadowTouchesMoon(const Sky& sky);

} // namespace perilune::astro
