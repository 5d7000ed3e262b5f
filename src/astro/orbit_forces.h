#pragma once

#include "base/calendar.h"

#include <glm/glm.hpp>

#include <vector>

namespace perilune::astro {

/// GM in m³/s²: Park et al., "The JPL Planetary and Lunar Ephemerides DE440 and DE441", Astron. J. 161:105
/// (2021).
inline constexpr double kGmEarth = 3.98600435507e14;
inline constexpr double kGmMoon = 4.902800118e12;
inline constexpr double kGmSun = 1.32712440041279419e20;

/// Seconds of TT since J2000.0: the time of orbits. TDB differs by less than 2 ms.
double orbitTimeOf(base::Instant utc);

/// Earth and Sun from the Moon's centre, ICRF axes, metres; geometric (no light time).
struct Neighbours {
    glm::dvec3 earth{0.0}, earthVelocity{0.0}, sun{0.0};
};
/// By the series that `skyAt` uses too.
Neighbours neighboursAt(double orbitTimeS);

/// The Earth alone, at a fifth of the price.
struct EarthState {
    glm::dvec3 position{0.0}, velocity{0.0};
};
EarthState earthAt(double orbitTimeS);

/// Earth and Sun over a span, from a table: 1 m against the series for the Earth, 100 m for the Sun.
class NeighbourTable {
  public:
    NeighbourTable(double firstS, double lastS);
    Neighbours at(double orbitTimeS) const;

  private:
    struct Row {
        glm::dvec3 earth, earthVelocity, sun, sunVelocity;
    };
    double firstS_;
    std::vector<Row> rows_;
};

/// Acceleration of a spacecraft in Moon-centred ICRF axes, m/s²: Moon, Earth and Sun as points, the
/// second-degree field of the Moon near it and the flattening of the Earth near that.
glm::dvec3 accelerationAt(const glm::dvec3& positionM, double orbitTimeS, const NeighbourTable& neighbours);

} // namespace perilune::astro
