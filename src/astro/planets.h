#pragma once

#include "astro/vec.h"
#include "base/calendar.h"

#include <array>

namespace perilune::astro {

/// A planet as a point of light.
struct Planet {
    const char* name = "";
    Position<Icrf>
        fromEarth; ///< geocentric (from the Moon it stands at most 0.4° off: subtract the Moon's place)
    double magnitude = 0.0; ///< visual, as seen from the Earth
};

/// Mercury, Venus, Mars, Jupiter, Saturn: places by Simon et al. (1994) through ERFA's eraPlan94 (an arc
/// minute or better, 1800-2200), light time counted; magnitudes by the polynomials of the Astronomical
/// Almanac (Hilton 2005; Saturn without its rings' share, up to 1 mag).
std::array<Planet, 5> planetsAt(base::Instant utc);

} // namespace perilune::astro
