#include "overlay/ink/label_stack.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace perilune::overlay::test {
namespace {

TEST(LabelStack, labelsWithRoomStandWhereTheyWish) {
    const std::vector<float> tops =
        stacked(std::vector<float>{10, 50, 90}, std::vector<float>{20, 20, 20}, 0, 200);
    EXPECT_EQ(tops, (std::vector<float>{10, 50, 90}));
}

TEST(LabelStack, labelsThatWishTheSamePlaceShareTheWay) {
    const std::vector<float> tops = stacked(std::vector<float>{100, 100}, std::vector<float>{20, 20}, 0, 200);
    EXPECT_EQ(tops, (std::vector<float>{90, 110}));
}

TEST(LabelStack, noneLieOnAnotherNorLeaveTheRoomAndSmallMovesStaySmall) {
    std::mt19937 lot(3);
    for (int i = 0; i < 300; ++i) {
        std::vector<float> wishes, heights;
        for (int k = 0; k < 8; ++k) {
            wishes.push_back(float(lot() % 400));
            heights.push_back(float(20 + lot() % 25));
        }
        const std::vector<float> tops = stacked(wishes, heights, 0, 400);
        for (std::size_t k = 0; k < tops.size(); ++k) {
            EXPECT_GE(tops[k], k == 0 ? 0.0f : tops[k - 1] + heights[k - 1] - 0.01f);
            EXPECT_LE(tops[k] + heights[k], 400.01f);
        }
        for (float& wish : wishes)
            wish += 1.0f;
        const std::vector<float> moved = stacked(wishes, heights, 0, 400);
        for (std::size_t k = 0; k < tops.size(); ++k)
            EXPECT_LE(std::abs(moved[k] - tops[k]), 1.01f);
    }
}

} // namespace
} // namespace perilune::overlay::test
