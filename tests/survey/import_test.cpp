#include "survey/import/importer.h"
#include "survey/import/open.h"
#include "survey/import/png_raster.h"
#include "terrain/brick_sample.h"
#include "terrain/ground.h"
#include "terrain/ground_file.h"
#include "base/files.h"
#include "base/image.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numbers>

#include <unistd.h>

namespace perilune::survey {
namespace {

using namespace terrain;

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr double kDegree = std::numbers::pi / 180.0;

glm::dvec3 directionAt(double latitude, double longitude) {
    const double a = latitude * kDegree, b = longitude * kDegree;
    return {std::cos(a) * std::cos(b), std::cos(a) * std::sin(b), std::sin(a)};
}
astro::Selenographic placeAt(double latitude, double longitude) {
    return {base::Angle::degrees(latitude), base::Angle::degrees(longitude), 0.0};
}

/// A map that is computed.
class Made final : public RasterSource {
  public:
    using Value = std::function<float(std::int64_t x, std::int64_t y)>;
    Made(RasterInfo info, Value value) : info_(std::move(info)), value_(std::move(value)) {}
    const RasterInfo& info() const override { return info_; }
    base::Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                            float* out) override {
        EXPECT_TRUE(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= info_.width &&
                    y + height <= info_.height);
        for (std::int64_t j = 0; j < height; ++j)
            for (std::int64_t i = 0; i < width; ++i)
                for (int c = 0; c < info_.channels; ++c)
                    *out++ = value_(x + i, y + j);
        return {};
    }

  private:
    RasterInfo info_;
    Value value_;
};

RasterInfo cylinder(double west, double north, double perPixel, int width, int height) {
    RasterInfo info;
    info.width = width, info.height = height;
    info.projection = Cylindrical{west, north, perPixel, perPixel};
    info.resolutionM = perPixel * astro::kMoonRadiusM * kDegree;
    info.title = "a map of a test";
    return info;
}

/// Hills some 30° across, smooth everywhere.
double hills(const glm::dvec3& d) {
    return 2000.0 * std::sin(5.0 * d.x + 1.0) * std::cos(4.0 * d.y) + 1500.0 * std::sin(6.0 * d.z);
}

class Import : public testing::Test {
  protected:
    void SetUp() override {
        folder = fs::temp_directory_path() /
                 fmt::format("perilune-{}-{}", testing::UnitTest::GetInstance()->current_test_info()->name(),
                             ::getpid());
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    fs::path import(RasterSource& source, const std::string& name) const {
        const auto plan = planImport(source, name + ".img", name, folder);
        EXPECT_TRUE(plan) << plan.error().message;
        const auto done = runImport(source, *plan, {}, base::Workers::onThreads(), {});
        EXPECT_TRUE(done) << done.error().message;
        EXPECT_LE(done->bytes, plan->bytes);
        return plan->target;
    }
    std::string bytesOf(const fs::path& file) const {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    fs::path folder;
};

/// Height and weight of a set's finest level at a direction; NaN where it has no brick.
struct Asked {
    double heightM, weight;
};
Asked ask(const TileSet& set, const glm::dvec3& direction, int level) {
    const PlaceInTile p = placeInTile(cubePoint(direction), level);
    const auto brick = set.heights(p.id);
    if (!brick)
        return {std::nan(""), 0.0};
    const BrickRaster<std::uint16_t> raster{brick->texels, kTileTexels, kSetBorder};
    const int wx = std::clamp(int(p.fx * kWeightTexels), 0, kWeightTexels - 1) + kWeightBorder,
              wy = std::clamp(int(p.fy * kWeightTexels), 0, kWeightTexels - 1) + kWeightBorder;
    return {double(brick->baseM) + double(brick->stepM) * raster.at(p.fx, p.fy),
            brick->weight[wy * kWeightSize + wx] / 255.0};
}

TEST(MapGrid, pixelsAndDirectionsAreEachOthersInverse) {
    RasterInfo polar;
    polar.width = polar.height = 2000;
    for (const bool north : {false, true}) {
        polar.projection = PolarStereographic{north, astro::kMoonRadiusM, 30.0, -450'000.0, 450'000.0, 450.0};
        for (const RasterInfo& info : {polar, cylinder(-10.0, 40.0, 0.02, 2000, 2000)}) {
            const MapGrid grid(info);
            for (const glm::dvec2 at :
                 {glm::dvec2(0.5, 0.5), glm::dvec2(1999.0, 3.25), glm::dvec2(700.0, 1500.0)}) {
                const glm::dvec2 back = grid.pixelOf(grid.directionOf(at));
                EXPECT_NEAR(back.x, at.x, 1e-6);
                EXPECT_NEAR(back.y, at.y, 1e-6);
            }
        }
    }
}

TEST(MapGrid, polarMapsHave90EastToTheRightAndLongitude0DownInTheNorthAndUpInTheSouth) {
    RasterInfo polar;
    polar.width = polar.height = 2000;
    for (const bool north : {false, true}) {
        polar.projection = PolarStereographic{north, astro::kMoonRadiusM, 0.0, -450'000.0, 450'000.0, 450.0};
        const MapGrid grid(polar);
        const double latitude = north ? 85.0 : -85.0;
        const glm::dvec2 east = grid.pixelOf(directionAt(latitude, 90.0)),
                         zero = grid.pixelOf(directionAt(latitude, 0.0));
        EXPECT_NEAR(east.y, 1000.0, 1e-6);
        EXPECT_GT(east.x, 1300.0);
        EXPECT_NEAR(zero.x, 1000.0, 1e-6);
        EXPECT_TRUE(north ? zero.y > 1300.0 : zero.y < 700.0);
        // 5° from the pole: rho = 2 R tan(2.5°).
        EXPECT_NEAR(std::abs(zero.y - 1000.0), 2.0 * 1'737'400.0 * std::tan(2.5 * kDegree) / 450.0, 1e-6);
    }
}

TEST_F(Import, aGlobalMapHasNoSeamAtTheDateLineAtThePolesNorBetweenFaces) {
    const double perPixel = 1.0;
    for (const double west : {0.0, -180.0}) {
        const RasterInfo info = cylinder(west, 90.0, perPixel, 360, 180);
        const MapGrid grid(info);
        Made source(info, [&](std::int64_t x, std::int64_t y) {
            return float(hills(grid.directionOf({double(x) + 0.5, double(y) + 0.5})));
        });
        const auto set = TileSet::open(import(source, fmt::format("west{}", int(west + 180.0))));
        ASSERT_TRUE(set) << set.error().message;
        EXPECT_TRUE(set->bricksAreWhole());
        double worst = 0.0;
        for (double latitude = -90.0; latitude <= 90.0; latitude += 1.37)
            for (double longitude = -180.0; longitude <= 180.0; longitude += 1.73)
                for (int level = 0; level <= set->maxLevel(); ++level) {
                    const glm::dvec3 d = directionAt(latitude, longitude);
                    const Asked a = ask(*set, d, level);
                    ASSERT_EQ(a.weight, 1.0);
                    // A coarse texel is the mean of what it covers: it lies off the hills by a few metres.
                    if (level == set->maxLevel())
                        worst = std::max(worst, std::abs(a.heightM - hills(d)));
                    else
                        ASSERT_NEAR(a.heightM, hills(d), 12.0)
                            << latitude << " " << longitude << " " << level;
                }
        EXPECT_LE(worst, 2.5);
    }
}

TEST_F(Import, neighboursAgreeOnTheTexelsThatTheyShare) {
    const RasterInfo info = cylinder(0.0, 90.0, 2.0, 180, 90);
    const MapGrid grid(info);
    Made source(info, [&](std::int64_t x, std::int64_t y) {
        return float(hills(grid.directionOf({double(x) + 0.5, double(y) + 0.5})));
    });
    const auto set = TileSet::open(import(source, "shared"));
    ASSERT_TRUE(set);
    const auto at = [](const HeightBrick& b, int i, int j) {
        return double(b.baseM) + double(b.stepM) * b.texels[(j + kSetBorder) * kSetSize + i + kSetBorder];
    };
    for (std::uint8_t level = 1; level <= std::uint8_t(set->maxLevel()); ++level)
        for (std::uint8_t face = 0; face < 6; ++face)
            for (std::uint32_t y = 0; y < (1u << level); ++y)
                for (std::uint32_t x = 0; x + 1 < (1u << level); ++x) {
                    const auto a = set->heights({face, level, x, y}),
                               b = set->heights({face, level, x + 1, y});
                    ASSERT_TRUE(a && b);
                    const double step = double(std::max(a->stepM, b->stepM));
                    for (int j = -kSetBorder; j < kTileTexels + kSetBorder; ++j)
                        for (int i = -kSetBorder; i < kSetBorder; ++i)
                            ASSERT_NEAR(at(*a, kTileTexels + i, j), at(*b, i, j), 1.01 * step + 1e-3);
                }
}

TEST_F(Import, pixelsThatAreNarrowTowardsThePolesAreKeptAsTheyAreWithoutAStep) {
    const RasterInfo info = cylinder(0.0, 90.0, 1.0, 360, 180);
    const MapGrid grid(info);
    // Ribs that run to the poles: they are as narrow as the pixels allow.
    const auto ribs = [&](std::int64_t x, std::int64_t y) {
        return float(hills(grid.directionOf({double(x) + 0.5, double(y) + 0.5})) +
                     400.0 * std::sin(double(x) * 9.0 * kDegree));
    };
    Made source(info, ribs);
    const auto set = TileSet::open(import(source, "ribs"));
    ASSERT_TRUE(set) << set.error().message;
    ASSERT_TRUE(set->strip(true) && set->strip(false));
    EXPECT_EQ(set->strip(true)->columns, 360u);
    EXPECT_TRUE(set->bricksAreWhole());
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder);
    ASSERT_TRUE(ground) << ground.error().message;
    for (std::int64_t y = 0; y < 180; ++y)
        for (std::int64_t x = 0; x < 360; ++x) {
            const glm::dvec2 at = grid.degreesOf({double(x) + 0.5, double(y) + 0.5});
            ASSERT_NEAR((*ground)->heightM(placeAt(at.x, at.y)), double(ribs(x, y)), 0.012 * info.resolutionM)
                << at.x << " " << at.y;
        }
    // Down from a pole, over all ways from one to the other: slopes are those of the heights.
    double before = (*ground)->heightM(placeAt(90.0, 10.3));
    for (double latitude = 90.0; latitude > 20.0; latitude -= 0.002) { // 61 m
        const double here = (*ground)->heightM(placeAt(latitude, 10.3));
        ASSERT_LT(std::abs(here - before), 25.0) << latitude;
        before = here;
    }
    // Slopes are those of the heights where pixels are no narrower than half a texel, and beyond no steeper.
    for (int i = 0; i < 400; ++i) {
        const double latitude = 89.9 - 0.12 * i, longitude = 7.0 * i;
        const double step = 1e-4, metres = step * kDegree * astro::kMoonRadiusM;
        const double longitudes = step / std::cos(latitude * kDegree);
        const auto height = [&](double a, double b) { return (*ground)->heightM(placeAt(a, b)); };
        const double north =
            (height(latitude + step, longitude) - height(latitude - step, longitude)) / (2.0 * metres);
        const double east =
            (height(latitude, longitude + longitudes) - height(latitude, longitude - longitudes)) /
            (2.0 * metres);
        const double slope = std::atan(std::hypot(north, east)) / kDegree,
                     told = (*ground)->slope(placeAt(latitude, longitude)).degrees();
        if (latitude < 67.0)
            ASSERT_NEAR(told, slope, 0.1) << latitude;
        else
            ASSERT_LT(told, 6.0) << latitude;
    }
    // What is drawn stands within the bounds by which it is chosen, and on the measured heights.
    for (const int level : {2, 3, 4, 5, 6, 8})
        for (const double latitude : {89.7, 88.0, 84.0, 75.0, 65.0, -89.0, -80.0}) {
            const TileId id = placeInTile(cubePoint(directionAt(latitude, 33.0)), level).id;
            const Tile tile = (*ground)->buildTile(id, {false, GroundTint::None});
            const auto [low, high] = (*ground)->heightBounds(id);
            EXPECT_LE(low, double(tile.minHeightM)) << level << " " << latitude;
            EXPECT_GE(high, double(tile.maxHeightM)) << level << " " << latitude;
        }
    const TileId finest = placeInTile(cubePoint(directionAt(88.0, 33.0)), 12).id;
    const Tile tile = (*ground)->buildTile(finest, {false, GroundTint::None});
    const glm::dvec3 corner = tile.origin.m + glm::dvec3(tile.corners[0]);
    EXPECT_NEAR(glm::length(corner) - astro::kMoonRadiusM,
                (*ground)->heightM(astro::toSelenographic({corner})), 0.01);
}

TEST_F(Import, smallHolesAreFilledAndLargeOnesFadeOut) {
    const RasterInfo info = cylinder(0.0, 90.0, 0.5, 720, 360);
    const MapGrid grid(info);
    Made source(info, [&](std::int64_t x, std::int64_t y) {
        const bool small = x >= 100 && x < 103 && y >= 180 && y < 183;
        const bool large = x >= 500 && x < 580 && y >= 140 && y < 220;
        return small || large ? std::nanf("")
                              : float(hills(grid.directionOf({double(x) + 0.5, double(y) + 0.5})));
    });
    const auto set = TileSet::open(import(source, "holes"));
    ASSERT_TRUE(set);
    const int level = set->maxLevel();
    const glm::dvec3 inSmall = grid.directionOf({101.5, 181.5});
    EXPECT_EQ(ask(*set, inSmall, level).weight, 1.0);
    EXPECT_NEAR(ask(*set, inSmall, level).heightM, hills(inSmall), 25.0);
    EXPECT_EQ(ask(*set, grid.directionOf({540.0, 180.0}), level).weight, 0.0);
    // From the edge of the hole outwards the weight rises over at least 16 texels, never by much at once.
    double before = 0.0;
    int rising = 0;
    for (double x = 575.0; x < 620.0; x += 0.25) {
        const Asked a = ask(*set, grid.directionOf({x, 180.0}), level);
        EXPECT_GE(a.weight, before - 1e-9);
        EXPECT_LE(a.weight - before, 0.4);
        if (a.weight > 0.0) {
            EXPECT_GE(x, 580.0) << "it counts where there is no data";
            EXPECT_NEAR(a.heightM, hills(grid.directionOf({x, 180.0})), 5.0);
        }
        rising += a.weight > 0.0 && a.weight < 1.0;
        before = a.weight;
    }
    EXPECT_EQ(before, 1.0);
    EXPECT_GE(rising * 0.25 * 0.5 * kDegree * astro::kMoonRadiusM,
              11.0 * std::numbers::pi / 2.0 * astro::kMoonRadiusM / 64.0 / std::ldexp(1.0, level));
}

TEST_F(Import, whatWasInterruptedGoesOnToTheSameBytes) {
    const RasterInfo info = cylinder(0.0, 90.0, 0.5, 720, 360);
    Made source(info, [](std::int64_t x, std::int64_t y) { return float((x * 37 + y * 91) % 1000); });
    const auto plan = planImport(source, "m.img", "once", folder);
    ASSERT_TRUE(plan);
    ASSERT_TRUE(runImport(source, *plan, {}, base::Workers::onThreads(), {}));
    auto again = *plan;
    again.target = folder / "twice.tiles";
    for (const std::size_t stop : {std::size_t{10}, std::size_t{80}, std::size_t{140}}) {
        const auto part = runImport(source, again, {}, base::Workers::onThreads(),
                                    [&](std::size_t done, std::size_t) { return done < stop; });
        ASSERT_FALSE(part);
        EXPECT_EQ(part.error().fault, base::Fault::Cancelled);
        EXPECT_FALSE(fs::exists(again.target));
    }
    // A kill tears the last brick.
    fs::path torn = again.target;
    torn += ".part";
    fs::resize_file(torn, fs::file_size(torn) - 7);
    const auto done = runImport(source, again, {}, base::Workers::onThreads(), {});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_GE(done->resumed, 130u); // the last stop was among the bricks of the strips
    EXPECT_EQ(bytesOf(plan->target), bytesOf(again.target));
    EXPECT_TRUE(installedAlready(*plan));
}

TEST_F(Import, numbersThatAreNoHeightsOnTheMoonAreRefused) {
    const RasterInfo info = cylinder(0.0, 90.0, 1.0, 360, 180);
    Made wrong(info, [](std::int64_t, std::int64_t) { return 2.5e6f; });
    const auto plan = planImport(wrong, "m.img", "wrong", folder);
    ASSERT_FALSE(plan);
    EXPECT_THAT(plan.error().message, HasSubstr("nothing on the Moon is"));
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(Import, aWideMapThatIsAllButFlatIsDoubtedWhateverItsHeight) {
    const RasterInfo info = cylinder(0.0, 90.0, 1.0, 360, 180);
    for (const float about : {0.0f, 255.0f, 1738.0f, -3000.0f}) {
        Made flat(info, [&](std::int64_t x, std::int64_t) { return about + 0.05f * float(x % 100); });
        const auto plan = planImport(flat, "m.img", "flat", folder);
        ASSERT_TRUE(plan) << plan.error().message;
        ASSERT_EQ(plan->look.doubts.size(), 1u) << about;
        EXPECT_THAT(plan->look.doubts[0], HasSubstr("as no place on the Moon is"));
        EXPECT_EQ(plan->look.doubts[0].find("kilometres taken for metres") != std::string::npos,
                  about == 0.0f || about == 1738.0f);
    }
}

/// The shipped ground itself as a map: what it would be mistaken for is named, and nothing else is doubted.
TEST_F(Import, aMapThatIsTurnedMirroredOrScaledIsToldFromOneThatIsRight) {
    const auto shipped = GroundFile::open(groundPath(base::shareDir()));
    ASSERT_TRUE(shipped);
    const RasterInfo info = cylinder(0.0, 90.0, 1.0, 360, 180);
    const MapGrid grid(info);
    const auto height = [&](std::int64_t x, std::int64_t y) {
        const glm::dvec3 d = grid.directionOf({double((x + 720) % 360) + 0.5, double(y) + 0.5});
        const PlaceInTile p = placeInTile(cubePoint(d), kBakedLevel);
        return float(measuredOf(shipped->brick(p.id)).at(p.fx, p.fy));
    };
    const std::pair<Made::Value, const char*> cases[] = {
        {height, ""},
        {[&](auto x, auto y) { return height(x + 180, y); }, "turned by 180° of longitude it does"},
        {[&](auto x, auto y) { return height(x, 179 - y); }, "with south up it does"},
        {[&](auto x, auto y) { return height(359 - x, y); }, "mirrored, east for west it does"},
        {[&](auto x, auto y) { return height(359 - x, 179 - y); }, "turned upside down it does"},
        {[&](auto x, auto y) { return 0.5f * height(x, y); },
         "its heights are 0.5 times those of the shipped ground"},
        {[&](auto x, auto y) { return 0.8f * height(x, y) + 1000.0f; }, "its heights stand +1"},
        {[&](auto x, auto y) {
             return float(hills(grid.directionOf({double(x), double(y)})));
         },
         ""}, // another Moon
    };
    for (const auto& [value, doubt] : cases) {
        Made source(info, value);
        const auto plan = planImport(source, "m.img", "m", folder, base::shareDir());
        ASSERT_TRUE(plan) << plan.error().message;
        if (*doubt)
            EXPECT_THAT(plan->look.doubts, testing::ElementsAre(HasSubstr(doubt)));
        else
            EXPECT_THAT(plan->look.doubts, testing::IsEmpty());
    }
}

/// Of a map of many pixels rows alone are looked at before; what is wrong between them is found while it is
/// read.
TEST_F(Import, foreignHeightsThatWereNotSeenBeforeEndTheImport) {
    const RasterInfo info = cylinder(0.0, 10.0, 0.1, 100, 100);
    Made asLookedAt(
        info, [](std::int64_t x, std::int64_t) { return float(x); });
    Made asItIs(info,
                [](std::int64_t x, std::int64_t y) { return x == 50 && y == 51 ? 12'000.0f : float(x); });
    auto plan = planImport(asLookedAt, "m.img", "large", folder);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(plan->look.doubts.empty());
    const auto refused = runImport(asItIs, *plan, {}, base::Workers::onThreads(), {});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("outside of the Moon's heights"));
    EXPECT_TRUE(fs::is_empty(folder));
    plan->accepted = true;
    EXPECT_TRUE(runImport(asItIs, *plan, {}, base::Workers::onThreads(), {}));
}

TEST_F(Import, aRegionalMapLiesInAGlobalOneWithoutAStep) {
    const RasterInfo coarse = cylinder(0.0, 90.0, 0.5, 720, 360),
                     fine = cylinder(10.0, 25.0, 0.125, 160, 160);
    Made global(
        coarse, [](std::int64_t, std::int64_t) { return 0.0f; });
    Made regional(fine, [](std::int64_t, std::int64_t) { return 500.0f; });
    import(global, "global");
    import(regional, "regional");
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder);
    ASSERT_TRUE(ground) << ground.error().message;
    EXPECT_TRUE((*ground)->problems().empty());
    EXPECT_NEAR((*ground)->heightM(placeAt(15.0, 20.0)), 500.0, 1.0);
    EXPECT_NEAR((*ground)->heightM(placeAt(15.0, 40.0)), 0.0, 1.0);
    EXPECT_NEAR((*ground)->resolutionM(placeAt(15.0, 20.0)), fine.resolutionM, 1.0);
    // 500 m over 16 texels at the least, as a smooth curve: nowhere steeper than 1.5 times that, and a texel
    // is at most as large as a pixel.
    double worst = 0.0, before = (*ground)->heightM(placeAt(15.0, 5.0));
    for (double longitude = 5.0; longitude < 20.0; longitude += 0.05) {
        const double now = (*ground)->heightM(placeAt(15.0, longitude));
        worst = std::max(worst, std::abs(now - before));
        before = now;
    }
    EXPECT_LE(worst, 500.0 / 16.0 * 1.5 * 2.0 * 0.05 / 0.125 * 1.25);
}

TEST_F(Import, anAlbedoMapIsBroughtToTheBrightnessOfTheShippedPhoto) {
    RasterInfo info = cylinder(-30.0, 30.0, 0.25, 240, 240);
    info.kind = RasterKind::Albedo;
    Made source(info, [](std::int64_t x, std::int64_t y) {
        return float(0.9 + 0.02 * std::sin(double(x) * 0.3) * std::cos(double(y) * 0.2));
    });
    const auto plan = planImport(source, "m.img", "grey", folder);
    ASSERT_TRUE(plan);
    ASSERT_TRUE(runImport(source, *plan, base::shareDir(), base::Workers::onThreads(), {}));
    const auto set = TileSet::open(plan->target);
    ASSERT_TRUE(set);
    double sum = 0.0, n = 0.0;
    for (double latitude = -20.0; latitude <= 20.0; latitude += 1.0)
        for (double longitude = -20.0; longitude <= 20.0; longitude += 1.0) {
            const PlaceInTile p = placeInTile(cubePoint(directionAt(latitude, longitude)), set->maxLevel());
            const auto brick = set->albedo(p.id);
            ASSERT_TRUE(brick);
            const int x = int(p.fx * kTileTexels) + kSetBorder, y = int(p.fy * kTileTexels) + kSetBorder;
            sum += brick->rgb[(y * kSetSize + x) * 3 + 1], n += 1.0;
        }
    // The near side's middle is mid grey in the photo, and the map was almost white.
    EXPECT_GT(sum / n, 60.0);
    EXPECT_LT(sum / n, 170.0);
}

TEST(Sidecar, isReadAndItsMistakesAreToldWithTheirPlace) {
    const auto good =
        parseSidecar(R"({"projection": "polar stereographic", "pole": "south", "metres_per_pixel": 450,
                                       "offset": -32768, "no_data": 0, "title": "t", "kind": "elevation"})",
                     "m.json");
    ASSERT_TRUE(good) << good.error().message;
    EXPECT_EQ(good->offset, -32768.0);
    EXPECT_FALSE(std::get<PolarStereographic>(good->info.projection).north);
    const auto problem = [](const char* text) {
        const auto sidecar = parseSidecar(text, "m.json");
        return sidecar ? std::string() : sidecar.error().message;
    };
    EXPECT_THAT(problem("{\n \"projektion\": \"cylindrical\"}"),
                HasSubstr("m.json:2:3: error: \"projektion\" is not known; did you mean \"projection\"?"));
    EXPECT_THAT(problem("{\"projection\": \"mercator\"}"),
                HasSubstr("m.json:1:17: error: \"mercator\" is no projection"));
    EXPECT_THAT(problem("{\"projection\": \"cylindrical\", \"west\": 0, \"north\": 90}"),
                HasSubstr("\"degrees_per_pixel\" is missing"));
    EXPECT_THAT(
        problem("{\"projection\": \"cylindrical\", \"west\": 0, \"north\": 90, \"degrees_per_pixel\": -1}"),
        HasSubstr("out of the question"));
    EXPECT_THAT(problem("[1, 2]"), HasSubstr("no JSON object"));
    EXPECT_THAT(problem("{\"west\": "), HasSubstr("m.json:"));
    EXPECT_NE(problem(""), "");
}

TEST_F(Import, aPngIsNothingWithoutItsSidecar) {
    base::Image image{16, 8, 1, std::vector<std::uint8_t>(128, 100)};
    const fs::path file = folder / "m.png";
    ASSERT_TRUE(base::writePng(file, image));
    const auto none = openRaster(file, RasterKind::Elevation);
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, HasSubstr("write m.png.json beside it or give --sidecar FILE"));
    std::ofstream(folder / "m.json")
        << R"({"projection": "cylindrical", "west": 0, "north": 90, "degrees_per_pixel": 22.5, "scale": 10, "no_data": 7})";
    const auto source = openRaster(file, RasterKind::Elevation);
    ASSERT_TRUE(source) << source.error().message;
    float height = 0.0f;
    ASSERT_TRUE((*source)->read(3, 3, 1, 1, &height));
    EXPECT_EQ(height, 1000.0f); // 8 bits are not widened
}

/// Correlation and root mean square of the differences of an imported set against its map, by area.
std::pair<double, double> compared(RasterSource& source, const TileSet& set, int stride) {
    const RasterInfo& info = source.info();
    const MapGrid grid(info);
    std::vector<float> row(static_cast<std::size_t>(info.width));
    double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0, square = 0;
    for (std::int64_t y = 0; y < info.height; y += stride) {
        EXPECT_TRUE(source.read(0, y, info.width, 1, row.data()));
        for (std::int64_t x = y % stride; x < info.width; x += stride) {
            const glm::dvec3 d = grid.directionOf({double(x) + 0.5, double(y) + 0.5});
            const Asked asked = ask(set, d, set.maxLevel());
            if (asked.weight < 1.0)
                continue;
            const double w = grid.pixelSizeM(d).x, truth = double(row[std::size_t(x)]), ours = asked.heightM;
            n += w, a += w * truth, b += w * ours, aa += w * truth * truth, bb += w * ours * ours;
            ab += w * truth * ours, square += w * (truth - ours) * (truth - ours);
        }
    }
    return {(ab / n - a / n * b / n) / std::sqrt((aa / n - a * a / n / n) * (bb / n - b * b / n / n)),
            std::sqrt(square / n)};
}

TEST_F(Import, lolaComesThroughAtItsOwnResolution) {
    const fs::path file = fs::path(PERILUNE_SHARED_DIR) / "data/dem/LDEM_4.LBL";
    if (!fs::exists(file))
        GTEST_SKIP() << "skipped: needs ../shared/data/dem/LDEM_4.LBL";
    const auto source = openRaster(file, RasterKind::Elevation);
    ASSERT_TRUE(source) << source.error().message;
    const auto set = TileSet::open(import(**source, "lola"));
    ASSERT_TRUE(set);
    const auto [correlation, rms] = compared(**source, *set, 3);
    RecordProperty("correlation", std::to_string(correlation));
    RecordProperty("rms_m", std::to_string(rms));
    EXPECT_GE(correlation, 0.999);
    EXPECT_LE(rms, 60.0); // of relief from -9 to +10 km

    // At the pixels' own centres, from pole to pole, as the program gives them.
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder);
    ASSERT_TRUE(ground) << ground.error().message;
    const MapGrid grid((*source)->info());
    std::vector<float> row(1440);
    double n = 0.0, square = 0.0, worst = 0.0, deepest = 0.0, thereM = 0.0;
    for (std::int64_t y = 0; y < 720; ++y) {
        ASSERT_TRUE((*source)->read(0, y, 1440, 1, row.data()));
        double ofRow = 0.0, worstOfRow = 0.0;
        for (std::int64_t x = 0; x < 1440; ++x) {
            const glm::dvec2 at = grid.degreesOf({double(x) + 0.5, double(y) + 0.5});
            const double height = (*ground)->heightM(placeAt(at.x, at.y)),
                         pixel = double(row[std::size_t(x)]), off = height - pixel;
            if (pixel < deepest)
                deepest = pixel, thereM = height;
            ofRow += off * off, worstOfRow = std::max(worstOfRow, std::abs(off));
        }
        if (std::getenv("PERILUNE_TELL_ROWS"))
            fmt::print("{} {:.1f} {:.1f}\n", y, std::sqrt(ofRow / 1440.0), worstOfRow);
        n += 1440.0, square += ofRow, worst = std::max(worst, worstOfRow);
    }
    RecordProperty("own_rms_m", std::to_string(std::sqrt(square / n)));
    RecordProperty("own_worst_m", std::to_string(worst));
    EXPECT_LE(std::sqrt(square / n), 15.0);
    EXPECT_LE(worst, 120.0);
    EXPECT_NEAR(thereM, deepest, 10.0);
}

TEST_F(Import, theSouthPoleHasTheHeightsThatArePublished) {
    const fs::path file = fs::path(PERILUNE_SHARED_DIR) / "data/dem/moon_gld100_south_450m_u16.png";
    if (!fs::exists(file))
        GTEST_SKIP() << "skipped: needs ../shared/data/dem/moon_gld100_south_450m_u16.png";
    std::ofstream(folder / "south.json")
        << R"({"projection": "polar stereographic", "pole": "south", "metres_per_pixel": 450, "offset": -32768, "title": "GLD100 south"})";
    const auto source = openRaster(file, RasterWish{RasterKind::Elevation, folder / "south.json"});
    ASSERT_TRUE(source) << source.error().message;
    const auto set = TileSet::open(import(**source, "south"));
    ASSERT_TRUE(set);
    const auto [correlation, rms] = compared(**source, *set, 7);
    RecordProperty("correlation", std::to_string(correlation));
    RecordProperty("rms_m", std::to_string(rms));
    EXPECT_GE(correlation, 0.999);
    EXPECT_LE(rms, 15.0);
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder);
    ASSERT_TRUE(ground) << ground.error().message;
    EXPECT_NEAR((*ground)->heightM(placeAt(-89.66, 129.2)), -2779.0, 60.0); // Shackleton's floor
    EXPECT_NEAR((*ground)->heightM(placeAt(-84.9, -35.5)), -2871.0, 120.0); // Cabeus
    EXPECT_EQ((*ground)->source(placeAt(-89.0, 0.0)), "GLD100 south");
    EXPECT_NEAR((*ground)->heightM(placeAt(-85.99, -2.9)), 4826.0, 60.0); // Malapert
}

} // namespace
} // namespace perilune::survey
