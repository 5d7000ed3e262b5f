#include "terrain/crater_cells.h"

#include "astro/vec.h"

#include <algorithm>

namespace perilune::terrain {

CraterLaw craterLaw(int cellLevel) {
    CraterLaw law;
    law.cellLevel = cellLevel;
    law.smallestM = astro::kMoonRadiusM * std::numbers::pi * 0.5 * 0.25 * std::ldexp(1.0, -cellLevel);
    law.large = cellLevel <= 7;
    // Highlands are close to saturation (Hartmann 1984: N(>D) = 0.047 D^-1.83 per km², 0.05 D^-2 per m² for
    // small ones: about 0.6 in a cell of 16 D²). Above 10 km most are named or plain in the data. On the
    // maria N(>1 km) is some 15 times lower and rises as D^-3, until craters of 200 m fill them too (Trask
    // 1966).
    law.mean = cellLevel <= 6 ? 0.3 : 0.75;
    law.meanOnMare = law.mean * std::clamp(std::pow(180.0 / law.smallestM, 1.2), 0.07, 1.0);
    return law;
}

} // namespace perilune::terrain
