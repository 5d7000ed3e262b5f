// What of the sky the ground hides, on surfaces whose horizon is known.
#include "terrain/horizon.h"

#include "terrain/cube.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

using namespace perilune;
using base::Angle;

namespace {

constexpr double kR = astro::kMoonRadiusM;

glm::dvec3 towards(double latitude, double longitude) {
    return astro::up({Angle::degrees(latitude), Angle::degrees(longitude), 0.0}).v;
}

double between(const glm::dvec3& a, const glm::dvec3& b) {
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}

class Shape final : public terrain::Surface {
  public:
    using Height = std::function<double(const glm::dvec3&)>; ///< of a direction
    explicit Shape(Height height, double resolutionM = 200.0)
        : height_(std::move(height)), resolutionM_(resolutionM) {}
    double heightM(const astro::Selenographic& place) const override { return height_(astro::up(place).v); }
    double drawnHeightM(const astro::Selenographic& place) const override { return heightM(place); }
    double resolutionM(const astro::Selenographic&) const override { return resolutionM_; }
    Angle slope(const astro::Selenographic&) const override { return Angle{}; }
    std::string_view source(const astro::Selenographic&) const override { return "a formula"; }

    std::shared_ptr<const terrain::Relief> relief(const terrain::TileId& id) const {
        std::vector<double> heights;
        for (int y = 0; y < terrain::kReliefAcross; ++y)
            for (int x = 0; x < terrain::kReliefAcross; ++x) {
                const auto part = [](int i) {
                    return (i - terrain::kReliefMargin + 0.5) / terrain::kTileTexels;
                };
                heights.push_back(height_(terrain::directionOf(id, part(x), part(y))));
            }
        return terrain::makeRelief(id, heights, id.level > 0 ? relief(id.parent()) : nullptr);
    }

  private:
    Height height_;
    double resolutionM_;
};

terrain::TileId tileAt(const glm::dvec3& direction, int level) {
    const terrain::CubePoint p = terrain::cubePoint(direction);
    const double side = std::ldexp(1.0, level);
    return {std::uint8_t(p.face), std::uint8_t(level), std::uint32_t((p.s + 1.0) * 0.5 * side),
            std::uint32_t((p.t + 1.0) * 0.5 * side)};
}

double radiiAt(const std::vector<std::uint8_t>& map, int x, int y) {
    return (map[std::size_t(y * terrain::kSunSize + x)] / 127.5 - 1.0) * terrain::kSunClearance;
}

glm::dvec3 placeOf(const terrain::TileId& id, int x, int y) {
    const auto part = [](int i) { return (i - terrain::kSunBorder + 0.5) / terrain::kSunTexels; };
    return terrain::directionOf(id, part(x), part(y));
}

/// Hills of some hundred metres, the same from everywhere.
double hills(const glm::dvec3& d) {
    return 300.0 * std::sin(d.x * 160.0) * std::cos(d.y * 145.0 + 1.0) +
           200.0 * std::sin(d.z * 230.0 + 0.5) * std::cos(d.x * 210.0) +
           900.0 * std::sin(d.y * 31.0 + d.z * 24.0);
}

/// Round, 21 km wide and 4.2 km deep as Shackleton is, its rim 1.2 km over the land around.
double crater(double awayM) {
    constexpr double kRadiusM = 10'500.0, kFloorM = 3'300.0, kRimM = 1'200.0, kDepthM = 4'200.0;
    if (awayM > kRadiusM)
        return kRimM * std::exp((kRadiusM - awayM) / 8'000.0);
    const double up = std::clamp((awayM - kFloorM) / (kRadiusM - kFloorM), 0.0, 1.0);
    return kRimM - kDepthM * (1.0 - up);
}

} // namespace

TEST(Horizon, overASmoothBallLiesAtTheDipOfTheEye) {
    const Shape ball([](const glm::dvec3&) { return 0.0; });
    for (const double heightM : {2.0, 100.0, 5000.0}) {
        const double dip = std::acos(kR / (kR + heightM));
        for (const double azimuth : {0.0, 77.0, 300.0}) {
            const Angle found = terrain::horizonAt(ball, {Angle::degrees(-70), Angle::degrees(20), 0.0},
                                                   Angle::degrees(azimuth), heightM);
            EXPECT_NEAR(found.radians(), -dip, 2e-5 + 0.001 * dip) << heightM;
        }
    }
}

TEST(Horizon, aLoneMountainStandsAsHighAsItsHeightOverItsDistanceLessTheCurvature) {
    const glm::dvec3 summit = towards(0.0, 3.0);
    const Shape land(
        [&](const glm::dvec3& d) { return std::max(0.0, 4000.0 - 0.4 * kR * between(d, summit)); });
    const double angle = Angle::degrees(3.0).radians();
    const double expected =
        std::atan(((kR + 4000.0) * std::cos(angle) - kR) / ((kR + 4000.0) * std::sin(angle)));
    EXPECT_NEAR(terrain::horizonAt(land, {}, Angle::degrees(90), 0.0).degrees(),
                Angle::radians(expected).degrees(), 0.02);
    EXPECT_LT(terrain::horizonAt(land, {}, Angle::degrees(60), 0.0).degrees(), 0.001);
}

TEST(Horizon, aFloorLikeShackletonsNeverSeesTheSunAndItsRimMostOfTheYear) {
    const glm::dvec3 middle = towards(-89.9, 130.0);
    const Shape pole([&](const glm::dvec3& d) { return crater(kR * between(d, middle)); }, 60.0);
    constexpr double kHighestSun =
        1.54 + 0.27; // the axis leans by 1.54 degrees; and the upper edge of the Sun
    const auto litShare = [&](const astro::Selenographic& place) {
        int lit = 0, all = 0;
        const glm::dmat3 frame = astro::localFrame(place).m;
        for (int hour = 0; hour < 48; ++hour) { // round the sky, higher and lower over the year
            const glm::dvec3 flat = towards(0.0, hour * 7.5);
            const Angle azimuth =
                Angle::radians(std::atan2(glm::dot(flat, frame[0]), glm::dot(flat, frame[1])));
            const double horizon = terrain::horizonAt(pole, place, azimuth, 0.0).degrees();
            for (double sun = -1.5; sun < 1.6; sun += 0.25, ++all) {
                const double height = std::asin(glm::dot(towards(sun, hour * 7.5), frame[2]));
                lit += Angle::radians(height).degrees() > horizon ? 1 : 0;
            }
        }
        return double(lit) / all;
    };
    const astro::Selenographic floor{Angle::degrees(-89.9), Angle::degrees(130), 0.0};
    for (double azimuth = 0.0; azimuth < 360.0; azimuth += 15.0)
        EXPECT_GT(terrain::horizonAt(pole, floor, Angle::degrees(azimuth), 0.0).degrees(), kHighestSun + 0.1);
    EXPECT_EQ(litShare(floor), 0.0);
    const double rim = 10'500.0 / kR * 180.0 / std::numbers::pi;
    EXPECT_GT(litShare({Angle::degrees(-89.9 + rim), Angle::degrees(130), 0.0}), 0.7);
}

TEST(Sunlight, onASmoothBallTheTerminatorLiesWhereTheSunStandsOnTheHorizon) {
    const Shape ball([](const glm::dvec3&) { return 0.0; });
    for (const int level : {4, 8, 13}) {
        const terrain::TileId id = tileAt(towards(12.0, 75.0), level);
        const auto relief = ball.relief(id);
        for (const double over : {-1.0, 0.0, 1.5}) {
            const glm::dvec3 middle = terrain::directionOf(id, 0.5, 0.5);
            const glm::dvec3 along = glm::normalize(glm::cross(middle, towards(50.0, 0.0)));
            const double elevation = Angle::degrees(over).radians();
            const glm::dvec3 sun = middle * std::sin(elevation) + along * std::cos(elevation);
            const auto map = terrain::sunClearance(*relief, sun);
            for (int y = 0; y < terrain::kSunSize; y += 5)
                for (int x = 0; x < terrain::kSunSize; x += 5) {
                    const double truth = std::asin(glm::dot(placeOf(id, x, y), sun)) / terrain::kSunRadiusRad;
                    EXPECT_NEAR(radiiAt(map, x, y), std::clamp(truth, -15.0, 15.0), 0.35) << level;
                }
        }
    }
}

TEST(Sunlight, equalsTheHorizonFollowedDirectly) {
    const Shape land(hills, 400.0);
    int shaded = 0, lit = 0;
    for (const int level : {4, 6}) {
        for (const double longitude : {0.3, 39.0, 86.0}) {
            const terrain::TileId id = tileAt(towards(-20.0, longitude), level);
            const glm::dvec3 sun = towards(10.0, longitude + 84.0);
            const auto map = terrain::sunClearance(*land.relief(id), sun);
            for (int y = 0; y < terrain::kSunSize; y += 6)
                for (int x = 0; x < terrain::kSunSize; x += 6) {
                    auto place = astro::toSelenographic({placeOf(id, x, y) * kR});
                    const glm::dmat3 frame = astro::localFrame(place).m;
                    const Angle azimuth =
                        Angle::radians(std::atan2(glm::dot(sun, frame[0]), glm::dot(sun, frame[1])));
                    const double truth = (std::asin(glm::dot(sun, frame[2])) -
                                          terrain::horizonAt(land, place, azimuth, 0.0).radians()) /
                                         terrain::kSunRadiusRad;
                    if (std::abs(truth) < 14.0) {
                        EXPECT_NEAR(radiiAt(map, x, y), truth, level == 4 ? 1.5 : 0.8)
                            << level << ' ' << longitude;
                    }
                    (truth < -1.0 ? shaded : lit) += 1;
                }
        }
    }
    EXPECT_GT(shaded, 10);
    EXPECT_GT(lit, 10);
}

TEST(Sunlight, ofNeighboursAgreesAlongTheirBorder) {
    const Shape land(hills);
    constexpr int kLast = terrain::kSunSize - 1;
    for (const int level : {3, 5, 7}) {
        terrain::TileId id = tileAt(towards(14.0, 22.0), level);
        terrain::TileId right = id;
        right.x += 1;
        const glm::dvec3 sun = towards(-3.0, 105.0);
        const auto a = terrain::sunClearance(*land.relief(id), sun);
        const auto b = terrain::sunClearance(*land.relief(right), sun);
        for (int y = 0; y < terrain::kSunSize; ++y) {
            EXPECT_NEAR(radiiAt(a, kLast, y), radiiAt(b, 1, y), 0.25) << level << ' ' << y;
            EXPECT_NEAR(radiiAt(a, kLast - 1, y), radiiAt(b, 0, y), 0.25) << level << ' ' << y;
        }
    }
}

TEST(Sunlight, aPeakThrowsOneShadowAndStraightAwayFromTheSun) {
    const glm::dvec3 summit = towards(5.0, 10.0);
    const Shape land([&](const glm::dvec3& d) {
        return 3000.0 * std::exp(-std::pow(kR * between(d, summit) / 6000.0, 2.0));
    });
    const glm::dmat3 frame = astro::localFrame({Angle::degrees(5), Angle::degrees(10), 0.0}).m;
    for (const double azimuth : {22.5, 67.5, 100.0}) {
        const double a = Angle::degrees(azimuth).radians(), high = Angle::degrees(3.0).radians();
        const glm::dvec3 ahead = frame[1] * std::cos(a) + frame[0] * std::sin(a);
        const glm::dvec3 sun = ahead * std::cos(high) + frame[2] * std::sin(high);
        const auto clearanceAt = [&](double offDegrees) {
            const double turn = a + Angle::degrees(offDegrees).radians();
            const glm::dvec3 back = frame[1] * std::cos(turn) + frame[0] * std::sin(turn);
            const double way = 25'000.0 / kR; // the shadow reaches some 45 km
            const glm::dvec3 place = frame[2] * std::cos(way) - back * std::sin(way);
            const terrain::TileId id = tileAt(place, 5);
            const auto map = terrain::sunClearance(*land.relief(id), sun);
            const terrain::CubePoint p = terrain::cubePoint(place);
            const auto texel = [](double s, std::uint32_t tile) {
                return int(((s + 1.0) * 16.0 - tile) * terrain::kSunTexels) + terrain::kSunBorder;
            };
            return radiiAt(map, texel(p.s, id.x), texel(p.t, id.y));
        };
        EXPECT_LT(clearanceAt(0.0), -3.0) << azimuth;
        for (const double off : {-45.0, -22.5, 22.5, 45.0})
            EXPECT_GT(clearanceAt(off), 3.0) << azimuth << ' ' << off;
    }
}

TEST(Sunlight, belowTheSunAllIsLitAndOppositeAllIsDark) {
    const Shape land(hills);
    const auto relief = land.relief({0, 0, 0, 0});
    const auto day = terrain::sunClearance(*relief, {1.0, 0.0, 0.0});
    const auto night = terrain::sunClearance(*relief, {-1.0, 0.0, 0.0});
    EXPECT_EQ(*std::min_element(day.begin(), day.end()), 255);
    EXPECT_EQ(*std::max_element(night.begin(), night.end()), 0);
}

TEST(Sunlight, halfTheDiscIsSeenWhenItsMiddleStandsOnTheEdge) {
    EXPECT_EQ(terrain::visibleShare(-1.0), 0.0);
    EXPECT_DOUBLE_EQ(terrain::visibleShare(0.0), 0.5);
    EXPECT_EQ(terrain::visibleShare(1.0), 1.0);
}
