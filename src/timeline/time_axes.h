#pragma once

#include "base/calendar.h"

#include <compare>

namespace perilune::timeline {

/// A day on the axis "when it happens".
struct ValidDay {
    base::Day day;
    auto operator<=>(const ValidDay&) const = default;
};

/// A day on the axis "when it was promised": all that had been announced by the end of this day is known.
struct KnownDay {
    base::Day day;
    auto operator<=>(const KnownDay&) const = default;
};

} // namespace perilune::timeline
