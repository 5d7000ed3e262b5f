#include "terrain/crater.h"

#include "terrain/crater_cells.h"

#include <gtest/gtest.h>

namespace perilune::terrain {
namespace {

// Pike (1977): depth 0.196 D^1.010 below 11 km, 1.044 D^0.301 above; rim height 0.036 D^1.014 below 21 km (D
// in km).
TEST(Craters, freshOnesAreAsDeepAsMeasured) {
    EXPECT_NEAR(craterOf(5000.0, 0.0).depthM, 996.0, 10.0);
    EXPECT_NEAR(craterOf(93000.0, 0.0).depthM, 4087.0, 60.0); // Copernicus' size
    EXPECT_NEAR(craterOf(10000.0, 0.0).rimM, 372.0, 5.0);
}

TEST(Craters, theWornAreShallowerAndSofter) {
    const Crater fresh = craterOf(800.0, 0.0), worn = craterOf(800.0, 0.8);
    EXPECT_LT(worn.depthM, 0.4 * fresh.depthM);
    EXPECT_LT(worn.rimM, 0.4 * fresh.rimM);
    EXPECT_GT(worn.soft, fresh.soft);
    EXPECT_GT(fresh.fresh, worn.fresh);
}

TEST(Craters, aProfileFallsFromTheCrestAndEndsWithoutAStep) {
    for (const double diameter : {3.0, 400.0, 9000.0, 60000.0})
        for (const double age : {0.0, 0.5, 0.9}) {
            const Crater c = craterOf(diameter, age);
            EXPECT_LE(craterProfile(c, 1.0), c.rimM * 1.001);
            EXPECT_NEAR(craterProfile(c, 0.0), c.rimM - c.depthM, 1e-9 * c.depthM);
            EXPECT_NEAR(craterProfile(c, kCraterReach * 0.999), 0.0, 1e-3 * c.depthM);
            for (double x = 0.0; x < kCraterReach; x += 0.01)
                EXPECT_NEAR(craterProfile(c, x), craterProfile(c, x + 0.01), 0.06 * c.depthM);
        }
}

TEST(Craters, densityFollowsTheInverseSquareLawOnHighlands) {
    // Twice the diameter, four times the cell: the mean number in a cell stays.
    const CraterLaw small = craterLaw(14), large = craterLaw(10);
    EXPECT_DOUBLE_EQ(small.mean, large.mean);
    EXPECT_NEAR(large.smallestM, 16.0 * small.smallestM, 1e-6);
    EXPECT_LT(large.meanOnMare, 0.3 * large.mean); // maria: fewer of these, as many of the small ones
    EXPECT_DOUBLE_EQ(small.meanOnMare, small.mean);
}

TEST(Craters, aCellHoldsTheSameCratersEveryTime) {
    const CraterLaw law = craterLaw(12);
    for (std::uint32_t x = 100; x < 140; ++x) {
        std::vector<double> a, b;
        const auto highland = [](const CubePoint&) { return 1.0; };
        cratersOfCell(
            law, 4, x, 7, highland, [&](const Crater& c) { a.push_back(c.radiusM); });
        cratersOfCell(law, 4, x, 7, highland, [&](const Crater& c) { b.push_back(c.radiusM); });
        EXPECT_EQ(a, b);
        for (const double r : a)
            EXPECT_TRUE(2.0 * r >= law.smallestM && 2.0 * r <= 2.0 * law.smallestM);
    }
}

} // namespace
} // namespace perilune::terrain
