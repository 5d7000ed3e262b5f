#pragma once

#include "survey/import/map_sampler.h"
#include "terrain/tile_set_writer.h"

#include <array>
#include <optional>

namespace perilune::survey {

inline constexpr std::size_t kSetTexels = std::size_t{terrain::kSetSize} * terrain::kSetSize;
inline constexpr std::size_t kWeights = std::size_t{terrain::kWeightSize} * terrain::kWeightSize;

/// A tile while it is made: one plane of heights in metres, or three of brightness, linear in light.
struct MadeTile {
    int planes = 1;
    std::vector<float> values; ///< planes · kSetTexels; never "not a number"
    std::array<std::uint8_t, kWeights> weights{};
    float lowM = 0.0f, highM = 0.0f;
};

/// Brings brightness as coded in a map to that of the shipped photo.
struct ToneMatch {
    double gain[3] = {1.0, 1.0, 1.0}, lift[3] = {0.0, 0.0, 0.0}; ///< coded value · gain + lift
};

/// Gives every place without data the mean of the nearest ones that have some; `planes` share the holes.
/// False: there is none.
bool fillHoles(std::vector<float>& values, int planes);
/// Notes how low and how high its values reach.
void measure(MadeTile& tile);

/// A tile of the finest level, from the map itself; nothing where the map has nothing.
base::Result<std::optional<MadeTile>> makeFinest(MapSampler& map, const terrain::TileId& id, double texelM,
                                                 const ToneMatch& tone);
/// A coarser tile from those of the next level around it.
base::Result<MadeTile> makeCoarser(const terrain::TileSetWriter& writer, RasterKind kind,
                                   const terrain::TileId& id);

base::Result<void> putTile(terrain::TileSetWriter& writer, RasterKind kind, const terrain::TileId& id,
                           const MadeTile& tile);

} // namespace perilune::survey
