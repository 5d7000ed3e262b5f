#include "astro/orbit_kepler.h"

#include <cmath>
#include <numbers>

namespace perilune::astro {

double eccentricAnomaly(double meanAnomaly, double eccentricity) {
    const double m = std::remainder(meanAnomaly, 2.0 * std::numbers::pi);
    // Newton from a start that never leaves the root's basin (Danby 1987).
    double e = m + (m < 0.0 ? -0.85 : 0.85) * eccentricity;
    for (int i = 0; i < 30; ++i) {
        const double step = (e - eccentricity * std::sin(e) - m) / (1.0 - eccentricity * std::cos(e));
        e -= step;
        if (std::abs(step) < 1e-14)
            break;
    }
    return e;
}

double Ellipse::periodS() const {
    return 2.0 * std::numbers::pi * std::sqrt(semiMajorM * semiMajorM * semiMajorM / gm);
}

OrbitState Ellipse::at(double t) const {
    const double motion = 2.0 * std::numbers::pi / periodS();
    const double e = eccentricAnomaly(motion * (t - pericentreT), eccentricity);
    const double b = std::sqrt(1.0 - eccentricity * eccentricity), cosE = std::cos(e), sinE = std::sin(e);
    const double rate = motion / (1.0 - eccentricity * cosE);
    return {t, semiMajorM * ((cosE - eccentricity) * toPericentre + b * sinE * alongThere),
            semiMajorM * rate * (-sinE * toPericentre + b * cosE * alongThere)};
}

} // namespace perilune::astro
