#pragma once

#include "render/ground/tile_store.h"
#include "base/workers.h"

#include <glm/glm.hpp>

#include <vector>

namespace perilune::render {

/// The Sun that shadows are worked out for: moved by less than a fiftieth of its disc, so that shadows need
/// not be worked out anew in every frame of slow time, and the picture still depends on its own frame alone.
glm::dvec3 shadowSun(const glm::dvec3& sun);

/// Works out where the Sun shines on stored tiles that do not tell it yet for this Sun.
/// `light` is the one of a tile's lights that may be overwritten for it.
void updateSunlight(TileStore& store, const std::vector<TileKey>& tiles, const glm::dvec3& sun, int light,
                    const base::Workers& workers);

/// Visible share of the Sun's disc at a place of a tile, 0..1 along its sides, as the ground there shows it.
double sunShareAt(const StoredTile::Light& light, double fx, double fy);

} // namespace perilune::render
