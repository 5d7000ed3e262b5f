#pragma once

#include "terrain/ground.h"
#include "terrain/illumination.h"

#include <vector>

namespace perilune::terrain {

/// Heights at the texels' middles that layTint asks for, beyond a tile's maps on each side.
inline constexpr int kTintBorder = kTileBorder + 1;

/// Lays a map over a tile's colours (RGBA as in Tile::albedo). Alpha tells how little of a map there is: 255
/// = the ground as the eye sees it, 0 = the map's colour alone, which can be read in the dark as well.
/// `measuredM`: measured heights at the texels with kTintBorder more around the tile, row by row; asked for
/// by Elevation and Slope. `light`: asked for by Illumination and Shadow. `heights`: by Elevation.
void layTint(std::vector<std::uint8_t>& albedo, const TileId& id, GroundTint tint,
             const std::vector<double>& measuredM, const Illumination* light, const HeightSpan& heights = {});

} // namespace perilune::terrain
