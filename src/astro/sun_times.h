#pragma once

#include "astro/sky.h"

#include <optional>

namespace perilune::astro {

/// Day and night at a place over its flat horizon (the ground's own shape and the Earth's shadow left out).
struct SunTimes {
    bool isUp = false; ///< the Sun's middle above the horizon
    /// When the Sun's middle next crosses the horizon, about a minute; empty where it does not within
    /// `kLongestSearch` or before the end of skyAt's years.
    std::optional<base::Instant> rises, sets;
    /// Until it sets; 0 at night; empty where it does not set in that time (a polar summer).
    std::optional<double> daysOfLightLeft;
};
inline constexpr std::chrono::days kLongestSearch{400};
base::Result<SunTimes> sunTimes(base::Instant at, const Selenographic& place);
/// Cheaper: only what comes next is looked for, sunset by day and sunrise by night; the other may be missing.
base::Result<SunTimes> nextSunTime(base::Instant at, const Selenographic& place);

/// Part of a disc above a straight horizon, 0..1, whose middle stands `altitude` above it.
double partAbove(base::Angle altitude, base::Angle discRadius);

} // namespace perilune::astro
