#include "astro/earth_rotation.h"

#include "astro/time_scales.h"

#include <erfa.h>

namespace perilune::astro {

Rotation<Ecef, Icrf> earthRotation(base::Instant utc) {
    const double ttDays = ttOf(taiOf(utc)).daysJ2000;
    // Days since J2000 of the civil instant, which counts no leap seconds: what the Earth's turn goes by.
    const auto sinceEpoch = std::chrono::duration<double>(utc.time_since_epoch()).count();
    const double utDays = sinceEpoch / 86400.0 - 10957.5; // 1970-01-01T00 to 2000-01-01T12
    double m[3][3];
    eraC2t00b(2451545.0, ttDays, 2451545.0, utDays, 0.0, 0.0, m);
    Rotation<Ecef, Icrf> rotation;
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column)
            rotation.m[column][row] = m[row][column];
    return rotation;
}

} // namespace perilune::astro
