#pragma once

#include "survey/import/raster.h"

#include <filesystem>
#include <vector>

namespace perilune::survey {

/// What is seen of a map before it is imported.
struct FirstLook {
    std::uint32_t checkSum = 0;      ///< of a sample of its numbers
    bool whole = false;              ///< every pixel was looked at, not rows spread over it
    std::vector<std::string> notes;  ///< what is odd but may be right
    std::vector<std::string> doubts; ///< what speaks against it, and what to do
    bool holes = true;               ///< unless every pixel has data
    std::vector<float> marks;        ///< heights that stand for no data, if the doubts about them are right
};

/// Reads a small map, or rows of a large one. `shareDir`: where the shipped ground is, which a map of heights
/// is held against; empty: it is not. An error for numbers that can be no heights at all.
base::Result<FirstLook> lookAt(RasterSource& source, const std::filesystem::path& file,
                               const std::filesystem::path& shareDir);

} // namespace perilune::survey
