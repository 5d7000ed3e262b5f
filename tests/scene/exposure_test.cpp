// How long pictures are exposed on their own.
#include "scene/exposure.h"

#include <gtest/gtest.h>

using namespace perilune;
using base::Angle;

namespace {

astro::Direction<astro::Mcmf> over(double latitude, double longitude) {
    return astro::up({Angle::degrees(latitude), Angle::degrees(longitude), 0.0});
}

/// Straight down from so far over a place.
scene::Camera above(double latitude, double longitude, double heightM) {
    scene::Camera camera;
    const astro::Selenographic place{Angle::degrees(latitude), Angle::degrees(longitude), heightM};
    camera.eye = astro::toMcmf(place);
    camera.forward = {-astro::up(place).v};
    camera.up = {astro::localFrame(place).m[1]};
    return camera;
}

} // namespace

TEST(Exposure, aFullMoonNeedsNoMoreAndAHalfMoonAboutTwoStops) {
    EXPECT_NEAR(scene::automaticStops(above(0, 0, 8e6), over(0, 0), over(0, 0)), 0.0, 0.5);
    // Photographers' tables: 1/250 s for a full Moon, 1/60 s for the quarters; dim ground may look dimmer.
    EXPECT_NEAR(scene::automaticStops(above(0, 0, 8e6), over(0, 90), over(0, 0)), 1.7, 0.6);
}

TEST(Exposure, lowSunAtAPoleIsExposedLongerThanHighSunAndNightLongest) {
    const double noon = scene::automaticStops(above(0, 30, 1e5), over(0, 0), over(0, 0));
    const double pole = scene::automaticStops(above(-89, 0, 1e5), over(-1.2, 40), over(0, 0));
    const double night = scene::automaticStops(above(0, 0, 1e5), over(0, 180), over(0, 0));
    EXPECT_GT(pole, noon + 1.0);
    EXPECT_GT(night, pole + 1.5);
    EXPECT_LT(night, 7.0);
}

TEST(Exposure, changesSmoothlyWhileTheSunSets) {
    double before = scene::automaticStops(above(0, 0, 1e5), over(0, 70), over(0, 0));
    for (double sun = 70.25; sun < 110.0; sun += 0.25) {
        const double stops = scene::automaticStops(above(0, 0, 1e5), over(0, sun), over(0, 0));
        EXPECT_LT(std::abs(stops - before), 0.5) << sun;
        before = stops;
    }
}

TEST(Exposure, isToldWhereItIsMoreThanAStopLonger) {
    EXPECT_TRUE(scene::exposureNotes(0.9).empty());
    EXPECT_EQ(scene::exposureNotes(3.1), std::vector<std::string>{"exposed 3 stops longer"});
}
