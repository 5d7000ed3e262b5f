#include "scene/legend.h"

#include "terrain/tint_scale.h"
#include "flat.h"

#include <gtest/gtest.h>

namespace perilune::scene {
namespace {

using terrain::GroundTint;

Moment withTint(GroundTint tint) {
    Moment moment;
    moment.ground.tint = tint;
    moment.look.latitude = base::Angle::degrees(-80.0);
    return moment;
}

TEST(Legend, isThereWhereAMapIs) {
    const test::Flat ground(0.0, 450.0);
    EXPECT_FALSE(legendOf(withTint(GroundTint::None), ground));
    for (const GroundTint tint :
         {GroundTint::Elevation, GroundTint::Slope, GroundTint::Illumination, GroundTint::Shadow}) {
        const auto legend = legendOf(withTint(tint), ground);
        ASSERT_TRUE(legend);
        EXPECT_FALSE(legend->title.empty());
        const terrain::TintScale& scale = terrain::scaleOf(tint);
        ASSERT_EQ(legend->stops.size(), scale.stops.size());
        for (const LegendStop& stop : legend->stops)
            EXPECT_EQ(stop.colour, terrain::colourOf(scale, stop.value)) << stop.value;
    }
}

TEST(Legend, namesTheDataAndTheirSpacing) {
    const auto slope = legendOf(withTint(GroundTint::Slope), test::Flat(0.0, 450.0));
    EXPECT_EQ(slope->lines.back(), "flat, every 450 m");
    // A finer grid of the light makes the data no finer; on finer data the grid counts.
    const auto coarse = legendOf(withTint(GroundTint::Shadow), test::Flat(0.0, 10'000.0));
    EXPECT_EQ(coarse->lines.front(), "within 10\u00b0 of the poles");
    EXPECT_EQ(coarse->lines.back(), "flat, every 10 km");
    EXPECT_EQ(legendOf(withTint(GroundTint::Shadow), test::Flat(0.0, 20.0))->lines.back(),
              "flat, every 300 m");
}

TEST(Legend, slopesGoInEvenStepsWherePeopleWalk) {
    const auto legend = legendOf(withTint(GroundTint::Slope), test::Flat());
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_EQ(legend->stops[i].value, 5.0 * double(i));
}

TEST(HeightSpan, isAllOfTheMoonsFromAfarAndRoundAndAroundThePlaceFromNear) {
    Moment moment = withTint(GroundTint::Elevation);
    for (const double heightM : {-8'900.0, -1'883.0, 0.0, 4'800.0, 10'700.0}) {
        const test::Flat ground(heightM, 450.0);
        std::int16_t before = 20'000;
        for (const double rangeM : {8.0e6, 1.4e6, 3.0e5, 6.0e4, 1.2e4, 3.0e3, 5.0}) {
            moment.look.rangeM = rangeM;
            const Camera camera{};
            const terrain::HeightSpan span = heightSpanOf(moment, camera, ground);
            const auto length = std::int16_t(span.highM - span.lowM);
            EXPECT_LE(length, before);
            before = length;
            EXPECT_LE(span.lowM, heightM);
            EXPECT_GE(span.highM, heightM);
            EXPECT_EQ(span == terrain::HeightSpan{}, rangeM > 1.5e6);
            EXPECT_EQ(span.lowM % 100, 0);

            const auto legend = legendOf(moment, ground, span);
            EXPECT_NEAR(legend->stops.front().value, span.lowM / 1000.0, 1e-9);
            EXPECT_NEAR(legend->stops.back().value, span.highM / 1000.0, 1e-9);
            for (const LegendStop& stop : legend->stops)
                EXPECT_EQ(stop.colour, terrain::colourOf(terrain::scaleOf(GroundTint::Elevation),
                                                         terrain::onWholeScaleKm(stop.value * 1000.0, span)));
        }
        EXPECT_EQ(before, 500);
    }
}

} // namespace
} // namespace perilune::scene
