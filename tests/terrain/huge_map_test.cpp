#include "terrain/ground_file.h"
#include "terrain/made_map.h"
#include "base/files.h"

#include <zlib.h>

#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

namespace perilune::terrain {
namespace {

double residentMb() {
    std::ifstream status("/proc/self/statm");
    long total = 0, resident = 0;
    status >> total >> resident;
    return double(resident) * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// A file that claims a whole pyramid of the Moon down to level 12 (texels of 10 m): 134 million bricks.
/// Bricks and index are holes; the tiles asked for get an entry and a brick before they are built.
class HugeMap {
  public:
    static constexpr int kLevel = 12;
    explicit HugeMap(const std::filesystem::path& path)
        : file_(::open(path.c_str(), O_RDWR | O_CREAT, 0644)) {
        std::memcpy(header_.magic, kSetMagic, sizeof kSetMagic);
        header_.version = kSetVersion;
        header_.maxLevel = kLevel;
        header_.brickBytes = std::uint32_t(brickPlaceBytes(RasterKind::Elevation));
        header_.brickCount = header_.entryCount = tileCount(kLevel + 1);
        header_.bricksOffset = sizeof header_;
        header_.entriesOffset = header_.bricksOffset + header_.brickCount * header_.brickBytes;
        header_.fileBytes = header_.entriesOffset + header_.entryCount * sizeof(TileEntry);
        header_.resolutionM = 10.0;
        header_.south = header_.west = -90.0;
        header_.north = header_.east = 90.0;
        std::strcpy(header_.title, "huge");
        for (std::uint8_t face = 0; face < 6; ++face)
            for (std::uint8_t level = 0; level <= kLevel; ++level)
                header_.rects[face][level] = {0, 0, 1u << level, 1u << level, tileIndex({face, level, 0, 0})};
        header_.headerCrc =
            std::uint32_t(::crc32_z(0, reinterpret_cast<const Bytef*>(&header_), sizeof header_));
    }
    ~HugeMap() {
        if (file_ >= 0)
            ::close(file_);
    }
    std::uint64_t bytes() const { return header_.fileBytes; }
    bool make() {
        return file_ >= 0 && ::ftruncate(file_, off_t(header_.fileBytes)) == 0 &&
               ::pwrite(file_, &header_, sizeof header_, 0) == ssize_t(sizeof header_);
    }
    /// Fills in a tile and all above it.
    void fill(TileId id) {
        if (id.level > kLevel) {
            const int up = id.level - kLevel;
            id = {id.face, kLevel, id.x >> up, id.y >> up};
        }
        for (;; id = id.parent()) {
            const std::uint64_t number = tileIndex(id);
            std::vector<float> heights;
            for (int i = 0; i < kSetSize * kSetSize; ++i)
                heights.push_back(float(200.0 * std::sin(i * 0.003 + double(id.x))));
            std::uint8_t weights[kWeightSize * kWeightSize];
            std::memset(weights, 255, sizeof weights);
            const HeightBrick brick = packHeights(heights.data(), weights);
            const TileEntry entry{std::uint32_t(number + 1), -200, 200};
            std::vector<std::byte> place(header_.brickBytes);
            std::memcpy(place.data(), &brick, sizeof brick);
            BrickTrailer t{id.x, id.y, id.face, id.level, -200, 200, kBrickMark, 0};
            std::byte* end = place.data() + place.size();
            std::memcpy(end - sizeof t, &t, sizeof t);
            t.crc = std::uint32_t(
                ::crc32_z(0, reinterpret_cast<const Bytef*>(place.data()), place.size() - sizeof t.crc));
            std::memcpy(end - sizeof t, &t, sizeof t);
            ASSERT_EQ(::pwrite(file_, place.data(), place.size(),
                               off_t(header_.bricksOffset + number * header_.brickBytes)),
                      ssize_t(place.size()));
            ASSERT_EQ(
                ::pwrite(file_, &entry, sizeof entry, off_t(header_.entriesOffset + number * sizeof entry)),
                ssize_t(sizeof entry));
            if (id.level == 0)
                break;
        }
    }

  private:
    TileSetHeader header_{};
    int file_;
};

TEST(HugeMap, ofATerabyteIsOpenedAndDrawnInLittleMemory) {
    const TestFolder folder("perilune_huge_map");
    HugeMap map(folder.path / "huge.tiles");
    ASSERT_GT(map.bytes(), std::uint64_t{1'000'000'000'000});
    if (!map.make())
        GTEST_SKIP() << "skipped: the file system of " << folder.path << " holds no sparse file of 1.4 TB";
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder.path);
    ASSERT_TRUE(ground);
    if (!(*ground)->problems().empty() &&
        (*ground)->problems()[0].find("cannot be mapped into memory") != std::string::npos)
        GTEST_SKIP() << "skipped: 1.4 TB cannot be mapped here: " << (*ground)->problems()[0];
    ASSERT_TRUE((*ground)->problems().empty()) << (*ground)->problems()[0];

    const double before = residentMb();
    double most = 0.0;
    std::size_t built = 0;
    // From afar down to two metres above the ground, over one place after the other.
    for (int step = 0; step < 16; ++step) {
        const double altitude = 1e7 * std::pow(2.0 / 1e7, step / 15.0);
        const double along = 0.02 * step;
        const glm::dvec3 d = glm::normalize(glm::dvec3(1.0, along, 0.3 - along));
        const double floor = (*ground)->drawnHeightM(astro::toSelenographic({d * 1e6}));
        TileView view;
        view.eye = d * (astro::kMoonRadiusM + floor + altitude);
        view.forward = glm::normalize(-d + (altitude < 1e5 ? glm::dvec3(0.0, 0.0, 2.0) : glm::dvec3(0.0)));
        view.up = glm::normalize(glm::cross(glm::dvec3(0.1, 1.0, 0.0), view.forward));
        view.tanHalfX = 0.7;
        view.tanHalfY = 0.4;
        const auto tiles = (*ground)->selectTiles(view);
        EXPECT_LE(tiles.size(), 600u);
        EXPECT_GE(tiles.size(), 10u);
        for (std::size_t i = 0; i < tiles.size(); i += 1 + tiles.size() / 20, ++built) {
            map.fill(tiles[i]);
            const Tile tile = (*ground)->buildTile(tiles[i]);
            EXPECT_TRUE(std::isfinite(tile.maxHeightM));
            EXPECT_TRUE((*ground)->problems().empty());
        }
        most = std::max(most, residentMb() - before);
    }
    std::printf("%zu tiles of a map of %.2f TB: %.1f MB more\n", built, double(map.bytes()) / 1e12, most);
    EXPECT_LT(most, 100.0);
}

} // namespace
} // namespace perilune::terrain
