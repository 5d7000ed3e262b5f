#include "scene/where.h"

#include "scene/describe.h"
#include "scene/scene.h"
#include "flat.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace perilune::scene {
namespace {

using test::day;
using test::Flat;

constexpr const char* kRecord = R"(sources:
  paper: {title: Paper, publisher: Club, date: 2020}
sites:
  ridge: {title: Ridge, note: A ridge, where: {point: [-85, 10], radius_km: 8}, announced: 2020-01-01, sources: [paper]}
  plain: {title: Plain, where: {point: [-86, 40]}, announced: 2020-01-01, sources: [paper]}
  crater: {title: Crater, where: {point: [-87, -30]}, announced: 2022-01-01, sources: [paper]}
  used: {title: Used, where: {point: [-84, -90]}, announced: 2020-01-01, sources: [paper]}
  choice:
    title: Where the rover may land
    history:
      - {announced: 2020-01-01, where: {candidates: [ridge, plain, used]}, sources: [paper]}
      - {announced: 2022-01-01, where: {candidates: [ridge, crater]}, sources: [paper]}
      - {announced: 2024-01-01, where: {candidates: [ridge]}, sources: [paper]}
  camp:
    title: Camp
    history:
      - {announced: 2020-01-01, where: unknown, sources: [paper]}
      - {announced: 2021-01-01, where: {point: [-80, 20]}, sources: [paper]}
      - {announced: 2023-01-01, where: {point: [-70, 20], radius_km: 30}, sources: [paper]}
milestones:
  probe:
    title: Probe
    lane: one
    sites: [used]
    history:
      - {announced: 2020-01-01, target: 2024, sources: [paper]}
)";

class Where : public testing::Test {
  protected:
    Scene as(const char* known) {
        Moment moment;
        moment.at = test::instant("2025-01-01");
        moment.known = {AsOfMode::OnADay, {day(known)}};
        moment.look = wholeDisc(base::Angle::degrees(-90), {});
        const auto scene = describe(timeline, Flat(), moment);
        EXPECT_TRUE(scene);
        return scene.value_or(Scene{});
    }
    static const SitePin* pin(const Scene& scene, const char* id) {
        const auto found =
            std::find_if(scene.sites.begin(), scene.sites.end(), [&](auto& s) { return s.id == id; });
        return found == scene.sites.end() ? nullptr : &*found;
    }
    static double latitudeOf(const SitePin& pin) {
        return astro::toSelenographic(pin.position).latitude.degrees();
    }

    timeline::Timeline timeline = test::club(kRecord);
};

TEST_F(Where, aSiteStandsWhereItWasSaidToBeByTheDay) {
    EXPECT_EQ(pin(as("2020-06-01"), "camp"), nullptr);
    const Scene first = as("2021-06-01"), second = as("2023-06-01");
    ASSERT_TRUE(pin(first, "camp"));
    ASSERT_TRUE(pin(second, "camp"));
    EXPECT_NEAR(latitudeOf(*pin(first, "camp")), -80.0, 1e-9);
    EXPECT_TRUE(pin(first, "camp")->outline.empty());
    EXPECT_NEAR(latitudeOf(*pin(second, "camp")), -70.0, 1e-9);
    EXPECT_FALSE(pin(second, "camp")->outline.empty());
}

TEST_F(Where, candidatesComeAndGoWithTheSet) {
    const Scene before = as("2021-12-31"), after = as("2022-01-01");
    for (const char* id : {"ridge", "plain"}) {
        ASSERT_TRUE(pin(before, id)) << id;
        EXPECT_TRUE(pin(before, id)->candidate);
        EXPECT_EQ(pin(before, id)->subtitle, "candidate, one of three");
    }
    EXPECT_EQ(pin(after, "plain"), nullptr) << "a dropped candidate is no site any more";
    EXPECT_EQ(pin(after, "ridge")->subtitle, "candidate, one of two");
    EXPECT_TRUE(pin(after, "crater")->candidate);
    const Scene last = as("2024-01-01");
    EXPECT_FALSE(pin(last, "ridge")->candidate) << "the only one that is left is the place";
    EXPECT_EQ(pin(last, "ridge")->subtitle, "the one candidate that is left");
    EXPECT_EQ(pin(before, "choice"), nullptr) << "the set has no place of its own";
}

TEST_F(Where, aDroppedCandidateStaysWhereSomethingElseIsMeantToStand) {
    ASSERT_TRUE(pin(as("2022-06-01"), "used"));
    EXPECT_FALSE(pin(as("2022-06-01"), "used")->candidate);
}

TEST_F(Where, anAreasEdgeDoesNotCutThroughWhatIsLookedAtDeepInside) {
    for (const auto& [rangeM, edged] : {std::pair{40'000.0, true}, std::pair{60.0, false}}) {
        Moment moment;
        moment.at = test::instant("2025-01-01");
        moment.known = {AsOfMode::OnADay, {day("2022-06-01")}};
        moment.look.latitude = base::Angle::degrees(-85);
        moment.look.longitude = base::Angle::degrees(10);
        moment.look.rangeM = rangeM;
        const auto scene = describe(timeline, Flat(), moment);
        ASSERT_TRUE(scene && pin(*scene, "ridge"));
        EXPECT_EQ(!pin(*scene, "ridge")->outline.empty(), edged) << rangeM;
    }
}

TEST_F(Where, aSetReachesAroundAllItsCandidates) {
    const auto all = whereIs(*timeline.site("choice"), {day("2022-06-01")}, timeline);
    ASSERT_TRUE(all);
    for (const char* id : {"ridge", "crater"}) {
        const auto one = whereIs(*timeline.site(id), {day("2022-06-01")}, timeline);
        const double apart =
            std::acos(glm::dot(astro::up({all->middle.latitude, all->middle.longitude, 0.0}).v,
                               astro::up({one->middle.latitude, one->middle.longitude, 0.0}).v)) *
            astro::kMoonRadiusM;
        EXPECT_LE(apart + one->radiusM, all->radiusM + 1.0) << id;
    }
    EXPECT_FALSE(whereIs(*timeline.site("choice"), {day("2019-06-01")}, timeline));
}

} // namespace
} // namespace perilune::scene
