#pragma once

#include "astro/sky.h"
#include "astro/spectrum.h"

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
    double direct = 1.0; ///< light of the part that is not, in parts of the whole Sun's: its edge is darker
    /// Sunlight that the Earth's air bends and scatters into the shadow, in the same unit, linear sRGB:
    /// `refractedSunlight`.
    glm::dvec3 refracted{0.0};
    /// What lights the ground there.
    glm::dvec3 sunlight() const { return glm::dvec3{direct} + refracted; }
};
EarthShadow earthShadow(const Sky& sky, const Selenographic& place);

/// The copper light, in parts of unhindered sunlight. Rays that pass the Earth are bent and weakened by its
/// air
/// (`earthAir`); the Sun is seen through it as a thin bright ring, or part of one, round the Earth: low, red
/// air lights the middle of the shadow, the ozone of the stratosphere its bluish rim. Held against A.
/// Mallama, "Lunar Eclipse Phenomena: Modeled and Explained" (2022, arXiv:2112.08966), table B.1: within a
/// magnitude in V and R; and against the Moon of 21 January 2019 (Georgia J. Science 80 (2022), 1, article
/// 32): within 0.75 in B and V.
glm::dvec3 refractedSunlight(base::Angle separation, base::Angle sunRadius, double earthDistanceM);

/// The bent part of it by wavelength, without what the air scatters: for comparison with what was measured.
Spectrum bentSunlight(base::Angle separation, base::Angle sunRadius, double earthDistanceM);

/// Light in the shadow along its radius at an instant, for whatever is lit there: sample i is `sunlight` at
/// `greatestSeparation` * i / (kSamples - 1) from the shadow's axis, seen from the Moon's distance; 1 beyond.
struct ShadowProfile {
    static constexpr int kSamples = 128;
    base::Angle greatestSeparation; ///< the penumbra's edge
    std::array<glm::dvec3, kSamples> light{};
    /// Between samples even in the logarithm, as shaders do it.
    glm::dvec3 at(base::Angle separation) const;
};
ShadowProfile shadowProfile(const Sky& sky);

/// Whether any of the Moon may be in the shadow at this instant.
bool shadowTouchesMoon(const Sky& sky);

} // namespace perilune::astro
