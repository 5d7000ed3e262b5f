#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"

namespace perilune::ui {

/// The first and the last instant that the playhead reaches: the years of the sky.
base::Instant firstInstant();
base::Instant lastInstant();

/// A day is shown at its noon, so that its date is the same wherever it is read.
constexpr base::Instant noonOf(base::Day day) {
    return base::startOf(day) + std::chrono::hours{12};
}

/// The strip's span held to its bounds and its order.
scene::StripSpan bounded(scene::StripSpan span);

/// Moves the strip so that the playhead stays well inside it.
void follow(scene::Moment& moment);

/// Lengthens the strip until it shows a date of what is known, if there is any, and the playhead.
void keepInView(scene::Moment& moment, const timeline::Timeline& timeline);

} // namespace perilune::ui
