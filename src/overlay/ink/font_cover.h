#pragma once

#include "overlay/ink/font_set.h"
#include "base/letters.h"
#include "base/result.h"

#include <string>
#include <vector>

namespace perilune::overlay {

/// What the fonts make of texts, without drawing any.
struct FontCover {
    base::Letters lacking;           ///< are drawn as boxes
    std::vector<std::string> faults; ///< of fonts that would have them, each with what is to be done
};
base::Result<FontCover> coverOf(const FontSources& sources, const base::Letters& letters);

/// What is to be done about what is lacking.
std::string cureOf(const FontCover& cover);

} // namespace perilune::overlay
