#pragma once

#include "timeline/ask/standing_milestones.h"

#include <string>

namespace perilune::scene {

/// "Q1 2028", "Sep 2026", "from 2025", "by 2030", "about 2028": a window where room is short.
std::string shortWords(const timeline::Window& window);

/// What happened or is to come, to follow a name: "planned 2027", "achieved 1 June 2024", "failed 19 August
/// 2023".
std::string fateInWords(const timeline::StandingMilestone& row);

/// How a period stands: "over, 1957 to 1975"; empty for what is none, or was called off.
std::string periodInWords(const timeline::StandingMilestone& row);

/// How sure the record is of what is shown: "confidence: high", "confidence: low", "unverified".
const char* wordsOf(timeline::Confidence confidence);

/// "NASA: title, 20 Apr 2026, https://…": publisher, title, day, and the address or that none was read.
std::string sourceInWords(const timeline::Source& source);

/// "nine"; in figures from thirteen on.
std::string numberInWords(std::size_t number);

/// "6,545 km": whole kilometres.
std::string kilometres(double metres);

} // namespace perilune::scene
