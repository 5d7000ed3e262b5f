#pragma once

#include "terrain/ground.h"
#include "base/bytes.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>

namespace perilune::terrain {

// The baked ground is a quadtree of bricks, coarse to fine, one for each tile of levels 0..kBakedLevel, so
// that a tile is built from one contiguous piece of the mapped file. Numbers are little-endian, as on every
// machine that runs this.

inline constexpr int kBakedLevel = 5;             ///< finest level in the file: texels of 1.3 km
inline constexpr int kReliefTexels = kTileTexels; ///< heights across a brick
inline constexpr int kReliefBorder = 4;
inline constexpr int kReliefSize = kReliefTexels + 2 * kReliefBorder;
inline constexpr int kLumaTexels = 96; ///< the photo is finer than the relief: 0.9 km
inline constexpr int kLumaBorder = 6;
inline constexpr int kLumaSize = kLumaTexels + 2 * kLumaBorder;
inline constexpr int kCoarseTexels = 16; ///< measured height, colour and ruggedness
inline constexpr int kCoarseBorder = 2;
inline constexpr int kCoarseSize = kCoarseTexels + 2 * kCoarseBorder;
inline constexpr double kHeightStepM = 0.5; ///< unit of the stored heights
inline constexpr int kBoundsLevel = 8;      ///< finest level whose height bounds are in the file

/// Everything that is baked for one tile. Texels lie row by row, t upward, borders continue over the
/// neighbours.
struct Brick {
    std::int16_t relief[kReliefSize * kReliefSize];   ///< drawn height, kHeightStepM
    std::int16_t measured[kCoarseSize * kCoarseSize]; ///< measured height, kHeightStepM
    std::uint8_t luma[kLumaSize * kLumaSize];         ///< sRGB-coded green of the photo
    std::uint8_t redOver[kCoarseSize * kCoarseSize];  ///< red - green + 128, sRGB-coded
    std::uint8_t blueOver[kCoarseSize * kCoarseSize]; ///< blue - green + 128
    std::uint8_t rugged[kCoarseSize * kCoarseSize];   ///< 0 = a mare's plain, 255 = highlands
};
struct HeightRange {
    std::int16_t low, high; ///< kHeightStepM
};

/// Where a tile stands among all tiles, level by level, face by face, row by row.
constexpr std::size_t tileIndex(const TileId& id) {
    const std::size_t before = 6 * (((std::size_t{1} << (2 * id.level)) - 1) / 3);
    return before + ((std::size_t(id.face) << (2 * id.level)) | (std::size_t(id.y) << id.level) | id.x);
}
constexpr std::size_t tileCount(int levels) {
    return 6 * (((std::size_t{1} << (2 * levels)) - 1) / 3);
}
inline constexpr std::size_t kBrickCount = tileCount(kBakedLevel + 1);
inline constexpr std::size_t kBoundsCount = tileCount(kBoundsLevel + 1);

struct GroundHeader {
    char magic[16];
    std::uint64_t fileBytes;
    std::uint32_t version, brickBytes;
    char spare[4096 - 32];
};
static_assert(sizeof(GroundHeader) == 4096 && sizeof(Brick) % 16 == 0);
inline constexpr char kGroundMagic[16] = "perilune ground";
inline constexpr std::uint32_t kGroundVersion = 1;
inline constexpr std::size_t kBoundsOffset = sizeof(GroundHeader);
inline constexpr std::size_t kBricksOffset =
    (kBoundsOffset + kBoundsCount * sizeof(HeightRange) + 4095) / 4096 * 4096;
inline constexpr std::size_t kGroundFileBytes = kBricksOffset + kBrickCount * sizeof(Brick);

/// `<share>/ground/moon.ground`
std::filesystem::path groundPath(const std::filesystem::path& shareDir);

/// The file. Pieces come into memory as they are asked for.
class GroundFile {
  public:
    static base::Result<GroundFile> open(const std::filesystem::path& path,
                                         base::FileWay way = base::FileWay::Read);

    /// The brick of a tile at kBakedLevel or above it in the tree; of the ancestor there for a deeper tile.
    /// Level ground where the file has become unreadable.
    std::shared_ptr<const Brick> brick(const TileId& id) const;
    HeightRange bounds(const TileId& id) const;

  private:
    GroundFile(base::Bytes bytes, base::Bytes::Piece bounds)
        : bytes_(std::move(bytes)), bounds_(std::move(bounds)) {}
    base::Bytes bytes_;
    base::Bytes::Piece bounds_;
};

} // namespace perilune::terrain
