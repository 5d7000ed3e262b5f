// How far it is from place to place, and whether one sees the other.
#include "terrain/line_of_sight.h"

#include <gtest/gtest.h>

#include <cmath>

namespace perilune::terrain {
namespace {

using astro::Selenographic;
using base::Angle;

/// A sphere with a wall of some height around the meridian of 1 degree east.
class Wall final : public Surface {
  public:
    explicit Wall(double wallM) : wallM_(wallM) {}
    double heightM(const Selenographic& place) const override {
        return std::abs(base::wrapped180(place.longitude).degrees() - 1.0) < 0.02 ? wallM_ : 0.0;
    }
    double drawnHeightM(const Selenographic& place) const override { return heightM(place); }
    double resolutionM(const Selenographic&) const override { return 200.0; }
    Angle slope(const Selenographic&) const override { return {}; }
    std::string_view source(const Selenographic&) const override { return "wall"; }

  private:
    double wallM_;
};

Selenographic at(double latitude, double longitude) {
    return {Angle::degrees(latitude), Angle::degrees(longitude), 0.0};
}

TEST(GroundDistance, isThatOfTheSphere) {
    const double quarterM = astro::kMoonRadiusM * std::acos(-1.0) / 2.0;
    EXPECT_NEAR(groundDistanceM(at(0, 0), at(0, 90)), quarterM, 1e-3);
    EXPECT_NEAR(groundDistanceM(at(-90, 12), at(0, 77)), quarterM, 1e-3);
    EXPECT_NEAR(groundDistanceM(at(10, 20), at(-10, -160)), 2.0 * quarterM, 1e-2);
    EXPECT_NEAR(groundDistanceM(at(45, 10), at(45, 10.00001)), quarterM * 1e-5 / 90.0 * std::sqrt(0.5), 1e-6);
    EXPECT_EQ(groundDistanceM(at(-89, 30), at(-89, 30)), 0.0);
}

TEST(WayOver, onASphereTheHorizonOfTwoMetresLiesWhereGeometryHasIt) {
    // sqrt(2 R h) from either side: 2,636 m each.
    const double horizonM = std::sqrt(2.0 * astro::kMoonRadiusM * 2.0),
                 degreeM = astro::kMoonRadiusM * std::acos(-1.0) / 180.0;
    const Wall sphere(0.0);
    EXPECT_TRUE(wayOver(sphere, at(0, 30), at(0, 30 + 1.98 * horizonM / degreeM), 2.0).isSeen());
    EXPECT_FALSE(wayOver(sphere, at(0, 30), at(0, 30 + 2.02 * horizonM / degreeM), 2.0).isSeen());
    EXPECT_FALSE(wayOver(sphere, at(0, 0), at(0, 90), 2.0).isSeen());
}

TEST(WayOver, tellsWhereAndByHowMuchAWallHidesTheOther) {
    const WayOver way = wayOver(Wall(3000.0), at(0, 0), at(0, 2), 2.0);
    EXPECT_FALSE(way.isSeen());
    ASSERT_TRUE(way.highest);
    EXPECT_NEAR(way.highest->alongM, way.groundM / 2.0, 1500.0);
    // In the middle the line lies R (1 - cos 1°) under the sphere.
    EXPECT_NEAR(way.highest->aboveLineM,
                3000.0 + astro::kMoonRadiusM * (1.0 - std::cos(std::acos(-1.0) / 180.0)), 25.0);
    EXPECT_NEAR(way.azimuth.degrees(), 90.0, 1e-6);
    EXPECT_NEAR(wayOver(Wall(0.0), at(10, 0), at(-10, 0), 2.0).azimuth.degrees(), 180.0, 1e-6);
    EXPECT_NEAR(wayOver(Wall(0.0), at(0, 0), at(0, -2), 2.0).azimuth.degrees(), 270.0, 1e-6);
    EXPECT_EQ(way.profile.front().alongM, 0.0);
    EXPECT_DOUBLE_EQ(way.profile.back().alongM, way.groundM);
}

TEST(WayOver, isTheSameBothWaysAndOfOnePlaceNothing) {
    const WayOver there = wayOver(Wall(500.0), at(-3, 0.3), at(2, 1.9), 2.0),
                  back = wayOver(Wall(500.0), at(2, 1.9), at(-3, 0.3), 2.0);
    EXPECT_NEAR(there.groundM, back.groundM, 1e-6);
    EXPECT_NEAR(there.straightM, back.straightM, 1e-6);
    EXPECT_EQ(there.isSeen(), back.isSeen());
    const WayOver none = wayOver(Wall(500.0), at(5, 5), at(5, 5), 2.0);
    EXPECT_TRUE(none.isSeen());
    EXPECT_EQ(none.groundM, 0.0);
    EXPECT_EQ(none.profile.size(), 1u);
}

TEST(WayOver, ofOppositePlacesHasNumbersAndIsNotSeen) {
    const WayOver way = wayOver(Wall(0.0), at(0, 0), at(0, 180), 2.0);
    EXPECT_NEAR(way.groundM, astro::kMoonRadiusM * std::acos(-1.0), 1e-2);
    for (const auto& point : way.profile)
        EXPECT_TRUE(std::isfinite(point.heightM) && std::isfinite(point.place.latitude.degrees()));
}

} // namespace
} // namespace perilune::terrain
