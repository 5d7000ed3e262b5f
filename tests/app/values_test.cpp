#include "app/commands/values.h"

#include <gtest/gtest.h>

using namespace perilune;
using namespace perilune::app;

TEST(Values, sizesAreWidthAndHeightWithinBounds) {
    const auto size = parseSize("1280x720");
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 1280);
    EXPECT_EQ(size->height, 720);
    EXPECT_TRUE(parseSize("16x16384"));
    for (const char* bad : {"", "x", "1280", "1280x", "x720", "1280x720x3", "1280X720", "15x720",
                            "1280x16385", "-1280x720", "1e3x720", " 1280x720", "99999999999999999999x720"})
        EXPECT_FALSE(parseSize(bad)) << bad;
}

TEST(Values, frameRatesAreWholeOrFractions) {
    const auto ntsc = parseFrameRate("30000/1001");
    ASSERT_TRUE(ntsc);
    EXPECT_EQ(ntsc->num, 30000);
    EXPECT_EQ(ntsc->den, 1001);
    EXPECT_EQ(parseFrameRate("24")->num, 24);
    for (const char* bad : {"", "0", "-30", "30/0", "30/1/1", "29.97", "1/2", "241", "a"})
        EXPECT_FALSE(parseFrameRate(bad)) << bad;
}

TEST(Values, frameRangesHoldBothEnds) {
    const auto range = parseFrameRange("10-20");
    ASSERT_TRUE(range);
    EXPECT_EQ(range->first, 10);
    EXPECT_EQ(range->last, 20);
    EXPECT_EQ(parseFrameRange("7")->last, 7);
    for (const char* bad : {"", "-", "20-10", "-5", "1-2-3", "a-b"})
        EXPECT_FALSE(parseFrameRange(bad)) << bad;
}

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

TEST(Values, samplesAndSecondsHaveBounds) {
    EXPECT_EQ(*parseSamples("256"), 256);
    EXPECT_FALSE(parseSamples("0"));
    EXPECT_FALSE(parseSamples("257"));
    EXPECT_FALSE(parseSamples("8.5"));
    EXPECT_EQ(*parseSeconds("0.5"), 0.5);
    EXPECT_FALSE(parseSeconds("0"));
    EXPECT_FALSE(parseSeconds("inf"));
}
