#pragma once

#include "base/angle.h"
#include "base/calendar.h"
#include "base/result.h"

#include <string_view>

namespace perilune::astro {

/// The Moon's phases as almanacs define them: by how far its apparent ecliptic longitude of date, seen from
/// the Earth's centre, is ahead of the Sun's. All within skyAt's years; an error outside.

/// 0 at new Moon, 90° at first quarter; 0..360.
base::Result<base::Angle> elongation(base::Instant at);

enum class Quarter { NewMoon, FirstQuarter, FullMoon, LastQuarter };
std::string_view nameOf(Quarter quarter); ///< "new Moon", "first quarter", ...

struct QuarterInstant {
    Quarter quarter = Quarter::NewMoon;
    base::Instant at; ///< about 10 s
};
/// The first quarter instant of any kind later than `after`, the last one not later than `atOrBefore`.
base::Result<QuarterInstant> nextQuarter(base::Instant after);
base::Result<QuarterInstant> previousQuarter(base::Instant atOrBefore);
/// The same for one kind.
base::Result<base::Instant> next(Quarter quarter, base::Instant after);
base::Result<base::Instant> previous(Quarter quarter, base::Instant atOrBefore);

/// Days since the last new Moon, 0 to 29.9.
base::Result<double> ageDays(base::Instant at);

/// "new Moon", "waxing crescent", "first quarter", "waxing gibbous", "full Moon", "waning gibbous", "last
/// quarter", "waning crescent"; a quarter is said within half a day of its instant (6.1° of elongation).
std::string_view phaseName(base::Angle elongation);

} // namespace perilune::astro
