#pragma once

#include <glm/glm.hpp>

#include <array>

namespace perilune::astro {

/// Light wavelength by wavelength, 390 to 720 nm, in parts of unhindered sunlight.
inline constexpr int kWavelengths = 34;
constexpr double wavelengthNm(int i) {
    return 390.0 + 10.0 * i;
}
using Spectrum = std::array<double, kWavelengths>;

/// How an eye, and a camera that is set to sunlight, sees sunlight of which these parts are left: linear
/// sRGB, (1, 1, 1) where all of it is. Colours that no screen shows have negative parts; such colours add up
/// as light does. Eye: C. Wyman et al., J. Computer Graphics Techniques 2 (2013), 2, to 1 % of CIE 1931;
/// sunlight: a black body of 5772 K.
glm::dvec3 colourOf(const Spectrum& left);

/// A colour that a screen shows: as bright to the eye and of the same hue, moved towards grey as far as no
/// part is negative, and the more the nearer it comes to that, so that colours that differ stay different.
glm::dvec3 onScreen(const glm::dvec3& colour);

/// How bright a colour is to the eye: its CIE Y, 1 for unhindered sunlight.
double brightnessOf(const glm::dvec3& colour);

} // namespace perilune::astro
