#include "terrain/tile_set.h"

#include "terrain/made_map.h"
#include "base/files.h"

#include <zlib.h>

#include <cstring>
#include <fstream>
#include <random>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace perilune::terrain {
namespace {

MadeMap smallMap() {
    MadeMap map;
    map.maxLevel = 2;
    map.value = hills;
    map.middle = {1.0, 0.2, 0.1};
    map.inner = 0.2;
    map.outer = 0.4;
    return map;
}

std::vector<char> bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void write(const std::filesystem::path& file, const std::vector<char>& bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
}

TEST(TileSet, whatIsWrittenIsReadAgain) {
    const TestFolder folder("perilune_written_map");
    const auto file = folder.path / "small.tiles";
    writeMap(file, smallMap());
    EXPECT_FALSE(std::filesystem::exists(folder.path / "small.tiles.part"));
    const auto set = TileSet::open(file);
    ASSERT_TRUE(set) << set.error().message;
    EXPECT_EQ(set->kind(), RasterKind::Elevation);
    EXPECT_EQ(set->maxLevel(), 2);
    EXPECT_STREQ(set->header().title, "made up");
    EXPECT_TRUE(set->bricksAreWhole());
    const auto brick = set->heights({0, 2, 2, 2});
    ASSERT_TRUE(brick);
    for (int i = 0; i < kSetSize; i += 5) {
        const double h = double(brick->baseM) + double(brick->stepM) * brick->texels[i * kSetSize + 7];
        EXPECT_NEAR(h, hills(texelDirection({0, 2, 2, 2}, kTileTexels, 7 - kSetBorder, i - kSetBorder)),
                    0.07);
    }
    EXPECT_EQ(set->heights({1, 0, 0, 0}), nullptr); // the far side
    EXPECT_EQ(set->heights({0, 3, 4, 4}), nullptr); // finer than the map
    EXPECT_EQ(set->albedo({0, 2, 2, 2}), nullptr);
    // Bounds of a coarse tile hold those of the tiles in it.
    const auto parent = set->entry({0, 1, 1, 1});
    ASSERT_TRUE(parent);
    for (unsigned i = 0; i < 4; ++i)
        if (const auto child = set->entry(TileId{0, 1, 1, 1}.child(i))) {
            EXPECT_LE(parent->lowM, child->lowM);
            EXPECT_GE(parent->highM, child->highM);
        }
}

TEST(TileSetWriter, goesOnWhereItWasInterruptedAndDropsATornBrick) {
    const TestFolder folder("perilune_resumed_map");
    const MadeMap map = smallMap();
    writeMap(folder.path / "whole.tiles", map);
    const auto file = folder.path / "torn.tiles", part = folder.path / "torn.tiles.part";
    std::size_t before = 0;
    {
        auto writer = TileSetWriter::create(file, descriptionOf(map));
        ASSERT_TRUE(writer);
        MadeMap first = map;
        first.maxLevel = 1;
        writeTile(*writer, first, {0, 0, 0, 0});
        before = writer->count();
        ASSERT_GT(before, 1u);
    }
    EXPECT_FALSE(TileSet::open(part)); // not taken for a map, under whatever name
    std::filesystem::resize_file(part, std::filesystem::file_size(part) - 100);
    {
        auto writer = TileSetWriter::create(file, descriptionOf(map));
        ASSERT_TRUE(writer);
        EXPECT_EQ(writer->count(), before - 1);
        EXPECT_TRUE(writer->has({0, 0, 0, 0}));
        EXPECT_FALSE(TileSetWriter::create(file, descriptionOf(map))); // one at a time
        for (std::uint8_t face = 0; face < 6; ++face)
            writeTile(*writer, map, {face, 0, 0, 0});
        ASSERT_TRUE(writer->finish());
    }
    EXPECT_EQ(bytesOf(file).size(), bytesOf(folder.path / "whole.tiles").size());
    const auto set = TileSet::open(file);
    ASSERT_TRUE(set);
    EXPECT_TRUE(set->bricksAreWhole());
}

TEST(TileSetWriter, anotherMapsPartIsNotTaken) {
    const TestFolder folder("perilune_other_map");
    const auto file = folder.path / "a.tiles";
    MadeMap map = smallMap();
    {
        auto writer = TileSetWriter::create(file, descriptionOf(map));
        ASSERT_TRUE(writer);
        writeTile(*writer, map, {0, 0, 0, 0});
    }
    map.resolutionM = 4000.0;
    auto writer = TileSetWriter::create(file, descriptionOf(map));
    ASSERT_TRUE(writer);
    EXPECT_EQ(writer->count(), 0u);
    writer->discard();
    EXPECT_TRUE(std::filesystem::is_empty(folder.path));
}

TEST(TileSetWriter, namesTheFileThatCannotBeWritten) {
    const auto writer = TileSetWriter::create("/nonexistent/a.tiles", descriptionOf(smallMap()));
    ASSERT_FALSE(writer);
    EXPECT_NE(writer.error().message.find("/nonexistent/a.tiles.part"), std::string::npos);
}

TEST(TileSet, aDamagedBrickIsFoundByTheFullCheck) {
    const TestFolder folder("perilune_damaged_brick");
    const auto file = folder.path / "a.tiles";
    writeMap(file, smallMap());
    auto bytes = bytesOf(file);
    bytes[sizeof(TileSetHeader) + 5000] ^= 1;
    write(file, bytes);
    const auto set = TileSet::open(file);
    ASSERT_TRUE(set);
    EXPECT_FALSE(set->bricksAreWhole());
}

/// Every flaw is refused in one line or does no harm; nothing crashes. Half of the files have check sums that
/// fit their flaws, as a hostile one would.
TEST(TileSet, hundredsOfDamagedFilesDoNoHarm) {
    const TestFolder folder("perilune_hostile_maps");
    const auto file = folder.path / "a.tiles";
    writeMap(file, smallMap());
    const auto good = bytesOf(file);
    ASSERT_GT(good.size(), sizeof(TileSetHeader));
    std::mt19937 random(7);
    const auto any = [&](std::size_t below) { return std::size_t(random()) % below; };
    int refused = 0;
    for (int round = 0; round < 400; ++round) {
        auto bytes = good;
        TileSetHeader h;
        std::memcpy(&h, bytes.data(), sizeof h);
        const std::uint64_t odd[] = {
            0, 1, 0xffffffffu, ~std::uint64_t{0}, std::uint64_t{1} << 63, bytes.size(), random()};
        const std::uint64_t value = odd[any(7)];
        switch (round % 8) {
        case 0:
            bytes.resize(any(bytes.size()));
            break;
        case 1:
            for (int i = 0; i < 4; ++i)
                bytes[any(bytes.size())] ^= char(1 << any(8));
            break;
        case 2:
            (&h.fileBytes)[any(6)] = value;
            break;
        case 3:
            (&h.version)[any(4)] = std::uint32_t(value);
            break;
        case 4: {
            TileRect& r = h.rects[any(6)][any(kSetLevels)];
            (&r.x)[any(4)] = std::uint32_t(value);
            if (any(2))
                r.first = value;
            break;
        }
        case 5:
            std::memset(h.title, 'x', sizeof h.title + any(1500));
            break;
        case 6: { // an index with slots and bounds of its own
            auto* entries = reinterpret_cast<TileEntry*>(bytes.data() + h.entriesOffset);
            for (int i = 0; i < 10; ++i)
                entries[any(h.entryCount)] = {std::uint32_t(value), std::int16_t(random()),
                                              std::int16_t(random())};
            h.tableCrc = std::uint32_t(
                ::crc32_z(0, reinterpret_cast<const Bytef*>(entries), h.entryCount * sizeof(TileEntry)));
            break;
        }
        default: { // bricks of nonsense
            auto* at = bytes.data() + sizeof h;
            for (std::size_t i = 0; i < h.brickCount; ++i, at += h.brickBytes) {
                const float base[] = {NAN, INFINITY, 1e30f, float(random())},
                            step[] = {NAN, -1.0f, 1e30f, 0.0f};
                std::memcpy(at, &base[any(4)], 4);
                std::memcpy(at + 4, &step[any(4)], 4);
            }
        }
        }
        if (round % 8 >= 2 && (round / 8) % 2 == 0) {
            h.headerCrc = 0;
            h.headerCrc = std::uint32_t(::crc32_z(0, reinterpret_cast<const Bytef*>(&h), sizeof h));
        }
        if (round % 8 >= 2)
            std::memcpy(bytes.data(), &h, sizeof h);
        write(file, bytes);
        const auto set = TileSet::open(file);
        if (!set) {
            ++refused;
            EXPECT_EQ(set.error().message.find('\n'), std::string::npos);
            EXPECT_NE(set.error().message.find("a.tiles"), std::string::npos);
            continue;
        }
        const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder.path);
        ASSERT_TRUE(ground);
        for (const TileId id : {TileId{0, 0, 0, 0}, TileId{0, 2, 2, 2}, TileId{0, 7, 70, 66}}) {
            const Tile tile = (*ground)->buildTile(id);
            EXPECT_TRUE(std::isfinite(tile.minHeightM) && std::isfinite(tile.maxHeightM));
        }
        set->bricksAreWhole();
    }
    EXPECT_GT(refused, 200);
    std::printf("%d of 400 refused\n", refused);
}

/// As when it is imported anew by hand, or its disk fills, while the window is open.
TEST(Ground, aMapThatIsCutShortWhileItIsUsedIsToldAndEndsNothing) {
    const TestFolder folder("perilune_cut_map");
    const auto file = folder.path / "a.tiles";
    writeMap(file, smallMap());
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder.path);
    ASSERT_TRUE(ground);
    EXPECT_TRUE((*ground)->problems().empty());
    std::filesystem::resize_file(file, sizeof(TileSetHeader) + 10);
    for (const TileId id : {TileId{0, 0, 0, 0}, TileId{0, 2, 2, 2}, TileId{0, 7, 70, 66}}) {
        const Tile tile = (*ground)->buildTile(id);
        EXPECT_TRUE(std::isfinite(tile.minHeightM) && std::isfinite(tile.maxHeightM));
    }
    ASSERT_EQ((*ground)->problems().size(), 1u);
    EXPECT_NE((*ground)->problems()[0].find("a.tiles is damaged"), std::string::npos);
}

TEST(Ground, aMapThatIsNoneIsLeftOutAndTold) {
    const TestFolder folder("perilune_no_map");
    std::ofstream(folder.path / "no.tiles") << "perilune tiles";
    std::filesystem::create_directory(folder.path / "folder.tiles");
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder.path);
    ASSERT_TRUE(ground);
    ASSERT_EQ((*ground)->problems().size(), 2u);
    EXPECT_NE((*ground)->problems()[1].find("no.tiles is cut short; import it again"), std::string::npos);
}

} // namespace
} // namespace perilune::terrain
