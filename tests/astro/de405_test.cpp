#include "de405.h"

#include "astro/sky.h"
#include "astro/time_scales.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <random>

namespace perilune::astro {
namespace {

using namespace std::chrono;
constexpr double kLightKmPerDay = 299792.458 * 86400.0;
constexpr double kArcsecond = std::numbers::pi / 648000.0;

glm::dmat3 about(int axis, double angle) { // turns the axes, not the vector
    const double c = std::cos(angle), s = std::sin(angle);
    const int a = (axis + 1) % 3, b = (axis + 2) % 3;
    glm::dmat3 m{1.0};
    m[a][a] = c, m[b][b] = c;
    m[b][a] = s, m[a][b] = -s;
    return m;
}

struct Seen {
    Selenographic sun, earth;
    double apparentKm, phasePercent, positionAngleDeg;
};

// What is seen from the Moon's centre, by iterated light time and full aberration.
Seen seenIn(const De405& table, double tdb) {
    const auto earthAt = [&](double t) {
        const auto embary = table.state(De405::Embary, t), moon = table.state(De405::Moon, t);
        const double share = 1.0 / (1.0 + De405::kEarthOverMoon);
        return De405::State{embary.value - moon.value * share, embary.perDay - moon.perDay * share};
    };
    const auto moonAt = [&](double t) {
        const auto earth = earthAt(t), moon = table.state(De405::Moon, t);
        return De405::State{earth.value + moon.value, earth.perDay + moon.perDay};
    };
    const auto here = moonAt(tdb);
    const auto sunAt = [&](double t) { return table.state(De405::Sun, t).value; };
    const auto seen = [&](const glm::dvec3& from, const glm::dvec3& perDay, auto where) {
        glm::dvec3 towards = where(tdb) - from;
        for (int i = 0; i < 4; ++i)
            towards = where(tdb - glm::length(towards) / kLightKmPerDay) - from;
        return std::pair{towards, glm::normalize(glm::normalize(towards) + perDay / kLightKmPerDay)};
    };
    const auto [toSun, sun] = seen(here.value, here.perDay, sunAt);
    const auto [toEarth, earth] = seen(here.value, here.perDay, [&](double t) { return earthAt(t).value; });
    const auto from = earthAt(tdb);
    const auto [toMoon, moon] = seen(from.value, from.perDay, [&](double t) { return moonAt(t).value; });
    const glm::dvec3 angles = table.state(De405::Librations, tdb).value;
    const glm::dmat3 principal = about(2, angles.z) * about(0, angles.y) * about(2, angles.x);
    // Principal axes to mean-Earth axes: Archinal et al. (2011), for the like librations of DE403.
    const glm::dmat3 fixed = about(0, -0.1462 * kArcsecond) * about(1, -79.0768 * kArcsecond) *
                             about(2, -63.8986 * kArcsecond) * principal;
    Seen s;
    s.sun = toSelenographic({fixed * sun * 1e6});
    s.earth = toSelenographic({fixed * earth * 1e6});
    s.apparentKm = glm::length(toMoon);
    const double cosPhase = glm::dot(glm::normalize(toSun), glm::normalize(toEarth));
    s.phasePercent = 50.0 * (1.0 + cosPhase);
    const glm::dvec3 pole = glm::transpose(fixed) * glm::dvec3{0.0, 0.0, 1.0};
    const glm::dvec3 at = glm::normalize(toMoon);
    const glm::dvec3 east = glm::normalize(glm::cross(glm::dvec3{0.0, 0.0, 1.0}, at));
    s.positionAngleDeg =
        std::atan2(glm::dot(pole, east), glm::dot(pole, glm::cross(at, east))) * 180.0 / std::numbers::pi;
    return s;
}

struct Spread {
    double squares = 0.0, greatest = 0.0;
    int count = 0;
    void add(double error) {
        squares += error * error, greatest = std::max(greatest, std::abs(error)), ++count;
    }
    double rms() const { return std::sqrt(squares / count); }
};

// The bounds that the project holds itself to, in every decade that both know.
TEST(Sky, agreesWithDe405InEveryDecade) {
    const auto table = De405::open();
    if (!table)
        GTEST_SKIP() << "skipped: needs Debian's package casacore-data-jpl-de405";
    std::mt19937_64 random(405);
    for (int decade = 1960; decade < 2060; decade += 10) {
        const base::Instant first = base::startOf(*base::makeDay(decade, 1, 1));
        std::uniform_int_distribution<int> hour(0, 3652 * 24);
        Spread angle[5], distance, phase;
        for (int i = 0; i < 2000; ++i) {
            const base::Instant at = first + hours{hour(random)};
            const auto sky = skyAt(at);
            ASSERT_TRUE(sky);
            const Seen s = seenIn(*table, tdbOf(ttOf(taiOf(at))).daysJ2000);
            const auto degrees = [](double a, double b) { return std::remainder(a - b, 360.0); };
            angle[0].add(degrees(sky->subsolar.latitude.degrees(), s.sun.latitude.degrees()));
            angle[1].add(degrees(sky->subsolar.longitude.degrees(), s.sun.longitude.degrees()));
            angle[2].add(degrees(sky->subearth.latitude.degrees(), s.earth.latitude.degrees()));
            angle[3].add(degrees(sky->subearth.longitude.degrees(), s.earth.longitude.degrees()));
            angle[4].add(degrees(sky->positionAngle.degrees(), s.positionAngleDeg));
            distance.add(sky->apparentDistanceM / 1000.0 - s.apparentKm);
            phase.add(sky->phasePercent - s.phasePercent);
        }
        std::printf("%d ", decade);
        for (const Spread& a : angle) {
            EXPECT_LE(a.rms(), 0.01) << decade;
            EXPECT_LE(a.greatest, 0.02) << decade;
            std::printf(" %.5f/%.5f", a.rms(), a.greatest);
        }
        EXPECT_LE(distance.greatest, 20.0) << decade;
        EXPECT_LE(phase.greatest, 0.02) << decade;
        std::printf("  %.2f/%.2f km %.5f %%\n", distance.rms(), distance.greatest, phase.greatest);
    }
}

} // namespace
} // namespace perilune::astro
