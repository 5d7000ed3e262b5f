#pragma once

#include "survey/import/map_grid.h"

#include <filesystem>
#include <string>
#include <vector>

namespace perilune::survey {

/// Pixels of a map of heights, spread over it.
struct SpreadHeights {
    std::vector<glm::dvec2> pixels; ///< their centres, as MapGrid counts
    std::vector<float> heightsM;    ///< not a number = no data
};

/// Compares a map with the coarse ground that ships with the program. A doubt only where a mistake can be
/// named: turned, mirrored or scaled it would fit, as it is it does not. A ground that is made up fits in no
/// way, and is nobody's mistake. Nothing where the shipped ground is not there.
std::vector<std::string> doubtsOfLikeness(const RasterInfo& info, const SpreadHeights& map,
                                          const std::filesystem::path& shareDir);

} // namespace perilune::survey
