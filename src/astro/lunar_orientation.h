#pragma once

#include "astro/time_scales.h"
#include "astro/vec.h"

namespace perilune::astro {

/// Orientation of the Moon's mean-Earth axes in the ICRF by the series of the IAU working group: B. A.
/// Archinal et al., "Report of the IAU Working Group on Cartographic Coordinates and Rotational Elements:
/// 2009", Celest. Mech. Dyn. Astr. 109 (2011), Table 2, kept unchanged in the report for 2015 (2018). About
/// 150 m on the ground (0.005°).
Rotation<Mcmf, Icrf> lunarOrientation(Epoch<Tdb> at);

} // namespace perilune::astro
