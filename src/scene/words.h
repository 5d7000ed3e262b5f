#pragma once

#include "timeline/ask/query.h"

#include <string>

namespace perilune::scene {

/// "Q1 2028", "Sep 2026", "from 2025", "by 2030", "about 2028": a window where room is short.
std::string shortWords(const timeline::Window& window);

/// "16 November 2022", or the month or year where no more is known.
std::string inWords(const timeline::Actual& actual);

/// What happened or is to come, to follow a name: "planned 2027", "achieved 1 June 2024", "failed 19 August
/// 2023".
std::string fateInWords(const timeline::KnownMilestone& milestone, timeline::ValidDay day);

/// A move from one target to a later one as far as both are exact: "3 y 8 m", "about 4 y".
std::string slipInWords(const timeline::Window& from, const timeline::Window& to);

/// "NASA: title, 20 Apr 2026, https://…": publisher, title, day, and the address or that none was read.
std::string sourceInWords(const timeline::Source& source);

/// "nine"; in figures from thirteen on.
std::string numberInWords(std::size_t number);

/// "6,545 km": whole kilometres.
std::string kilometres(double metres);

/// The window of the day on which something happened.
timeline::Window windowOf(const timeline::Actual& actual);

} // namespace perilune::scene
