#pragma once

#include "terrain/cube.h"
#include "terrain/ground.h"
#include "terrain/tile_set_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
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
    d.resolutionM = map.resolutionM;
    d.title = map.title;
    d.source = "a test";
    return d;
}

inline void writeMap(const std::filesystem::path& file, const MadeMap& map) {
    auto writer = TileSetWriter::create(file, descriptionOf(map));
    ASSERT_TRUE(writer) << writer.error().message;
    for (std::uint8_t face = 0; face < 6; ++face)
        writeTile(*writer, map, {face, 0, 0, 0});
    const auto done = writer->finish();
    ASSERT_TRUE(done) << done.error().message;
}

/// Hills of a few kilometres' height and some hundred kilometres' width.
inline double hills(const glm::dvec3& d) {
    return 1500.0 * std::sin(31.0 * d.x) * std::cos(27.0 * d.y) + 900.0 * std::sin(40.0 * d.z + 11.0 * d.x);
}

} // namespace perilune::terrain
