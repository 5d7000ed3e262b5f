#include "terrain/crater.h"

#include <algorithm>

namespace perilune::terrain {

Crater craterOf(double diameterM, double age) {
    const double km = diameterM / 1000.0;
    // Pike (1977), Impact and Explosion Cratering, tables 1 and 2: simple and complex branches cross near 11
    // km (depth) and 21 km (rim height). Craters of less than some 400 m are shallower when new (Stopar et
    // al. 2017).
    const double small = std::clamp((std::log10(std::max(diameterM, 1.0)) - 1.3) / 1.3, 0.0, 1.0);
    double depth = 0.196 * diameterM, rim = 0.036 * diameterM;
    if (km > 2.0) {
        depth = std::min(0.196 * std::pow(km, 1.010), 1.044 * std::pow(km, 0.301)) * 1000.0;
        rim = std::min(0.036 * std::pow(km, 1.014), 0.236 * std::pow(km, 0.399)) * 1000.0;
    }
    depth *= 0.68 + 0.32 * small;
    Crater c;
    c.radiusM = 0.5 * diameterM;
    c.depthM = depth * (1.0 - 0.9 * age);
    c.rimM = rim * (1.0 - 0.94 * age) * (1.0 - age * 0.3);
    // Floor of complex craters: 0.187 D^1.249 km. A worn bowl is filled from its walls.
    const double complex = std::clamp((km - 11.0) / 9.0, 0.0, 1.0);
    c.floor = (1.0 - complex) * (0.06 + 0.22 * age) + 0.1 * age;
    if (complex > 0.0)
        c.floor += complex * 0.187 * std::pow(km, 0.249);
    c.floor = std::min(c.floor, 0.72);
    c.soft = 0.05 + 0.75 * age;
    if (km > 24.0 && km < 150.0 && age < 0.6) {
        // Central peaks: 0.0006 D^1.97 km to 51 km across (Hale and Grieve 1982), not above half the depth.
        c.peakM = std::min(0.6 * std::pow(km, 1.97), 0.5 * depth) * (1.0 - age);
    }
    if (km > 16.0)
        c.terraces = std::clamp((km - 16.0) / 24.0, 0.0, 1.0) * (1.0 - 0.8 * age);
    const double young = std::max(0.0, 1.0 - age / 0.22);
    c.fresh = young * young;
    return c;
}

} // namespace perilune::terrain
