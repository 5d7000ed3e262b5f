#pragma once

#include "astro/vec.h"
#include "base/calendar.h"
#include "base/result.h"

namespace perilune::astro {

/// The sky as seen from the Moon's centre at an instant; everything in Moon-fixed axes unless said.
struct Sky {
    base::Instant at{};
    Direction<Mcmf> sun; ///< to the apparent Sun
    double sunDistanceM = 0.0;
    Direction<Mcmf> earth;       ///< to the apparent Earth
    double earthDistanceM = 0.0; ///< centre to centre, both at this instant
    /// The Moon's distance as the Earth's centre sees it, light time counted: what almanacs print. Up to 40
    /// km from the geometric one, since both bodies go round the Sun at 30 km/s.
    double apparentDistanceM = 0.0;
    Selenographic subsolar;    ///< height 0
    Selenographic subearth;    ///< height 0; its latitude and longitude are the libration
    double phasePercent = 0.0; ///< lit part of the disc as seen from the Earth's centre, 0..100
    base::Angle phaseAngle;    ///< Sun-Moon-Earth
    base::Angle
        positionAngle; ///< of the Moon's north pole, from J2000 north through east, as seen from the Earth
    Rotation<Mcmf, Icrf> fixedFromInertial; ///< lunar orientation
};

/// Years in which `skyAt` holds to its stated accuracy; an error outside.
inline constexpr int kFirstSkyYear = 1950;
inline constexpr int kLastSkyYear = 2100;

/// Nothing, or the error that `skyAt` gives for this instant.
base::Result<void> knownToSky(base::Instant at);

base::Result<Sky> skyAt(base::Instant at);

/// Sun or Earth over the flat horizon of a place.
struct Horizontal {
    base::Angle azimuth;  ///< from north through east, 0..360
    base::Angle altitude; ///< geometric, of the centre
};
Horizontal horizontal(const Direction<Mcmf>& towards, double distanceM, const Selenographic& place);

} // namespace perilune::astro
