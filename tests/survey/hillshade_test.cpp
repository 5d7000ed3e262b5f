#include "survey/import/importer.h"
#include "survey/import/open.h"
#include "terrain/brick_sample.h"
#include "terrain/ground.h"
#include "base/files.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numbers>

#include <unistd.h>

namespace perilune::survey {
namespace {

using namespace terrain;

namespace fs = std::filesystem;
constexpr double kDegree = std::numbers::pi / 180.0;

/// Shade of a slope (metres a metre, eastward and northward) under a Sun in the north-west, 30° high.
double shade(double east, double north) {
    const double flat = std::cos(30.0 * kDegree) * std::sqrt(0.5);
    return (std::sin(30.0 * kDegree) + flat * east - flat * north) /
           std::sqrt(1.0 + east * east + north * north);
}

/// Slope of a drawn tile's ground at a place, from its normals.
struct Slope {
    double east, north;
};
Slope drawnSlope(const Tile& tile, double fx, double fy, const astro::Selenographic& place) {
    const double x = fx * kTileTexels + kTileBorder - 0.5, y = fy * kTileTexels + kTileBorder - 0.5;
    glm::dvec3 normal(0.0);
    for (int j = 0; j < 2; ++j)
        for (int i = 0; i < 2; ++i) {
            const int ix = int(std::floor(x)) + i, iy = int(std::floor(y)) + j;
            const double weight = (1.0 - std::abs(x - ix)) * (1.0 - std::abs(y - iy));
            const std::int16_t* n = &tile.normals[std::size_t(iy * kTileMapSize + ix) * 4];
            normal += weight * glm::dvec3(n[0], n[1], n[2]);
        }
    const glm::dvec3 enu = glm::transpose(astro::localFrame(place).m) * normal;
    return {-enu.x / enu.z, -enu.y / enu.z};
}

TEST(Hillshade, ofTheDrawnGroundIsThatOfTheMapAtTheMapsOwnResolution) {
    const fs::path map = fs::path(PERILUNE_SHARED_DIR) / "data/dem/LDEM_4.LBL";
    if (!fs::exists(map))
        GTEST_SKIP() << "skipped: needs ../shared/data/dem/LDEM_4.LBL";
    const fs::path folder = fs::temp_directory_path() / fmt::format("perilune-hillshade-{}", ::getpid());
    fs::create_directories(folder);
    const auto source = openRaster(map, RasterKind::Elevation);
    ASSERT_TRUE(source) << source.error().message;
    const auto plan = planImport(**source, map, "ldem", folder);
    ASSERT_TRUE(plan) << plan.error().message;
    ASSERT_TRUE(runImport(**source, *plan, {}, base::Workers::onThreads(), {}));
    const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads(), folder);
    ASSERT_TRUE(ground) << ground.error().message;

    const int width = int((*source)->info().width), height = int((*source)->info().height);
    std::vector<float> heights(std::size_t(width) * std::size_t(height));
    ASSERT_TRUE((*source)->read(0, 0, width, height, heights.data()));
    const auto& grid = std::get<Cylindrical>((*source)->info().projection);
    const double stepM = grid.degreesPerPixelX * kDegree * astro::kMoonRadiusM;
    const auto at = [&](int x, int y) {
        return double(heights[std::size_t(y) * std::size_t(width) + std::size_t((x + width) % width)]);
    };

    // The map's slopes are central differences, so means over two pixels; the drawn ones are averaged over as
    // much.
    constexpr int kLevel = 4; // its normals' own differences are no wider than the map's
    std::map<TileId, Tile> tiles;
    double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    for (int y = 80; y < height - 80; y += 3)
        for (int x = 1; x < width; x += 3) {
            const double latitude = grid.northDeg - (y + 0.5) * grid.degreesPerPixelY;
            const double longitude = grid.westDeg + (x + 0.5) * grid.degreesPerPixelX;
            const double narrow = std::cos(latitude * kDegree);
            const double theirs = shade((at(x + 1, y) - at(x - 1, y)) / (2.0 * stepM * narrow),
                                        (at(x, y - 1) - at(x, y + 1)) / (2.0 * stepM));
            const auto slopeAt = [&](double dx, double dy) {
                const astro::Selenographic place{base::Angle::degrees(latitude + dy * grid.degreesPerPixelY),
                                                 base::Angle::degrees(longitude + dx * grid.degreesPerPixelX),
                                                 0.0};
                const PlaceInTile where = placeInTile(cubePoint(astro::up(place).v), kLevel);
                auto tile = tiles.find(where.id);
                if (tile == tiles.end())
                    tile = tiles.emplace(where.id, (*ground)->buildTile(where.id, {.modelled = false})).first;
                return drawnSlope(tile->second, where.fx, where.fy, place);
            };
            Slope mean{0.0, 0.0};
            for (const double off : {-0.75, -0.25, 0.25, 0.75}) {
                mean.east += 0.25 * slopeAt(off, 0.0).east;
                mean.north += 0.25 * slopeAt(0.0, off).north;
            }
            const double ours = shade(mean.east, mean.north);
            n += 1, a += ours, b += theirs, aa += ours * ours, bb += theirs * theirs, ab += ours * theirs;
        }
    const double correlation = (n * ab - a * b) / std::sqrt((n * aa - a * a) * (n * bb - b * b));
    RecordProperty("correlation", fmt::format("{:.4f}", correlation));
    EXPECT_GE(correlation, 0.98) << n << " places";
    fs::remove_all(folder);
}

} // namespace
} // namespace perilune::survey
