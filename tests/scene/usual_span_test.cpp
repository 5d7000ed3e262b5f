// What a strip shows of somebody's record that nobody has moved.
#include "scene/usual_span.h"

#include "scene/opening.h"
#include "flat.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace perilune;
using namespace perilune::scene;
using test::day;
using test::instant;

namespace {

/// Announced in the year before.
std::string milestone(int number, const std::string& target) {
    const std::string announced =
        fmt::format("{:04}-01-01", std::min(2020, std::stoi(target.substr(0, 4)) - 1));
    return fmt::format("  m{0}:\n    title: Number {0}\n    lane: one\n    history:\n"
                       "      - {{announced: {1}, target: \"{2}\", by: We, words: So., sources: [s]}}\n",
                       number, announced, target);
}

timeline::Timeline record(const std::vector<std::string>& targets) {
    std::string text = "sources:\n  s: {title: A text, publisher: A paper, date: 2020-02-03}\n";
    if (!targets.empty())
        text += "milestones:\n";
    int number = 0;
    for (const std::string& target : targets)
        text += milestone(++number, target);
    return test::club(text);
}

bool holds(const StripSpan& span, const char* from, const char* to) {
    return span.first <= day(from) && span.last >= day(to);
}

double years(const StripSpan& span) {
    return double((span.last - span.first).count()) / 365.25;
}

} // namespace

TEST(UsualSpan, holdsAllDatesOfARecordThatCanBeReadOnOneStrip) {
    std::vector<std::string> plans;
    for (int i = 0; i < 300; ++i)
        plans.push_back(fmt::format("{}-{:02}", 2025 + i % 10, 1 + i % 12));
    const StripSpan span = usualSpan(record(plans));
    EXPECT_TRUE(holds(span, "2025-01-01", "2034-12-31"));
    EXPECT_LT(years(span), 12.0) << "and not much more";
    EXPECT_TRUE(holds(usualSpan(record({"2031/.."})), "2031-01-01", "2031-12-31"));
}

TEST(UsualSpan, ofOneDateIsTwoYearsAroundItAndOfNoneStandsAroundTheDay) {
    const StripSpan one = usualSpan(record({"2031-05-20"}));
    EXPECT_TRUE(holds(one, "2030-09-01", "2032-01-31"));
    EXPECT_NEAR(years(one), 2.0, 0.2);
    const Opening none = openingOf(record({}), instant("2026-11-30"));
    EXPECT_EQ(none.at, instant("2026-11-30"));
    EXPECT_TRUE(holds(none.span, "2026-01-01", "2027-01-01"));
}

TEST(UsualSpan, holdsTwoDatesHoweverFarApart) {
    const StripSpan span = usualSpan(record({"1957-10-04", "2090"}));
    EXPECT_TRUE(holds(span, "1957-10-04", "2090-12-31"));
    EXPECT_TRUE(holds(usualSpan(record({"1001", "2090"})), "1001-01-01", "2090-12-31"));
}

TEST(UsualSpan, leavesOutWhatLiesFarFromAllElse) {
    std::vector<std::string> plans{"1957-10-04"};
    for (int i = 0; i < 60; ++i)
        plans.push_back(fmt::format("{}", 2029 + i % 6));
    const StripSpan span = usualSpan(record(plans));
    EXPECT_TRUE(holds(span, "2029-01-01", "2034-12-31"));
    EXPECT_GT(span.first, day("2028-01-01"));
    EXPECT_TRUE(holds(*wholeSpan(record(plans)), "1957-10-04", "2034-12-31"));
}

TEST(Opening, thePlayheadStandsOnTheStripWhateverTheDay) {
    for (const auto& targets : std::vector<std::vector<std::string>>{
             {}, {"2031"}, {"1957-10-04", "2090"}, {"1961", "1972"}, {"2060", "2070"}, {"1609"}, {"2500"}})
        for (const char* now : {"1960-01-01", "2026-11-30", "2099-06-01"}) {
            const Opening opening = openingOf(record(targets), instant(now));
            EXPECT_LE(opening.span.first, base::dayOf(opening.at)) << now;
            EXPECT_GE(opening.span.last, base::dayOf(opening.at)) << now;
            if (const auto dated = datedSpan(record(targets))) {
                EXPECT_LE(opening.span.first, dated->first);
                EXPECT_GE(opening.span.last, dated->last);
            }
        }
    EXPECT_EQ(openingOf(record({"2027"}), instant("2026-11-30")).at, instant("2026-11-30"));
    EXPECT_LT(openingOf(record({"1961", "1972"}), instant("2026-11-30")).at, instant("1973-01-02"))
        << "a history is not stretched to today";
}

TEST(Opening, theShippedRecordOpensOnTheYearsAroundWhatIsKnown) {
    const auto shipped = timeline::readTimelines({PERILUNE_SOURCE_DIR "/timelines/artemis.yaml",
                                                  PERILUNE_SOURCE_DIR "/timelines/ilrs.yaml",
                                                  PERILUNE_SOURCE_DIR "/timelines/context.yaml"})
                             .value;
    EXPECT_EQ(usualSpan(shipped), (StripSpan{day("2018-07-01"), day("2032-01-01")}));
    EXPECT_EQ(titleOf(shipped, "en"), "The return to the Moon");
    EXPECT_TRUE(defaultMoment(shipped, instant("2026-01-01")).title.empty());
}

TEST(Opening, aRecordIsCalledByItsProgrammes) {
    EXPECT_EQ(titleOf(record({"2031"}), "en"), "Club");
    EXPECT_EQ(defaultMoment(record({"2031"}), instant("2031-01-01")).title, "Club");
    EXPECT_EQ(titleOf(test::twoProgrammes(PERILUNE_TEST_DIR), "en"),
              programmesIn(test::twoProgrammes(PERILUNE_TEST_DIR), "en"));
}
