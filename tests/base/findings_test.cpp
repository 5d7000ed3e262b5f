#include "base/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace perilune::base {
namespace {

using testing::HasSubstr;

TEST(FindingsOfALoad, areNoErrorHoweverManyWarningsThereAre) {
    Findings findings;
    for (int i = 0; i < 5000; ++i)
        findings.warning({"a.yaml", i + 1, 1}, "this is odd " + std::to_string(i));
    const auto found = findings.take({"a.yaml"});
    EXPECT_EQ(found.size(), 1001u);
    EXPECT_FALSE(hasErrors(found));
    EXPECT_THAT(found.back().what, HasSubstr("4000 more warnings are not listed"));
}

TEST(FindingsOfALoad, tellAMistakeThatStandsBehindThousandsOfWarnings) {
    Findings findings;
    for (int i = 0; i < 5000; ++i)
        findings.warning({"a.yaml", i + 1, 1}, "this is odd " + std::to_string(i));
    findings.error({"a.yaml", 6000, 1}, "this is wrong");
    const auto found = findings.take({"a.yaml"});
    EXPECT_TRUE(hasErrors(found));
    EXPECT_THAT(format(found[1000]), HasSubstr("a.yaml:6000:1: error: this is wrong"));
}

TEST(FindingsOfALoad, tellAsOneWhatIsSaidInTheSameWordsInManyPlaces) {
    Findings findings;
    for (int i = 0; i < 5; ++i)
        findings.error({"a.yaml", i + 1, 1}, "few");
    for (int i = 0; i < 5000; ++i)
        findings.error({"a.yaml", 9000 - i, 1}, "many", "mend it");
    const auto found = findings.take({"a.yaml"});
    ASSERT_EQ(found.size(), 6u) << "few enough are listed one by one";
    EXPECT_EQ(found.back().what, "many (here and in 4999 more places)");
    EXPECT_EQ(found.back().todo, "mend it");
}

} // namespace
} // namespace perilune::base
