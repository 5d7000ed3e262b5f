#pragma once

#include "timeline/edtf.h"

namespace perilune::timeline {

/// Which of two dates comes first, as exactly as they were told.
enum class Order {
    First,       ///< all of the first lies before all of the second
    Second,      ///< the other way round
    SameDay,     ///< both are that one day
    CannotBeTold ///< they overlap, or have an end that is open towards the other
};
Order orderOf(const Window& first, const Window& second);

/// Whether it lies in these days, in part at least; of an open end what was named: "not before 2025" lies in
/// 2025.
bool liesIn(const Window& window, const Window& days);

} // namespace perilune::timeline
