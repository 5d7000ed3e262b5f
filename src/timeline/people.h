#pragma once

#include "timeline/timeline.h"

#include <string_view>

namespace perilune::timeline {

inline constexpr std::string_view kNoOffice = "none"; ///< as `office`: said without one

/// Whether it may have been held on one of those days, by what was told of its own.
inline bool mayBeHeld(const Office& office, const Window& days) {
    return office.from.firstDay() <= days.lastDay() &&
           (!office.until || days.firstDay() <= office.until->lastDay());
}

} // namespace perilune::timeline
