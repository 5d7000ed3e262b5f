// Coarser triangles for what is seen from afar.
#include "model/levels.h"

#include <gtest/gtest.h>

#include <cmath>

namespace perilune::model {
namespace {

/// A ball of a metre with so many rows of triangles, as one part.
ModelData ball(int rows) {
    ModelData data;
    for (int y = 0; y <= rows; ++y)
        for (int x = 0; x <= 2 * rows; ++x) {
            const float up = 3.14159265f * float(y) / float(rows),
                        round = 3.14159265f * float(x % (2 * rows)) / float(rows);
            ModelVertex vertex;
            vertex.position = {std::sin(up) * std::cos(round), std::cos(up), std::sin(up) * std::sin(round)};
            vertex.normal = vertex.position;
            data.vertices.push_back(vertex);
        }
    const auto at = [rows](int x, int y) { return std::uint32_t(y * (2 * rows + 1) + x); };
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < 2 * rows; ++x)
            for (const std::uint32_t index :
                 {at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)})
                data.indices.push_back(index);
    data.parts.push_back({0, std::uint32_t(data.indices.size()), 0, -1});
    return data;
}

} // namespace

TEST(Levels, haveFewerAndFewerTrianglesAndTellHowFarTheyLieFromTheModel) {
    const ModelData data = ball(60);
    const Levels levels = levelsOf(data);
    ASSERT_GE(levels.errorsM.size(), 3u);
    ASSERT_EQ(levels.parts[0].size(), levels.errorsM.size());
    EXPECT_EQ(levels.parts[0][0].count, data.indices.size());
    EXPECT_EQ(levels.errorsM[0], 0.0f);
    for (std::size_t i = 1; i < levels.errorsM.size(); ++i) {
        EXPECT_LT(levels.parts[0][i].count, levels.parts[0][i - 1].count / 2);
        EXPECT_GT(levels.errorsM[i], levels.errorsM[i - 1]);
        EXPECT_LT(levels.errorsM[i], 0.3f);
        // The farthest corner of a triangle lies on the ball, its middle no deeper than is told.
        for (std::uint32_t k = 0; k < levels.parts[0][i].count; k += 3) {
            glm::vec3 middle(0.0f);
            for (std::uint32_t c = 0; c < 3; ++c)
                middle +=
                    data.vertices.at(levels.indices.at(levels.parts[0][i].first + k + c)).position / 3.0f;
            EXPECT_GT(glm::length(middle), 1.0f - 2.5f * levels.errorsM[i] - 0.02f);
        }
    }
    EXPECT_EQ(levelsOf(data).indices, levels.indices);
}

TEST(Levels, ofAModelWithFewTrianglesThereIsOne) {
    EXPECT_EQ(levelsOf(ball(6)).errorsM.size(), 1u);
    ModelData nothing;
    nothing.parts.push_back({});
    EXPECT_EQ(levelsOf(nothing).errorsM.size(), 1u);
}

} // namespace perilune::model
