#pragma once

#include "timeline/timeline.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// The day on which the evidence of a programme ends, the earliest of its files; nothing where none tells it.
std::optional<base::Day> evidenceEnd(const Timeline& timeline, std::string_view programme);

/// "evidence ends 10 October 2026", where that day is before this one; with the programmes' names where it is
/// not so for all, or not the same day. Empty where nothing is to be said.
std::string evidenceInWords(const Timeline& timeline, base::Day day, std::string_view language = "en");

} // namespace perilune::timeline
