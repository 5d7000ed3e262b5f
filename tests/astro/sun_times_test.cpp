#include "astro/sun_times.h"

#include <gtest/gtest.h>

#include <chrono>

namespace perilune::astro {
namespace {

using base::Angle;
using namespace std::chrono;

Selenographic place(double lat, double lon) {
    return {Angle::degrees(lat), Angle::degrees(lon), 0.0};
}
double sunAltitude(base::Instant t, const Selenographic& at) {
    const auto sky = skyAt(t);
    return horizontal(sky->sun, sky->sunDistanceM, at).altitude.degrees();
}

TEST(SunTimes, theSunStandsOnTheHorizonWhenItRisesAndSets) {
    const base::Instant start = *base::parseInstant("2024-02-22");
    for (const Selenographic& at : {place(0, 0), place(-80.13, 1.44), place(18.56, 61.81), place(-88.5, 40)})
        for (int day = 0; day < 30; day += 5) {
            const base::Instant t = start + days{day};
            const auto times = sunTimes(t, at);
            ASSERT_TRUE(times);
            ASSERT_TRUE(times->rises && times->sets);
            EXPECT_NEAR(sunAltitude(*times->rises, at), 0.0, 0.005);
            EXPECT_NEAR(sunAltitude(*times->sets, at), 0.0, 0.005);
            EXPECT_GT(sunAltitude(*times->rises + hours{1}, at), sunAltitude(*times->rises, at));
            EXPECT_LT(sunAltitude(*times->sets + hours{1}, at), sunAltitude(*times->sets, at));
            EXPECT_EQ(times->isUp, sunAltitude(t, at) > 0.0);
            EXPECT_EQ(times->isUp, *times->sets < *times->rises);
            EXPECT_EQ(times->isUp, *times->daysOfLightLeft > 0.0);
        }
}

// At the equator light lasts half a synodic month, 14.77 days, give or take the Earth's uneven way round the
// Sun.
TEST(SunTimes, aDayAtTheEquatorLastsHalfAMonth) {
    const auto at = place(0, 0);
    const auto first = sunTimes(*base::parseInstant("2024-02-22"), at);
    const auto dawn = *first->rises + minutes{5};
    EXPECT_NEAR(*sunTimes(dawn, at)->daysOfLightLeft, 14.77, 0.4);
}

// Over the pole itself the Sun stays up for about half a year; the search neither hangs nor guesses.
TEST(SunTimes, atThePoleADayIsHalfAYear) {
    const auto pole = place(-90, 0);
    const auto summer = sunTimes(*base::parseInstant("2024-12-01"), pole);
    ASSERT_TRUE(summer);
    EXPECT_TRUE(summer->isUp);
    ASSERT_TRUE(summer->sets);
    EXPECT_GT(*summer->daysOfLightLeft, 60.0);
    EXPECT_LT(*summer->daysOfLightLeft, 190.0);
}

// A dip below the horizon of a few hours, between two samples of half a day, is found.
TEST(SunTimes, noGrazeIsMissed) {
    const base::Instant start = *base::parseInstant("2024-09-01");
    const auto at = place(-89.2, 0);
    base::Instant t = start;
    for (int i = 0; i < 12; ++i) {
        const auto times = sunTimes(t, at);
        ASSERT_TRUE(times);
        const auto change = times->isUp ? times->sets : times->rises;
        if (!change)
            break;
        for (base::Instant s = t; s < *change - minutes{2}; s += hours{1})
            ASSERT_EQ(sunAltitude(s, at) > 0.0, times->isUp) << base::formatInstant(s);
        t = *change + minutes{2};
    }
}

TEST(SunTimes, endWithTheYearsOfTheSky) {
    const auto times = sunTimes(*base::parseInstant("2100-12-30"), place(0, 0));
    ASSERT_TRUE(times);
    EXPECT_FALSE(times->rises && times->sets);
    EXPECT_FALSE(sunTimes(*base::parseInstant("2101-01-02"), place(0, 0)));
}

TEST(SunTimes, halfTheDiscIsUpWhenItsMiddleIs) {
    const Angle radius = Angle::degrees(0.266);
    EXPECT_DOUBLE_EQ(partAbove(Angle::degrees(0.0), radius), 0.5);
    EXPECT_DOUBLE_EQ(partAbove(Angle::degrees(0.3), radius), 1.0);
    EXPECT_DOUBLE_EQ(partAbove(Angle::degrees(-0.3), radius), 0.0);
    EXPECT_NEAR(partAbove(radius * 0.5, radius), 0.8045, 0.0001); // 1 - segment of a cap half the radius high
}

} // namespace
} // namespace perilune::astro
