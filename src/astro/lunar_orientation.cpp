#include "astro/lunar_orientation.h"

#include <array>
#include <cmath>
#include <numbers>

namespace perilune::astro {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

// The arguments E1 to E13: degrees at J2000 and degrees a day.
struct Argument {
    double atEpoch, perDay;
};
constexpr std::array<Argument, 13> kArguments = {{{125.045, -0.0529921},
                                                  {250.089, -0.1059842},
                                                  {260.008, 13.0120009},
                                                  {176.625, 13.3407154},
                                                  {357.529, 0.9856003},
                                                  {311.589, 26.4057084},
                                                  {134.963, 13.0649930},
                                                  {276.617, 0.3287146},
                                                  {34.226, 1.7484877},
                                                  {15.134, -0.1589763},
                                                  {119.743, 0.0036096},
                                                  {239.961, 0.1643573},
                                                  {25.053, 12.9590088}}};

// Amplitudes in degrees on E1 to E13: sines for the pole's right ascension and for W, cosines for its
// declination.
constexpr std::array<double, 13> kRightAscension = {-3.8787, -0.1204, 0.0700,  -0.0172, 0, 0.0072, 0,
                                                    0,       0,       -0.0052, 0,       0, 0.0043};
constexpr std::array<double, 13> kDeclination = {1.5419, 0.0239, -0.0278, 0.0068, 0, -0.0029, 0.0009,
                                                 0,      0,      0.0008,  0,      0, -0.0009};
constexpr std::array<double, 13> kPrimeMeridian = {3.5610,  0.1208, -0.0642, 0.0158, 0.0252, -0.0066, -0.0047,
                                                   -0.0046, 0.0028, 0.0052,  0.0040, 0.0019, -0.0044};

} // namespace

Rotation<Mcmf, Icrf> lunarOrientation(Epoch<Tdb> at) {
    const double d = at.daysJ2000;
    const double centuries = d / 36525.0;
    double rightAscension = 269.9949 + 0.0031 * centuries;
    double declination = 66.5392 + 0.0130 * centuries;
    double w = 38.3213 + 13.17635815 * d - 1.4e-12 * d * d;
    for (std::size_t i = 0; i < kArguments.size(); ++i) {
        const double e = std::fmod(kArguments[i].atEpoch + kArguments[i].perDay * d, 360.0) * kDegree;
        rightAscension += kRightAscension[i] * std::sin(e);
        declination += kDeclination[i] * std::cos(e);
        w += kPrimeMeridian[i] * std::sin(e);
    }
    const double a = rightAscension * kDegree, dec = declination * kDegree, m = std::fmod(w, 360.0) * kDegree;
    // Pole, and the node of the Moon's equator on the ICRF's: W counts from the node along the equator.
    const glm::dvec3 pole{std::cos(dec) * std::cos(a), std::cos(dec) * std::sin(a), std::sin(dec)};
    const glm::dvec3 node{-std::sin(a), std::cos(a), 0.0};
    const glm::dvec3 x = node * std::cos(m) + glm::cross(pole, node) * std::sin(m);
    const glm::dvec3 y = glm::cross(pole, x);
    return {glm::transpose(glm::dmat3{x, y, pole})};
}

} // namespace perilune::astro
