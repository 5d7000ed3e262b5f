#include "scene/camera.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <cmath>

namespace perilune::story {
namespace {

using scene::Moment;
using test::messagesOf;
using test::storyWith;

Storyboard story(const std::string& keyframes, const std::string& captions = {}) {
    auto parsed = storyWith(keyframes, captions);
    EXPECT_TRUE(parsed.ok()) << messagesOf(parsed.diagnostics);
    return parsed.value;
}
Moment at(const Storyboard& story, double s) {
    return momentAt(story, {std::int64_t(std::llround(s * 1000.0)), 1000});
}
double dayNumber(const Moment& moment) {
    return double(moment.at.time_since_epoch().count()) / 86'400'000.0;
}

const char* kJourney =
    "  - {at: 0, date: 2021-03-09, known: 2019-03-26, span: 2018/2025, look: {disc: {lat: 0, lon: 0}}}\n"
    "  - {at: 5, date: 2022-01-01, known: 2021-11-09, look: {lat: -40, lon: 10, range_km: 2000}, title: "
    "Two}\n"
    "  - {at: 9, date: 2024-01-09, known: 2024-01-09, span: 2020/2031, look: {site: rim, range_km: 300, "
    "tilt: 30}}\n"
    "  - {at: 12, known: hindsight, ease: linear, date: 2024-06-30}\n"
    "  - {at: 15, look: {disc: {lat: 10, lon: 170}}, ease: hold, curtain: 1}\n";

TEST(MomentAt, isExactAtKeyframesAndHeldOutside) {
    const Storyboard s = story(kJourney);
    for (const Keyframe& frame : s.keyframes)
        EXPECT_EQ(at(s, frame.atS), frame.moment);
    EXPECT_EQ(at(s, -3), s.keyframes.front().moment);
    EXPECT_EQ(at(s, 19), s.keyframes.back().moment);
    EXPECT_EQ(at(s, 400), s.keyframes.back().moment);
}

TEST(MomentAt, isPure) {
    const Storyboard s = story(kJourney);
    for (double t = 0; t < 20; t += 0.173)
        EXPECT_EQ(at(s, t), at(s, t));
}

TEST(MomentAt, wordsSwitchAtTheKeyframe) {
    const Storyboard s = story(kJourney);
    EXPECT_EQ(at(s, 4.999).title, "A test");
    EXPECT_EQ(at(s, 5.0).title, "Two");
    EXPECT_EQ(at(s, 11.9).known.mode, scene::AsOfMode::OnADay); // a day into hindsight: nothing in between
    EXPECT_EQ(at(s, 12.0).known.mode, scene::AsOfMode::Hindsight);
}

TEST(MomentAt, holdStaysAndLinearGoesEvenly) {
    const Storyboard s = story(kJourney);
    EXPECT_EQ(at(s, 14.9).look, s.keyframes[3].moment.look);
    EXPECT_EQ(at(s, 14.9).curtain, 0.0);
    EXPECT_NEAR(dayNumber(at(s, 10.5)), (dayNumber(at(s, 9)) + dayNumber(at(s, 12))) / 2, 1e-6);
}

TEST(MomentAt, datesRunForwardsAndDoNotOvershoot) {
    const Storyboard s = story(kJourney);
    for (int i = 1; i <= 12'000; ++i) {
        const Moment a = at(s, (i - 1) / 1000.0), b = at(s, i / 1000.0);
        ASSERT_LE(a.at, b.at) << i;
        if (b.known.mode == scene::AsOfMode::OnADay) {
            ASSERT_LE(a.known.day, b.known.day);
            ASSERT_LE(a.span.first, b.span.first);
            ASSERT_LE(a.span.last, b.span.last);
        }
    }
}

// Speed and acceleration of the date are continuous through a keyframe that it passes, and it does not stop
// there.
TEST(MomentAt, aDateThatGoesOnPassesAKeyframeWithoutStopping) {
    const Storyboard s = story(
        "  - {at: 0, date: 2020-01-01}\n  - {at: 4, date: 2021-01-01}\n"
        "  - {at: 10, date: 2024-01-01}\n  - {at: 14, date: 2022-01-01}\n  - {at: 18, date: 2022-01-01}\n");
    const auto speed = [&](double t) {
        return (dayNumber(at(s, t + 0.001)) - dayNumber(at(s, t - 0.001))) / 0.002;
    };
    EXPECT_NEAR(speed(3.995), speed(4.005), 0.5);
    EXPECT_GT(speed(4.0), 60.0);        // between 91 and 183 days a second
    EXPECT_NEAR(speed(10.0), 0.0, 1.0); // it turns round
    EXPECT_NEAR(speed(14.0), 0.0, 1.0); // it rests after
    double last = speed(0.002);
    for (double t = 0.01; t < 17.9; t += 0.005) {
        EXPECT_LT(std::abs(speed(t) - last), 8.0) << t; // no jerk
        last = speed(t);
    }
}

double looksApart(const scene::Look& a, const scene::Look& b) {
    const auto place = [](const scene::Look& l) { return astro::toMcmf({l.latitude, l.longitude, 0}).m; };
    return glm::length(place(a) - place(b)) / a.rangeM + std::abs(std::log(a.rangeM / b.rangeM));
}

TEST(MomentAt, theCameraPassesAKeyframeOnItsWayAndNeverJumps) {
    const Storyboard s = story("  - {at: 0, date: 2021-03-09, look: {lat: 0, lon: 0, range_km: 1000}}\n"
                               "  - {at: 5, look: {lat: 0, lon: 8, range_km: 1000}}\n"
                               "  - {at: 10, look: {lat: 0, lon: 16, range_km: 1000}}\n"
                               "  - {at: 15, look: {lat: 0, lon: 8, range_km: 1000}}\n");
    const auto speed = [&](double t) {
        return looksApart(at(s, t - 0.001).look, at(s, t + 0.001).look) / 0.002;
    };
    EXPECT_GT(speed(5.0), 0.025);
    EXPECT_NEAR(speed(4.99), speed(5.01), 0.003);
    EXPECT_LT(speed(10.0), 0.005);
    const Storyboard journey = story(kJourney);
    for (int i = 1; i < 900; ++i)
        EXPECT_LT(looksApart(at(journey, (i - 1) / 100.0).look, at(journey, i / 100.0).look), 0.05) << i;
}

TEST(MomentAt, theWayOfTheCameraEndsWhereItShould) {
    const Storyboard s = story(kJourney);
    for (const double t : {5.0, 9.0}) {
        EXPECT_LT(looksApart(at(s, t - 0.001).look, at(s, t).look), 0.002);
        EXPECT_LT(looksApart(at(s, t).look, at(s, t + 0.001).look), 0.002);
    }
}

TEST(MomentAt, aPinnedSunWandersAndATrueOneSwitches) {
    const Storyboard s =
        story("  - {at: 0, date: 2021-03-09, light: {lat: 0, lon: 0}}\n"
              "  - {at: 4, light: {lat: 0, lon: 90}, ease: linear}\n  - {at: 8, light: true}\n");
    EXPECT_NEAR(at(s, 2).light.subsolarLongitude.degrees(), 45.0, 1e-6);
    EXPECT_TRUE(at(s, 7.9).light.isPinned());
    EXPECT_FALSE(at(s, 8).light.isPinned());
}

TEST(MomentAt, captionsFadeInAndOut) {
    const Storyboard s = story("  - {at: 0, date: 2021-03-09}\n",
                               "  - {from: 1, to: 5, text: One}\n  - {from: 5, to: 5.5, text: Two}\n");
    EXPECT_EQ(at(s, 0.5).caption, "");
    EXPECT_EQ(at(s, 1.2).caption, "One");
    EXPECT_NEAR(at(s, 1.2).captionOpacity, 0.5, 1e-9);
    EXPECT_EQ(at(s, 3).captionOpacity, 1.0);
    EXPECT_NEAR(at(s, 4.9).captionOpacity, 0.25, 1e-9);
    EXPECT_EQ(at(s, 5.25).caption, "Two");
    EXPECT_NEAR(at(s, 5.25).captionOpacity, 1.0, 1e-9); // short ones fade for half their time
    EXPECT_EQ(at(s, 5.5).caption, "");
}

TEST(FilmClock, framesAreExactFractions) {
    const StoryTime t = timeOfFrame(30, 30'000, 1001);
    EXPECT_DOUBLE_EQ(t.seconds(), 1.001);
    EXPECT_EQ(t.numerator * 30'000, 30 * 1001 * t.denominator);
    EXPECT_EQ(timeOfFrame(7, 25, 1).seconds(), 0.28);
}

TEST(FilmClock, theLastFrameLiesBeforeTheEnd) {
    Storyboard s;
    for (const double duration : {0.001, 1.0, 20.0, 79.9, 80.0, 3600.0}) {
        s.durationS = duration;
        for (const auto& [num, den] :
             {std::pair{24, 1}, {25, 1}, {30, 1}, {30'000, 1001}, {60, 1}, {120'000, 1001}, {1, 7}}) {
            const std::int64_t n = frameCount(s, num, den);
            ASSERT_GT(n, 0);
            EXPECT_LT(timeOfFrame(n - 1, num, den).seconds(), duration);
            EXPECT_GE(timeOfFrame(n, num, den).seconds(), duration);
        }
    }
    s.durationS = 3600.0;
    EXPECT_EQ(frameCount(s, 120'000, 1001), 431'569);
    s.durationS = 80.0;
    EXPECT_EQ(frameCount(s, 30, 1), 2400);
}

} // namespace
} // namespace perilune::story
