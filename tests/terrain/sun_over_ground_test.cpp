#include "terrain/sun_over_ground.h"

#include <gtest/gtest.h>

namespace perilune::terrain {
namespace {

using astro::Selenographic;
using base::Angle;

// A smooth Moon, with a wall 1 km high all along the meridian 1° east.
class Walled final : public Surface {
  public:
    double heightM(const Selenographic& place) const override {
        const double lon = place.longitude.degrees();
        return lon > 1.0 && lon < 1.1 ? 1000.0 : 0.0;
    }
    double drawnHeightM(const Selenographic& place) const override { return heightM(place); }
    double resolutionM(const Selenographic&) const override { return 100.0; }
    Angle slope(const Selenographic&) const override { return {}; }
    std::string_view source(const Selenographic&) const override { return "a test"; }
};

TEST(SunOverGround, aWallHidesTheSunAndOpenGroundDoesNot) {
    const Walled walled;
    const Selenographic place{Angle{}, Angle{}, 0.0};
    const Angle radius = Angle::degrees(0.267);
    const auto seen = [&](double azimuth, double altitude) {
        return sunOverGround(walled, place, {Angle::degrees(azimuth), Angle::degrees(altitude)}, radius, 2.0);
    };
    // The wall 30.3 km to the east stands atan(1 km / 30.3 km) less half a degree of curvature high.
    const double wall = seen(90, 1.0).horizon.degrees();
    EXPECT_NEAR(wall, 1.39, 0.03);
    EXPECT_NEAR(seen(90, wall).visiblePart, 0.5, 0.02);
    EXPECT_EQ(seen(90, wall - 0.3).visiblePart, 0.0);
    EXPECT_EQ(seen(90, wall + 0.3).visiblePart, 1.0);
    // To the west the horizon dips by atan(sqrt(2 · 2 m / R)), 0.09°.
    EXPECT_NEAR(seen(270, 0.0).horizon.degrees(), -0.087, 0.01);
    EXPECT_NEAR(seen(270, 0.0).visiblePart, 0.70, 0.05);
    EXPECT_EQ(seen(180, 89.9).visiblePart, 1.0);
}

} // namespace
} // namespace perilune::terrain
