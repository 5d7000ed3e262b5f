#include "scene/describe.h"
#include "scene/scene.h"
#include "scene/strip_places.h"
#include "flat.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace perilune::scene {
namespace {

using test::day;

/// Milestones of one lane, all for the same year.
timeline::Timeline recordOf(int milestones) {
    std::string text = "perilune: timeline/1\n"
                       "programme: {id: made, title: Made, mark: circle, colour: \"#6fb1ff\", lanes: [{id: "
                       "one, title: One}]}\n"
                       "sources: {made: {title: Made, publisher: Perilune, date: 2020}}\nmilestones:\n";
    for (int i = 0; i < milestones; ++i)
        text += fmt::format("  milestone-{}: {{title: Milestone {}, lane: one, weight: 2, history: "
                            "[{{announced: 2020-01-01, target: 2024, status: announced, by: Us, sources: "
                            "[made]}}]}}\n",
                            i, i);
    auto parsed = timeline::parseTimelines({{"made.yaml", text}});
    EXPECT_TRUE(parsed.ok());
    return std::move(parsed.value);
}

StripLane laneOf(const timeline::Timeline& timeline, const Moment& moment) {
    const auto scene = describe(timeline, test::Flat(0.0), moment);
    EXPECT_TRUE(scene);
    return scene ? scene->strip->programmes.at(0).lanes.at(0) : StripLane{};
}

Moment momentOf() {
    Moment moment;
    moment.at = test::instant("2022-01-01");
    moment.look = wholeDisc({}, {});
    moment.span = {day("2018-01-01"), day("2031-12-31")};
    return moment;
}

} // namespace

TEST(CrowdedLane, keepsTheTopmostOfThoseThatWouldLieOnTheirLikesAndCountsTheOthers) {
    const timeline::Timeline timeline = recordOf(3'000);
    const StripLane lane = laneOf(timeline, momentOf());
    ASSERT_FALSE(lane.marks.empty());
    EXPECT_LE(lane.marks.size(), 10u);
    EXPECT_EQ(lane.marks.size() + lane.others, 3'000u);
    EXPECT_EQ(lane.marks.back().milestone, "milestone-2999");
}

TEST(CrowdedLane, keepsTheSelectedMilestoneWhereverItStands) {
    const timeline::Timeline timeline = recordOf(3'000);
    Moment moment = momentOf();
    moment.selected = "milestone-7";
    const StripLane lane = laneOf(timeline, moment);
    EXPECT_TRUE(
        std::any_of(lane.marks.begin(), lane.marks.end(), [](const StripMark& m) { return m.selected; }));
}

TEST(CrowdedLane, holdsNothingThatStandsFarOutsideTheSpan) {
    const timeline::Timeline timeline = recordOf(3);
    Moment moment = momentOf();
    EXPECT_EQ(laneOf(timeline, moment).marks.size(), 3u);
    moment.span = {day("2010-01-01"), day("2015-12-31")};
    EXPECT_EQ(laneOf(timeline, moment).marks.size(), 0u);
}

TEST(StripPlaces, areFinerThanThePixelsOfAnyPictureAndTellLooksApart) {
    StripPlaces places({day("2000-01-01"), day("2199-12-31")});
    const base::Day first = day("2024-01-01");
    for (int i = 0; i < 100; ++i)
        places.take({0, 0}, first, first, first);
    EXPECT_FALSE(places.take({0, 0}, first, first, first));
    EXPECT_TRUE(places.take({1, 0}, first, first, first));
    EXPECT_TRUE(places.take({0, 1}, first, first, first));
    const base::Day pixelOn = first + std::chrono::days{200 * 365 / 3840};
    EXPECT_TRUE(places.take({0, 0}, pixelOn, pixelOn, pixelOn));
}

} // namespace perilune::scene
