#pragma once

#include "base/calendar.h"

namespace perilune::astro {

/// Days since J2000.0 (JD 2451545.0) in the time scale `Scale`; a date of one scale is no date of another.
template <class Scale> struct Epoch { double daysJ2000 = 0.0; };
struct Tai {};
struct Tt {};
struct Tdb {};

/// Leap seconds by ERFA's table (to the end of 2016, none announced since). Before 1972 UTC ran at rates of
/// its own, before 1960 it did not exist: there the civil instant is read as UT1 with the ΔT series of
/// Espenak & Meeus (2006), good to about a second.
Epoch<Tai> taiOf(base::Instant utc);
Epoch<Tt> ttOf(Epoch<Tai> tai); ///< TT = TAI + 32.184 s
Epoch<Tdb> tdbOf(Epoch<Tt> tt); ///< Fairhead & Bretagnon (1990) at the geocentre, through ERFA's eraDtdb

} // namespace perilune::astro
