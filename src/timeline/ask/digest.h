#pragma once

#include "timeline/timeline.h"

#include <cstdint>

namespace perilune::timeline {

/// Tells records apart: of what they say (who announced what, when, of which target; sites, partners,
/// titles), whatever their files' comments and blanks. It is no seal.
std::uint64_t digestOf(const Timeline& timeline);

} // namespace perilune::timeline
