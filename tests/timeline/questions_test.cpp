// Questions from the floor: what comes first, who said what.
#include "timeline/ask/order.h"
#include "timeline/read/parse.h"
#include "timeline/search/said.h"

#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

Order order(const char* a, const char* b) {
    return orderOf(*parseEdtf(a), *parseEdtf(b));
}

TEST(OrderOf, isToldNoMoreExactlyThanBothDatesAre) {
    EXPECT_EQ(order("2028", "2029"), Order::First);
    EXPECT_EQ(order("2029-06", "2029-01-15"), Order::Second);
    EXPECT_EQ(order("2028", "2028-09"), Order::CannotBeTold);
    EXPECT_EQ(order("2028-33", "2028-34"), Order::First);
    EXPECT_EQ(order("2028-12-31", "2029"), Order::First);
    EXPECT_EQ(order("2024-05-03", "2024-05-03"), Order::SameDay);
    EXPECT_EQ(order("2024", "2024"), Order::CannotBeTold);
    // An open end may reach as far as it likes, and no farther than that way.
    EXPECT_EQ(order("2025/..", "2030"), Order::CannotBeTold);
    EXPECT_EQ(order("2025/..", "2024"), Order::Second);
    EXPECT_EQ(order("../2030", "2028"), Order::CannotBeTold);
    EXPECT_EQ(order("../2030", "2031"), Order::First);
    EXPECT_EQ(order("../2030", "2031/.."), Order::First);
}

TEST(OrderOf, turnedRoundIsTheOther) {
    const char* dates[] = {"2028", "2028-09", "2028-33", "2025/..", "../2030", "2028-09-01", "2029~", "203X"};
    for (const char* a : dates)
        for (const char* b : dates) {
            const Order one = order(a, b), other = order(b, a);
            EXPECT_EQ(one == Order::First, other == Order::Second) << a << " " << b;
            EXPECT_EQ(one == Order::CannotBeTold, other == Order::CannotBeTold) << a << " " << b;
        }
}

TEST(LiesIn, meansInPartAndOfAnOpenEndWhatWasNamed) {
    const auto lies = [](const char* a, const char* days) { return liesIn(*parseEdtf(a), *parseEdtf(days)); };
    EXPECT_TRUE(lies("2024", "2024-06"));
    EXPECT_TRUE(lies("2024-06-30", "2024"));
    EXPECT_FALSE(lies("2025-01", "2024"));
    EXPECT_FALSE(lies("2023/..", "2024"));
    EXPECT_TRUE(lies("2024/..", "2024"));
    EXPECT_TRUE(lies("2030", "2024/.."));
}

TEST(WordsOf, areFoundByIdAndAnyNameAndByWhoeverIsCited) {
    const auto parsed = parseTimelines({{"f.yaml", R"(perilune: timeline/1
programme:
  id: club
  title: Club
  mark: circle
  colour: "#6fb1ff"
  lanes: [{id: one, title: One}]
people:
  ann: {name: {en: Ann Armstrong, ru: Анна Армстронг}, also: [安]}
  bob: {name: Bob}
milestones:
  a:
    title: A
    lane: one
    history:
      - {announced: 2021, by: The Ministry, confidence: unverified}
      - {announced: 2024, person: ann, words: Later., confidence: unverified}
  b:
    title: B
    lane: one
    history: [{announced: 2020, person: ann, confidence: unverified}, {announced: 2022, person: bob, confidence: unverified}]
)"}});
    ASSERT_TRUE(parsed.ok()) << format(parsed.diagnostics[0]);
    const auto said = [&](const char* who, const char* known = "2030-01-01") {
        std::string all;
        for (const Saying& one : sayingsOf(parsed.value, who, KnownDay{*base::parseDay(known)}))
            all += one.milestone->id + " " + one.said->announced.edtf + ";";
        return all;
    };
    EXPECT_EQ(said("ann"), "b 2020;a 2024;") << "in order of time";
    EXPECT_EQ(said("armstrong"), said("ann"));
    EXPECT_EQ(said("анна"), said("ann"));
    EXPECT_EQ(said("安"), said("ann"));
    EXPECT_EQ(said("ann", "2023-12-31"), "b 2020;") << "nothing that was said later";
    EXPECT_EQ(said("ministry"), "a 2021;");
    EXPECT_EQ(said("nobody"), "");
    EXPECT_EQ(said(""), "");
}

} // namespace
} // namespace perilune::timeline
