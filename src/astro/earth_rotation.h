#pragma once

#include "astro/vec.h"
#include "base/calendar.h"

namespace perilune::astro {

/// Earth-fixed axes: x to latitude 0, longitude 0, z to the north pole.
struct Ecef {};

/// Orientation of the Earth in the ICRF: precession and nutation IAU 2000B, rotation IAU 2000 (through ERFA's
/// eraC2t00b), without polar motion, with UTC taken for UT1 (0.9 s, or 400 m on the ground; before 1972 and
/// in the far future as the time scales of this room have it).
Rotation<Ecef, Icrf> earthRotation(base::Instant utc);

} // namespace perilune::astro
