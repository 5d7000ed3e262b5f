#pragma once

#include "timeline/ask/standing_milestones.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// One field of a CSV file (RFC 4180): in quotes where it has to be.
std::string csvField(std::string_view text);
/// A line of fields with its CRLF.
std::string csvLine(const std::vector<std::string>& fields);

/// The mark of UTF-8 at the beginning of a table: without it Excel takes the letters for those of
/// Windows-1252. What reads tables elsewhere knows it; a program rather asks for JSON.
inline constexpr std::string_view kCsvMark = "\xEF\xBB\xBF";

/// Somebody's words for a cell: a quote stands before what a spreadsheet would reckon with or write
/// otherwise, and before such a quote. `perilune import` takes it off.
std::string csvText(std::string_view text);
/// Formulas (OWASP, CSV Injection), and texts of digits alone that are no whole number as they stand: "007",
/// "2026.", "3/4". Quotes before them do not count.
bool spreadsheetReckons(std::string_view text);

/// Milestones as they were known, for a spreadsheet: a header line, then one line each; the mark, CRLF,
/// UTF-8.
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
