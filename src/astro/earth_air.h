#pragma once

#include "astro/spectrum.h"

#include <vector>

namespace perilune::astro {

/// Air between two heights over the ground, as rays from the Sun meet it that pass the Earth and have their
/// lowest point there.
struct AirLayer {
    double heightM = 0.0, thicknessM = 0.0;
    double bentRad = 0.0;   ///< by how much such a ray is bent towards the Earth
    Spectrum left{};        ///< part of its light that is left behind the Earth
    glm::dvec3 colour{0.0}; ///< `colourOf(left)`
};

/// The air from the ground up to where light counts as direct (Danjon's 1 % of the Earth's radius):
/// refraction, Rayleigh scattering, ozone, haze, the same all round the Earth. After M. Vollmer & S. D.
/// Gedzelman, "Simulating irradiance during lunar eclipses: the spherically symmetric case", Applied Optics
/// 47 (2008), H52. What weather and volcanoes did is not known: real eclipses differ by a factor of ten.
const std::vector<AirLayer>& earthAir();

/// Sunlight that the lit air round the Earth scatters into the whole of its shadow, in parts of sunlight: O.
/// S. Ugolnikov, I. A. Maslov & S. A. Korotkiy (2011, arXiv:1106.6178) measured that the umbra's light at 503
/// nm falls to 1e-6 and no further, where bent rays alone would leave 2e-7.
inline constexpr double kScatteredIntoShadow = 8e-7;

} // namespace perilune::astro
