#pragma once

#include "timeline/edtf.h"

#include <optional>
#include <string>
#include <string_view>

namespace perilune::timeline {

/// A date as somebody else's table has it: EDTF, or an ISO 8601 instant with any offset. Everything else is
/// refused, for "3/4/2026" is a day in March or in April.
struct ForeignDate {
    std::optional<Window> window; ///< its `edtf` is UTC where the text had an offset
    bool moved = false;           ///< the text had an offset other than UTC
    bool tooEarly = false;        ///< it lies before the first year that the program speaks of
    std::string problem, todo;    ///< why there is none; the problem has the whole text
};

ForeignDate foreignDate(std::string_view text);

} // namespace perilune::timeline
