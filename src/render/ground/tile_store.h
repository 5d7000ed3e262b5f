#pragma once

#include "render/gl.h"
#include "render/ground/tile_data.h"
#include "terrain/horizon.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace perilune::render {

/// Maps of sunlight that a tile can keep: viewers may look at different days in turn.
inline constexpr int kTileLights = 4;

/// A tile on the graphics card.
struct StoredTile {
    std::uint64_t lastUsed = 0;
    int holders = 0; ///< viewers that show it or wait to
    glm::dvec3 origin{0.0};
    glm::dmat3 axes{1.0};
    bool mirrored = false;
    float radiusM = 0.0f;
    std::array<MeshOffset, kCoarserMeshes> coarser;
    int page = 0;
    int layer = 0;
    std::shared_ptr<const terrain::Relief> relief;
    struct Light {
        glm::dvec3 sun{0.0};                 ///< that the map of sunlight is for; 0 = none is there
        std::vector<std::uint8_t> clearance; ///< as terrain::sunClearance gives it
    };
    std::array<Light, kTileLights> lights;

    /// Which of its lights is for a Sun; -1: none.
    int lightFor(const glm::dvec3& sun) const {
        const auto found =
            std::find_if(lights.begin(), lights.end(), [&](const Light& l) { return l.sun == sun; });
        return found == lights.end() ? -1 : int(found - lights.begin());
    }
};

/// How exactly a picture wants its ground: as it is (stills and films), or as moving pictures show it, whose
/// tiles have only as many corners as can be told apart.
enum class MeshDensity { Full, Half };

/// Sides of a tile, in the order in which their skirts lie in the index buffer.
enum TileSide : unsigned { kSideLowY = 1, kSideHighX = 2, kSideHighY = 4, kSideLowX = 8 };

/// What the ground of one picture came to, and the work of all pictures so far.
struct GroundCount {
    int calls = 0; ///< of drawing
    std::int64_t triangles = 0;
    std::int64_t residentBytes = 0; ///< of all tiles kept on the card
    std::int64_t tilesBuilt = 0;    ///< since the start
    std::int64_t lightsMade = 0;    ///< maps of sunlight, since the start
};

/// Tiles on the graphics card for all viewers, the longest unused thrown out when the budget is spent. Pages
/// are made when first needed.
class TileStore {
  public:
    /// So much memory may stored tiles take, on the card and for their shadows. At least what one view needs.
    void setBudget(double megabytes);
    /// Marks the start of a frame; what is touched in it is not thrown out in it.
    void beginFrame();
    /// What a viewer shows or waits to show, in place of what it held before: it is not thrown out until the
    /// viewer holds something else, however long that takes.
    void hold(int viewer, const std::vector<TileKey>& keys);
    /// The tile, touched; null when it is not there.
    const StoredTile* find(const TileKey& key);
    bool contains(const TileKey& key) const { return tiles_.contains(key); }
    /// Puts a tile on the card. Grows past the budget only when every stored tile is of this frame or held.
    void add(const TileData& data);
    /// Gives a stored tile a map of sunlight, in place of what that light was before.
    void light(const TileKey& key, int light, const glm::dvec3& sun, std::vector<std::uint8_t> clearance);
    /// Draws a tile in one of its lights with the bound program: textures on units 0 (normals), 1 (albedo)
    /// and 2 (sunlight). `mesh` quads are one, kFinestMesh to kCoarsestMesh in powers of two; `skirts` are
    /// the sides that get one.
    void draw(const StoredTile& tile, int light, int mesh, unsigned skirts);
    /// Until `endSmooth`, tiles go over from one sharpness to the next instead of switching: for pictures of
    /// several samples, which have the time.
    void beginSmooth();
    void endSmooth();
    std::size_t size() const { return tiles_.size(); }
    GroundCount count() const;

  private:
    static constexpr int kLayers = 128;
    std::size_t budgetPages_ = 8;
    struct Page {
        gl::Texture normals, albedo;
        std::array<gl::Texture, kTileLights> sunlight; ///< made when first needed
        gl::Buffer vertices;
        std::vector<gl::VertexArray> arrays;
    };
    void makeShared();
    void addPage();
    std::pair<int, int> freeSlot();

    std::uint64_t frame_ = 0;
    std::map<TileKey, StoredTile> tiles_;
    std::map<int, std::vector<TileKey>> held_; ///< by viewer
    std::vector<Page> pages_;
    std::vector<std::pair<int, int>> free_;
    gl::Buffer grid_; ///< tile coordinates of the vertices, the same for all
    gl::Sampler smooth_;
    gl::Buffer indices_; ///< and their triangles
    int boundPage_ = -1, boundLight_ = -1;
    GroundCount count_;
};

} // namespace perilune::render
