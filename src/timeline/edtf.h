#pragma once

#include "base/calendar.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace perilune::timeline {

enum class Precision { Day, Month, Quarter, Season, Half, Year, Decade, Range };

/// A half-open range of days [begin, end) as announced, with its precision and possibly open ends.
/// Written in EDTF (ISO 8601-2:2019 level 1 and the sub-year groupings of level 2: -21..-32 seasons,
/// -33..-36 quarters, -40..-41 semesters): "2024", "2026-09", "2027-33", "2025/..", "../2030", "2026~".
/// A season has no announced days: it is drawn over the three months of the meteorological one.
struct Window {
    base::Day begin{}; ///< first day; where openBegin, the first day of the announced bound's own unit
    base::Day end{};   ///< day after the last; where openEnd, the day after the bound's own unit
    Precision precision = Precision::Day;
    bool openBegin = false;   ///< "../2030": before 2030 ends
    bool openEnd = false;     ///< "2025/..": no earlier than 2025
    bool approximate = false; ///< "~"
    bool uncertain = false;   ///< "?"
    std::string edtf;         ///< as it was written

    /// The bounded part that a strip draws: an open end is replaced by the announced bound's own length.
    base::Day firstDay() const; ///< "../2030": 1 January 2030
    base::Day lastDay() const;  ///< the last day inside; "2025/..": 31 December 2025
    bool contains(base::Day day) const;
    /// The day that a step lands on: the stated bound (its last day for "before", its first day for
    /// "no earlier than"), else the last day of the window.
    base::Day anchor() const;
};

/// Dates that the programme has no use for (year -500, a whole century, an unknown end) are refused with what
/// to write.
base::Result<Window> parseEdtf(std::string_view text);

/// A window for a big screen: "2024" -> "2024", "2026-09" -> "September 2026",
/// "2027-33" -> "first quarter of 2027", "2025/.." -> "not before 2025", "../2030" -> "by the end of 2030",
/// "2024-09-08" -> "8 September 2024", approximate -> "about …", uncertain -> "…, uncertain"; where nobody
/// named a quarter or month: "2028-33~" -> "early 2028", "2028-36~" -> "late 2028", "2027-06~" -> "mid-2027".
std::string inWords(const Window& window);

/// A day of a range as exactly as the range's own ends are: "2026" in one of whole years, "2026-09" in one of
/// whole months, else "2026-09-08".
std::string dayWithin(base::Day day, base::Day first, base::Day last);

/// An approximate first or last quarter, or June, as people say it who name no more: "early 2028", "late
/// 2028", "mid-2027"; open ends left out; empty for any other window.
std::string softInWords(const Window& window);

} // namespace perilune::timeline
