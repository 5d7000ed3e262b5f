// Looks from elsewhere in stories, and a year of film.
#include "scene/camera.h"
#include "fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace perilune::story {
namespace {

using scene::Aim;
using scene::Vantage;
using test::messagesOf;
using test::storyWith;
using testing::HasSubstr;

TEST(StoryVantages, areReadWithTheirKeys) {
    const auto parsed = storyWith(R"(  - {at: 0, date: 2026-04-06, look: {from: earth, north: moon}}
  - {at: 1, look: {fov: 0.3}}
  - {at: 2, look: {from: site, lat: -89.5, lon: 120, azimuth: 10, elevation: 3, fov: 40}}
  - {at: 3, look: {from: craft, craft: gateway, at: earth}}
  - {at: 4, look: {from: two-bodies, elevation: 90}}
  - {at: 5, look: {lat: 10, lon: 20, range_km: 900}}
)");
    ASSERT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    const auto& k = parsed.value.keyframes;
    EXPECT_EQ(k[0].moment.look.vantage, Vantage::Earth);
    EXPECT_EQ(k[0].moment.look.north, scene::North::Moon);
    EXPECT_EQ(k[1].moment.look.vantage, Vantage::Earth);
    EXPECT_NEAR(k[1].moment.look.fieldOfView.degrees(), 0.3, 1e-12);
    EXPECT_EQ(k[2].moment.look.vantage, Vantage::Site);
    EXPECT_EQ(k[2].moment.look.aim, Aim::Direction);
    EXPECT_NEAR(k[2].moment.look.azimuth.degrees(), 10.0, 1e-12);
    EXPECT_EQ(k[3].moment.look.craft, "gateway-nrho");
    EXPECT_EQ(k[3].moment.look.aim, Aim::Earth);
    EXPECT_EQ(k[4].moment.look.vantage, Vantage::TwoBodies);
    EXPECT_EQ(k[5].moment.look.vantage, Vantage::Over);
    EXPECT_NEAR(k[5].moment.look.rangeM, 900e3, 1e-6);
}

TEST(StoryVantages, whatMeansNothingFromThereIsTold) {
    const auto told = [](const std::string& look) {
        const auto parsed = storyWith("  - {at: 0, date: 2026-04-06, look: " + look + "}\n");
        EXPECT_FALSE(parsed.ok()) << look;
        return messagesOf(parsed.diagnostics);
    };
    EXPECT_THAT(told("{from: mars}"), HasSubstr("from: 'mars' is no choice"));
    EXPECT_THAT(told("{from: earth, range_km: 900}"), HasSubstr("range_km means nothing from 'earth'"));
    EXPECT_THAT(told("{from: earth, at: earth}"), HasSubstr("one cannot look at 'earth' from 'earth'"));
    EXPECT_THAT(told("{from: craft}"), HasSubstr("look has no 'craft'"));
    EXPECT_THAT(told("{from: craft, craft: gatewy-nrho}"), HasSubstr("gateway-nrho"));
    EXPECT_THAT(told("{from: site, lat: 1, lon: 2, at: moon}"),
                HasSubstr("one cannot look at 'moon' from 'site'"));
    EXPECT_THAT(told("{lat: 1, lon: 2, azimuth: 3}"), HasSubstr("azimuth means nothing from 'over'"));
    EXPECT_THAT(told("{from: earth, fov: 0.01}"), HasSubstr("fov"));
}

TEST(StoryVantages, betweenStandsAStoryCutsAtTheLaterKeyframe) {
    const auto parsed = storyWith(R"(  - {at: 0, date: 2026-04-06, look: {lat: 0, lon: 0, range_km: 5000}}
  - {at: 10, look: {from: earth}}
  - {at: 20, look: {fov: 0.2}}
)");
    ASSERT_TRUE(parsed.ok());
    const auto lookAt = [&](std::int64_t ms) { return momentAt(parsed.value, {ms, 1000}).look; };
    EXPECT_EQ(lookAt(9999), lookAt(0));
    EXPECT_EQ(lookAt(10000).vantage, Vantage::Earth);
    EXPECT_GT(lookAt(15000).fieldOfView.degrees(), 0.2);
    EXPECT_LT(lookAt(15000).fieldOfView.degrees(), 0.65);
}

TEST(AYearOfFilm, movesTheSunByTheSameSmallStepEveryFrame) {
    // 20 s at 30 frames a second: 600 frames, 0.6 days or 7.4° each.
    const auto parsed = storyWith(R"(  - {at: 0, date: 2027-01-01}
  - {at: 20, date: 2028-01-01, ease: linear}
)");
    ASSERT_TRUE(parsed.ok());
    glm::dvec3 before{0.0};
    double least = 180.0, most = 0.0;
    for (std::int64_t frame = 0; frame < 600; ++frame) {
        const scene::Moment moment = momentAt(parsed.value, timeOfFrame(frame, 30, 1));
        const glm::dvec3 sun = astro::skyAt(moment.at)->sun.v;
        if (frame > 0) {
            const double step = std::atan2(glm::length(glm::cross(before, sun)), glm::dot(before, sun));
            least = std::min(least, base::Angle::radians(step).degrees());
            most = std::max(most, base::Angle::radians(step).degrees());
        }
        before = sun;
    }
    EXPECT_GT(least, 7.2);
    EXPECT_LT(most, 7.7);
}

} // namespace
} // namespace perilune::story
