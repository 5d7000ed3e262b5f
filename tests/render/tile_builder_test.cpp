// Wishes for tiles are kept for each viewer and served in turn.
#include "render/ground/tile_builder.h"

#include "terrain/ground.h"
#include "base/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

using namespace perilune;
using render::TileKey;

namespace {

class Builder : public testing::Test {
  protected:
    void SetUp() override {
        auto ground = terrain::Ground::open(base::shareDir(), base::Workers::onThreads());
        ASSERT_TRUE(ground.has_value()) << ground.error().message;
        builder_ = std::make_unique<render::TileBuilder>(*ground, base::Workers::onThreads());
    }
    /// Tiles of one face, row by row.
    static std::vector<TileKey> keys(std::uint8_t face, std::size_t count) {
        std::vector<TileKey> keys;
        for (std::uint32_t i = 0; i < count; ++i)
            keys.push_back({{face, 4, i % 16, i / 16}, {}});
        return keys;
    }
    /// Takes what becomes ready until so many are there, in the order in which they became so.
    std::vector<TileKey> take(std::size_t count) {
        std::vector<TileKey> taken;
        for (int i = 0; i < 30'000 && taken.size() < count; ++i) {
            for (const auto& data : builder_->takeReady())
                taken.push_back(data.key);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return taken;
    }
    std::unique_ptr<render::TileBuilder> builder_;
};

bool contains(const std::vector<TileKey>& keys, const TileKey& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

TEST_F(Builder, whatOneViewerWantsIsNotForgottenForAnotherAndIsServedInTurn) {
    const auto many = keys(0, 100), few = keys(1, 4);
    builder_->want(1, many);
    builder_->want(2, few);
    const auto taken = take(many.size() + few.size());
    ASSERT_EQ(taken.size(), many.size() + few.size());
    for (const TileKey& key : many)
        EXPECT_TRUE(contains(taken, key));
    for (const TileKey& key : few)
        EXPECT_TRUE(contains({taken.begin(), taken.begin() + 50}, key))
            << "it does not wait for all of the other's";
}

TEST_F(Builder, aViewersNextWishesReplaceItsFormerOnesAlone) {
    builder_->want(1, keys(0, 200));
    builder_->want(2, keys(1, 20));
    builder_->want(1, {});
    const auto taken = take(20);
    EXPECT_GE(std::count_if(taken.begin(), taken.end(), [](const TileKey& key) { return key.id.face == 1; }),
              10);
    take(20);
    EXPECT_LT(builder_->built(), 100);
}

TEST_F(Builder, aTileThatTwoWantIsBuiltOnce) {
    const auto both = keys(2, 30);
    builder_->want(1, both);
    builder_->want(2, both);
    EXPECT_EQ(take(both.size()).size(), both.size());
    builder_->buildNow(3, keys(3, 1)); // all that is under way is finished by now
    EXPECT_EQ(builder_->built(), 31);
}

TEST_F(Builder, whoCannotWaitGetsHisTilesWhateverOthersWant) {
    builder_->want(1, keys(0, 200));
    const auto now = keys(4, 10);
    std::vector<TileKey> got;
    for (const auto& data : builder_->buildNow(2, now))
        got.push_back(data.key);
    for (const TileKey& key : now)
        EXPECT_TRUE(contains(got, key));
    EXPECT_LT(builder_->built(), 200) << "the other's wishes are not waited for";
}
