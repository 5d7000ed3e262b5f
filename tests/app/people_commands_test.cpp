// Who, why, and how old: the commands, as a user starts them.
#include "app/program.h"
#include "common/small_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

namespace {

class PeopleCommands : public perilune::test::Program {
  protected:
    void SetUp() override { file = write("club.yaml", kRecord).string(); }
    perilune::test::Outcome ask(const std::string& words) { return run(words + " --timeline " + file); }

    std::string file;
    inline static const std::string kRecord = "perilune: timeline/1\nevidence_until: 2026-10-10\n" +
                                              perilune::test::kSmallRecord.substr(21) + R"(people:
  rogozin:
    name: {en: Dmitry Rogozin, ru: Дмитрий Рогозин}
    offices: [{office: Director General, organisation: Roscosmos, from: 2018-05-24, until: 2022-07-15, sources: [s1]}]
  ann: {name: Ann}
milestones:
  landing:
    title: Landing
    lane: missions
    weight: 3
    history:
      - {announced: 2019-03-26, target: 2024, by: The head, words: Soon., sources: [s1]}
      - {announced: 2021-11-09, target: 2025, person: rogozin, because: [lawsuit], words: Seven months in court., sources: [s1]}
      - {announced: 2022-01-01, target: 2026, words: Later., sources: [s1]}
      - {announced: 2023-04-03, crew: [{person: ann, role: Commander}], words: A crew., sources: [s1], confidence: low}
  lawsuit:
    title: A rival goes to court
    lane: missions
    history: [{announced: 2021-08-16, kind: event, actual: 2021-08-13, status: achieved, because: [award], words: It protests., sources: [s1]}]
  award:
    title: One lander is chosen
    lane: missions
    history: [{announced: 2021-04-16, kind: event, actual: 2021-04-16, status: achieved, confidence: unverified}]
)";
};

} // namespace

TEST_F(PeopleCommands, whyTellsTheChainWithDatesWordsAndSources) {
    const auto out = ask("why landing --in 2021").out;
    EXPECT_THAT(
        out, HasSubstr(
                 "9 November 2021, Dmitry Rogozin, Director General of Roscosmos: 2024 -> 2025 (about 1 year "
                 "later)\n  Seven months in court.\n  source: A paper: A text, 26 Mar 2019, no address "
                 "was read\n  because of A rival goes to court, 16 August 2021\n    It protests."));
    EXPECT_THAT(out, HasSubstr("    because of One lander is chosen, 16 April 2021\n      unverified\n      "
                               "no source was read"));
    EXPECT_THAT(out, Not(HasSubstr("2025 -> 2026")));
    EXPECT_THAT(ask("why landing").out, HasSubstr("because: no source of the record gives a cause"));
    EXPECT_THAT(
        ask("why landing --in 2025").out,
        HasSubstr(
            "its date did not move in 2025; it did so on these days:\n  9 November 2021: 2024 -> 2025"));
    const auto told = json::parse(ask("why landing --json").out);
    ASSERT_EQ(told["turns"].size(), 2u);
    EXPECT_EQ(told["turns"][0]["because"][1]["milestone"], "award");
    EXPECT_EQ(told["turns"][0]["because"][1]["depth"], 1);
    EXPECT_EQ(told["turns"][1]["because"].size(), 0u);
    EXPECT_THAT(ask("why landing --known 2021-11-08").out, HasSubstr("its date did not move"));
    const auto wrong = ask("why landin");
    EXPECT_EQ(wrong.status, 1);
    EXPECT_THAT(wrong.err, HasSubstr("did you mean \"landing\"?"));
}

TEST_F(PeopleCommands, whatCausedItIsToldWithSlipsAndChanges) {
    EXPECT_THAT(ask("slips landing").out, HasSubstr("lawsuit"));
    EXPECT_EQ(json::parse(ask("slips landing --json").out)["slips"][0]["because"][0], "lawsuit");
    EXPECT_THAT(ask("diff 2021-01-01 2021-12-31").out, HasSubstr("because of lawsuit"));
    EXPECT_THAT(ask("list --ics --known 2021-12-31").out, HasSubstr("Because of: A rival"));
}

TEST_F(PeopleCommands, peopleTellOfficesOfADayAndCrewsKnownByThen) {
    EXPECT_THAT(ask("people --on 2020-01-01").out,
                HasSubstr("Roscosmos\n  Dmitry Rogozin  Director General"));
    EXPECT_THAT(ask("people --on 2022-07-16").out, Not(HasSubstr("Rogozin")));
    EXPECT_THAT(ask("people --on 2023-04-03").out,
                HasSubstr("Crew of Landing, as of 3 April 2023 (A paper)\n  Ann  Commander"));
    EXPECT_THAT(ask("people --on 2023-04-02").out, Not(HasSubstr("Commander")));
    const auto told = json::parse(ask("people --json").out);
    EXPECT_EQ(told["people"][0]["name"]["ru"], "Дмитрий Рогозин");
    EXPECT_EQ(told["offices"][0]["until"], "2022-07-15");
    EXPECT_EQ(told["crews"][0]["person"], "ann");
    EXPECT_THAT(
        ask("people --csv").out,
        HasSubstr(
            "office,rogozin,Dmitry Rogozin,Director General,Roscosmos,2018-05-24,2022-07-15,s1,high\r\n"));
    EXPECT_THAT(ask("search Рогозин").out, HasSubstr("person"));
}

TEST_F(PeopleCommands, recordTellsHowOldItIsAndWhereItIsWeak) {
    const auto told = json::parse(ask("record --json --on 2026-11-30").out)["programmes"][0];
    EXPECT_EQ(told["evidence_until"], "2026-10-10");
    EXPECT_EQ(told["milestones"], 3);
    EXPECT_EQ(told["announcements"], 6);
    EXPECT_EQ(told["without_address"].size(), 6u);
    EXPECT_EQ(told["without_source"].size(), 1u);
    EXPECT_EQ(told["weak"].size(), 2u);
    ASSERT_EQ(told["old"].size(), 1u) << "what is done needs no fresh word";
    EXPECT_EQ(told["old"][0]["milestone"], "landing");
    EXPECT_EQ(told["old"][0]["newest_evidence"], "2023-04-03");
    const auto old = [&](const std::string& words) {
        return json::parse(ask("record --json " + words).out)["programmes"][0]["old"].size();
    };
    EXPECT_EQ(old("--on 2024-04-03"), 0u);
    EXPECT_EQ(old("--on 2024-04-04"), 1u);
    EXPECT_EQ(old("--on 2024-04-04 --older-than 13m"), 0u);
    EXPECT_EQ(old("--on 2023-05-04 --older-than 30d"), 1u);
    EXPECT_EQ(ask("record --older-than soon").status, 2);
    EXPECT_THAT(ask("record --on 2026-11-30").out, HasSubstr("10 Oct 2026"));
}

TEST_F(PeopleCommands, listSaysWhereTheEvidenceEnds) {
    EXPECT_THAT(ask("list --on 2026-10-10").out, Not(HasSubstr("evidence ends")));
    EXPECT_THAT(ask("list --on 2026-10-11").out, HasSubstr("; evidence ends 10 October 2026\n"));
    const auto told = json::parse(ask("list --on 2026-10-11 --json").out);
    EXPECT_EQ(told["evidence_until"]["alpha"], "2026-10-10");
    EXPECT_EQ(told["evidence_words"], "evidence ends 10 October 2026");
    for (const char* form : {"--csv", "--ics", "--edtf", "--csv=history"})
        EXPECT_THAT(ask(std::string("list --on 2026-10-11 ") + form).err,
                    HasSubstr("evidence ends 10 October 2026"));
}

TEST_F(PeopleCommands, anOfficeNotHeldAndACauseTooYoungAreMistakes) {
    std::string text = kRecord;
    text.replace(text.find("announced: 2021-11-09"), 21, "announced: 2018-05-23");
    const auto told = run("check " + write("wrong.yaml", text).string());
    EXPECT_EQ(told.status, 1);
    EXPECT_THAT(
        told.err,
        HasSubstr("wrong.yaml:24:55: error: Dmitry Rogozin held no office when it was said (2018-05-23)"));
    EXPECT_THAT(told.err, HasSubstr("wrong.yaml:24:74: error: the cause 'lawsuit' is younger (2021-08-16)"));
}
