#pragma once

#include "terrain/ground.h"
#include "terrain/raster_kind.h"
#include "base/bytes.h"
#include "base/result.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace perilune::terrain {

// An installed map is one file, `<name>.tiles`: a quadtree of bricks on the cube-sphere's tiles, from level 0
// to the level whose texels are no larger than the map's own pixels, wherever the map has data. Towards the
// poles the pixels of a cylindrical map are narrower than that: there its own pixels lie beside, as two
// strips of bricks (polar_strips.h). Header, level table, bricks and index lie one behind the other and are
// mapped read-only; numbers are little-endian.

inline constexpr int kSetBorder = 4;
inline constexpr int kSetSize = kTileTexels + 2 * kSetBorder;
inline constexpr int kWeightTexels = 16, kWeightBorder = 2;
inline constexpr int kWeightSize = kWeightTexels + 2 * kWeightBorder;

/// A piece of elevation: height = base + step · texel. Rows run with t upward; borders continue over the
/// neighbours, also over those on another face.
struct HeightBrick {
    float baseM = 0.0f, stepM = 0.0f;
    std::uint8_t weight[kWeightSize * kWeightSize]; ///< 0 = no data near .. 255 = the map alone counts
    std::uint16_t texels[kSetSize * kSetSize];
};
/// A piece of albedo, sRGB-coded.
struct AlbedoBrick {
    std::uint8_t weight[kWeightSize * kWeightSize];
    std::uint8_t rgb[kSetSize * kSetSize * 3];
};

/// Stands behind each brick, at the end of its place of `brickBytes`.
struct BrickTrailer {
    std::uint32_t x, y;
    std::uint8_t face, level;
    std::int16_t lowM, highM;
    std::uint16_t mark; ///< kBrickMark
    std::uint32_t crc;  ///< CRC-32 of the place but for this field
};
static_assert(sizeof(BrickTrailer) == 20);
inline constexpr std::uint16_t kBrickMark = 0x4272;
/// Bytes that a brick takes in the file.
constexpr std::size_t brickPlaceBytes(RasterKind kind) {
    const std::size_t brick = kind == RasterKind::Elevation ? sizeof(HeightBrick) : sizeof(AlbedoBrick);
    return (brick + sizeof(BrickTrailer) + 15) / 16 * 16;
}

/// Where a tile's brick lies, and how high its ground reaches.
struct TileEntry {
    std::uint32_t slot = 0;           ///< 0 = the map has nothing here; else the brick's number, from 1
    std::int16_t lowM = 0, highM = 0; ///< elevation only; rounded outwards
};

/// A rectangle of tiles of one level of one face; its entries lie row by row from `first` on.
struct TileRect {
    std::uint32_t x = 0, y = 0, width = 0, height = 0;
    std::uint64_t first = 0;
};

inline constexpr int kSetLevels = kMaxLevel + 1;
inline constexpr char kSetMagic[16] = "perilune tiles";
inline constexpr std::uint32_t kSetVersion = 1;
inline constexpr std::uint32_t kStripsVersion = 2; ///< of maps with strips

/// Rows of a cylindrical map that goes around the Moon, next to a pole, as they lie in the map: bricks of
/// kTileTexels pixels each way, `face` kStripFace (north) or the one behind it.
struct StripHeader {
    TileRect tiles;           ///< x along the rows, from the map's west
    double westDeg, northDeg; ///< outer corner of the strip's first pixel
    double stepXDeg, stepYDeg;
    std::uint32_t columns, rows;
};
inline constexpr std::uint8_t kStripFace = 6;

/// First 8 KiB of the file. `headerCrc` is the CRC-32 of the header with that field 0, `tableCrc` of the
/// index.
struct TileSetHeader {
    char magic[16];
    std::uint32_t version;
    std::uint32_t kind; ///< RasterKind
    std::uint32_t maxLevel;
    std::uint32_t brickBytes;
    std::uint64_t fileBytes;
    std::uint64_t entryCount, entriesOffset;
    std::uint64_t brickCount, bricksOffset;
    std::uint64_t bricksCrc; ///< of all bricks, read only when the file is checked in full
    std::uint32_t tableCrc, headerCrc;
    double resolutionM;
    double south, north, west, east; ///< extent in degrees; west > east over the date line
    char title[256], source[256], licence[256], files[1024]; ///< UTF-8, ending in 0
    TileRect rects[6][kSetLevels];
    char notes[2048];      ///< a line each: what the importer concluded; empty in maps of earlier days
    StripHeader strips[2]; ///< north, south; without columns where there is none
    char spare[8192 - 16 - 4 * 4 - 8 * 6 - 2 * 4 - 8 * 5 - 256 * 3 - 1024 - 2048 -
               sizeof(TileRect) * 6 * kSetLevels - 2 * sizeof(StripHeader)];
};
static_assert(sizeof(TileSetHeader) == 8192);

/// An installed map. Immutable; any thread may read it.
class TileSet {
  public:
    /// A file that is cut short, of another version or damaged in header or index is refused in one line. (An
    /// index of more than 4 MiB is checked by bricksAreWhole() alone; no entry leads outside the file.)
    static base::Result<TileSet> open(const std::filesystem::path& file,
                                      base::FileWay way = base::FileWay::Read);

    const TileSetHeader& header() const;
    RasterKind kind() const { return RasterKind(header().kind); }
    int maxLevel() const { return int(header().maxLevel); }
    /// Null where the map has none at this pole.
    const StripHeader* strip(bool north) const {
        const StripHeader& strip = header().strips[north ? 0 : 1];
        return header().version == kStripsVersion && strip.columns > 0 ? &strip : nullptr;
    }
    const std::filesystem::path& file() const { return file_; }

    /// The entry of a tile (level <= maxLevel) or of a strip's brick; nothing where the map has nothing.
    std::optional<TileEntry> entry(const TileId& id) const;
    /// Null where the map has nothing there, or what the file has there is damaged or gone. A brick is
    /// compared with its check sum when it is first used.
    std::shared_ptr<const HeightBrick> heights(const TileId& id) const;
    std::shared_ptr<const AlbedoBrick> albedo(const TileId& id) const;

    /// Whether something that was asked for turned out to be damaged.
    bool wasFoundDamaged() const { return found_->damaged; }
    /// Reads index and all bricks and compares them with their check sums; false: damaged.
    bool bricksAreWhole() const;
    /// Gives back the memory of what was read; it is read again when it is asked for.
    void forgetPages() const;

  private:
    TileSet(std::filesystem::path file, base::Bytes bytes, base::Bytes::Piece head);
    const TileRect* rectOf(const TileId& id) const;
    std::optional<TileEntry> entryAt(std::uint64_t number) const;
    base::Bytes::Piece brick(const TileId& id) const;
    std::optional<std::uint32_t> crcOver(std::uint64_t offset, std::uint64_t bytes) const;
    bool indexIsWhole() const;

    std::filesystem::path file_;
    base::Bytes bytes_;
    base::Bytes::Piece head_, index_; ///< the index where it is small

    /// What reading has shown so far.
    struct Found {
        explicit Found(std::uint64_t bricks) : whole(std::size_t((bricks + 7) / 8)) {}
        std::atomic<bool> damaged{false};
        std::vector<std::atomic<std::uint8_t>> whole; ///< a bit for each brick
    };
    std::unique_ptr<Found> found_;
};

} // namespace perilune::terrain
