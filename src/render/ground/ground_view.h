#pragma once

#include "render/ground/tile_builder.h"
#include "render/ground/tile_store.h"
#include "render/view.h"
#include "terrain/ground.h"
#include "base/workers.h"

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace perilune::render {

/// Tiles of the ground and who builds them: what all viewers share.
struct GroundTiles {
    GroundTiles(std::shared_ptr<const terrain::Ground> ground, base::Workers workers, double memoryMb);

    std::shared_ptr<const terrain::Ground> ground;
    base::Workers workers;
    TileBuilder builder;
    TileStore store;
    std::set<int> viewers; ///< their numbers
};

/// The ground as one viewer has it: which tiles stand in its picture, and which it waits for.
class GroundView {
  public:
    explicit GroundView(GroundTiles& tiles); ///< which outlive it
    ~GroundView();
    GroundView(const GroundView&) = delete;
    GroundView& operator=(const GroundView&) = delete;

    /// Fixes what is drawn for a view. With `complete` it is exactly the tiles that the view asks for; else
    /// what is there, coarser or finer, and the rest is asked for. False while something is missing.
    /// `selected`, where given, is called when the tiles are chosen and the building begins.
    bool prepare(const View& view, const terrain::GroundLook& look, const glm::dvec3& sun, bool complete,
                 MeshDensity density, const std::function<void()>& selected = {});

    /// A tile of the picture.
    struct Piece {
        terrain::TileId id;
        const StoredTile* tile = nullptr;
        int light = 0;          ///< which of the tile's lights is this picture's
        int mesh = kFinestMesh; ///< as in TileStore::draw
        unsigned skirts = 0;    ///< sides, likewise
        bool hasMap = false;    ///< laid over it
    };
    /// What `prepare` fixed, near ones first; good until another viewer prepares.
    const std::vector<Piece>& pieces() const { return pieces_; }
    /// The whole Moon in its coarsest tiles.
    const std::vector<Piece>& backing() const { return backing_; }
    MeshDensity density() const { return density_; }
    /// Visible share of the Sun's disc at the foot of a place (Moon-fixed), as the ground drawn there shows
    /// it.
    double sunShareAt(const glm::dvec3& place) const;

  private:
    bool standIn(const std::vector<TileKey>& wanted);
    void buildNow(const std::vector<TileKey>& keys);
    void hold(const std::vector<TileKey>& roots, const std::vector<TileKey>& wanted);

    GroundTiles& tiles_;
    int viewer_ = 0;             ///< its number
    std::vector<TileKey> drawn_; ///< in the last picture
    std::vector<Piece> pieces_, backing_;
    MeshDensity density_ = MeshDensity::Full;
};

} // namespace perilune::render
