#pragma once

#include "scene/moment.h"

#include <string>

namespace perilune::scene {

/// Strips of so many days or fewer are looked at by the hour, and the hour is told.
inline constexpr int kHourSpanDays = 31;

/// Whether the hour is told beside the date: where the strip is so short that one moves by hours.
bool tellsHour(const Moment& moment);

/// "6 April 2026", "6 April 2026, 23:00 UTC".
std::string dateInWords(const Moment& moment);

} // namespace perilune::scene
