#include "base/calendar.h"

#include <gtest/gtest.h>

namespace perilune::base {
namespace {

TEST(Calendar, readsAndWritesInstants) {
    for (const char* text :
         {"2024-09-08T12:30:15Z", "1969-07-20T20:17:40Z", "2016-12-31T23:59:59.250Z", "1000-01-01T00:00:00Z"})
        EXPECT_EQ(formatInstant(*parseInstant(text)), text);
    EXPECT_EQ(formatInstant(*parseInstant("2024-09-08")), "2024-09-08T00:00:00Z");
    EXPECT_EQ(formatInstant(*parseInstant("2024-09-08T12:30Z")), "2024-09-08T12:30:00Z");
}

TEST(Calendar, takesALeapSecondOnlyAtMidnight) {
    EXPECT_EQ(formatInstant(*parseInstant("2016-12-31T23:59:60Z")), "2017-01-01T00:00:00Z");
    EXPECT_FALSE(parseInstant("2016-12-31T22:59:60Z"));
}

TEST(Calendar, refusesWhatNoCalendarHas) {
    for (const char* text :
         {"2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-04-01", "2024-4-1", "0999-12-31", "",
          "2024-09-08T24:00Z", "2024-09-08T12:60Z", "2024-09-08T12:30", "2024-09-08T12:30+02:00",
          "2024-09-08 12:30Z", "2024-09-08T12:30:15.Z", "2024-09-08T12:30:15ZZ", "+024-01-01"})
        EXPECT_FALSE(parseInstant(text)) << text;
    EXPECT_TRUE(parseDay("2024-02-29"));
}

TEST(Calendar, everyDayOfFourCenturiesComesBack) {
    for (Day day = *makeDay(1800, 1, 1); day < *makeDay(2200, 1, 1); day += std::chrono::days{1})
        ASSERT_EQ(*parseDay(formatDay(day)), day);
}

TEST(Calendar, speaksInWords) {
    EXPECT_EQ(dayInWords(*makeDay(2019, 3, 26)), "26 March 2019");
    EXPECT_EQ(dayInShortWords(*makeDay(2026, 9, 1)), "1 Sep 2026");
}

} // namespace
} // namespace perilune::base
