#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"

#include <optional>

namespace perilune::scene {

/// The part of the calendar in which the record's dates lie, with a margin: what a strip shows that nobody
/// has moved. Of a record that goes over more years than can be read on one strip the years round the last
/// known one, or the densest. Nothing where the record has no date.
std::optional<StripSpan> datedSpan(const timeline::Timeline& timeline);
/// The same with all its dates, however far apart.
std::optional<StripSpan> wholeSpan(const timeline::Timeline& timeline);
/// datedSpan, or some years round the last known one.
StripSpan usualSpan(const timeline::Timeline& timeline);
/// As much longer as it takes to hold a day well inside.
StripSpan holding(StripSpan span, base::Day day);

/// What is shown first of a record: the strip, and the instant nearest to the one that is wanted at which
/// the playhead stands on it.
struct Opening {
    base::Instant at;
    StripSpan span;
};
Opening openingOf(const timeline::Timeline& timeline, base::Instant wanted);

} // namespace perilune::scene
