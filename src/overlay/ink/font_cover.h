#pragma once

#include "base/letters.h"
#include "base/result.h"

#include <filesystem>
#include <string>

namespace perilune::overlay {

/// What the fonts of a folder make of texts, without drawing any.
struct FontCover {
    base::Letters lacking;   ///< are drawn as boxes
    bool hasFallback = true; ///< the font for letters beyond Inter's is there
    std::filesystem::path fallback;
};
base::Result<FontCover> coverOf(const std::filesystem::path& folder, const base::Letters& letters);

/// What is to be done about what is lacking.
std::string cureOf(const FontCover& cover);

} // namespace perilune::overlay
