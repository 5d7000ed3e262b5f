#include "astro/planets.h"

#include "astro/time_scales.h"

#include <erfa.h>

#include <cmath>
#include <numbers>

namespace perilune::astro {

namespace {

constexpr double kAstronomicalUnitM = 149'597'870'700.0; // IAU 2012 Resolution B2
constexpr double kLightDaysPerAu = 499.004784 / 86400.0;

struct Law {
    const char* name;
    int number;                            ///< of eraPlan94
    double constant, first, second, third; ///< of the magnitude, in degrees of phase angle
};
constexpr std::array<Law, 5> kLaws{{{"Mercury", 1, -0.60, 4.98e-2, -4.88e-4, 3.02e-6},
                                    {"Venus", 2, -4.47, 1.03e-2, 0.57e-4, 0.13e-6},
                                    {"Mars", 4, -1.52, 1.6e-2, 0.0, 0.0},
                                    {"Jupiter", 5, -9.40, 0.5e-2, 0.0, 0.0},
                                    {"Saturn", 6, -8.88, 4.4e-2, 0.0, 0.0}}};

glm::dvec3 heliocentric(int planet, double days) {
    double pv[2][3];
    eraPlan94(2451545.0, days, planet, pv);
    return {pv[0][0], pv[0][1], pv[0][2]};
}

} // namespace

std::array<Planet, 5> planetsAt(base::Instant utc) {
    const double days = tdbOf(ttOf(taiOf(utc))).daysJ2000;
    double earthPv[2][3], barycentric[2][3];
    eraEpv00(2451545.0, days, earthPv, barycentric);
    const glm::dvec3 earth(earthPv[0][0], earthPv[0][1], earthPv[0][2]);
    std::array<Planet, 5> planets;
    for (std::size_t i = 0; i < planets.size(); ++i) {
        const Law& law = kLaws[i];
        glm::dvec3 sunward = heliocentric(law.number, days);
        sunward = heliocentric(law.number, days - glm::length(sunward - earth) * kLightDaysPerAu);
        const glm::dvec3 seen = sunward - earth;
        const double fromSun = glm::length(sunward), fromEarth = glm::length(seen);
        const double phase =
            std::acos(glm::clamp(glm::dot(sunward, seen) / (fromSun * fromEarth), -1.0, 1.0)) * 180.0 /
            std::numbers::pi;
        planets[i] = {law.name,
                      {seen * kAstronomicalUnitM},
                      law.constant + phase * (law.first + phase * (law.second + phase * law.third)) +
                          5.0 * std::log10(fromSun * fromEarth)};
    }
    return planets;
}

} // namespace perilune::astro
