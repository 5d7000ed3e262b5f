#include "model/wish.h"

#include "model/model.h"
#include "model/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace perilune;
using model::parseWish;
using model::readModel;
using test::Sample;
using testing::HasSubstr;

namespace {

/// A triangle that a movement "up & away" lifts by 2 m in 1 s.
std::filesystem::path lifting() {
    Sample s;
    s.mesh({{"attributes", {{"POSITION", s.floats({0, 0, 0, 0, 0, 1, 0, 1, 0}, 3)}}}});
    const int in = s.floats({0, 1}, 1), out = s.floats({0, 0, 0, 0, 2, 0}, 3);
    s.push("animations",
           {{"name", "up & away"},
            {"samplers", {{{"input", in}, {"output", out}}}},
            {"channels", {{{"sampler", 0}, {"target", {{"node", 0}, {"path", "translation"}}}}}}});
    return s.write("wish #1");
}

} // namespace

TEST(Wish, isReadAsItWasWrittenWhateverIsInItsNames) {
    model::ModelWish wish;
    wish.file = "/craft/a b.glb";
    wish.animation = "50 % up & away #2";
    wish.variant = "dusty";
    wish.scene = "1";
    wish.pose.timeS = 1.25;
    wish.pose.scale = 0.5;
    wish.pose.headingDeg = 270.0;
    wish.pose.wires = true;
    const auto again = parseWish(model::wordsOf(wish));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(model::wordsOf(*again), model::wordsOf(wish));
    EXPECT_EQ(again->animation, wish.animation);
    EXPECT_EQ(again->file, wish.file);
    EXPECT_EQ(parseWish("plain.glb")->file, "plain.glb");
    EXPECT_THAT(parseWish("a.glb#speed=3").error().message, HasSubstr("says nothing of how a model stands"));
    EXPECT_THAT(parseWish("a.glb#scale=0").error().message, HasSubstr("scale=FACTOR"));
}

TEST(Wish, movesScalesAndTurnsWhatIsRead) {
    const auto file = lifting();
    const auto at = [&](const std::string& words) {
        const auto data = readModel(file.string() + words);
        EXPECT_TRUE(data.has_value()) << data.error().message;
        return data ? *data : model::ModelData{};
    };
    EXPECT_EQ(at("").high.y, 1.0f); // its own # is no wish
    EXPECT_EQ(at("#animation=up %26 away&time=0.5").high.y, 2.0f);
    EXPECT_EQ(at("#animation=0&time=9").high.y, 3.0f);
    EXPECT_EQ(at("#scale=4").high.y, 4.0f);
    // To the east: its front, +Z, which is north, looks to -X.
    EXPECT_NEAR(at("#heading=90").low.x, -1.0f, 1e-6);
    EXPECT_EQ(at("#wires=1").indices.size(), 3u * 8 * 3);
    const auto unknown = readModel(file.string() + "#animation=down");
    ASSERT_FALSE(unknown.has_value());
    EXPECT_THAT(unknown.error().message, HasSubstr("it has no animation 'down'; there are 0 up & away"));
    std::filesystem::remove(file);
}
