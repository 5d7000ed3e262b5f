#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/result.h"

namespace perilune::timeline {

enum class Precision { Day, Month, Quarter, Season, Half, Year, Decade, Range };

/// A half-open range of days [begin, end) as announced, with its precision and possibly open ends.
/// Written in EDTF (ISO 8601-2:2019 level 1 and the sub-year groupings of level 2: -21..-24 seasons,
/// -33..-36 quarters, -40..-41 semesters): "2024", "2026-09", "2027-33", "2025/..", "../2030", "2026~".
struct Window {
    base::Day begin{};      ///< first day; meaningless where openBegin
    base::Day end{};        ///< day after the last; meaningless where openEnd
    Precision precision = Precision::Day;
    bool openBegin = false; ///< "../2030": before 2030 ends
    bool openEnd = false;   ///< "2025/..": no earlier than 2025
    bool approximate = false; ///< "~"
    bool uncertain = false;   ///< "?"
    std::string edtf;         ///< as it was written

    /// The bounded part that a strip draws: an open end is replaced by the announced bound's own length.
    base::Day firstDay() const; ///< begin, or where open: the begin of the bound's own unit
    base::Day lastDay() const;  ///< the last day inside (end - 1), or where open: the last day of the bound's own unit
    bool contains(base::Day day) const;
    /// The day that a step lands on and from which a slip is counted: the stated bound (its last day
    /// for "before", its first day for "no earlier than"), else the last day of the window.
    base::Day anchor() const;
};

base::Result<Window> parseEdtf(std::string_view text);

/// "early 2028" is not EDTF; this says what is: "2024" -> "2024", "2026-09" -> "September 2026",
/// "2027-33" -> "first quarter of 2027", "2025/.." -> "not before 2025", "../2030" -> "by the end of 2030",
/// "2024-09-08" -> "8 September 2024", approximate -> "about …", uncertain -> "…, uncertain".
std::string inWords(const Window& window);

} // namespace perilune::timeline
