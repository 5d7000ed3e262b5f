// Looking from elsewhere in the window, and the light while time plays.
#include "ui/stands.h"
#include "scene/camera.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace perilune;
using namespace perilune::ui;
using base::Angle;
using scene::Aim;
using scene::Vantage;
using test::instant;

namespace {

class Vantages : public testing::Test {
  protected:
    void act(const Action& action) { s = reduce(std::move(s), action, small.data()); }
    void wait(double seconds, double dtS) {
        for (double t = 0.0; t < seconds; t += dtS)
            act(action::Tick{dtS});
    }
    const scene::Look& look() const { return s.show.moment.look; }
    test::SmallDataset small;
    Session s = small.opening();
};

} // namespace

TEST_F(Vantages, aKeyLooksFromThereAndAgainFromAnother) {
    act(action::LookFrom{Vantage::Earth});
    EXPECT_EQ(look(), scene::lookFromEarth()); // at once: a cut
    act(action::LookFrom{Vantage::Earth});
    EXPECT_EQ(look().north, scene::North::Moon);

    s.show.moment.at = instant("2022-11-25");
    act(action::LookFrom{Vantage::Craft});
    const std::string first = look().craft;
    EXPECT_EQ(look().vantage, Vantage::Craft);
    act(action::LookFrom{Vantage::Craft});
    EXPECT_NE(look().craft, first);
    act(action::CycleAim{});
    EXPECT_EQ(look().aim, Aim::Earth);

    act(action::LookFrom{Vantage::TwoBodies});
    EXPECT_EQ(look().elevation.degrees(), 0.0);
    act(action::LookFrom{Vantage::TwoBodies});
    wait(5.0, 0.1);
    EXPECT_NEAR(look().elevation.degrees(), 90.0, 1e-9);

    act(action::FlyHome{});
    EXPECT_EQ(look().vantage, Vantage::Over);
}

TEST_F(Vantages, fromASiteOneStandsAtTheSelectedOne) {
    s.show.moment.selectedSite = "south-region";
    act(action::LookFrom{Vantage::Site});
    EXPECT_EQ(look().vantage, Vantage::Site);
    EXPECT_NEAR(look().latitude.degrees(), -85.0, 1e-9);
    // Beside the lander, not in it.
    s.show.moment.selectedSite = "bright-plain";
    act(action::LookFrom{Vantage::Site});
    const double awayM = glm::length(astro::up({look().latitude, look().longitude, 0}).v -
                                     astro::up({Angle::degrees(5), Angle::degrees(10), 0}).v) *
                         astro::kMoonRadiusM;
    EXPECT_NEAR(awayM, 45.0, 0.1);
}

TEST_F(Vantages, theHandTurnsTheEyeAndTheWheelNarrowsTheField) {
    act(action::LookFrom{Vantage::Site});
    const scene::Look before = look();
    act(action::Orbit{0.1, 0.0});
    const double turned = base::wrapped180(look().azimuth - before.azimuth).degrees();
    EXPECT_NEAR(turned, -4.0, 0.05); // a tenth of 40°, and what is seen follows the hand
    act(action::Zoom{3.0, std::nullopt});
    wait(2.0, 1.0 / 60.0);
    EXPECT_LT(look().fieldOfView.degrees(), before.fieldOfView.degrees());
    EXPECT_EQ(look().latitude, before.latitude);
    for (int i = 0; i < 200; ++i)
        act(action::Zoom{5.0, std::nullopt}), wait(0.1, 0.05), act(action::Orbit{0.0, 0.5});
    EXPECT_GE(look().fieldOfView.degrees(), 0.05 - 1e-9);
    EXPECT_LE(std::abs(look().elevation.degrees()), 90.0);
}

TEST_F(Vantages, aSunThatWouldFlashIsHeldOnceAndLetGoAfterwards) {
    s.show.moment.at = instant("2010-01-01");
    s.show.playing = true;
    s.show.speed = 5; // a week a second
    wait(2.0, 1.0 / 30.0);
    EXPECT_FALSE(s.show.moment.light.isPinned());
    s.show.speed = kPlaySpeedCount - 1; // a year a second: 12 days a frame
    wait(0.5, 1.0 / 30.0);
    EXPECT_TRUE(s.show.moment.light.isPinned());
    EXPECT_NE(s.desk.message.find("P lets it go"), std::string::npos);
    const auto held = s.show.moment.light;
    wait(0.5, 1.0 / 30.0);
    EXPECT_EQ(s.show.moment.light, held);
    act(action::TogglePinnedSun{}); // the viewer wants the true light all the same
    wait(0.5, 1.0 / 30.0);
    EXPECT_FALSE(s.show.moment.light.isPinned());
    act(action::TogglePlay{});
    wait(0.1, 1.0 / 30.0);

    act(action::TogglePlay{});
    wait(0.5, 1.0 / 30.0);
    EXPECT_TRUE(s.show.moment.light.isPinned());
    act(action::TogglePlay{});
    wait(0.1, 1.0 / 30.0);
    EXPECT_FALSE(s.show.moment.light.isPinned()); // held for playing alone

    act(action::TogglePinnedSun{}); // one that the viewer pinned stays
    act(action::TogglePlay{});
    wait(0.5, 1.0 / 30.0);
    act(action::TogglePlay{});
    wait(0.1, 1.0 / 30.0);
    EXPECT_TRUE(s.show.moment.light.isPinned());
}

TEST_F(Vantages, playingMovesTheSunByPartsOfADay) {
    s.show.moment.at = instant("2010-01-01");
    s.show.playing = true;
    s.show.speed = 4; // a day a second
    glm::dvec3 before{0.0};
    for (int frame = 0; frame < 120; ++frame) {
        const glm::dvec3 sun = astro::skyAt(s.show.moment.at)->sun.v;
        if (frame > 0)
            EXPECT_NEAR(std::acos(glm::dot(sun, before)) * 57.29577951308232, 12.2 / 60.0, 0.01) << frame;
        before = sun;
        act(action::Tick{1.0 / 60.0});
    }
}
