#pragma once

#include "base/result.h"

#include <string_view>

namespace perilune::app {

/// Years, both inside.
struct YearRange {
    int first = 0, last = 0;
};
base::Result<YearRange> parseYears(std::string_view text); ///< "2019..2030", "2025"; within the sky's years

/// Prints the lunar eclipses of these years.
int printEclipses(const YearRange& years, bool json);

} // namespace perilune::app
