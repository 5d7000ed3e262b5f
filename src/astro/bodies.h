#pragma once

#include "astro/time_scales.h"

#include <glm/glm.hpp>

namespace perilune::astro {

/// Place and velocity along the ICRF's axes, metres and metres a day.
struct State {
    glm::dvec3 position, velocity;
};

/// Where Sun, Earth and Moon are. The Earth by ERFA's eraEpv00, series fitted to DE405 (at most 13.4 km off
/// between 1900 and 2100); the Moon by the terms of ELP 2000-82 in J. Meeus, "Astronomical Algorithms", 2nd
/// ed. (1998), tables 47.A and 47.B, through eraMoon98 (6.1 km RMS, 31.7 km at most against ELP/MPP02 for
/// 1950 to 2100, says ERFA; 3 km RMS and 13 km at most in distance against DE405).
struct Bodies {
    State earthFromSun, earthFromBarycentre, moonFromEarth;
};
Bodies bodiesAt(Epoch<Tdb> tdb, Epoch<Tt> tt);

/// The unit vector along which an observer moving at `velocity` (metres a day, barycentric) sees what lies
/// towards `towards`.
glm::dvec3 aberrated(const glm::dvec3& towards, const glm::dvec3& velocity);

/// Days that light takes over a distance in metres.
double lightDays(double distanceM);

/// Sun and Moon as the Earth's centre sees them, metres, light time and aberration counted.
struct SeenFromEarth {
    glm::dvec3 sun, moon;
};
SeenFromEarth seenFromEarth(const Bodies& bodies);
SeenFromEarth seenFromEarth(Epoch<Tt> tt);

} // namespace perilune::astro
