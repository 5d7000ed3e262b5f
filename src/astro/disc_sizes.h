#pragma once

namespace perilune::astro {

/// Radii of the three bodies as eclipses need them.
inline constexpr double kEarthEquatorM = 6'378'137.0; ///< GRS 80, H. Moritz, J. Geod. 74 (2000), 128
/// 959.63" at one astronomical unit: A. Auwers, Astron. Nachr. 128 (1891), 361, as almanacs use it.
inline constexpr double kSunRadiusM = 695'990'000.0;
/// The Moon's disc in the Earth's equatorial radii, k = 0.2724880, is NASA's for lunar eclipses.
inline constexpr double kMoonDiscRadiusM = 0.2724880 * kEarthEquatorM;
/// How much larger than the Earth its shadow's cause is: Danjon's rule, Espenak & Meeus, NASA/TP-2009-214173.
inline constexpr double kDanjon = 1.01;

} // namespace perilune::astro
