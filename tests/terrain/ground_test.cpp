#include "terrain/ground.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace perilune::terrain {
namespace {

std::shared_ptr<const Ground> theGround() {
    static const auto ground = Ground::open(base::shareDir());
    return ground ? *ground : nullptr;
}

TEST(Ground, MissingFileSaysToBuildAgain) {
    const auto ground = Ground::open("/nonexistent");
    ASSERT_FALSE(ground);
    EXPECT_NE(ground.error().message.find("build"), std::string::npos);
}

TEST(Ground, ATileIsTheSameEveryTime) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (const TileId id : {TileId{0, 3, 2, 5}, TileId{5, 12, 2048, 2047}, TileId{2, 16, 1000, 60000}}) {
        const Tile a = ground->buildTile(id), b = ground->buildTile(id);
        EXPECT_EQ(a.corners, b.corners);
        EXPECT_EQ(a.normals, b.normals);
        EXPECT_EQ(a.albedo, b.albedo);
    }
}

} // namespace
} // namespace perilune::terrain
