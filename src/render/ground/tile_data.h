#pragma once

#include "terrain/ground.h"

#include <glm/glm.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <vector>

namespace perilune::render {

inline constexpr int kTileSide = terrain::kTileQuads + 1;
inline constexpr int kTileCorners = kTileSide * kTileSide;
inline constexpr int kTileVertices = kTileCorners + 4 * kTileSide; ///< with the hanging edge of the skirt
inline constexpr int kTileMips = 3;

/// A tile, drawn in one way.
struct TileKey {
    terrain::TileId id;
    terrain::GroundLook look;
    std::strong_ordering operator<=>(const TileKey& other) const {
        const auto code = [](const TileKey& key) { return int(key.look.tint) * 2 + int(key.look.modelled); };
        const auto order = id <=> other.id;
        if (order != 0)
            return order;
        const auto inOneWay = code(*this) <=> code(other);
        return inOneWay != 0 ? inOneWay : look.heights <=> other.look.heights;
    }
    bool operator==(const TileKey&) const = default;
    TileKey parent() const { return {id.parent(), look}; }
};

/// Meshes of a tile by how many of its quads are one: 1 is all of them.
inline constexpr int kFinestMesh = 1, kUsualMesh = 2, kCoarsestMesh = terrain::kTileQuads;
inline constexpr int kCoarserMeshes = 3; ///< than the usual one: 4, 8 and 16 quads as one

/// How far a mesh lies from the usual one, metres at most: along the vertical and across it.
struct MeshOffset {
    float upM = 0.0f, acrossM = 0.0f;
};

/// A tile in the form that goes to the graphics card; made away from the drawing thread.
struct TileData {
    TileKey key;
    glm::dvec3 origin{0.0};
    /// Columns: the tile's own axes (z up at its middle) in Moon-fixed axes. Its normals are kept in these.
    glm::dmat3 axes{1.0};
    bool mirrored = false;                          ///< the corners run clockwise as seen from above
    float radiusM = 0.0f;                           ///< of a ball around the origin that holds the corners
    std::array<MeshOffset, kCoarserMeshes> coarser; ///< finest first
    std::vector<glm::vec3> vertices;                ///< kTileVertices, relative to the origin
    std::vector<std::uint16_t> normals[kTileMips];  ///< x, y as half floats; z is what is left of length 1
    std::vector<std::uint8_t> albedo[kTileMips];    ///< RGBA, sRGB coded, averaged in linear light
    std::shared_ptr<const terrain::Relief> relief;  ///< for the Sun's shadows
};

inline constexpr int mipSize(int level) {
    return terrain::kTileMapSize >> level;
}

TileData makeTileData(const terrain::Tile& tile, const terrain::GroundLook& look);

} // namespace perilune::render
