#include "app/commands/values.h"

#include <gtest/gtest.h>

using namespace perilune;
using namespace perilune::app;

TEST(Values, aLookIsASiteOrAPlaceWithOrWithoutARange) {
    EXPECT_EQ(parseLook("mons-mouton")->site, "mons-mouton");
    EXPECT_EQ(*parseLook("mons-mouton,0.08")->rangeKm, 0.08);
    const auto place = parseLook("-89.5,137,400");
    ASSERT_TRUE(place);
    EXPECT_TRUE(place->site.empty());
    EXPECT_NEAR(place->place.latitude.degrees(), -89.5, 1e-12);
    EXPECT_NEAR(place->place.longitude.degrees(), 137.0, 1e-12);
    EXPECT_EQ(*place->rangeKm, 400.0);
    EXPECT_FALSE(parseLook("-89.5,137")->rangeKm);
    EXPECT_NEAR(parseLook("0,270")->place.longitude.degrees(), -90.0, 1e-9);
    for (const char* bad : {"", "-89.5", "91,0", "0,400", "0,0,0", "0,0,1,2", "0,0,far", "a,b,c", "nan,0"})
        EXPECT_FALSE(parseLook(bad)) << bad;
}

TEST(Values, knowledgeIsADayOrAWord) {
    EXPECT_EQ(parseAsOf("then")->mode, scene::AsOfMode::AsItLookedThen);
    EXPECT_EQ(parseAsOf("hindsight")->mode, scene::AsOfMode::Hindsight);
    EXPECT_EQ(parseAsOf("2021-03-09")->mode, scene::AsOfMode::OnADay);
    EXPECT_FALSE(parseAsOf("2021-02-30"));
    EXPECT_FALSE(parseAsOf("now"));
}

TEST(Values, instantsStayWithinTheYearsOfTheSky) {
    EXPECT_TRUE(parseAt("2024-09-08"));
    EXPECT_TRUE(parseAt("2024-09-08T12:30Z"));
    for (const char* bad : {"1949-12-31", "2101-01-01", "2024-09-08T12:30", "yesterday", "2023-02-29"})
        EXPECT_FALSE(parseAt(bad)) << bad;
}

TEST(Values, secondsHaveBounds) {
    EXPECT_EQ(*parseSeconds("0.5"), 0.5);
    EXPECT_FALSE(parseSeconds("0"));
    EXPECT_FALSE(parseSeconds("inf"));
}
