#include "survey/import/strip_maker.h"

#include "terrain/brick_sample.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace perilune::survey {

namespace {

constexpr double kStripDegree = std::numbers::pi / 180.0;
constexpr std::uint32_t kLeastStripRows = 24;
constexpr int kPixelsOfWeight = terrain::kTileTexels / terrain::kWeightTexels;
/// Pixels around a brick that its weights look at.
constexpr int kWindowAround = terrain::kWeightBorder * kPixelsOfWeight + 2;
constexpr int kWindowSide = terrain::kTileTexels + 2 * kWindowAround;
constexpr int kBrickSteps = 16; ///< along a brick, at which tiles under it are looked for

/// The first row of a strip in its map.
std::int64_t firstRowOfStrip(const MapGrid& grid, const terrain::StripHeader& strip) {
    const double north = grid.degreesOf({0.0, 0.0}).x;
    return std::llround((north - strip.northDeg) / strip.stepYDeg);
}

} // namespace

void planStrips(const MapGrid& grid, const RasterInfo& info, double texelM,
                terrain::StripHeader (&strips)[2]) {
    strips[0] = strips[1] = {};
    if (info.kind != RasterKind::Elevation || !grid.isCylindrical() || grid.period() == 0)
        return;
    const double stepX = 360.0 / double(grid.period()), north = grid.degreesOf({0.0, 0.0}).x,
                 stepY = north - grid.degreesOf({0.0, 1.0}).x;
    const double cosine = texelM / (stepX * kStripDegree * astro::kMoonRadiusM);
    const double from = std::acos(std::min(cosine, 1.0)) / kStripDegree; // latitude
    for (const int pole : {0, 1}) {
        // Rows whose middles lie poleward of it.
        const double before = (north - (pole == 0 ? from : -from)) / stepY;
        const auto rows =
            std::int64_t(std::clamp(pole == 0 ? std::floor(before) : double(info.height) - std::ceil(before),
                                    0.0, double(info.height)));
        if (rows < std::int64_t{kLeastStripRows} || rows > grid.period())
            continue;
        const double first = pole == 0 ? 0.0 : double(info.height - rows);
        strips[pole] = {{},    grid.degreesOf({0.0, 0.0}).y, north - first * stepY, stepX,
                        stepY, std::uint32_t(grid.period()), std::uint32_t(rows)};
    }
}

std::vector<terrain::TileId> bricksOf(const terrain::StripHeader& strip, bool north) {
    std::vector<terrain::TileId> bricks;
    for (std::uint32_t y = 0; y * terrain::kTileTexels < strip.rows; ++y)
        for (std::uint32_t x = 0; x * terrain::kTileTexels < strip.columns; ++x)
            bricks.push_back({std::uint8_t(terrain::kStripFace + (north ? 0 : 1)), 0, x, y});
    return bricks;
}

base::Result<std::optional<MadeTile>> makeStripBrick(MapSampler& map, const terrain::StripHeader& strip,
                                                     const terrain::TileId& id) {
    const auto pixels = map.pixels(std::int64_t(id.x) * terrain::kTileTexels - kWindowAround,
                                   firstRowOfStrip(map.grid(), strip) +
                                       std::int64_t(id.y) * terrain::kTileTexels - kWindowAround,
                                   kWindowSide, kWindowSide);
    if (!pixels)
        return tl::unexpected(pixels.error());
    MadeTile tile;
    tile.values.reserve(kSetTexels);
    constexpr int kSkip = kWindowAround - terrain::kSetBorder;
    for (int y = 0; y < terrain::kSetSize; ++y)
        for (int x = 0; x < terrain::kSetSize; ++x)
            tile.values.push_back((*pixels)[std::size_t((y + kSkip) * kWindowSide + x + kSkip)]);
    // A hole within two pixels: there the tiles count.
    for (int j = 0; j < terrain::kWeightSize; ++j)
        for (int i = 0; i < terrain::kWeightSize; ++i) {
            bool whole = true;
            for (int y = j * kPixelsOfWeight; y < (j + 1) * kPixelsOfWeight + 4 && whole; ++y)
                for (int x = i * kPixelsOfWeight; x < (i + 1) * kPixelsOfWeight + 4 && whole; ++x)
                    whole = !std::isnan((*pixels)[std::size_t(y * kWindowSide + x)]);
            tile.weights[std::size_t(j * terrain::kWeightSize + i)] = whole ? 255 : 0;
        }
    if (!fillHoles(tile.values, 1))
        return std::optional<MadeTile>();
    measure(tile);
    return std::optional(std::move(tile));
}

std::vector<terrain::TileId> tilesUnder(const MapGrid& grid, const terrain::StripHeader& strip,
                                        const terrain::TileId& id, int level) {
    const double row = double(firstRowOfStrip(grid, strip));
    std::set<terrain::TileId> tiles;
    for (int j = 0; j <= kBrickSteps; ++j)
        for (int i = 0; i <= kBrickSteps; ++i) {
            const glm::dvec2 pixel{(id.x + double(i) / kBrickSteps) * terrain::kTileTexels,
                                   row + (id.y + double(j) / kBrickSteps) * terrain::kTileTexels};
            tiles.insert(terrain::placeInTile(terrain::cubePoint(grid.directionOf(pixel)), level).id);
        }
    return {tiles.begin(), tiles.end()};
}

} // namespace perilune::survey
