#include "astro/phases.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace perilune::astro {
namespace {

using namespace std::chrono;

base::Instant at(const char* text) {
    return *base::parseInstant(text);
}
double secondsBetween(base::Instant a, base::Instant b) {
    return duration<double>(a - b).count();
}

// F. Espenak, "Phases of the Moon: 2001 to 2100" (NASA), and the U.S. Naval Observatory: to the minute, UT.
TEST(Phases, ofTwoMonthsAreThoseOfTheAlmanacs) {
    struct Published {
        Quarter quarter;
        const char* at;
    };
    constexpr Published kPublished[] = {
        {Quarter::FirstQuarter, "2020-01-03T04:45Z"}, {Quarter::FullMoon, "2020-01-10T19:21Z"},
        {Quarter::LastQuarter, "2020-01-17T12:58Z"},  {Quarter::NewMoon, "2020-01-24T21:42Z"},
        {Quarter::FirstQuarter, "2020-02-02T01:42Z"}, {Quarter::FullMoon, "2020-02-09T07:33Z"},
        {Quarter::LastQuarter, "2020-02-15T22:17Z"},  {Quarter::NewMoon, "2020-02-23T15:32Z"},
    };
    base::Instant t = at("2020-01-01T00:00Z");
    for (const Published& p : kPublished) {
        SCOPED_TRACE(p.at);
        const auto next = nextQuarter(t);
        ASSERT_TRUE(next);
        EXPECT_EQ(next->quarter, p.quarter);
        EXPECT_LE(std::abs(secondsBetween(next->at, at(p.at))), 60.0);
        const auto back = previousQuarter(next->at);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->quarter, p.quarter);
        EXPECT_LE(std::abs(secondsBetween(back->at, next->at)), 1.0);
        t = next->at;
    }
    // Apollo 11's landing and the Moon of J. Meeus, "Astronomical Algorithms", example 49.a (TD 03:37:42).
    EXPECT_LE(std::abs(secondsBetween(*next(Quarter::NewMoon, at("1977-02-10")), at("1977-02-18T03:36:54Z"))),
              30.0);
}

// Nothing is left out and nothing comes twice, whatever the instant one asks from.
TEST(Phases, followEachOtherAtBothEndsOfTheYears) {
    for (const char* from : {"1950-01-01", "2091-01-01"}) {
        const base::Instant t = at(from);
        auto last = nextQuarter(t);
        ASSERT_TRUE(last);
        int count = 1;
        while (last->at < t + days{3600}) {
            const auto next = nextQuarter(last->at);
            ASSERT_TRUE(next);
            ASSERT_EQ(static_cast<int>(next->quarter), (static_cast<int>(last->quarter) + 1) % 4);
            const double daysApart = secondsBetween(next->at, last->at) / 86400.0;
            ASSERT_GT(daysApart, 6.5);
            ASSERT_LT(daysApart, 8.4);
            last = next;
            ++count;
        }
        EXPECT_NEAR(count, 3600 / 29.530589 * 4, 2);
    }
}

TEST(Phases, ageCountsFromTheNewMoon) {
    // NASA's hourly table: 5.783 at 2020-01-01 00:00, 29.4.. just before new Moon.
    EXPECT_NEAR(*ageDays(at("2020-01-01T00:00Z")), 5.783, 0.001);
    EXPECT_NEAR(*ageDays(at("2020-01-01T10:00Z")), 6.199, 0.0011);
    const base::Instant newMoon = *next(Quarter::NewMoon, at("2025-03-01"));
    EXPECT_LT(*ageDays(newMoon), 1e-6);
    EXPECT_GT(*ageDays(newMoon - seconds{10}), 29.0);
    for (int i = 0; i < 2000; ++i) {
        const double age = *ageDays(at("2024-01-01") + minutes{577 * i});
        ASSERT_GE(age, 0.0);
        ASSERT_LT(age, 29.95);
    }
}

TEST(Phases, haveNames) {
    EXPECT_EQ(phaseName(base::Angle::degrees(359.0)), "new Moon");
    EXPECT_EQ(phaseName(base::Angle::degrees(45.0)), "waxing crescent");
    EXPECT_EQ(phaseName(base::Angle::degrees(90.0)), "first quarter");
    EXPECT_EQ(phaseName(base::Angle::degrees(120.0)), "waxing gibbous");
    EXPECT_EQ(phaseName(base::Angle::degrees(183.0)), "full Moon");
    EXPECT_EQ(phaseName(base::Angle::degrees(200.0)), "waning gibbous");
    EXPECT_EQ(phaseName(base::Angle::degrees(266.0)), "last quarter");
    EXPECT_EQ(phaseName(base::Angle::degrees(300.0)), "waning crescent");
}

TEST(Phases, areRefusedOutsideTheYears) {
    EXPECT_FALSE(ageDays(at("1949-12-31")));
    EXPECT_FALSE(nextQuarter(at("2101-01-01")));
    EXPECT_TRUE(ageDays(at("1950-01-01")));
    EXPECT_TRUE(nextQuarter(at("2100-12-31T23:59Z")));
}

} // namespace
} // namespace perilune::astro
