#pragma once

#include "terrain/ground_look.h"
#include "terrain/surface.h"
#include "base/bytes.h"
#include "base/result.h"
#include "base/workers.h"

#include <glm/glm.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace perilune::terrain {

class Illumination;

/// A tile of the cube-sphere: face 0..5 as in a GL cube map (+X, -X, +Y, -Y, +Z, -Z of Moon-fixed axes), a
/// quadtree on each. Inside a face the grid is equal in angle (u = tan(s·π/4), s in -1..1), so tiles differ
/// little in size. Seen from outside, x (s) runs to the right and y (t) up on every face: a mesh of triangles
/// (0,0) (1,0) (1,1) is counter-clockwise. On the four side faces y is north.
struct TileId {
    std::uint8_t face = 0;
    std::uint8_t level = 0;
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    auto operator<=>(const TileId&) const = default;
    TileId parent() const { return {face, std::uint8_t(level - 1), x / 2, y / 2}; }
    TileId child(unsigned i) const {
        return {face, std::uint8_t(level + 1), x * 2 + (i & 1u), y * 2 + (i >> 1u)};
    }
};

/// Unit direction of a point of a tile; s, t in 0..1 along the tile's x and y.
glm::dvec3 directionOf(const TileId& id, double s, double t);

inline constexpr int kTileQuads = 16; ///< the mesh of a tile: (kTileQuads + 1)^2 corners, and a skirt around
inline constexpr int kTileTexels =
    64; ///< its maps: kTileTexels^2 texels, and a border of kTileBorder on each side
inline constexpr int kTileBorder = 2; ///< so that bilinear filtering and two mip levels never leave the tile
inline constexpr int kTileMapSize = kTileTexels + 2 * kTileBorder;
inline constexpr int kMaxLevel = 18; ///< texels of about 0.16 m

struct Relief;

/// A map that is made from the light at the poles over the years.
constexpr bool needsLight(GroundTint tint) {
    return tint == GroundTint::Illumination || tint == GroundTint::Shadow;
}

/// A piece of ground, ready for a graphics card.
struct Tile {
    TileId id;
    astro::Position<astro::Mcmf>
        origin; ///< middle of the tile on the drawn ground; the corners are relative to it
    std::vector<glm::vec3> corners; ///< (kTileQuads+1)^2, row by row, metres, Moon-fixed axes
    float skirtM = 0.0f; ///< how far a skirt must hang down to cover the cracks beside coarser tiles
    /// kTileMapSize^2 texels: Moon-fixed unit normal of the drawn ground, x, y, z as -1..1 in int16 (SNORM),
    /// w spare.
    std::vector<std::int16_t> normals;
    /// kTileMapSize^2 texels RGBA: normal albedo, sRGB coded (the renderer decodes). Alpha below 255: so much
    /// of the colour is that of a map laid over the ground, to be seen in the dark as well.
    std::vector<std::uint8_t> albedo;
    float minHeightM = 0.0f, maxHeightM = 0.0f;
    std::shared_ptr<const Relief> relief; ///< its heights and those around, for the shadows (horizon.h)
};

/// The view that tiles are chosen for.
struct TileView {
    glm::dvec3 eye{0.0}; ///< Moon-fixed, metres
    glm::dvec3 forward{1, 0, 0}, up{0, 0, 1};
    double tanHalfX = 0.5, tanHalfY = 0.5; ///< of the (possibly shifted, then widened) frustum
    int heightPx = 720;                    ///< picture height: sets the pixel size
    double texelsPerPixel = 1.0;           ///< wanted; below 1 = coarser
};

/// The Moon's ground from the data that belong to the program and the maps that were installed, finer ones
/// inside coarser ones. Immutable; every method may be called from any thread.
class Ground final : public Surface {
  public:
    /// `workers` work out the light. `installed`: the folder of installed maps (`*.tiles`); empty or absent:
    /// none. A map that cannot be used is left out and told in `problems()`. Files are read, not mapped: one
    /// that is cut short meanwhile must not end the program.
    static base::Result<std::shared_ptr<const Ground>> open(const std::filesystem::path& shareDir,
                                                            base::Workers workers,
                                                            const std::filesystem::path& installed = {},
                                                            base::FileWay way = base::FileWay::Read);
    ~Ground() override;

    double heightM(const astro::Selenographic& place) const override;
    double drawnHeightM(const astro::Selenographic& place) const override;
    double resolutionM(const astro::Selenographic& place) const override;
    base::Angle slope(const astro::Selenographic& place) const override;
    std::string_view source(const astro::Selenographic& place) const override;
    const Gazetteer* gazetteer() const override;

    /// Sunlight on the polar ground. Read from the cache, or worked out (seconds on every core) when it is
    /// first asked for and kept there.
    const Illumination& illumination() const;
    /// Works it out, and tells how far that is, 0..1. Where `goOn` says no it ends soon, with an error that
    /// says it was cancelled; what was done stays until the ground goes.
    base::Result<void> workOutIllumination(const std::function<bool(double)>& goOn) const;
    /// The same without waiting: how far that work is, 1 = it is there and `illumination` returns at once.
    /// The first to ask sets it going beside.
    double illuminationProgress() const;

    /// One line for each installed map that had to be left out, and for those that were found damaged since:
    /// there is then a hole in them. Ask again after drawing.
    std::vector<std::string> problems() const;

    /// Builds one tile: pure, the same bytes every time. Milliseconds.
    Tile buildTile(const TileId& id, const GroundLook& look = {}) const;
    /// Tiles that show the view at the wanted sharpness: disjoint, covering what is seen (horizon and frustum
    /// culled), neighbours may differ by any number of levels (skirts close the cracks).
    std::vector<TileId> selectTiles(const TileView& view) const;
    /// Bounds of the ground inside a tile without building it, metres above the sphere.
    std::pair<double, double> heightBounds(const TileId& id) const;

    struct Impl;

  private:
    explicit Ground(std::unique_ptr<Impl> impl);
    bool stepIllumination() const;
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::terrain
