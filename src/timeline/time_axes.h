#pragma once

#include "base/calendar.h"

#include <compare>

namespace perilune::timeline {

/// libc++ 14 has no <=> for days.
inline std::strong_ordering inOrder(base::Day a, base::Day b) {
    return a.time_since_epoch().count() <=> b.time_since_epoch().count();
}

/// A day on the axis "when it happens".
struct ValidDay {
    base::Day day;
    bool operator==(const ValidDay&) const = default;
    auto operator<=>(const ValidDay& other) const { return inOrder(day, other.day); }
};

/// A day on the axis "when it was promised": all that had been announced by the end of this day is known.
struct KnownDay {
    base::Day day;
    bool operator==(const KnownDay&) const = default;
    auto operator<=>(const KnownDay& other) const { return inOrder(day, other.day); }
};

} // namespace perilune::timeline
