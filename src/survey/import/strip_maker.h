#pragma once

#include "survey/import/importer.h"
#include "survey/import/tile_maker.h"

namespace perilune::survey {

/// The rows of a map next to the poles whose pixels are narrower than a texel of `texelM`: no columns where
/// there are none, or hardly more than it takes to go over into the tiles.
void planStrips(const MapGrid& grid, const RasterInfo& info, double texelM,
                terrain::StripHeader (&strips)[2]);
/// Its bricks, in the order of the work.
std::vector<terrain::TileId> bricksOf(const terrain::StripHeader& strip, bool north);

/// A brick of a strip; nothing where the map has nothing.
base::Result<std::optional<MadeTile>> makeStripBrick(MapSampler& map, const terrain::StripHeader& strip,
                                                     const terrain::TileId& id);

/// Tiles of a level that a brick of a strip lies over.
std::vector<terrain::TileId> tilesUnder(const MapGrid& grid, const terrain::StripHeader& strip,
                                        const terrain::TileId& id, int level);

} // namespace perilune::survey
