#pragma once

#include <cmath>
#include <numbers>

namespace perilune::terrain {

/// A Moon of smooth hills, so that a height tells the place: slopes of up to 1 in 100, no symmetry between
/// east and west or north and south. Degrees; metres above 1737.4 km.
inline double knownHeight(double latitudeDeg, double longitudeDeg) {
    const double degree = std::numbers::pi / 180.0;
    const double u = std::cos(latitudeDeg * degree) * std::cos(longitudeDeg * degree),
                 v = std::cos(latitudeDeg * degree) * std::sin(longitudeDeg * degree),
                 w = std::sin(latitudeDeg * degree);
    return 1500.0 * std::sin(3.0 * u + 1.0) + 1200.0 * std::sin(4.0 * v) + 900.0 * std::sin(5.0 * w + 0.5) -
           1400.0;
}

} // namespace perilune::terrain
