#pragma once

#include "terrain/ground_look.h"

#include <cstdint>
#include <span>

namespace perilune::terrain {

/// A colour of a map's scale and what it stands for.
struct TintStop {
    double value = 0.0;
    std::uint32_t colour = 0; ///< 0xRRGGBB, sRGB
    const char* label = "";   ///< what a legend writes beside it; "" = nothing
};

/// What a map's colours mean. The same everywhere and always, so that two pictures can be compared.
struct TintScale {
    const char* title = "";
    const char* unit = "";
    bool classes =
        false; ///< a colour holds from its value to the next one's; else colours go over into each other
    std::span<const TintStop> stops; ///< by value, rising
};

/// Empty for GroundTint::None. Values: Elevation kilometres above 1737.4 km, Slope degrees, Illumination
/// per cent of the time, Shadow 1 where the Sun never rises.
const TintScale& scaleOf(GroundTint tint);

/// Where on the scale of Elevation, which goes over all heights there are, the colour of a height stands when
/// the same colours go over a span.
double onWholeScaleKm(double heightM, const HeightSpan& span);

/// The colour of a value, 0xRRGGBB; beyond the ends that of the end.
std::uint32_t colourOf(const TintScale& scale, double value);

} // namespace perilune::terrain
