#pragma once

#include "timeline/timeline.h"

namespace perilune::timeline {

/// Whether one status can come after another in a history. What flew is no longer a plan; what was cancelled
/// must be taken up again before it can fly.
bool mayFollow(Status before, Status after);

/// What to look at where it cannot.
const char* howToMend(Status before);

/// A status after which nothing more is expected of a milestone.
bool isFinal(Status status);

} // namespace perilune::timeline
