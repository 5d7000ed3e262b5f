// Questions from the floor, as somebody at the command line asks them of the shipped record.
#include "app/program.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace perilune {
namespace {

using test::Outcome;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Questions : public test::Program {
  protected:
    Outcome ask(const std::string& words) const {
        return run(words, "XDG_DATA_HOME='" + (folder / "data").string() + "'");
    }
    nlohmann::json askJson(const std::string& words) const {
        const Outcome answer = ask(words + " --json");
        EXPECT_EQ(answer.status, 0) << answer.err;
        return nlohmann::json::parse(answer.out, nullptr, false);
    }
};

TEST_F(Questions, whatSomebodySaidIsToldWithItsWordsAndSources) {
    const Outcome nelson = ask("said nelson --in 2021");
    EXPECT_THAT(nelson.out, AllOf(HasSubstr("9 November 2021, Bill Nelson, Administrator of NASA"),
                                  HasSubstr("(first-crewed-landing): not before 2025"),
                                  HasSubstr("  source: "), Not(HasSubstr("2024, Bill"))));
    EXPECT_EQ(ask("said Нельсон --in 2021").out, nelson.out);
    const Outcome nobody = ask("said nobody-at-all");
    EXPECT_EQ(nobody.status, 1);
    EXPECT_THAT(nobody.err, HasSubstr("perilune people"));
    EXPECT_THAT(ask("said bil-nelson").err, HasSubstr("did you mean \"bill-nelson\"?"));
}

TEST_F(Questions, whichComesFirstIsToldOrThatItCannotBe) {
    EXPECT_THAT(ask("first artemis-1 artemis-2").out, HasSubstr("came first"));
    EXPECT_EQ(askJson("first artemis-1 artemis-2")["comes_first"], "first");
    EXPECT_EQ(askJson("first artemis-2 artemis-1")["comes_first"], "second");
    EXPECT_EQ(askJson("first first-crewed-landing first-crewed-landing")["comes_first"], "cannot be told");
    EXPECT_EQ(ask("first artemis-1 artemis-222").status, 1);
}

TEST_F(Questions, howFarItIsIsToldWithTheGroundBetweenAndWhetherOneSeesTheOther) {
    const auto out = askJson("distance 0,0 0,90");
    EXPECT_NEAR(out["ways"][0]["ground_m"].get<double>(), 1737400.0 * 1.5707963, 1.0);
    EXPECT_EQ(out["ways"][0]["seen"], false);
    const auto nearest = askJson("distance s13-connecting-ridge");
    ASSERT_GE(nearest["ways"].size(), 1u);
    for (const auto& way : nearest["ways"])
        EXPECT_NE(way["to"]["programme"], "artemis") << "of the others alone";
    const Outcome words = ask("distance -89,0 -89,10 --profile");
    EXPECT_THAT(words.out, AllOf(HasSubstr("over the ground"), HasSubstr("azimuth"), HasSubstr("seen"),
                                 HasSubstr("HEIGHT"), HasSubstr("heights from")));
    EXPECT_THAT(ask("distance s13-conecting-ridge").err, HasSubstr("did you mean \"s13-connecting-ridge\"?"));
}

TEST_F(Questions, whatSlippedInAYearAndWhatWasFirstPromisedForOneAreLists) {
    const Outcome slips = ask("slips --in 2025");
    EXPECT_THAT(slips.out, AllOf(HasSubstr("first-crewed-landing"), HasSubstr("2025-10-20"),
                                 Not(HasSubstr("  2024-12-05")), HasSubstr("BECAUSE OF")));
    EXPECT_THAT(ask("slips artemis-1 --in 2031").out, HasSubstr("no date moved in 2031"));
    const Outcome promised = ask("list --promised 2024");
    EXPECT_THAT(promised.out, AllOf(HasSubstr("First crewed landing"), Not(HasSubstr("Apollo 11"))));
}

} // namespace
} // namespace perilune
