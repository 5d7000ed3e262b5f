#pragma once

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

/// How the ground is to be drawn.
struct GroundLook {
    bool modelled = true; ///< with the modelled relief below the resolution of the measured data
    GroundTint tint = GroundTint::None;
    bool operator==(const GroundLook&) const = default;
};

} // namespace perilune::terrain
