#include "terrain/ground.h"

#include "terrain/ground_file.h"
#include "base/files.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

namespace perilune::terrain {
namespace {

using base::Angle;

std::shared_ptr<const Ground> theGround() {
    static const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads());
    return ground ? *ground : nullptr;
}

astro::Selenographic at(double latitude, double longitude) {
    return {Angle::degrees(latitude), Angle::degrees(longitude), 0.0};
}
astro::Selenographic placeOf(const glm::dvec3& metres) {
    return astro::toSelenographic({metres});
}

glm::dvec3 corner(const Tile& tile, int i, int j) {
    return tile.origin.m + glm::dvec3(tile.corners[std::size_t(j * (kTileQuads + 1) + i)]);
}

TEST(Ground, missingFileSaysToBuildAgain) {
    const auto ground = Ground::open("/nonexistent", base::Workers::onThreads());
    ASSERT_FALSE(ground);
    EXPECT_NE(ground.error().message.find("build the program again"), std::string::npos);
}

TEST(Ground, aTruncatedFileIsRefused) {
    const auto folder = std::filesystem::temp_directory_path() / "perilune_truncated_ground";
    std::filesystem::create_directories(folder / "ground");
    std::ofstream(groundPath(folder)) << "perilune ground";
    const auto ground = Ground::open(folder, base::Workers::onThreads());
    std::filesystem::remove_all(folder);
    ASSERT_FALSE(ground);
    EXPECT_NE(ground.error().message.find("damaged"), std::string::npos);
}

TEST(Ground, heightsFollowTheLaserAltimeter) {
    const std::string path = std::string(PERILUNE_SHARED_DIR) + "/data/dem/LDEM_4.IMG";
    std::ifstream file(path, std::ios::binary);
    if (!file)
        GTEST_SKIP() << "skipped: needs ../shared/data/dem/LDEM_4.IMG";
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    constexpr int kWidth = 1440, kHeight = 720;
    std::vector<std::int16_t> map(kWidth * kHeight);
    file.read(reinterpret_cast<char*>(map.data()), std::streamsize(map.size() * 2));
    double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0, square = 0;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; x += 3) {
            const double latitude = 90.0 - (y + 0.5) * 0.25, longitude = (x + 0.5) * 0.25;
            const double w = std::cos(latitude * std::numbers::pi / 180.0);
            const double truth = 0.5 * map[std::size_t(y * kWidth + x)];
            const double ours =
                ground->heightM(at(latitude, longitude > 180.0 ? longitude - 360.0 : longitude));
            n += w, a += w * truth, b += w * ours, aa += w * truth * truth, bb += w * ours * ours;
            ab += w * truth * ours, square += w * (truth - ours) * (truth - ours);
        }
    const double correlation =
        (ab / n - a / n * b / n) / std::sqrt((aa / n - a * a / n / n) * (bb / n - b * b / n / n));
    const double rms = std::sqrt(square / n);
    RecordProperty("correlation", std::to_string(correlation));
    RecordProperty("rms_m", std::to_string(rms));
    EXPECT_GE(correlation, 0.99);
    EXPECT_LE(rms, 240.0);
}

TEST(Ground, knownPlacesHaveTheirHeights) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    EXPECT_NEAR(ground->heightM(at(0.674, 23.473)), -1930.0, 120.0); // Tranquility Base: a plain
    EXPECT_NEAR(ground->heightM(at(-84.9, -42.1)), -2871.0, 700.0);  // Cabeus: a floor some texels wide
    EXPECT_GT(ground->heightM(at(5.4, -158.6)), 8000.0);             // near the highest place of the Moon
    EXPECT_LT(ground->heightM(at(-70.4, -172.6)), -7000.0);          // Antoniadi, near the lowest
}

TEST(Ground, drawnHeightsStayNearTheMeasuredOnes) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    double square = 0.0;
    int n = 0;
    for (double latitude = -85.0; latitude <= 85.0; latitude += 5.0)
        for (double longitude = -177.0; longitude < 180.0; longitude += 6.0, ++n) {
            const double away =
                ground->drawnHeightM(at(latitude, longitude)) - ground->heightM(at(latitude, longitude));
            EXPECT_LT(std::abs(away), 4000.0);
            square += away * away;
        }
    EXPECT_LT(std::sqrt(square / n), 350.0);
}

TEST(Ground, hasNoStepAcrossTheEdgesOfTheCube) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    const double off = 1e-9; // two millimetres
    for (double along = -0.99; along < 1.0; along += 0.02) {
        const std::pair<glm::dvec3, glm::dvec3> edges[] = {{{1, 1, along}, {1, -1, 0}},
                                                           {{-1, 1, along}, {1, 1, 0}},
                                                           {{1, along, 1}, {1, 0, -1}},
                                                           {{along, 1, -1}, {0, 1, 1}},
                                                           {{along, -1, -1}, {0, 1, -1}}};
        for (const auto& [edge, way] : edges) {
            const glm::dvec3 across = way * off;
            const double here = ground->drawnHeightM(placeOf((edge + across) * 1e6));
            const double there = ground->drawnHeightM(placeOf((edge - across) * 1e6));
            EXPECT_NEAR(here, there, 0.02);
        }
    }
}

TEST(Ground, aTileIsTheSameEveryTime) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (const TileId id : {TileId{0, 3, 2, 5}, TileId{5, 12, 2048, 2047}, TileId{2, 16, 1000, 60000}}) {
        const Tile a = ground->buildTile(id), b = ground->buildTile(id);
        EXPECT_EQ(a.corners, b.corners);
        EXPECT_EQ(a.normals, b.normals);
        EXPECT_EQ(a.albedo, b.albedo);
    }
}

TEST(Ground, deepTilesStandWhereTheDrawnGroundIs) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (const TileId id : {TileId{5, 16, 33000, 32000}, TileId{0, 17, 70000, 65536},
                            TileId{3, 18, 0, 131072}, TileId{4, 18, 262143, 262143}}) {
        const Tile tile = ground->buildTile(id);
        for (int j = 0; j <= kTileQuads; j += 4)
            for (int i = 0; i <= kTileQuads; ++i) {
                const glm::dvec3 p = corner(tile, i, j);
                EXPECT_NEAR(glm::length(p) - astro::kMoonRadiusM, ground->drawnHeightM(placeOf(p)), 0.02);
            }
    }
}

TEST(Ground, bordersOfNeighboursAreTheSamePoints) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (const int level : {1, 4, 5, 6, 9, 13, 16}) {
        const std::uint32_t last = (1u << level) - 1, middle = last / 2;
        const auto l = std::uint8_t(level);
        // Inside a face; then over an edge of the cube: the east of +X is the west of +Y.
        const std::pair<TileId, TileId> pairs[] = {{{5, l, middle, middle}, {5, l, middle + 1, middle}},
                                                   {{0, l, last, middle}, {2, l, 0, middle}}};
        for (const auto& [left, right] : pairs) {
            const Tile a = ground->buildTile(left), b = ground->buildTile(right);
            for (int j = 0; j <= kTileQuads; ++j) // floats from each tile's own origin
                EXPECT_LT(glm::distance(corner(a, kTileQuads, j), corner(b, 0, j)),
                          1e-7 * 5.5e6 / (1 << level) + 1e-6)
                    << "level " << level;
        }
    }
}

TEST(Ground, boundsHoldWhatIsBuilt) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (int i = 0; i < 200; ++i) {
        const auto level = std::uint8_t(i % (kMaxLevel + 1));
        const std::uint32_t mask = (1u << level) - 1;
        const TileId id{std::uint8_t(i % 6), level, (2654435761u * unsigned(i + 1) >> 7) & mask,
                        (40503u * unsigned(i + 7) * 977u >> 3) & mask};
        const Tile tile = ground->buildTile(id);
        const auto [low, high] = ground->heightBounds(id);
        EXPECT_LE(low, double(tile.minHeightM)) << "level " << i % (kMaxLevel + 1);
        EXPECT_GE(high, double(tile.maxHeightM)) << "level " << i % (kMaxLevel + 1);
    }
}

TEST(Ground, normalsAreUnitAndPointOutward) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (const TileId id : {TileId{0, 0, 0, 0}, TileId{1, 5, 3, 30}, TileId{4, 9, 100, 200}}) {
        const Tile tile = ground->buildTile(id);
        ASSERT_EQ(tile.normals.size(), std::size_t(kTileMapSize * kTileMapSize * 4));
        ASSERT_EQ(tile.albedo.size(), std::size_t(kTileMapSize * kTileMapSize * 4));
        for (std::size_t i = 0; i < tile.normals.size(); i += 4) {
            const glm::dvec3 n(tile.normals[i], tile.normals[i + 1], tile.normals[i + 2]);
            EXPECT_NEAR(glm::length(n) / 32767.0, 1.0, 1e-3);
            EXPECT_GT(glm::dot(n, directionOf(id, 0.5, 0.5)), 0.0);
        }
    }
}

TEST(Ground, tilesHaveXToTheRightAndYUpSeenFromOutside) {
    for (std::uint8_t face = 0; face < 6; ++face) {
        const TileId id{face, 0, 0, 0};
        const glm::dvec3 d = directionOf(id, 0.5, 0.5);
        const glm::dvec3 x = directionOf(id, 0.6, 0.5) - d, y = directionOf(id, 0.5, 0.6) - d;
        EXPECT_GT(glm::dot(glm::cross(x, y), d), 0.0);
        EXPECT_GT(d[face / 2] * (face % 2 ? -1.0 : 1.0), 0.99);
    }
}

} // namespace
} // namespace perilune::terrain
