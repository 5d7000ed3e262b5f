#pragma once

#include "survey/import/tile_maker.h"

namespace perilune::survey {

/// How a map's brightness must be changed for its mean and contrast to be those of the shipped photo over the
/// same ground, so that the map does not lie on it like a patch.
base::Result<ToneMatch> matchTone(MapSampler& map, const std::vector<terrain::TileId>& tiles,
                                  const std::filesystem::path& shareDir);

} // namespace perilune::survey
