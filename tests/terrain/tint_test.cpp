#include "terrain/tint.h"

#include "terrain/tint_scale.h"
#include "base/files.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <thread>

namespace perilune::terrain {
namespace {

constexpr int kHeights = kTileTexels + 2 * kTintBorder;

std::uint32_t colourAt(const std::vector<std::uint8_t>& albedo, int x, int y) {
    const std::uint8_t* texel = &albedo[std::size_t(y * kTileMapSize + x) * 4];
    return std::uint32_t(texel[0]) << 16 | std::uint32_t(texel[1]) << 8 | texel[2];
}
int alphaAt(const std::vector<std::uint8_t>& albedo, int x, int y) {
    return albedo[std::size_t(y * kTileMapSize + x) * 4 + 3];
}
std::vector<std::uint8_t> grey() {
    std::vector<std::uint8_t> albedo(kTileMapSize * kTileMapSize * 4, 120);
    for (std::size_t i = 3; i < albedo.size(); i += 4)
        albedo[i] = 255;
    return albedo;
}

/// OKLab (Ottosson 2020) of a colour of sRGB.
struct Lab {
    double l, a, b;
};
Lab labOf(std::uint32_t colour) {
    const auto linear = [&](int shift) {
        const double v = ((colour >> shift) & 0xffu) / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const double r = linear(16), g = linear(8), b = linear(0);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
                 m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
                 s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

TEST(TintScale, equalStepsLookEquallyLargeAndGrowLighter) {
    for (const GroundTint tint : {GroundTint::Elevation, GroundTint::Illumination}) {
        const TintScale& scale = scaleOf(tint);
        double least = 1.0, most = 0.0;
        for (std::size_t i = 0; i + 1 < scale.stops.size(); ++i) {
            const Lab a = labOf(scale.stops[i].colour), b = labOf(scale.stops[i + 1].colour);
            EXPECT_GT(b.l, a.l + 0.04) << "whoever sees no colours still sees the order, step " << i;
            const double step =
                std::sqrt((b.l - a.l) * (b.l - a.l) + (b.a - a.a) * (b.a - a.a) + (b.b - a.b) * (b.b - a.b));
            least = std::min(least, step);
            most = std::max(most, step);
            EXPECT_NEAR(scale.stops[i + 1].value - scale.stops[i].value,
                        scale.stops[1].value - scale.stops[0].value, 1e-9);
        }
        EXPECT_LT(most, 1.15 * least);
    }
}

TEST(TintScale, reachesFromTheDeepestToTheHighestPlaceOfTheMoon) {
    // Antoniadi's crater -9.13 km, north of Engel'gardt +10.79 km (LOLA): the ends stand for all beyond.
    const TintScale& scale = scaleOf(GroundTint::Elevation);
    EXPECT_LE(scale.stops.front().value, -9.0);
    EXPECT_GE(scale.stops.back().value, 10.79);
    EXPECT_EQ(colourOf(scale, -12.0), scale.stops.front().colour);
    EXPECT_EQ(colourOf(scale, 12.0), scale.stops.back().colour);
}

TEST(Tint, coloursOfHeightsAreThoseOfTheLegend) {
    for (const TintStop& stop : scaleOf(GroundTint::Elevation).stops) {
        auto albedo = grey();
        layTint(albedo, {2, 3, 4, 5}, GroundTint::Elevation,
                std::vector<double>(kHeights * kHeights, stop.value * 1000.0), nullptr);
        EXPECT_EQ(colourAt(albedo, 30, 7), stop.colour);
        EXPECT_EQ(alphaAt(albedo, 30, 7), 0) << "a map is readable in the dark";
    }
}

TEST(Tint, coloursOfSlopesAreThoseOfTheLegend) {
    // A tilted plane on a small tile in the middle of a face, where the grid is square.
    const TileId id{0, 10, 512, 512};
    const double texelM = astro::kMoonRadiusM * std::ldexp(std::numbers::pi / 2.0, -10) / kTileTexels;
    const TintScale& scale = scaleOf(GroundTint::Slope);
    for (std::size_t i = 0; i < scale.stops.size(); ++i)
        for (const double off : {-0.3, 0.3}) {
            const double degrees = scale.stops[i].value + off;
            if (degrees < 0.0)
                continue;
            const double rise = std::tan(degrees * std::numbers::pi / 180.0) * texelM;
            std::vector<double> heights(kHeights * kHeights);
            for (int y = 0; y < kHeights; ++y)
                for (int x = 0; x < kHeights; ++x)
                    heights[std::size_t(y * kHeights + x)] = rise * (0.6 * (x - 35) + 0.8 * (y - 35));
            auto albedo = grey();
            layTint(albedo, id, GroundTint::Slope, heights, nullptr);
            EXPECT_EQ(colourAt(albedo, 32, 32), scale.stops[off < 0.0 ? i - 1 : i].colour) << degrees;
        }
}

std::shared_ptr<const Ground> theGround() {
    static const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads());
    return ground ? *ground : nullptr;
}

TEST(Tint, nothingModelledChangesAMap) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (const TileId id : {TileId{0, 4, 9, 3}, TileId{2, 8, 100, 77}, TileId{5, 11, 1000, 1040}})
        for (const GroundTint tint : {GroundTint::Elevation, GroundTint::Slope}) {
            const Tile with = ground->buildTile(id, {true, tint}),
                       without = ground->buildTile(id, {false, tint});
            EXPECT_EQ(with.albedo, without.albedo);
            EXPECT_NE(with.albedo, ground->buildTile(id, {true, GroundTint::None}).albedo);
        }
}

TEST(Tint, lightIsToldAtThePolesAndNowhereElse) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    const TileId equator{0, 3, 4, 4}, pole{5, 4, 8, 8};
    for (const GroundTint tint : {GroundTint::Illumination, GroundTint::Shadow})
        EXPECT_EQ(ground->buildTile(equator, {true, tint}).albedo, ground->buildTile(equator, {}).albedo);
    const Tile tile = ground->buildTile(pole, {true, GroundTint::Illumination});
    EXPECT_EQ(alphaAt(tile.albedo, 30, 30), 0);
    const glm::dvec3 d =
        directionOf(pole, (30.5 - kTileBorder) / kTileTexels, (30.5 - kTileBorder) / kTileTexels);
    EXPECT_EQ(colourAt(tile.albedo, 30, 30),
              colourOf(scaleOf(GroundTint::Illumination), *ground->illumination().shareAt(d) * 100.0));
}

/// A cache of its own while it lives.
class OwnCache {
  public:
    OwnCache() : folder(std::filesystem::path(testing::TempDir()) / "perilune-light-cache") {
        if (const char* value = std::getenv("XDG_CACHE_HOME"))
            before_ = value;
        std::filesystem::remove_all(folder);
        setenv("XDG_CACHE_HOME", folder.c_str(), 1);
    }
    ~OwnCache() {
        if (before_)
            setenv("XDG_CACHE_HOME", before_->c_str(), 1);
        else
            unsetenv("XDG_CACHE_HOME");
        std::filesystem::remove_all(folder);
    }
    std::filesystem::path folder;

  private:
    std::optional<std::string> before_;
};

TEST(Light, isWorkedOutWhileNobodyWaitsAndEndsWithItsGround) {
    using Clock = std::chrono::steady_clock;
    const OwnCache cache;
    auto ground = Ground::open(base::shareDir(), base::Workers::onThreads());
    ASSERT_TRUE(ground);
    const auto begun = Clock::now();
    EXPECT_LT((*ground)->illuminationProgress(), 1.0);
    EXPECT_LT(Clock::now() - begun, std::chrono::milliseconds(100));
    *ground = nullptr; // in the middle of the work: nothing half made is kept
    EXPECT_TRUE(!std::filesystem::exists(base::cacheDir() / "light") ||
                std::filesystem::is_empty(base::cacheDir() / "light"));

    // Light of maps that are gone: only the newest stay.
    std::filesystem::create_directories(base::cacheDir() / "light");
    for (int i = 0; i < 9; ++i) {
        const auto old = base::cacheDir() / "light" / (std::to_string(i) + ".light");
        std::ofstream(old) << i;
        std::filesystem::last_write_time(old, std::filesystem::file_time_type::clock::now() -
                                                  std::chrono::hours(24 * (i + 1)));
    }
    ground = Ground::open(base::shareDir(), base::Workers::onThreads());
    ASSERT_TRUE(ground);
    while ((*ground)->illuminationProgress() < 1.0 && Clock::now() - begun < std::chrono::seconds(120))
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_EQ((*ground)->illuminationProgress(), 1.0);
    EXPECT_GT((*ground)->illumination().cellM(false), 0.0);
    *ground = nullptr; // ends once the file is written
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(base::cacheDir() / "light"))
        files += entry.path().extension() == ".light";
    EXPECT_EQ(files, 4u);
    EXPECT_TRUE(std::filesystem::exists(base::cacheDir() / "light" / "0.light"));
    EXPECT_FALSE(std::filesystem::exists(base::cacheDir() / "light" / "8.light"));
}

} // namespace
} // namespace perilune::terrain
