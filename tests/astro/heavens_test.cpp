#include "astro/earth_rotation.h"
#include "astro/planets.h"
#include "astro/sky.h"

#include <gtest/gtest.h>

#include <cmath>

namespace perilune::astro {
namespace {

base::Instant instant(const char* text) {
    return *base::parseInstant(text);
}

double degreesBetween(const glm::dvec3& a, const glm::dvec3& b) {
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b)) * 180.0 / M_PI;
}

/// From the Earth's centre to the Sun, inertial axes.
glm::dvec3 sunFromEarth(base::Instant at) {
    const auto sky = skyAt(at);
    const glm::dvec3 fixed = sky->sun.v * sky->sunDistanceM - sky->earth.v * sky->earthDistanceM;
    return sky->fixedFromInertial.inverse().m * fixed;
}

TEST(Planets, jupiterAndSaturnStood6ArcMinutesApartOn21December2020) {
    const auto planets = planetsAt(instant("2020-12-21T18:20:00Z"));
    EXPECT_NEAR(degreesBetween(planets[3].fromEarth.m, planets[4].fromEarth.m), 6.1 / 60.0, 0.6 / 60.0);
}

TEST(Planets, venusCrossedTheSunOn6June2012) { // greatest transit 01:29:36 UT, 554 arc seconds (NASA)
    const auto at = instant("2012-06-06T01:29:36Z");
    EXPECT_NEAR(degreesBetween(planetsAt(at)[1].fromEarth.m, sunFromEarth(at)), 554.4 / 3600.0,
                20.0 / 3600.0);
}

TEST(Planets, venusWasAtItsBrightestInApril2020) { // magnitude -4.7 on 28 April
    EXPECT_NEAR(planetsAt(instant("2020-04-28T00:00:00Z"))[1].magnitude, -4.7, 0.15);
}

TEST(EarthRotation, atTheEquinoxOf2024TheSunStoodOverTheEquatorAndTheEquationOfTimesMeridian) {
    // 20 March 2024, 03:06 UTC; equation of time -7.4 minutes, so that it is noon 180° - 46.5° + 1.86° east.
    const auto at = instant("2024-03-20T03:06:00Z");
    const glm::dvec3 sun = glm::normalize(earthRotation(at).m * sunFromEarth(at));
    EXPECT_NEAR(std::asin(sun.z) * 180.0 / M_PI, 0.0, 0.01);
    EXPECT_NEAR(std::atan2(sun.y, sun.x) * 180.0 / M_PI, 180.0 - 46.5 + 1.86, 0.1);
}

TEST(EarthRotation, turnsOnceInASiderealDay) {
    const auto at = instant("2026-04-06T00:00:00Z");
    const auto day = std::chrono::milliseconds(86'164'090);
    const glm::dvec3 x = earthRotation(at).m[0], later = earthRotation(at + day).m[0];
    EXPECT_LT(degreesBetween(x, later), 0.001);
}

} // namespace
} // namespace perilune::astro
