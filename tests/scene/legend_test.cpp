#include "scene/legend.h"

#include <gtest/gtest.h>

#include "flat.h"
#include "terrain/tint_scale.h"

namespace perilune::scene {
namespace {

using terrain::GroundTint;

Moment withTint(GroundTint tint) {
    Moment moment;
    moment.ground.tint = tint;
    moment.look.latitude = base::Angle::degrees(-80.0);
    return moment;
}

TEST(Legend, IsThereWhereAMapIs) {
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

TEST(Legend, NamesTheDataAndTheirSpacing) {
    const auto slope = legendOf(withTint(GroundTint::Slope), test::Flat(0.0, 450.0));
    EXPECT_EQ(slope->lines.back(), "flat, every 450 m");
    // A finer grid of the light makes the data no finer; on finer data the grid counts.
    const auto coarse = legendOf(withTint(GroundTint::Shadow), test::Flat(0.0, 10'000.0));
    EXPECT_EQ(coarse->lines.front(), "within 10\u00b0 of the poles");
    EXPECT_EQ(coarse->lines.back(), "flat, every 10 km");
    EXPECT_EQ(legendOf(withTint(GroundTint::Shadow), test::Flat(0.0, 20.0))->lines.back(),
              "flat, every 300 m");
}

TEST(Legend, SlopesGoInEvenStepsWherePeopleWalk) {
    const auto legend = legendOf(withTint(GroundTint::Slope), test::Flat());
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_EQ(legend->stops[i].value, 5.0 * double(i));
}

} // namespace
} // namespace perilune::scene
