#include "scene/camera.h"
#include "scene/describe.h"
#include "scene/opening.h"
#include "scene/usual_span.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <random>

using namespace perilune;
using namespace perilune::ui;
using base::Angle;
using test::day;
using test::instant;

namespace {

class Reduce : public testing::Test {
  protected:
    void act(const Action& action) { s = reduce(std::move(s), action, small.data()); }
    void wait(double seconds, double dtS = 1.0 / 60.0) {
        for (double t = 0.0; t < seconds; t += dtS)
            act(action::Tick{dtS});
    }
    std::vector<timeline::Stop> stops() const {
        return timeline::stops(
            timeline::asKnown(small.timeline, scene::knownDayOf(small.timeline, s.show.moment)));
    }
    test::SmallDataset small;
    Session s = small.opening();
};

Action randomAction(std::mt19937& random) {
    const auto real = [&](double from, double to) {
        return std::uniform_real_distribution<>(from, to)(random);
    };
    const auto place = [&] {
        return astro::Selenographic{Angle::degrees(real(-90, 90)), Angle::degrees(real(-180, 180)), 0.0};
    };
    switch (std::uniform_int_distribution<>(0, 17)(random)) {
    case 0:
        return action::Orbit{real(-1, 1), real(-1, 1)};
    case 1:
        return action::OrbitEnd{real(-9, 9), real(-9, 9)};
    case 2:
        return action::Tilt{real(-400, 400), real(-90, 90)};
    case 3:
        return action::Zoom{real(0, 12), place()};
    case 4:
        return action::Zoom{real(-12, 12), std::nullopt};
    case 5:
        return action::FlyToSite{"bright-plain"};
    case 6:
        return action::FlyToSite{"south-region"};
    case 7:
        return action::FlyToPlace{place()};
    case 8:
        return action::FlyHome{};
    case 9:
        return action::NextSite{};
    case 10:
        return action::TogglePinnedSun{};
    case 11:
        return action::PlayStory{true};
    case 12:
        return action::NorthUp{};
    case 13:
        return action::FlyToSelected{};
    case 14:
        return action::Grab{};
    default:
        return action::Tick{real(0.0, 0.4)};
    }
}

TEST_F(Reduce, aViewOverTheMoonGivesWayToWhoeverWantsToSeeIt) {
    for (const Action& view :
         {Action{action::ToggleLayer{&scene::Layers::partners}}, Action{action::ToggleChanges{}}})
        for (const Action& wish :
             {Action{action::FlyToSite{"bright-plain"}}, Action{action::FlyHome{}},
              Action{action::Deselect{}}, Action{action::LookFrom{scene::Vantage::Earth}}, view}) {
            s = small.opening();
            act(view);
            EXPECT_TRUE(s.show.moment.layers.partners || s.show.moment.changedSince);
            act(wish);
            EXPECT_FALSE(s.show.moment.layers.partners || s.show.moment.changedSince);
        }
}

TEST_F(Reduce, whatWasSaidOfOneViewGoesWithIt) {
    act(action::LookFrom{scene::Vantage::Earth});
    EXPECT_NE(s.desk.message, "");
    act(action::FlyHome{});
    EXPECT_EQ(s.desk.message, "");
}

TEST_F(Reduce, onlyOneViewLiesOverTheMoon) {
    act(action::ToggleChanges{});
    act(action::ToggleLayer{&scene::Layers::partners});
    EXPECT_TRUE(s.show.moment.layers.partners && !s.show.moment.changedSince);
    act(action::ToggleChanges{});
    EXPECT_TRUE(!s.show.moment.layers.partners && s.show.moment.changedSince);
    act(action::SelectCountry{"FR"});
    EXPECT_TRUE(s.show.moment.layers.partners && !s.show.moment.changedSince);
    EXPECT_EQ(s.show.moment.country, "FR");
    act(action::SelectCountry{"FR"});
    EXPECT_EQ(s.show.moment.country, "");
}

TEST_F(Reduce, theDayToCompareWithIsNeverAfterTheKnownOne) {
    act(action::KnownTo{{day("2021-06-01")}});
    act(action::CompareSince{{day("2024-01-01")}});
    EXPECT_EQ(s.show.moment.changedSince->day, day("2021-06-01"));
    act(action::MoveChanges{1'000'000});
    act(action::MoveChanges{-2'000'000});
    EXPECT_EQ(s.show.moment.changesFrom, 0u);
}

TEST_F(Reduce, aCardOpensBesideWhatChanged) {
    act(action::ToggleChanges{});
    act(action::SelectMilestone{"first-flight"});
    EXPECT_TRUE(s.show.moment.changedSince);
    EXPECT_EQ(s.show.moment.selected, "first-flight");
}

TEST_F(Reduce, theCardTellsOneWordAfterTheOtherAndThenAllOfThem) {
    act(action::SelectMilestone{"first-flight"});
    act(action::SetAsOf{scene::AsOfMode::Hindsight});
    const auto& told = s.show.moment.said;
    std::vector<std::string> days;
    for (int i = 0; i < 4; ++i) {
        act(action::MoveWord{-1});
        days.push_back(told ? base::formatDay(told->day) : "all");
    }
    EXPECT_EQ(days, (std::vector<std::string>{"2022-02-01", "2019-03-26", "all", "2022-02-01"}));
    act(action::MoveWord{1});
    EXPECT_FALSE(told);
    act(action::MoveWord{1});
    EXPECT_EQ(told->day, day("2019-03-26"));
    act(action::TellWord{{day("2022-02-01")}});
    EXPECT_EQ(told->day, day("2022-02-01"));
    act(action::TellWord{{day("2022-02-01")}});
    EXPECT_FALSE(told) << "again: all of them";
    act(action::TellWord{{day("2022-02-01")}});
    act(action::SelectMilestone{"first-flight"});
    EXPECT_TRUE(told);
    act(action::SelectMilestone{"first-landing"});
    EXPECT_FALSE(told) << "it was of another milestone";
    act(action::KnownTo{{day("2019-06-01")}});
    act(action::SelectMilestone{"first-flight"});
    act(action::MoveWord{-1});
    EXPECT_EQ(told->day, day("2019-03-26")) << "nothing that was said later";
    act(action::Deselect{});
    act(action::MoveWord{-1});
    EXPECT_FALSE(told);
}

} // namespace

TEST_F(Reduce, neverBringsTheCameraIntoTheGround) {
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        act(randomAction(random));
        const scene::Look& look = s.show.moment.look;
        ASSERT_GE(look.rangeM, kNearestM * (1 - 1e-12)) << i;
        ASSERT_LE(look.rangeM, kFarthestM * (1 + 1e-12)) << i;
        ASSERT_GE(look.tilt.degrees(), 0.0) << i;
        ASSERT_LE(look.tilt.degrees(), kGreatestTiltDeg + 1e-9) << i;
        ASSERT_LE(std::abs(look.latitude.degrees()), 90.0) << i;
        const auto eye = astro::toSelenographic(scene::cameraOf(look, small.surface).eye);
        ASSERT_GE(eye.heightM - small.surface.drawnHeightM(eye), 1.9) << i;
    }
}

TEST_F(Reduce, isPure) {
    const auto run = [&] {
        std::mt19937 random(11);
        Session session = small.opening();
        for (int i = 0; i < 500; ++i)
            session = reduce(std::move(session), randomAction(random), small.data());
        return momentOf(session.show, small.data());
    };
    EXPECT_EQ(run(), run());
}

TEST_F(Reduce, zoomsFromAfarToThirtyMetresAndBackSmoothly) {
    for (int i = 0; i < 120; ++i)
        act(action::Zoom{3.0, std::nullopt}), wait(0.1);
    wait(2.0);
    EXPECT_DOUBLE_EQ(s.show.moment.look.rangeM, kNearestM);
    for (int i = 0; i < 120; ++i)
        act(action::Zoom{-3.0, std::nullopt}), wait(0.1);
    wait(2.0);
    EXPECT_DOUBLE_EQ(s.show.moment.look.rangeM, kFarthestM);
}

TEST_F(Reduce, aNotchOfTheWheelZoomsTheSameAtEveryFrameRate) {
    const Session start = s;
    act(action::Zoom{1.0, std::nullopt});
    wait(2.0, 1.0 / 240.0);
    const double quick = s.show.moment.look.rangeM;
    s = start;
    act(action::Zoom{1.0, std::nullopt});
    wait(2.0, 1.0 / 8.0);
    EXPECT_NEAR(s.show.moment.look.rangeM / quick, 1.0, 0.01);
    EXPECT_LT(quick, start.show.moment.look.rangeM * 0.85);
}

TEST_F(Reduce, theGroundStaysUnderTheMouseInADrag) {
    for (const double rangeM : {3.0e5, 2.0e4, 900.0}) {
        s.show.moment.layers.strip = false;
        s.show.moment.look = {};
        s.show.moment.look.latitude = Angle::degrees(-88.0);
        s.show.moment.look.longitude = Angle::degrees(40.0);
        s.show.moment.look.heading = Angle::degrees(70.0);
        s.show.moment.look.rangeM = rangeM;
        const terrain::Surface* flat = nullptr;
        struct Flat : terrain::Surface {
            double heightM(const astro::Selenographic&) const override { return 0.0; }
            double drawnHeightM(const astro::Selenographic&) const override { return 0.0; }
            double resolutionM(const astro::Selenographic&) const override { return 1.0; }
            base::Angle slope(const astro::Selenographic&) const override { return {}; }
            std::string_view source(const astro::Selenographic&) const override { return "flat"; }
        } ball;
        flat = &ball;
        const auto place = [&](double x, double y) {
            return *scene::Projection(scene::cameraOf(s.show.moment.look, *flat), 16.0 / 9.0).pick(x, y);
        };
        const auto held = astro::toMcmf(place(0.5, 0.5)).m;
        // 0.1 of the height to the right and 0.05 down.
        for (int i = 0; i < 10; ++i)
            act(action::Orbit{0.01, 0.005});
        const auto now = astro::toMcmf(place(0.5 + 0.1 * 9.0 / 16.0, 0.5 + 0.05)).m;
        EXPECT_LT(glm::length(now - held), 0.004 * rangeM) << rangeM;
    }
}

TEST_F(Reduce, aThrownMoonComesToRest) {
    act(action::OrbitEnd{1.0, 0.0});
    EXPECT_TRUE(isMoving(s));
    const auto before = s.show.moment.look.longitude;
    wait(6.0);
    EXPECT_NE(s.show.moment.look.longitude, before);
    const auto resting = s.show.moment.look;
    wait(1.0);
    EXPECT_EQ(s.show.moment.look, resting);
}

TEST_F(Reduce, aFlightEndsExactlyWhereItGoes) {
    act(action::FlyToSite{"south-region"});
    ASSERT_TRUE(s.show.flight);
    const auto to = s.show.flight->to;
    wait(5.0, 0.037);
    EXPECT_FALSE(s.show.flight);
    EXPECT_EQ(s.show.moment.look, to);
    EXPECT_EQ(s.show.moment.selectedSite, "south-region");
    EXPECT_EQ(s.show.moment.selected, "base");
}

TEST_F(Reduce, aDragEndsAFlight) {
    act(action::FlyToSite{"south-region"});
    wait(0.3);
    act(action::Grab{});
    EXPECT_FALSE(s.show.flight);
}

TEST_F(Reduce, theSecondClickAtASiteGoesDownToTheSpacecraft) {
    s.show.moment.selectedSite.clear();
    act(action::FlyToSite{"bright-plain"});
    wait(5.0);
    EXPECT_GT(s.show.moment.look.rangeM, 1.0e4);
    act(action::FlyToSite{"bright-plain"});
    wait(5.0);
    EXPECT_LT(s.show.moment.look.rangeM, 100.0);
    EXPECT_GT(s.show.moment.look.tilt.degrees(), 70.0);
}

TEST_F(Reduce, aSiteWithNoPlaceIsToldAndNotFlownTo) {
    const auto before = s.show.moment.look;
    act(action::FlyToSite{"somewhere"});
    EXPECT_FALSE(s.show.flight);
    EXPECT_EQ(s.show.moment.look, before);
    EXPECT_NE(s.desk.message.find("no place was announced"), std::string::npos);
}

TEST_F(Reduce, previousUndoesNextAtEveryStop) {
    for (const auto mode : {scene::AsOfMode::Hindsight, scene::AsOfMode::OnADay}) {
        act(action::SetAsOf{mode});
        act(action::FirstStop{});
        const auto all = stops();
        ASSERT_GE(all.size(), 3u);
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            const auto before = s.show.moment;
            EXPECT_EQ(before.selected, all[i].milestone);
            EXPECT_EQ(base::dayOf(before.at), all[i].day);
            act(action::NextStop{});
            EXPECT_EQ(s.show.moment.selected, all[i + 1].milestone);
            act(action::PreviousStop{});
            EXPECT_EQ(s.show.moment.selected, before.selected);
            EXPECT_EQ(s.show.moment.at, before.at);
            act(action::NextStop{});
        }
        const auto last = s.show.moment;
        act(action::NextStop{});
        EXPECT_EQ(s.show.moment, last) << "there is nothing after the last stop";
        EXPECT_FALSE(s.desk.message.empty());
    }
}

TEST_F(Reduce, stopsOfOneDayAreAllVisited) {
    // Two milestones share the end of 2027.
    act(action::FirstStop{});
    std::vector<std::string> visited{s.show.moment.selected};
    for (std::size_t i = 1; i < stops().size(); ++i) {
        act(action::NextStop{});
        visited.push_back(s.show.moment.selected);
    }
    EXPECT_EQ(visited, (std::vector<std::string>{"first-flight", "first-landing", "base", "second-landing"}));
}

TEST_F(Reduce, thePlayheadStaysWithinTheYearsOfTheSky) {
    act(action::ScrubTo{instant("1820-01-01")});
    EXPECT_EQ(base::dayOf(s.show.moment.at), day("1950-01-01"));
    act(action::ScrubTo{instant("2820-01-01")});
    EXPECT_EQ(base::dayOf(s.show.moment.at), day("2100-12-31"));
    act(action::SetSpeed{99});
    act(action::TogglePlay{});
    wait(2.0);
    EXPECT_FALSE(s.show.playing);
    EXPECT_EQ(base::dayOf(s.show.moment.at), day("2100-12-31"));
}

TEST_F(Reduce, playingKeepsThePlayheadOnTheStrip) {
    act(action::SetSpeed{8});
    act(action::TogglePlay{});
    for (int i = 0; i < 60; ++i) {
        wait(0.5);
        EXPECT_GT(base::dayOf(s.show.moment.at), s.show.moment.span.first);
        EXPECT_LT(base::dayOf(s.show.moment.at), s.show.moment.span.last);
    }
}

TEST_F(Reduce, playsAMonthASecondAtTheSpeedThatSaysSo) {
    act(action::SetSpeed{kUsualSpeed});
    const auto before = s.show.moment.at;
    act(action::TogglePlay{});
    for (int i = 0; i < 50; ++i)
        act(action::Tick{0.02});
    EXPECT_NEAR(std::chrono::duration<double>(s.show.moment.at - before).count() / 86400.0, 30.0, 0.01);
}

TEST_F(Reduce, choosingAMilestoneMovesThePlayheadToIt) {
    act(action::SelectMilestone{"first-flight"});
    EXPECT_EQ(s.show.moment.selected, "first-flight");
    EXPECT_EQ(base::dayOf(s.show.moment.at), day("2022-01-20"));
    act(action::SelectMilestone{"no-such-thing"});
    EXPECT_EQ(s.show.moment.selected, "first-flight");
}

TEST_F(Reduce, knownDaysEndWithTheLastAnnouncement) {
    act(action::KnownTo{{day("2020-07-01")}});
    EXPECT_EQ(scene::knownDayOf(small.timeline, s.show.moment).day, day("2020-07-01"));
    act(action::KnownTo{{day("2090-01-01")}});
    EXPECT_EQ(scene::knownDayOf(small.timeline, s.show.moment), small.timeline.latestKnown());
    act(action::SetAsOf{scene::AsOfMode::AsItLookedThen});
    act(action::ScrubTo{instant("2021-03-09")});
    EXPECT_EQ(scene::knownDayOf(small.timeline, s.show.moment).day, day("2021-03-09"));
    act(action::CycleAsOf{});
    EXPECT_EQ(s.show.moment.known.mode, scene::AsOfMode::Hindsight);
    act(action::CycleAsOf{});
    EXPECT_EQ(s.show.moment.known.mode, scene::AsOfMode::AsItLookedThen);
}

TEST_F(Reduce, theStripZoomsAroundTheMouseWithinItsBounds) {
    const auto around = instant("2024-06-01");
    const auto share = [&] {
        const auto length = double((s.show.moment.span.last - s.show.moment.span.first).count());
        return double((base::dayOf(around) - s.show.moment.span.first).count()) / length;
    };
    const double before = share();
    act(action::ZoomStrip{3.0, around});
    EXPECT_NEAR(share(), before, 0.01);
    for (int i = 0; i < 200; ++i)
        act(action::ZoomStrip{1.0, around});
    EXPECT_EQ((s.show.moment.span.last - s.show.moment.span.first).count(), kShortestSpanDays);
    for (int i = 0; i < 400; ++i)
        act(action::ZoomStrip{-1.0, around});
    EXPECT_EQ((s.show.moment.span.last - s.show.moment.span.first).count(), kLongestSpanDays);
    act(action::PanStrip{1e9});
    EXPECT_LT(s.show.moment.span.first, s.show.moment.span.last);
    act(action::WholeStrip{});
    EXPECT_EQ(s.show.moment.span, scene::openingOf(small.timeline, s.show.moment.at).span);
}

TEST_F(Reduce, theChromeHidesWhenTheMouseRests) {
    act(action::Wake{});
    wait(1.0);
    EXPECT_EQ(s.desk.chrome, 1.0);
    wait(kChromeRestS);
    EXPECT_EQ(s.desk.chrome, 0.0);
    EXPECT_FALSE(isMoving(s));
    act(action::Wake{});
    wait(0.5);
    EXPECT_EQ(s.desk.chrome, 1.0);
}

TEST_F(Reduce, escapeClosesOneThingAtATime) {
    act(action::SelectMilestone{"first-landing"});
    act(action::ToggleSources{});
    act(action::TogglePanel{Panel::Help});
    act(action::Deselect{});
    EXPECT_EQ(s.desk.panel, Panel::None);
    EXPECT_TRUE(s.show.moment.layers.sources);
    act(action::Deselect{});
    EXPECT_FALSE(s.show.moment.layers.sources);
    EXPECT_EQ(s.show.moment.selected, "first-landing");
    act(action::Deselect{});
    EXPECT_EQ(s.show.moment.selected, "");
}

TEST_F(Reduce, theBlackScreenIsInTheMomentAndComesAndGoes) {
    act(action::ToggleBlack{});
    wait(1.0);
    EXPECT_EQ(momentOf(s.show, small.data()).curtain, 1.0);
    act(action::ToggleBlack{});
    wait(1.0);
    EXPECT_EQ(momentOf(s.show, small.data()).curtain, 0.0);
}

TEST_F(Reduce, aPinnedSunLightsWhatIsLookedAt) {
    s.show.moment.look.latitude = Angle::degrees(-88);
    act(action::TogglePinnedSun{});
    ASSERT_TRUE(s.show.moment.light.isPinned());
    const astro::Selenographic sun{s.show.moment.light.subsolarLatitude,
                                   s.show.moment.light.subsolarLongitude, 0.0};
    const astro::Selenographic target{s.show.moment.look.latitude, s.show.moment.look.longitude, 0.0};
    EXPECT_GT(glm::dot(astro::up(sun).v, astro::up(target).v), 0.2);
    act(action::TogglePinnedSun{});
    EXPECT_FALSE(s.show.moment.light.isPinned());
}

TEST_F(Reduce, oneKeyLightsByTheNearestSunlitHourAndTheDateStays) {
    const base::Instant before = s.show.moment.at;
    act(action::ToggleSunlit{});
    EXPECT_EQ(s.show.moment.light.mode, scene::LightMode::Sunlit);
    EXPECT_EQ(s.show.moment.at, before);
    act(action::TogglePinnedSun{}); // the one takes the other's place
    EXPECT_TRUE(s.show.moment.light.isPinned());
    act(action::ToggleSunlit{});
    act(action::ToggleSunlit{});
    EXPECT_EQ(s.show.moment.light, scene::Light{});
}

TEST_F(Reduce, aViewOfTheNightSideSaysSo) {
    const auto sun = astro::skyAt(s.show.moment.at)->subsolar.longitude;
    s.desk.message.clear();
    act(action::FlyToLook{scene::wholeDisc({}, sun)});
    EXPECT_EQ(s.desk.message, "");
    act(action::FlyToLook{scene::wholeDisc({}, base::wrapped180(sun + Angle::degrees(180)))});
    EXPECT_NE(s.desk.message.find("Night"), std::string::npos);
}

TEST_F(Reduce, opensWithTheMilestoneThatMovedMostAndALitView) {
    EXPECT_EQ(s.show.moment.selected, "first-landing");
    EXPECT_EQ(s.show.moment.selectedSite, "bright-plain");
    const auto sky = *astro::skyAt(s.show.moment.at);
    const astro::Selenographic target{s.show.moment.look.latitude, s.show.moment.look.longitude, 0.0};
    EXPECT_GT(glm::dot(sky.sun.v, astro::up(target).v), 0.15);
    EXPECT_FALSE(s.show.moment.light.isPinned());
}
