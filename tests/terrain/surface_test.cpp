#include "terrain/brick_sample.h"
#include "terrain/horizon.h"
#include "terrain/made_map.h"
#include "base/files.h"

#include <chrono>
#include <random>

namespace perilune::terrain {
namespace {

/// Where the cube's faces meet, two and three, where tiles do, and the poles.
const glm::dvec3 kAwkward[] = {{1, 1, 0.3}, {1, -0.2, 1}, {-1, 1, -1}, {1, 1, 1},       {0, 0, 1},
                               {0, 0, -1},  {1, 0, 0},    {0, 1, -1},  {1, 0.999, 0.2}, {-1, 0.001, 0.998}};

astro::Selenographic placeOf(const glm::dvec3& direction) {
    return astro::toSelenographic({glm::normalize(direction) * 1e6});
}

glm::dvec3 randomDirection(std::mt19937& random) {
    std::normal_distribution<double> normal;
    return glm::normalize(glm::dvec3(normal(random), normal(random), normal(random)));
}

std::vector<glm::dvec3> directions(int count) {
    std::mt19937 random(5);
    std::vector<glm::dvec3> list;
    for (const glm::dvec3& d : kAwkward)
        list.push_back(glm::normalize(d));
    for (int i = 0; i < count; ++i)
        list.push_back(randomDirection(random));
    return list;
}

/// A coarse global map, a finer one over part of three faces and a fine one inside that.
struct Installed {
    TestFolder folder;
    std::shared_ptr<const Ground> ground;
    static constexpr double kFine = 700.0; ///< how far the maps lie above one another

    Installed() : folder("perilune_surface") {
        const glm::dvec3 middle(1.0, 1.0, 0.7);
        MadeMap global{RasterKind::Elevation, 3, 7580.0, "global", hills};
        MadeMap regional{RasterKind::Elevation,
                         5,
                         1900.0,
                         "regional",
                         [](const glm::dvec3& d) { return hills(d) + 400.0 * std::sin(300.0 * d.y); },
                         middle,
                         0.1,
                         0.2};
        MadeMap fine{RasterKind::Elevation,
                     8,
                     240.0,
                     "fine",
                     [](const glm::dvec3& d) { return hills(d) + 60.0 * std::sin(2000.0 * d.z) + kFine; },
                     {1.0, 0.97, 0.75},
                     0.004,
                     0.015};
        MadeMap photo{RasterKind::Albedo,
                      7,
                      500.0,
                      "photo",
                      [](const glm::dvec3&) { return 200.0; },
                      middle,
                      0.03,
                      0.06};
        writeMap(folder.path / "global.tiles", global);
        writeMap(folder.path / "regional.tiles", regional);
        writeMap(folder.path / "fine.tiles", fine);
        writeMap(folder.path / "photo.tiles", photo);
        if (auto opened = Ground::open(base::shareDir(), base::Workers::onThreads(), folder.path))
            ground = *opened;
    }
};
const Installed& installed() {
    static const Installed it;
    return it;
}
std::shared_ptr<const Ground> bare() {
    static const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads());
    return ground ? *ground : nullptr;
}

/// Places in and around the maps' edges, and all over the Moon.
std::vector<glm::dvec3> placesOfInterest() {
    std::mt19937 random(11);
    std::vector<glm::dvec3> list = directions(40);
    for (const double spread : {0.003, 0.012, 0.05, 0.18})
        for (int i = 0; i < 25; ++i)
            list.push_back(glm::normalize(glm::normalize(glm::dvec3(1.0, 0.97, 0.75)) +
                                          spread * randomDirection(random)));
    return list;
}

/// The mesh and the texels of the tile of a level at a place, as its corner that is nearest.
void expectStands(const Ground& ground, const TileId& id, bool modelled, double toleranceM) {
    const Tile tile = ground.buildTile(id, {modelled, GroundTint::None});
    for (int j = 0; j <= kTileQuads; j += 8)
        for (int i = 0; i <= kTileQuads; i += 8) {
            const glm::dvec3 p =
                tile.origin.m + glm::dvec3(tile.corners[std::size_t(j * (kTileQuads + 1) + i)]);
            const double stands = glm::length(p) - astro::kMoonRadiusM;
            const auto place = placeOf(p);
            EXPECT_NEAR(stands, modelled ? ground.drawnHeightM(place) : ground.heightM(place), toleranceM)
                << "face " << int(id.face) << " level " << int(id.level) << " " << id.x << " " << id.y;
            const auto [low, high] = ground.heightBounds(id);
            EXPECT_LE(low, double(tile.minHeightM));
            EXPECT_GE(high, double(tile.maxHeightM));
        }
}

TileId tileAt(const glm::dvec3& direction, int level) {
    return placeInTile(cubePoint(direction), level).id;
}

TEST(Surface, nothingFloatsOrSinksOnTheFinestTiles) {
    ASSERT_TRUE(bare() && installed().ground);
    for (const auto& ground : {bare(), installed().ground})
        for (const bool modelled : {true, false}) {
            int n = 0;
            for (const glm::dvec3& d : placesOfInterest())
                if (n++ % 8 == 0 || n < 12)
                    expectStands(*ground, tileAt(d, kMaxLevel), modelled, 0.005);
        }
}

TEST(Surface, boundsHoldEveryTileAlsoUnderMaps) {
    ASSERT_TRUE(installed().ground);
    int n = 0;
    for (const glm::dvec3& d : placesOfInterest()) {
        const TileId id = tileAt(d, n % kMaxLevel);
        const Tile tile = installed().ground->buildTile(id, {n % 3 != 0, GroundTint::None});
        const auto [low, high] = installed().ground->heightBounds(id);
        EXPECT_LE(low, double(tile.minHeightM)) << "level " << n % kMaxLevel;
        EXPECT_GE(high, double(tile.maxHeightM)) << "level " << n % kMaxLevel;
        ++n;
    }
}

TEST(Surface, neighboursAgreeOnWhatTheyShare) {
    ASSERT_TRUE(installed().ground);
    const Ground& ground = *installed().ground;
    for (const int level : {0, 2, 4, 6, 8, 11}) {
        const std::uint32_t last = (1u << level) - 1;
        const auto l = std::uint8_t(level);
        const std::uint32_t y = tileAt({1.0, 0.98, 0.72}, level).y;
        const Tile a = ground.buildTile({0, l, last, y}), b = ground.buildTile({2, l, 0, y});
        for (int j = 0; j <= kTileQuads; ++j) {
            const auto corner = [&](const Tile& tile, int i) {
                return tile.origin.m + glm::dvec3(tile.corners[std::size_t(j * (kTileQuads + 1) + i)]);
            };
            EXPECT_LT(glm::distance(corner(a, kTileQuads), corner(b, 0)), 1e-7 * 5.5e6 / (1 << level) + 1e-6);
        }
    }
}

TEST(Surface, theFinestMapThatKnowsAPlaceGivesItsHeight) {
    ASSERT_TRUE(installed().ground);
    const Ground& ground = *installed().ground;
    const auto in = placeOf({1.0, 0.97, 0.75}), around = placeOf({1.0, 1.0, 0.6}),
               far = placeOf({-1.0, 0.3, 0.2});
    const auto direction = [](const astro::Selenographic& p) { return astro::up(p).v; };
    EXPECT_NEAR(ground.heightM(in),
                hills(direction(in)) + 60.0 * std::sin(2000.0 * direction(in).z) + Installed::kFine, 1.0);
    EXPECT_NEAR(ground.heightM(around),
                hills(direction(around)) + 400.0 * std::sin(300.0 * direction(around).y), 2.0);
    EXPECT_NEAR(ground.heightM(far), hills(direction(far)), 2.0);
    EXPECT_EQ(ground.resolutionM(in), 240.0);
    EXPECT_EQ(ground.resolutionM(around), 1900.0);
    EXPECT_EQ(ground.resolutionM(far), 7580.0);
    EXPECT_EQ(ground.source(in), "fine");
    EXPECT_EQ(ground.source(around), "regional");
    EXPECT_NEAR(bare()->resolutionM(in), 10661.0, 1.0);
}

TEST(Surface, aMapGoesOverIntoTheNextWithoutAStep) {
    ASSERT_TRUE(installed().ground);
    const Ground& ground = *installed().ground;
    const glm::dvec3 from = glm::normalize(glm::dvec3(1.0, 0.97, 0.75));
    const glm::dvec3 way = glm::normalize(glm::cross(from, glm::dvec3(0.3, -1.0, 0.2)));
    constexpr double kStep = 2e-5; // 35 m
    double before = ground.heightM(placeOf(from)), drawnBefore = ground.drawnHeightM(placeOf(from));
    for (double a = kStep; a < 0.3; a += kStep) {
        const auto place = placeOf(from + std::tan(a) * way);
        const double here = ground.heightM(place), drawn = ground.drawnHeightM(place);
        EXPECT_LT(std::abs(here - before), 30.0);
        EXPECT_LT(std::abs(drawn - drawnBefore), 45.0);
        before = here, drawnBefore = drawn;
    }
}

TEST(Surface, measuredCratersTakeThePlaceOfModelledOnes) {
    ASSERT_TRUE(installed().ground);
    // The fine map is of level 8: what is drawn on it may leave it only by craters smaller than its texels.
    const Ground& ground = *installed().ground;
    std::mt19937 random(3);
    const glm::dvec3 middle = glm::normalize(glm::dvec3(1.0, 0.97, 0.75));
    double most = 0.0, mostBare = 0.0;
    for (int i = 0; i < 400; ++i) {
        const auto place = placeOf(middle + 0.003 * randomDirection(random));
        most = std::max(most, std::abs(ground.drawnHeightM(place) - ground.heightM(place)));
        mostBare = std::max(mostBare, std::abs(bare()->drawnHeightM(place) - bare()->heightM(place)));
    }
    EXPECT_LT(most, 60.0);
    EXPECT_GT(most, 0.5);
    EXPECT_GT(mostBare, 100.0);
}

TEST(Surface, slopeIsThatOfTheHeights) {
    for (const auto& ground : {bare(), installed().ground}) {
        ASSERT_TRUE(ground);
        for (const glm::dvec3& d : placesOfInterest()) {
            const glm::dvec3 a = glm::normalize(
                glm::cross(d, std::abs(d.z) < 0.9 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0)));
            const glm::dvec3 b = glm::cross(d, a);
            const double step = 1e-6;
            const auto height = [&](const glm::dvec3& way) {
                return ground->heightM(placeOf(d + step * way));
            };
            const double radius = astro::kMoonRadiusM + height({});
            const double slope =
                std::atan(std::hypot(height(a) - height(-a), height(b) - height(-b)) / (2.0 * step * radius));
            EXPECT_NEAR(ground->slope(placeOf(d)).degrees(), slope * 180.0 / std::numbers::pi, 0.02);
        }
    }
}

TEST(Surface, aMapOfBrightnessIsMixedIn) {
    ASSERT_TRUE(installed().ground);
    const TileId id = tileAt({1.0, 1.0, 0.7}, 7);
    const Tile tile = installed().ground->buildTile(id, {false, GroundTint::None});
    for (std::size_t i = 0; i < tile.albedo.size(); i += 4)
        EXPECT_NEAR(tile.albedo[i], 200, 1);
    EXPECT_NE(bare()->buildTile(id, {false, GroundTint::None}).albedo, tile.albedo);
}

TEST(Surface, isTheSameHoweverItsFilesAreComeBy) {
    const auto mapped = installed().ground;
    ASSERT_TRUE(mapped);
    for (const base::FileWay way : {base::FileWay::Read, base::FileWay::Loaded}) {
        const auto other =
            Ground::open(base::shareDir(), base::Workers::inlined(), installed().folder.path, way);
        ASSERT_TRUE(other) << other.error().message;
        EXPECT_TRUE((*other)->problems().empty());
        for (const glm::dvec3& direction : placesOfInterest()) {
            const auto place = placeOf(direction * astro::kMoonRadiusM);
            EXPECT_EQ((*other)->heightM(place), mapped->heightM(place));
            EXPECT_EQ((*other)->drawnHeightM(place), mapped->drawnHeightM(place));
            EXPECT_EQ((*other)->source(place), mapped->source(place));
            const CubePoint point = cubePoint(direction);
            for (const int level : {0, 4, 7, 11}) {
                const TileId id = placeInTile(point, level).id;
                EXPECT_EQ((*other)->heightBounds(id), mapped->heightBounds(id));
            }
        }
        for (const TileId id :
             {TileId{0, 0, 0, 0}, TileId{0, 3, 7, 7}, TileId{0, 7, 120, 110}, TileId{5, 9, 100, 7}}) {
            const Tile a = (*other)->buildTile(id), b = mapped->buildTile(id);
            EXPECT_EQ(a.corners, b.corners);
            EXPECT_EQ(a.normals, b.normals);
            EXPECT_EQ(a.albedo, b.albedo);
            EXPECT_EQ(a.relief->heightsM, b.relief->heightsM);
        }
    }
}

TEST(Surface, heightAndSlopeTakeAMicrosecond) {
#ifndef NDEBUG
    GTEST_SKIP() << "skipped: measured in a release build only";
#endif
    for (const auto& ground : {bare(), installed().ground}) {
        ASSERT_TRUE(ground);
        std::vector<astro::Selenographic> places;
        std::mt19937 random(1);
        for (int i = 0; i < 500; ++i)
            places.push_back(placeOf(glm::dvec3(1.0, 0.6, 0.5) + 0.2 * randomDirection(random)));
        double sum = 0.0, best = 1e9;
        for (int round = 0; round < 20; ++round) {
            const auto start = std::chrono::steady_clock::now();
            for (const auto& place : places)
                sum += ground->heightM(place) + ground->slope(place).radians();
            const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
            best = std::min(best, took.count() / double(places.size()));
        }
        std::printf("%.3f us for height and slope\n", best);
        RecordProperty("microseconds", std::to_string(best));
        EXPECT_TRUE(std::isfinite(sum));
        EXPECT_LT(best, 4.0); // 1 on an idle machine; others may be at work on this one
    }
}

} // namespace
} // namespace perilune::terrain
