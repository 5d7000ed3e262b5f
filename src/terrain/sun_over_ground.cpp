#include "terrain/sun_over_ground.h"

#include "terrain/horizon.h"

#include <algorithm>
#include <cmath>

namespace perilune::terrain {

SunOverGround sunOverGround(const Surface& surface, const astro::Selenographic& place,
                            const astro::Horizontal& sun, base::Angle sunRadius, double aboveGroundM) {
    constexpr int kColumns = 11;
    SunOverGround seen;
    double visible = 0.0, whole = 0.0;
    // Close to the zenith a degree of azimuth says nothing, and no ground reaches up there.
    const double perAzimuth = std::max(std::cos(sun.altitude.radians()), 0.05);
    for (int i = 0; i < kColumns; ++i) {
        const double x = (2.0 * i + 1.0) / kColumns - 1.0; // across the disc, -1..1
        const base::Angle azimuth = base::wrapped360(sun.azimuth + sunRadius * (x / perAzimuth));
        const base::Angle ground = horizonAt(surface, place, azimuth, aboveGroundM);
        if (i == kColumns / 2)
            seen.horizon = ground;
        // The disc's column there reaches from -half to +half radii around its middle.
        const double half = std::sqrt(1.0 - x * x);
        const double edge = (ground - sun.altitude).radians() / sunRadius.radians();
        visible += std::clamp(half - edge, 0.0, 2.0 * half);
        whole += 2.0 * half;
    }
    seen.visiblePart = visible / whole;
    return seen;
}

} // namespace perilune::terrain
