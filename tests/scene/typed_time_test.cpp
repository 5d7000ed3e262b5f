// Words about a time.
#include "scene/typed_time.h"

#include "timeline/read/parse.h"
#include "common/small_record.h"

#include <gtest/gtest.h>

namespace perilune::scene {
namespace {

const std::string kRecord = test::kSmallRecord + R"(milestones:
  swan-2:
    title: {en: Swan II, lv: Gulbis II}
    lane: missions
    history:
      - {announced: 2020-01-01, target: 2024, by: The head, words: In 2024., sources: [s1]}
      - {announced: 2022-04-01, kind: event, actual: "2022-04-01T22:35:12Z", status: achieved, by: The head, words: It flew., sources: [s1]}
  swan-2-splashdown:
    title: Swan II comes down
    lane: missions
    history:
      - {announced: 2022-04-11, kind: event, actual: 2022-04-11, status: achieved, by: The head, words: It fell., sources: [s1]}
  heron:
    title: Heron
    lane: missions
    history:
      - {announced: 2023-01-01, target: 2027-06, by: The head, words: In June., sources: [s1]}
  heron-north:
    title: North heron
    lane: missions
    history:
      - {announced: 2023-01-01, target: 2030, by: The head, words: In 2030., sources: [s1]}
)";

const timeline::Timeline& record() {
    static const auto read = timeline::parseTimelines({{"small.yaml", kRecord}});
    for (const auto& one : read.diagnostics)
        ADD_FAILURE() << base::format(one);
    return read.value;
}

TypedFrom from() {
    TypedFrom from;
    from.shown = *base::parseInstant("2024-02-29T12:00Z");
    from.now = *base::parseInstant("2026-11-30T20:15Z");
    from.timeline = &record();
    from.known = record().latestKnown();
    return from;
}
std::string timeOf(std::string_view words) {
    const auto time = typedTime(words, from());
    return time ? base::formatInstant(time->at) : "error: " + time.error().message;
}
bool says(std::string_view words, std::string_view part) {
    const auto time = typedTime(words, from());
    return !time && time.error().message.find(part) != std::string::npos;
}

TEST(TypedTime, aDayIsShownAtItsNoonAndAnHourAsItWasSaid) {
    for (const char* day : {"2028-03-01", "1 March 2028", "march 1, 2028", "1st of Mar 2028", "MARCH 2028",
                            "2028-03", "1.3.2028", "2028/3/1", " 2028-03-01 "})
        EXPECT_EQ(timeOf(day), "2028-03-01T12:00:00Z") << day;
    for (const char* hour : {"2028-03-01 06:58", "2028-03-01T06:58Z", "2028-03-01T06:58", "1 march 2028 6:58",
                             "06:58 1.3.2028", "1 March 2028, 06:58 UTC", "2028-03-01 06:58:00"})
        EXPECT_EQ(timeOf(hour), "2028-03-01T06:58:00Z") << hour;
    EXPECT_TRUE(typedTime("2028-03-01 06:58", from())->hour);
    EXPECT_FALSE(typedTime("2028-03-01", from())->hour);
    EXPECT_EQ(timeOf("2021"), "2021-01-01T12:00:00Z");
    EXPECT_EQ(timeOf("2027-33"), "2027-01-01T12:00:00Z");
    EXPECT_EQ(timeOf("25/12/2027"), "2027-12-25T12:00:00Z");
    EXPECT_EQ(timeOf("12/25/2027"), "2027-12-25T12:00:00Z");
}

TEST(TypedTime, whatIsLeftOutIsThatOfTheDayThatIsShown) {
    EXPECT_EQ(timeOf("06:58"), "2024-02-29T06:58:00Z");
    EXPECT_EQ(timeOf("18h"), "2024-02-29T18:00:00Z");
    EXPECT_EQ(timeOf("1 june"), "2024-06-01T12:00:00Z");
    EXPECT_EQ(timeOf("june"), "2024-06-01T12:00:00Z");
}

TEST(TypedTime, stepsAreSeenFromWhatIsShown) {
    EXPECT_EQ(timeOf("+3 days"), "2024-03-03T12:00:00Z");
    EXPECT_EQ(timeOf("-2 hours"), "2024-02-29T10:00:00Z");
    EXPECT_EQ(timeOf("+1 year"), "2025-02-28T12:00:00Z") << "there is no 29 February then";
    EXPECT_EQ(timeOf("a month ago"), "2024-01-29T12:00:00Z");
    EXPECT_EQ(timeOf("2 weeks later"), "2024-03-14T12:00:00Z");
    EXPECT_EQ(timeOf("in 30 minutes"), "2024-02-29T12:30:00Z");
    EXPECT_EQ(timeOf("today"), "2026-11-30T12:00:00Z");
    EXPECT_EQ(timeOf("tomorrow 06:00"), "2026-12-01T06:00:00Z");
    EXPECT_EQ(timeOf("now"), "2026-11-30T20:15:00Z");
}

// Greatest eclipses and phases as almanacs have them (NASA/TP-2009-214173; USNO), to the minute.
TEST(TypedTime, theSkyIsAskedForEclipsesAndPhases) {
    EXPECT_TRUE(timeOf("next eclipse").starts_with("2024-03-25T07:1")) << timeOf("next eclipse");
    EXPECT_TRUE(timeOf("next total eclipse").starts_with("2025-03-14T06:5")) << timeOf("next total eclipse");
    EXPECT_TRUE(timeOf("next partial lunar eclipse").starts_with("2024-09-18T02:4"));
    EXPECT_TRUE(timeOf("last eclipse").starts_with("2023-10-28T20:1")) << timeOf("last eclipse");
    EXPECT_TRUE(timeOf("next full moon").starts_with("2024-03-25T07:00")) << timeOf("next full moon");
    EXPECT_TRUE(timeOf("new moon").starts_with("2024-03-10T09:00")) << timeOf("new moon");
    EXPECT_TRUE(timeOf("last full moon").starts_with("2024-02-24T12:30")) << timeOf("last full moon");
    EXPECT_TRUE(timeOf("last quarter").starts_with("2024-03-03T15:2")) << timeOf("last quarter");
    EXPECT_TRUE(says("next solar eclipse", "of the Moon alone"));
}

TEST(TypedTime, namesOfTheRecordAreTimesAsTheyWereKnown) {
    EXPECT_EQ(timeOf("Swan II"), "2022-04-01T22:35:12Z") << "the whole name, not the longer ones";
    EXPECT_EQ(timeOf("swan-2"), "2022-04-01T22:35:12Z");
    EXPECT_EQ(timeOf("gulbis ii"), "2022-04-01T22:35:12Z");
    EXPECT_EQ(timeOf("Swan II comes"), "2022-04-11T12:00:00Z");
    EXPECT_EQ(timeOf("north heron"), "2030-12-31T12:00:00Z");
    EXPECT_EQ(typedTime("heron", from())->milestone, "heron");
    EXPECT_EQ(typedTime("Swan II", from())->said, "Swan II: 1 April 2022");
    EXPECT_TRUE(says("swan", "several are called so: Swan II, Swan II comes down"));
    TypedFrom early = from();
    early.known = {*base::parseDay("2021-01-01")};
    EXPECT_EQ(base::formatInstant(typedTime("swan ii", early)->at), "2024-12-31T12:00:00Z")
        << "as it was known";
    EXPECT_NE(typedTime("heron", early).error().message.find("had not been announced by 1 January 2021"),
              std::string::npos);
}

TEST(TypedTime, whatIsNotUnderstoodIsToldWithWhatIs) {
    for (const char* words :
         {"", "soon", "13:75", "2028-03-01 06:58 07:00", "next", "eclipse of reason", "+3", "a b c"})
        EXPECT_TRUE(says(words, "next eclipse")) << words << ": " << timeOf(words);
    EXPECT_TRUE(says("2027-02-30", "February 2027 has no day 30")) << timeOf("2027-02-30");
    EXPECT_TRUE(says("3/1/2028", "could be 3 January or 1 March")) << timeOf("3/1/2028");
    EXPECT_TRUE(says("1/3/28", "no year of four figures")) << timeOf("1/3/28");
    EXPECT_TRUE(says("1800", "outside the years"));
    EXPECT_TRUE(says("+900 years", "outside the years")) << timeOf("+900 years");
    TypedFrom bare;
    bare.shown = from().shown;
    EXPECT_FALSE(typedTime("today", bare)) << "no clock";
    EXPECT_FALSE(typedTime("Swan II", bare)) << "no record";
}

TEST(TypedTime, whateverIsTypedDoesNoHarm) {
    for (const char* words :
         {"t", "-", "+", "/", "1-", ":", "::", "99999999999999999999", "+99999999999 years", "24:00", "-1 -1",
          "\xff\xfe", "next next next eclipse", "31 31 march 2020", "+4000000 hours"})
        (void)typedTime(words, from());
    EXPECT_FALSE(typedTime(std::string(100'000, 'x'), from()));
}

} // namespace
} // namespace perilune::scene
