#pragma once

#include "overlay/ink/font_set.h"

#include <vector>

namespace perilune::app {

/// Fonts of the system that have letters which none of ours has, the best first, as fontconfig chooses them.
/// None where the build has no fontconfig.
std::vector<overlay::FurtherFont> systemFontsFor(const base::Letters& lacking);

} // namespace perilune::app
