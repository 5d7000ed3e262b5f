#include "astro/earth_shadow.h"

#include "astro/eclipse.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <numbers>

namespace perilune::astro {
namespace {

using base::Angle;
using namespace std::chrono;

Angle deg(double degrees) {
    return Angle::degrees(degrees);
}
Sky skyOn(const char* text) {
    return *skyAt(*base::parseInstant(text));
}

// Blue Ghost watched the Earth cover the Sun from Mare Crisium.
TEST(EarthShadow, coversTheSunOverMareCrisiumOn14March2025) {
    const Selenographic blueGhost{deg(18.56), deg(61.81), 0.0};
    const EarthShadow before = earthShadow(skyOn("2025-03-14T03:30Z"), blueGhost);
    EXPECT_EQ(before.covered, 0.0);
    EXPECT_EQ(before.refracted, glm::dvec3{0.0});
    const EarthShadow greatest = earthShadow(skyOn("2025-03-14T06:58:47Z"), blueGhost);
    EXPECT_EQ(greatest.covered, 1.0);
    EXPECT_NEAR(greatest.sunRadius.degrees(), 0.2675, 0.002);
    EXPECT_NEAR(greatest.earthRadius.degrees(), 0.91, 0.02);
    EXPECT_LT(greatest.separation + greatest.sunRadius, greatest.earthRadius);
    // Copper: red before green before blue; dim, not black.
    EXPECT_GT(greatest.refracted.r, 1.5 * greatest.refracted.g);
    EXPECT_GT(greatest.refracted.g, 1.5 * greatest.refracted.b);
    EXPECT_GT(greatest.refracted.r, 1e-5);
    EXPECT_LT(greatest.refracted.r, 1e-2);
}

// The umbra touches and leaves the Moon when the catalogue's contacts say: at U2 the last lit place of the
// Moon is just covered, at U1 the first.
TEST(EarthShadow, endsWhereTheContactsSay) {
    const auto eclipses = lunarEclipses(*base::parseInstant("2025-03-01"), *base::parseInstant("2025-04-01"));
    ASSERT_TRUE(eclipses);
    ASSERT_EQ(eclipses->size(), 1u);
    const LunarEclipse& e = eclipses->front();
    const auto leastAndMost = [](base::Instant t) {
        const Sky sky = *skyAt(t);
        std::pair<double, double> found{1.0, 0.0};
        for (int lat = -90; lat <= 90; lat += 1)
            for (int lon = -180; lon < 180; lon += 1) {
                const Selenographic place{deg(lat), deg(lon), 0.0};
                if (glm::dot(up(place).v, sky.earth.v) < 0.0)
                    continue; // the Earth's side
                const double covered = earthShadow(sky, place).covered;
                found = {std::min(found.first, covered), std::max(found.second, covered)};
            }
        return found;
    };
    EXPECT_LT(leastAndMost(e.total->begins - minutes{3}).first, 1.0);
    EXPECT_EQ(leastAndMost(e.total->begins + minutes{3}).first, 1.0);
    EXPECT_LT(leastAndMost(e.partial->begins - minutes{3}).second, 1.0);
    EXPECT_EQ(leastAndMost(e.partial->begins + minutes{3}).second, 1.0);
    EXPECT_EQ(leastAndMost(e.penumbral.begins - minutes{3}).second, 0.0);
    EXPECT_GT(leastAndMost(e.penumbral.begins + minutes{3}).second, 0.0);
}

TEST(EarthShadow, overlapsOfDiscsAreExact) {
    EXPECT_EQ(coveredPart(deg(0.27), deg(0.95), deg(1.22)), 0.0);
    EXPECT_EQ(coveredPart(deg(0.27), deg(0.95), deg(0.68)), 1.0);
    EXPECT_NEAR(coveredPart(deg(0.5), deg(0.25), deg(0.1)), 0.25, 1e-12);
    // Equal discs one radius apart overlap in 2/3 - sqrt(3)/(2 pi) of each.
    EXPECT_NEAR(coveredPart(deg(0.3), deg(0.3), deg(0.3)),
                2.0 / 3.0 - std::sqrt(3.0) / 2.0 / std::numbers::pi, 1e-9);
}

// Vollmer & Gedzelman (2008): clean air alone 1/2400 at the middle, aerosol and clouds about 100 times less.
TEST(EarthShadow, lightFallsInwardsToTheOrderThatWasPublished) {
    const ShadowProfile profile = shadowProfile(skyOn("2025-03-14T06:58:47Z"));
    const double middle = profile.light[0].g;
    EXPECT_LT(middle, 1.0 / 2400.0 / 30.0);
    EXPECT_GT(middle, 1.0 / 2400.0 / 300.0);
    EXPECT_GT(profile.light[0].r, 3.0 * middle);
    EXPECT_LT(profile.light[0].b, middle / 10.0);
    // The umbra's edge is bluish: ozone takes the red there.
    const auto edgeOfUmbra = static_cast<std::size_t>(0.5 * ShadowProfile::kSamples);
    EXPECT_GT(profile.light[edgeOfUmbra].b, profile.light[edgeOfUmbra].r);
    for (std::size_t i = 1; i < ShadowProfile::kSamples; ++i)
        for (int c = 0; c < 3; ++c)
            EXPECT_GE(profile.light[i][c], profile.light[i - 1][c] * 0.97) << i; // never darker outwards
    const glm::dvec3 edge = profile.light[ShadowProfile::kSamples - 1];
    EXPECT_NEAR(edge.r, 1.0, 1e-3);
    EXPECT_NEAR(edge.b, 1.0, 1e-3);
}

TEST(EarthShadow, touchesTheMoonOnlyDuringEclipses) {
    EXPECT_TRUE(shadowTouchesMoon(skyOn("2025-03-14T04:10Z")));
    EXPECT_FALSE(shadowTouchesMoon(skyOn("2025-03-14T03:30Z")));
    EXPECT_FALSE(shadowTouchesMoon(skyOn("2025-03-13T12:00Z")));
    EXPECT_FALSE(shadowTouchesMoon(skyOn("2025-03-29T10:00Z")));
}

} // namespace
} // namespace perilune::astro
