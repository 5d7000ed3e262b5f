#pragma once

#include "terrain/tile_set.h"
#include "base/platform/output_file.h"

#include <filesystem>
#include <map>
#include <string>

namespace perilune::terrain {

/// What goes into the header of a new map.
struct TileSetDescription {
    RasterKind kind = RasterKind::Elevation;
    int maxLevel = 0;
    double resolutionM = 0.0;
    double southDeg = -90.0, northDeg = 90.0, westDeg = -180.0, eastDeg = 180.0;
    StripHeader strips[2]{}; ///< without their rectangles; no columns where there is none
    /// Cut where they are too long for the header. `notes`: a line each, what was concluded.
    std::string title, source, licence, files, notes;
};

/// Writes a map brick by brick, in any order. Until it is finished it is `<target>.part`: every brick in it
/// is checked by itself, so that after an interruption the next writer of the same map goes on with what is
/// there; a brick that was torn is dropped. Only a finished and synced file gets its name. Where it goes
/// before that, the part stays, to go on with later.
class TileSetWriter {
  public:
    /// Goes on with `<target>.part` where that is of the same description, else starts it anew. An error
    /// where another process writes it.
    static base::Result<TileSetWriter> create(const std::filesystem::path& target,
                                              const TileSetDescription& description);

    bool has(const TileId& id) const { return slots_.contains(id); }
    std::size_t count() const { return slots_.size(); }
    static std::size_t bytesPerBrick(RasterKind kind);

    /// Adds a tile's brick, of the map's kind. A tile that is already there is left as it is. `lowM`,
    /// `highM`: the lowest and highest of its texels; finish() widens them to those of the tiles below it.
    base::Result<void> put(const TileId& id, const HeightBrick& brick, float lowM, float highM);
    base::Result<void> put(const TileId& id, const AlbedoBrick& brick);
    /// Reads back what was put, to make a coarser tile of it.
    base::Result<void> get(const TileId& id, HeightBrick& brick) const;
    base::Result<void> get(const TileId& id, AlbedoBrick& brick) const;

    /// The ground in a tile reaches as low and as high as that of another, which lies over it.
    void widen(const TileId& id, const TileId& over);

    /// Writes index and header, syncs and renames to the target. Every tile but those of level 0 must have
    /// its parent.
    base::Result<void> finish();
    /// Removes the part and ends the work.
    void discard();

  private:
    struct Slot {
        std::uint32_t number; ///< from 1
        std::int16_t lowM, highM;
    };
    TileSetWriter() = default;
    base::Result<void> resume();
    base::Result<void> putBytes(const TileId& id, const void* brick, std::size_t bytes, float lowM,
                                float highM);
    base::Result<void> getBytes(const TileId& id, void* brick, std::size_t bytes) const;
    base::Result<void> writeAt(const void* data, std::size_t bytes, std::uint64_t offset);

    base::PartFile part_;
    TileSetHeader header_{};
    const StripHeader* stripOf(const TileId& id) const;
    std::uint32_t crc_ = 0; ///< of all bricks so far
    std::map<TileId, Slot> slots_;
};

/// Heights and weights as a brick: kSetSize² heights in metres (not a number counts as the lowest) and
/// kWeightSize² weights. The step is a power of two and the base a multiple of it, so that neighbours agree
/// on the texels they share to within half a step.
HeightBrick packHeights(const float* heightsM, const std::uint8_t* weights);

} // namespace perilune::terrain
