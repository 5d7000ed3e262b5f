#pragma once

#include <compare>
#include <cstdint>

namespace perilune::terrain {

/// What the ground's colour tells: how it looks, or a map laid over it.
enum class GroundTint : std::uint8_t {
    None,         ///< as the eye sees it
    Elevation,    ///< measured height
    Slope,        ///< measured steepness
    Illumination, ///< share of the time in which the Sun shines, over a precession cycle of the Moon's orbit
    Shadow,       ///< where the Sun never shines over such a cycle
};

/// The heights that the colours of GroundTint::Elevation go over, metres above 1737.4 km. Usually all there
/// are.
struct HeightSpan {
    std::int16_t lowM = -9'000, highM = 11'000;
    auto operator<=>(const HeightSpan&) const = default;
};

/// How the ground is to be drawn.
struct GroundLook {
    bool modelled = true; ///< with the modelled relief below the resolution of the measured data
    GroundTint tint = GroundTint::None;
    HeightSpan heights; ///< asked for by Elevation alone
    bool operator==(const GroundLook&) const = default;
};

} // namespace perilune::terrain
