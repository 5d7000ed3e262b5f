#pragma once

#include "terrain/surface.h"
#include "astro/sky.h"

namespace perilune::terrain {

/// What the measured ground around a place leaves to be seen of the Sun.
struct SunOverGround {
    base::Angle horizon;      ///< of the ground in the Sun's direction, over the horizontal plane
    double visiblePart = 0.0; ///< of its disc above the real horizon, 0..1
};
/// Seen from `aboveGroundM` over the measured ground, the Sun's middle at `sun`. The skyline is asked in
/// eleven directions across the disc.
SunOverGround sunOverGround(const Surface& surface, const astro::Selenographic& place,
                            const astro::Horizontal& sun, base::Angle sunRadius, double aboveGroundM);

} // namespace perilune::terrain
