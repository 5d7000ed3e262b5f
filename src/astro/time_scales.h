#pragma once

#include "base/calendar.h"

namespace perilune::astro {

/// Days since J2000.0 (JD 2451545.0) in the time scale `Scale`; a date of one scale is no date of another.
template <class Scale> struct Epoch { double daysJ2000 = 0.0; };
struct Tai {};
struct Tt {};
struct Tdb {};

/// UTC itself is base::Instant. Leap seconds by ERFA's table (eraDat, after IERS Bulletin C: the last at the
/// end of 2016, none announced since, none supposed for the future). From 1961 to 1972 UTC ran at rates of
/// its own, which that table holds too. Before 1961 the civil instant is read as UT1 with the ΔT polynomials
/// of Espenak & Meeus (NASA/TP-2006-214141), good to about a second.
Epoch<Tai> taiOf(base::Instant utc);
/// The inverse, to the millisecond; within a leap second the midnight that follows.
base::Instant utcOf(Epoch<Tai> tai);
Epoch<Tt> ttOf(Epoch<Tai> tai); ///< TT = TAI + 32.184 s (IAU 1991, resolution A4)
Epoch<Tai> taiOf(Epoch<Tt> tt);
Epoch<Tdb> tdbOf(Epoch<Tt> tt); ///< Fairhead & Bretagnon (1990) at the geocentre, through ERFA's eraDtdb

} // namespace perilune::astro
