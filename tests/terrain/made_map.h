#pragma once

#include "terrain/cube.h"
#include "terrain/ground.h"
#include "terrain/tile_set_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <numbers>
#include <string>

#include <unistd.h>

namespace perilune::terrain {

/// A folder of its own that is gone with the test.
struct TestFolder {
    std::filesystem::path path;
    explicit TestFolder(const std::string& name)
        : path(std::filesystem::temp_directory_path() / (name + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

/// A map of the sphere that a test makes up: value and weight (0..1) at a unit direction.
struct MadeMap {
    RasterKind kind = RasterKind::Elevation;
    int maxLevel = 3;
    double resolutionM = 5000.0;
    std::string title = "made up";
    std::function<double(const glm::dvec3&)> value;
    /// Its weight is 1 within `inner` of a middle and 0 from `outer` on (chords of the unit sphere).
    glm::dvec3 middle{1.0, 0.0, 0.0};
    double inner = 3.0, outer = 4.0;
    std::uint32_t stripColumns = 0; ///< of a strip around the north pole, of square pixels to 45 degrees

    double weight(const glm::dvec3& d) const {
        const double x =
            std::clamp((outer - glm::distance(d, glm::normalize(middle))) / (outer - inner), 0.0, 1.0);
        return x * x * (3.0 - 2.0 * x);
    }
};

inline glm::dvec3 texelDirection(const TileId& id, int across, int x, int y) {
    const double step = std::ldexp(2.0, -int(id.level)) / across;
    return cubeDirection({id.face, (double(id.x) * across + x + 0.5) * step - 1.0,
                          (double(id.y) * across + y + 0.5) * step - 1.0});
}

/// A tile and those in it, wherever the map has data.
inline void writeTile(TileSetWriter& writer, const MadeMap& map, const TileId& id) {
    const glm::dvec3 centre = directionOf(id, 0.5, 0.5);
    const double reach = 1.3 * glm::distance(centre, directionOf(id, 0.0, 0.0)); // with the borders
    if (glm::distance(centre, glm::normalize(map.middle)) > map.outer + reach)
        return;
    std::uint8_t weights[kWeightSize * kWeightSize];
    for (int y = 0; y < kWeightSize; ++y)
        for (int x = 0; x < kWeightSize; ++x) {
            const double w =
                map.weight(texelDirection(id, kWeightTexels, x - kWeightBorder, y - kWeightBorder));
            weights[y * kWeightSize + x] = std::uint8_t(std::lround(w * 255.0));
        }
    std::vector<float> values;
    for (int y = 0; y < kSetSize; ++y)
        for (int x = 0; x < kSetSize; ++x)
            values.push_back(
                float(map.value(texelDirection(id, kTileTexels, x - kSetBorder, y - kSetBorder))));
    if (map.kind == RasterKind::Elevation) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        ASSERT_TRUE(writer.put(id, packHeights(values.data(), weights), *low, *high));
    } else {
        AlbedoBrick brick;
        std::copy(std::begin(weights), std::end(weights), brick.weight);
        for (std::size_t i = 0; i < values.size(); ++i)
            brick.rgb[3 * i] = brick.rgb[3 * i + 1] = brick.rgb[3 * i + 2] = std::uint8_t(values[i]);
        ASSERT_TRUE(writer.put(id, brick));
    }
    if (id.level < map.maxLevel)
        for (unsigned i = 0; i < 4; ++i)
            writeTile(writer, map, id.child(i));
}

inline TileSetDescription descriptionOf(const MadeMap& map) {
    TileSetDescription d;
    d.kind = map.kind;
    d.maxLevel = map.maxLevel;
    if (map.stripColumns > 0)
        d.strips[0] = {{},
                       -180.0,
                       90.0,
                       360.0 / map.stripColumns,
                       360.0 / map.stripColumns,
                       map.stripColumns,
                       map.stripColumns / 8};
    d.resolutionM = map.resolutionM;
    d.title = map.title;
    d.source = "a test";
    return d;
}

/// The bricks of a map's strip.
inline void writeStrip(TileSetWriter& writer, const MadeMap& map) {
    const StripHeader strip = descriptionOf(map).strips[0];
    std::uint8_t weights[kWeightSize * kWeightSize];
    std::fill(std::begin(weights), std::end(weights), std::uint8_t{255});
    for (std::uint32_t row = 0; row * kTileTexels < strip.rows; ++row)
        for (std::uint32_t column = 0; column * kTileTexels < strip.columns; ++column) {
            std::vector<float> values;
            for (int y = -kSetBorder; y < kTileTexels + kSetBorder; ++y)
                for (int x = -kSetBorder; x < kTileTexels + kSetBorder; ++x) {
                    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180.0; };
                    const double a = radians(90.0 - (row * kTileTexels + y + 0.5) * strip.stepYDeg),
                                 b = radians(-180.0 + (column * kTileTexels + x + 0.5) * strip.stepXDeg);
                    values.push_back(float(
                        map.value({std::cos(a) * std::cos(b), std::cos(a) * std::sin(b), std::sin(a)})));
                }
            const auto [low, high] = std::minmax_element(values.begin(), values.end());
            ASSERT_TRUE(
                writer.put({kStripFace, 0, column, row}, packHeights(values.data(), weights), *low, *high));
        }
}

inline void writeMap(const std::filesystem::path& file, const MadeMap& map) {
    auto writer = TileSetWriter::create(file, descriptionOf(map));
    ASSERT_TRUE(writer) << writer.error().message;
    for (std::uint8_t face = 0; face < 6; ++face)
        writeTile(*writer, map, {face, 0, 0, 0});
    if (map.stripColumns > 0)
        writeStrip(*writer, map);
    const auto done = writer->finish();
    ASSERT_TRUE(done) << done.error().message;
}

/// Hills of a few kilometres' height and some hundred kilometres' width.
inline double hills(const glm::dvec3& d) {
    return 1500.0 * std::sin(31.0 * d.x) * std::cos(27.0 * d.y) + 900.0 * std::sin(40.0 * d.z + 11.0 * d.x);
}

} // namespace perilune::terrain
