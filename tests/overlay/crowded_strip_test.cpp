#include "overlay/stage.h"
#include "good_stage.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace perilune::overlay::test {
namespace {

/// A strip of one programme with two lanes and so many milestones, each with three earlier targets and a
/// tail, all over twenty years.
scene::Scene crowdedScene(int milestones, int weight) {
    scene::Scene scene;
    scene::Strip& strip = scene.strip.emplace();
    strip.span = {day("2010-01-01"), day("2029-12-31")};
    strip.playhead = base::startOf(day("2020-01-01"));
    strip.programmes.push_back({"made", "Made", timeline::Mark::Circle, 0x6FB1FF, {}});
    auto& lanes = strip.programmes[0].lanes;
    lanes = {{"one", "One", {}, {}, 0}, {"two", "Two", {}, {}, 0}};
    std::mt19937 random(11);
    const auto anyDay = [&] { return strip.span.first + std::chrono::days{random() % 7300}; };
    for (const bool current : {false, true})
        for (int i = 0; i < milestones; ++i)
            for (int k = 0; k < (current ? 1 : 3); ++k) {
                scene::StripMark mark;
                mark.milestone = "milestone-" + std::to_string(i);
                mark.kind = current ? scene::StripMarkKind::Current : scene::StripMarkKind::Earlier;
                mark.first = mark.anchor = anyDay();
                mark.last = mark.first + std::chrono::days{random() % 400};
                mark.standing = timeline::Standing(random() % 8);
                mark.weight = weight;
                mark.label = current && weight > 1 ? "Milestone " + std::to_string(i) : "";
                lanes[std::size_t(i % 2)].marks.push_back(mark);
                if (current)
                    lanes[std::size_t(i % 2)].tails.push_back({mark.milestone,
                                                               mark.first - std::chrono::days{600},
                                                               mark.first, "slip 1 y 8 m", weight, false});
            }
    return scene;
}

Stage laidOut(const scene::Scene& scene) {
    return layoutStage(scene, {1280, 720}, *fontsFor(720));
}

} // namespace

TEST(CrowdedStrip, isDrawnWithAsManyTrianglesHoweverManyMilestonesThereAre) {
    ASSERT_TRUE(fontsFor(720));
    for (const int weight : {1, 2, 3}) {
        const std::size_t few = laidOut(crowdedScene(500, weight)).draw.vertices.size();
        const std::size_t many = laidOut(crowdedScene(20'000, weight)).draw.vertices.size();
        EXPECT_LT(many, 3 * few) << "weight " << weight;
        EXPECT_LT(many, 200'000u) << "weight " << weight;
    }
}

TEST(CrowdedStrip, hasLabelsThatLieOnNoOther) {
    for (const int weight : {2, 3})
        expectGoodStage(crowdedScene(5'000, weight), {1280, 720}, "");
}

TEST(CrowdedStrip, showsEveryMarkWhereTheyStandApart) {
    ASSERT_TRUE(fontsFor(720));
    scene::Scene scene = crowdedScene(0, 1);
    auto& lane = scene.strip->programmes[0].lanes[0];
    for (int i = 0; i < 40; ++i) {
        scene::StripMark mark;
        mark.milestone = "milestone-" + std::to_string(i);
        mark.first = mark.last = mark.anchor = scene.strip->span.first + std::chrono::days{180 * i + 90};
        lane.marks.push_back(mark);
    }
    const Stage stage = laidOut(scene);
    for (const scene::StripMark& mark : lane.marks) {
        const float x = stage.axis.xOf(base::startOf(mark.anchor));
        EXPECT_TRUE(std::any_of(stage.hits.begin(), stage.hits.end(), [&](const HitArea& hit) {
            return hit.kind == HitKind::Mark && hit.id == mark.milestone &&
                   std::abs(0.5f * (hit.rect.x0 + hit.rect.x1) - x) < 0.5f;
        })) << mark.milestone;
    }
}

TEST(CrowdedStrip, makesNothingOfWhatLiesOutsideTheSpan) {
    ASSERT_TRUE(fontsFor(720));
    scene::Scene scene = crowdedScene(0, 2);
    const Stage empty = laidOut(scene);
    const scene::Scene others = crowdedScene(5'000, 2);
    scene.strip->programmes[0].lanes = others.strip->programmes[0].lanes;
    scene.strip->span = {day("1990-01-01"), day("1995-12-31")};
    const Stage stage = laidOut(scene);
    EXPECT_EQ(std::count_if(stage.hits.begin(), stage.hits.end(),
                            [](const HitArea& hit) { return hit.kind == HitKind::Mark; }),
              0);
    EXPECT_LT(stage.draw.vertices.size(), empty.draw.vertices.size() + 2'000);
}

TEST(ManyLanes, lieInThePictureAndAreNamedUpToADozen) {
    ASSERT_TRUE(fontsFor(720));
    for (const PictureSize picture : {PictureSize{1280, 720}, PictureSize{640, 360}})
        for (const std::size_t many : {5u, 8u, 12u, 24u, 60u, 400u}) {
            scene::Scene scene = crowdedScene(0, 1);
            auto& lanes = scene.strip->programmes[0].lanes;
            lanes.clear();
            for (std::size_t i = 0; i < many; ++i) {
                scene::StripMark mark;
                mark.milestone = "milestone-" + std::to_string(i);
                mark.label = i % 2 ? "Milestone " + std::to_string(i) : "";
                mark.weight = i % 2 ? 3 : 1;
                mark.first = mark.last = mark.anchor = day("2012-01-01") + std::chrono::days{i * 977 % 6000};
                lanes.push_back({"lane", "Lane " + std::to_string(i), {mark}, {}, 0});
            }
            const std::string name =
                std::to_string(many) + " lanes, " + std::to_string(picture.width) + " wide: ";
            expectGoodStage(scene, picture, name);
            const Stage stage =
                layoutStage(scene, {picture.width, picture.height}, *fontsFor(picture.height));
            std::set<std::string> hit;
            for (const HitArea& area : stage.hits)
                if (area.kind == HitKind::Mark && area.rect.y0 >= 0.5f * float(picture.height) &&
                    0.5f * (area.rect.y0 + area.rect.y1) <= float(picture.height))
                    hit.insert(area.id);
            EXPECT_EQ(hit.size(), many) << name << "every mark can be seen and clicked";
            const auto named = std::count_if(stage.texts.begin(), stage.texts.end(),
                                             [](const TextBox& t) { return t.text.starts_with("Lane "); });
            EXPECT_GE(named, std::ptrdiff_t(std::min<std::size_t>(many, 12))) << name;
        }
}

} // namespace perilune::overlay::test
