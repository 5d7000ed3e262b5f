#pragma once

#include "render/gl.h"
#include "render/ground/tile_data.h"
#include "terrain/horizon.h"

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace perilune::render {

/// A tile on the graphics card.
struct StoredTile {
    std::uint64_t lastUsed = 0;
    glm::dvec3 origin{0.0};
    glm::dmat3 axes{1.0};
    bool mirrored = false;
    float radiusM = 0.0f;
    int page = 0;
    int layer = 0;
    std::shared_ptr<const terrain::Relief> relief;
    glm::dvec3 sun{0.0};                    ///< that its map of sunlight is for; 0 = none is there
    std::vector<std::uint8_t> sunClearance; ///< as terrain::sunClearance gives it
};

/// How many of a tile's corners are drawn.
enum class MeshDensity { Full, Half };

/// Sides of a tile, in the order in which their skirts lie in the index buffer.
enum TileSide : unsigned { kSideLowY = 1, kSideHighX = 2, kSideHighY = 4, kSideLowX = 8 };

/// What the ground of one picture came to.
struct GroundCount {
    int calls = 0; ///< of drawing
    std::int64_t triangles = 0;
    std::int64_t residentBytes = 0; ///< of all tiles kept on the card
};

/// Tiles on the graphics card, the longest unused thrown out when the budget is spent. Pages are made when
/// first needed.
class TileStore {
  public:
    /// So much memory may stored tiles take, on the card and for their shadows. At least what one view needs.
    void setBudget(double megabytes);
    /// Marks the start of a frame; what is touched in it is not thrown out in it.
    void beginFrame() {
        ++frame_;
        boundPage_ = -1;
        count_ = {};
    }
    /// The tile, touched; null when it is not there.
    const StoredTile* find(const TileKey& key);
    bool contains(const TileKey& key) const { return tiles_.contains(key); }
    /// Puts a tile on the card. Grows past the budget only when every stored tile is of this frame.
    void add(const TileData& data);
    /// Gives a stored tile its map of sunlight.
    void light(const TileKey& key, const glm::dvec3& sun, std::vector<std::uint8_t> clearance);
    /// Draws a tile with the bound program: textures on units 0 (normals), 1 (albedo) and 2 (sunlight).
    /// `skirts` are the sides that get one.
    void draw(const StoredTile& tile, MeshDensity density, unsigned skirts);
    /// Until `endSmooth`, tiles go over from one sharpness to the next instead of switching: for pictures of
    /// several samples, which have the time.
    void beginSmooth();
    void endSmooth();
    std::size_t size() const { return tiles_.size(); }
    /// Since `beginFrame`.
    GroundCount count() const;

  private:
    static constexpr int kLayers = 128;
    std::size_t budgetPages_ = 8;
    struct Page {
        gl::Texture normals, albedo, sunlight;
        gl::Buffer vertices;
        std::vector<gl::VertexArray> arrays;
    };
    void makeShared();
    void addPage();
    std::pair<int, int> freeSlot();

    std::uint64_t frame_ = 0;
    std::map<TileKey, StoredTile> tiles_;
    std::vector<Page> pages_;
    std::vector<std::pair<int, int>> free_;
    gl::Buffer grid_; ///< tile coordinates of the vertices, the same for all
    gl::Sampler smooth_;
    gl::Buffer indices_; ///< and their triangles
    int boundPage_ = -1;
    GroundCount count_;
};

} // namespace perilune::render
