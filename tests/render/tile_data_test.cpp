#include "render/ground/tile_data.h"

#include <gtest/gtest.h>

namespace perilune::render {
namespace {

constexpr double kRadiusM = 1'737'400.0;

/// A piece of a ball some way across, with hills at some of its corners.
terrain::Tile ballWith(double acrossM, const std::vector<std::pair<int, float>>& hills) {
    terrain::Tile tile;
    tile.id = {0, 9, 100, 100};
    std::vector<glm::dvec3> places;
    for (int row = 0; row < kTileSide; ++row)
        for (int column = 0; column < kTileSide; ++column) {
            const double x = (double(column) / terrain::kTileQuads - 0.5) * acrossM;
            const double y = (double(row) / terrain::kTileQuads - 0.5) * acrossM;
            places.push_back(glm::normalize(glm::dvec3(kRadiusM, x, y)) * kRadiusM);
        }
    for (const auto& [corner, heightM] : hills)
        places[std::size_t(corner)] *= 1.0 + double(heightM) / kRadiusM;
    tile.origin.m = places[places.size() / 2];
    for (const glm::dvec3& place : places)
        tile.corners.push_back(glm::vec3(place - tile.origin.m));
    tile.normals.assign(std::size_t(terrain::kTileMapSize * terrain::kTileMapSize) * 4, 0);
    for (std::size_t i = 0; i < tile.normals.size(); i += 4)
        tile.normals[i] = 32767;
    tile.albedo.assign(std::size_t(terrain::kTileMapSize * terrain::kTileMapSize) * 4, 128);
    return tile;
}

int cornerAt(int column, int row) {
    return row * kTileSide + column;
}

} // namespace

TEST(TileData, tellsHowFarEachCoarserMeshLiesFromTheUsualOne) {
    // One hill is a corner of the meshes of 2 and 4 quads, one of that of 2, one of the finest alone.
    const auto data = makeTileData(
        ballWith(2000.0, {{cornerAt(4, 12), 50.0f}, {cornerAt(10, 6), 20.0f}, {cornerAt(3, 3), 70.0f}}), {});
    EXPECT_NEAR(data.coarser[0].upM, 25.0f, 0.5f); // on the way up to the first hill, which stays
    EXPECT_NEAR(data.coarser[1].upM, 50.0f, 0.5f);
    EXPECT_NEAR(data.coarser[2].upM, 50.0f, 0.5f);
    EXPECT_LT(data.coarser[0].acrossM, 0.1f);
}

TEST(TileData, countsTheBallsOwnCurveAsDistanceOfAMesh) {
    const auto data = makeTileData(ballWith(400'000.0, {}), {});
    const double sagittaM = 400'000.0 * 400'000.0 * 2.0 / (8.0 * kRadiusM); // of the diagonal
    EXPECT_NEAR(data.coarser[2].upM, sagittaM, 0.05 * sagittaM);
    EXPECT_NEAR(data.coarser[1].upM, sagittaM / 4.0, 0.05 * sagittaM);
}

} // namespace perilune::render
