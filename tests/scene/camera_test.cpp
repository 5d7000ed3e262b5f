#include "scene/camera.h"

#include "flat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace perilune::scene {
namespace {

using base::Angle;
using test::Flat;

Look lookAt(double lat, double lon, double rangeM, double heading = 0, double tilt = 0) {
    Look look;
    look.latitude = Angle::degrees(lat);
    look.longitude = Angle::degrees(lon);
    look.rangeM = rangeM;
    look.heading = Angle::degrees(heading);
    look.tilt = Angle::degrees(tilt);
    return look;
}

Look someLook(std::mt19937& lot) {
    std::uniform_real_distribution<double> one(0.0, 1.0);
    return lookAt(std::asin(2 * one(lot) - 1) * 57.29577951308232, 360 * one(lot) - 180,
                  std::exp(std::log(50.0) + one(lot) * std::log(2e5)), 360 * one(lot), 80 * one(lot));
}

double angleBetween(const glm::dvec3& a, const glm::dvec3& b) {
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}
glm::dvec3 placeOf(const Look& look) {
    return astro::up({look.latitude, look.longitude, 0}).v;
}
double metresBetween(const Look& a, const Look& b) {
    return angleBetween(placeOf(a), placeOf(b)) * astro::kMoonRadiusM;
}
// The direction on the ground that is up in the picture, whatever the longitude at a pole.
glm::dvec3 aheadOf(const Look& look) {
    const glm::dmat3 frame = astro::localFrame({look.latitude, look.longitude, 0}).m;
    return frame[0] * std::sin(look.heading.radians()) + frame[1] * std::cos(look.heading.radians());
}

TEST(Camera, theTargetStandsInTheMiddleAtItsRange) {
    std::mt19937 lot(1);
    const Flat flat(-1234.0);
    for (int i = 0; i < 500; ++i) {
        const Look look = someLook(lot);
        const Camera camera = cameraOf(look, flat);
        const auto target = astro::toMcmf({look.latitude, look.longitude, -1234.0});
        const auto point = Projection(camera, 16.0 / 9.0).project(target);
        ASSERT_TRUE(point);
        EXPECT_NEAR(point->x, 0.5, 1e-6);
        EXPECT_NEAR(point->y, 0.5, 1e-6);
        EXPECT_NEAR(point->depthM, look.rangeM, 1e-3 * look.rangeM);
        EXPECT_NEAR(glm::dot(camera.forward.v, camera.up.v), 0.0, 1e-9);
        EXPECT_NEAR(glm::length(camera.up.v), 1.0, 1e-12);
    }
}

TEST(Camera, headingIsTheDirectionThatIsUp) {
    const Camera camera = cameraOf(lookAt(0, 0, 1e6, 90), Flat());
    EXPECT_NEAR(camera.up.v.y, 1.0, 1e-12); // east at 0, 0
    const Camera tilted = cameraOf(lookAt(0, 0, 1e5, 90, 60), Flat());
    EXPECT_NEAR(tilted.forward.v.y, std::sin(60 * std::numbers::pi / 180), 1e-12);
    EXPECT_LT(tilted.eye.m.y, 0.0); // it looks east from the west
}

TEST(Camera, theEyeNeverEntersTheGround) {
    std::mt19937 lot(2);
    const test::Waves waves;
    for (int i = 0; i < 2000; ++i) {
        Look look = someLook(lot);
        look.rangeM = std::exp(std::uniform_real_distribution<double>(std::log(2.0), std::log(3e4))(lot));
        look.tilt = Angle::degrees(std::uniform_real_distribution<double>(0, 89)(lot));
        const Camera camera = cameraOf(look, waves);
        const auto eye = astro::toSelenographic(camera.eye);
        EXPECT_GE(eye.heightM, waves.drawnHeightM(eye) + 1.9);
        EXPECT_TRUE(std::isfinite(camera.up.v.x + camera.forward.v.y));
        EXPECT_NEAR(glm::length(camera.forward.v), 1.0, 1e-9);
    }
}

TEST(Camera, atThePolesTheGivenLongitudeSaysWhereNorthIs) {
    for (const double lat : {-90.0, 90.0})
        for (const double lon : {0.0, 90.0, -137.0}) {
            const Camera at = cameraOf(lookAt(lat, lon, 1e6), Flat());
            const Camera beside = cameraOf(lookAt(lat * (1 - 1e-7), lon, 1e6), Flat());
            EXPECT_LT(angleBetween(at.up.v, beside.up.v), 1e-5);
        }
}

TEST(Camera, theWholeDiscFills93PercentOfTheHeightAnd670PixelsOf720) {
    const Look look = wholeDisc({}, {});
    const Camera camera = cameraOf(look, Flat());
    const double eye = glm::length(camera.eye.m);
    const double limb = std::tan(std::asin(astro::kMoonRadiusM / eye));
    const double share = limb / std::tan(camera.fieldOfView.radians() / 2);
    EXPECT_NEAR(share * 720.0, 670.0, 1.0);
}

TEST(Camera, withTheStripTheDiscStandsInTheFreeArea) {
    Moment moment;
    moment.look = wholeDisc({}, {});
    const Camera camera = cameraOf(moment, Flat());
    const Projection projection(camera, 16.0 / 9.0);
    const double limb = astro::kMoonRadiusM / glm::length(camera.eye.m); // cosine of the limb's colatitude
    const double out = astro::kMoonRadiusM * std::sqrt(1 - limb * limb);
    const auto top = projection.project({{astro::kMoonRadiusM * limb, 0, out}});
    const auto bottom = projection.project({{astro::kMoonRadiusM * limb, 0, -out}});
    ASSERT_TRUE(top && bottom);
    EXPECT_GT(top->y, 0.09);
    EXPECT_LT(bottom->y, 0.71);
    EXPECT_NEAR(bottom->y - top->y, 0.93 * 0.62, 0.002);
    moment.layers.strip = false;
    EXPECT_EQ(cameraOf(moment, Flat()).shift, glm::dvec2(0.0));
}

TEST(Projection, pickingWhatWasProjectedGivesThePlaceBack) {
    std::mt19937 lot(3);
    std::uniform_real_distribution<double> share(0.02, 0.98);
    int seen = 0;
    for (int i = 0; i < 2000; ++i) {
        Camera camera = cameraOf(someLook(lot), Flat());
        camera.shift = {share(lot) - 0.5, share(lot) - 0.5};
        const Projection projection(camera, 16.0 / 9.0);
        const double x = share(lot), y = share(lot);
        const auto place = projection.pick(x, y);
        if (!place)
            continue;
        ++seen;
        EXPECT_NEAR(place->heightM, 0.0, 1e-3);
        const auto point = projection.project(astro::toMcmf(*place));
        ASSERT_TRUE(point);
        EXPECT_NEAR(point->x, x, 1e-6);
        EXPECT_NEAR(point->y, y, 1e-6);
        EXPECT_FALSE(projection.behindMoon(astro::toMcmf(*place)));
    }
    EXPECT_GT(seen, 800);
}

TEST(Projection, theFarSideIsBehindTheMoonAndTheEarthIsNot) {
    const Projection projection(cameraOf(wholeDisc({}, {}), Flat()), 16.0 / 9.0);
    EXPECT_TRUE(projection.behindMoon({{-astro::kMoonRadiusM, 0, 0}}));
    EXPECT_FALSE(projection.behindMoon({{astro::kMoonRadiusM, 0, 0}}));
    EXPECT_FALSE(projection.project({{3.8e8, 0, 0}}));
    EXPECT_FALSE(projection.pick(0.01, 0.01));
}

TEST(Between, theEndsAreExact) {
    std::mt19937 lot(4);
    for (int i = 0; i < 200; ++i) {
        const Look a = someLook(lot), b = someLook(lot);
        EXPECT_EQ(between(a, b, 0.0), a);
        EXPECT_EQ(between(a, b, 1.0), b);
        EXPECT_EQ(between(a, b, -1.0), a);
        EXPECT_EQ(between(a, b, 2.0), b);
        for (const double t : {1e-9, 1 - 1e-9}) { // and the way reaches them
            const Look near = between(a, b, t), end = t < 0.5 ? a : b;
            EXPECT_LT(metresBetween(near, end), 1e-5 * (a.rangeM + b.rangeM) + 1.0);
            EXPECT_NEAR(near.rangeM / end.rangeM, 1.0, 1e-5);
            EXPECT_LT(angleBetween(aheadOf(near), aheadOf(end)), 1e-4);
        }
    }
}

TEST(Between, theGroundIsCrossedOnceAndWithoutJumps) {
    std::mt19937 lot(5);
    for (int i = 0; i < 200; ++i) {
        const Look a = someLook(lot), b = someLook(lot);
        double before = -1.0;
        Look last = a;
        for (int k = 0; k <= 1000; ++k) {
            const Look now = between(a, b, k / 1000.0);
            ASSERT_TRUE(std::isfinite(now.latitude.radians() + now.longitude.radians() + now.rangeM +
                                      now.heading.radians() + now.tilt.radians()));
            const double gone = metresBetween(a, now);
            EXPECT_GE(gone, before - 1.0);
            before = gone;
            // What moves on screen from frame to frame stays a small part of the picture.
            EXPECT_LT(metresBetween(last, now), 0.1 * last.rangeM);
            EXPECT_LT(angleBetween(aheadOf(last), aheadOf(now)), 0.2 + metresBetween(last, now) / 1.7e6);
            last = now;
        }
    }
}

TEST(Between, theRangeIsMonotoneWhereNoRiseIsNeeded) {
    const Look disc = wholeDisc(Angle::degrees(0), Angle::degrees(0)), pole = lookAt(-89, 30, 3e4, 40, 60);
    double last = disc.rangeM * 1.001; // a tenth of a percent for the first steps
    for (int k = 0; k <= 200; ++k) {
        const double range = between(disc, pole, k / 200.0).rangeM;
        EXPECT_LE(range, last);
        last = std::max(range, disc.rangeM * 0.999);
        if (k > 20)
            last = range;
    }
    // Round the whole disc the picture keeps its size to half a percent.
    const Look other = wholeDisc(Angle::degrees(10), Angle::degrees(80));
    for (int k = 0; k <= 100; ++k)
        EXPECT_NEAR(between(disc, other, k / 100.0).rangeM / disc.rangeM, 1.0, 0.005);
}

TEST(Between, itRisesWhereTwoPlacesAreFarApart) {
    const Look a = lookAt(10, 0, 2e4), b = lookAt(10, 60, 2e4);
    EXPECT_GT(between(a, b, 0.5).rangeM, 5e5);
    const Look c = lookAt(10, 0.1, 2e4);
    EXPECT_LT(between(a, c, 0.5).rangeM, 2.2e4);
}

TEST(Between, antipodesAndPolesGiveNumbers) {
    const Look places[] = {lookAt(0, 0, 1e6),      lookAt(0, 180, 1e6),  lookAt(90, 0, 1e6),
                           lookAt(-90, 77, 1e6),   lookAt(90, 180, 2.0), lookAt(45, 10, 1e9),
                           lookAt(-45, -170, 2.0), lookAt(-90, 78, 1e6)};
    for (const Look& a : places)
        for (const Look& b : places)
            for (int k = 0; k <= 50; ++k) {
                const Look now = between(a, b, k / 50.0);
                EXPECT_TRUE(
                    std::isfinite(now.latitude.radians() + now.longitude.radians() + now.heading.radians()));
                EXPECT_GE(now.rangeM, 1.99);
                EXPECT_LE(now.rangeM, 1.001e9);
            }
}

TEST(Between, headingTurnsTheShortWay) {
    const Look a = lookAt(20, 30, 1e6, 350), b = lookAt(20, 30, 1e6, 20);
    EXPECT_NEAR(base::wrapped180(between(a, b, 0.5).heading).degrees(), 5.0, 1e-9);
}

} // namespace
} // namespace perilune::scene
