#pragma once

#include "timeline/ask/standing_milestones.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// One field of a CSV file (RFC 4180): in quotes where it has to be.
std::string csvField(std::string_view text);
/// A line of fields with its CRLF.
std::string csvLine(const std::vector<std::string>& fields);

/// Milestones as they were known, for a spreadsheet: a header line, then one line each; CRLF, UTF-8.
std::string toCsv(const Timeline& timeline, std::span<const StandingMilestone* const> rows);

/// Milestones as all-day events (RFC 5545). What has no date is left out; nothing in it comes from the clock.
/// An open end is the bounded part alone, and the words say "not before".
std::string toIcalendar(const Timeline& timeline, std::span<const StandingMilestone* const> rows);

/// "id, tab, EDTF" a line: the day on which it happened, else the standing target; what has none is left out.
std::string toEdtf(std::span<const StandingMilestone* const> rows);

/// A text as a value of iCalendar: backslash, semicolon, comma and line break escaped.
std::string icalendarText(std::string_view text);
/// A content line folded so that no line is longer than 75 octets and no character is cut; with its CRLF.
std::string icalendarLine(std::string_view line);

} // namespace perilune::timeline
