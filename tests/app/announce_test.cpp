// What somebody adds to the record by the command line, as a user starts it.
#include "app/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace perilune {
namespace {

namespace fs = std::filesystem;
using test::Outcome;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Announce : public test::Program {
  protected:
    std::string home() const { return "USER=anna XDG_DATA_HOME='" + (folder / "data").string() + "'"; }
    Outcome start(const std::string& words) const { return run(words, home()); }
    Outcome announce(const std::string& words) const { return start("announce " + words); }
    std::string own(const std::string& name = "artemis.yaml") const {
        return contentOf("data/perilune/timelines/" + name);
    }
};

constexpr const char* kSaid =
    "first-crewed-landing --on 2026-11-20 --target 2028-09 --status delayed --by NASA "
    "--words 'It moves.' --source https://www.nasa.gov/it-moves";

TEST_F(Announce, addsToTheUsersOwnTimelineAndEverythingShowsIt) {
    const Outcome done = announce(kSaid);
    ASSERT_EQ(done.status, 0) << done.err;
    EXPECT_THAT(done.err, AllOf(HasSubstr("called by its address"), HasSubstr("--published DAY")));
    EXPECT_THAT(own(), AllOf(HasSubstr("programme: artemis\n"), HasSubstr("    amends: anna\n"),
                             HasSubstr("  nasa-2026-11-20:\n")));
    EXPECT_EQ(start("fmt --check data/perilune/timelines/artemis.yaml").status, 0);
    const Outcome list = start("list --text 'first crewed landing'");
    EXPECT_THAT(list.out, HasSubstr("September 2028"));
    EXPECT_THAT(list.err, HasSubstr("with your own "));
    EXPECT_THAT(start("slips first-crewed-landing").out, HasSubstr("2026-11-20"));
    const Outcome scene = start("scene --at 2026-11-23 --select first-crewed-landing");
    EXPECT_THAT(scene.out, AllOf(HasSubstr("amended by: anna"), HasSubstr("with additions by anna")));
    EXPECT_THAT(start("scene --at 2026-11-01 --known 2026-11-01 --select first-crewed-landing").out,
                Not(HasSubstr("amended by")))
        << "nobody had said it by then";
    EXPECT_THAT(start("search 'it moves'").err, HasSubstr("with your own "));
    // What is named is all that is read.
    const std::string shipped =
        "'" + (fs::path(PERILUNE_SOURCE_DIR) / "timelines/artemis.yaml").string() + "'";
    const Outcome named = start("list --timeline " + shipped);
    EXPECT_THAT(named.out, Not(HasSubstr("September 2028")));
    EXPECT_EQ(named.err, "");
    const Outcome again = announce(kSaid);
    EXPECT_EQ(again.status, 1);
    EXPECT_THAT(again.err, HasSubstr("stands there already"));
}

TEST_F(Announce, aDryRunPrintsADifferenceThatPatchKnowsAndChangesNothing) {
    const Outcome dry = announce(std::string(kSaid) + " --dry-run");
    EXPECT_EQ(dry.status, 0) << dry.err;
    EXPECT_THAT(dry.out, AllOf(testing::StartsWith("--- "), HasSubstr("@@ -0,0 +1,")));
    EXPECT_FALSE(fs::exists(folder / "data"));
    ASSERT_EQ(announce(kSaid).status, 0);
    const std::string before = own();
    const Outcome second =
        announce("artemis-3 --on 2026-11-21 --by NASA --words 'On the way.' --kind statement "
                 "--confidence unverified --dry-run");
    ASSERT_EQ(second.status, 0) << second.err;
    EXPECT_EQ(own(), before);
    write("diff", second.out);
    ASSERT_EQ(shell("patch -s -p0 -o made.yaml data/perilune/timelines/artemis.yaml diff").status, 0);
    ASSERT_EQ(
        announce("artemis-3 --on 2026-11-21 --by NASA --words 'On the way.' --kind statement --confidence "
                 "unverified")
            .status,
        0);
    EXPECT_EQ(contentOf("made.yaml"), own());
}

TEST_F(Announce, goesIntoTheFileThatIsNamedBesideItsMilestone) {
    fs::copy_file(fs::path(PERILUNE_SOURCE_DIR) / "timelines/artemis.yaml", folder / "artemis.yaml");
    const std::string before = contentOf("artemis.yaml");
    const Outcome done = announce(std::string(kSaid) + " --into artemis.yaml");
    ASSERT_EQ(done.status, 0) << done.err;
    EXPECT_FALSE(fs::exists(folder / "data"));
    EXPECT_THAT(contentOf("artemis.yaml"), AllOf(Not(HasSubstr("amends")), HasSubstr("It moves.")));
    write("before.yaml", before);
    EXPECT_EQ(shell("diff before.yaml artemis.yaml | grep -c '^<'").out, "0\n") << "nothing of it is lost";
    EXPECT_EQ(shell("diff before.yaml artemis.yaml | grep -c '^>'").out, "10\n")
        << "a source and an announcement";
    EXPECT_EQ(start("check artemis.yaml").status, 0);
}

struct Told {
    const char* words;
    const char* message;
};

// Each message leads to what was meant.
TEST_F(Announce, whatIsWrongIsToldWithWhatToDo) {
    const std::string rest = " --by NASA --words 'It moves.' --source https://example.org/said";
    for (const Told& one : std::initializer_list<Told>{
             {"first-crewd-landing --on 2026-11-20", "did you mean \"first-crewed-landing\"?"},
             {"'First crewed landing' --on 2026-11-20", "name its id: first-crewed-landing"},
             {"nothing-at-all --on 2026-11-20", "perilune milestone new"},
             {"first-crewed-landing", "--on: say the day"},
             {"first-crewed-landing --on 20.11.2026", "--on: '20.11.2026' is no date; write 2028"},
             {"first-crewed-landing --on 2199-01-01", "lies ahead"},
             {"first-crewed-landing --on 2026-11-20 --target Q3", "--target: 'Q3' is no date"},
             {"first-crewed-landing --on 2026-11-20 --status late", "--status: \"late\" is none of proposed"},
             {"first-crewed-landing --on 2026-11-20 --status delaid", "did you mean \"delayed\"?"},
             {"first-crewed-landing --on 2026-11-20 --status achieved", "--actual"},
             {"first-crewed-landing --on 2026-11-20 --source nasa-2024-12-06", "did you mean \"nasa-20"},
             {"first-crewed-landing --on 2026-11-20 --source www.nasa.gov/x",
              "did you mean https://www.nasa.gov/x?"},
             {"artemis-1 --on 2026-11-20 --target 2029 --status announced", "'announced' after"},
             {"first-crewed-landing --on 2026-11-20 --target 2025", "was over when it was announced"},
         }) {
        const Outcome told = announce(one.words + rest);
        EXPECT_EQ(told.status, 1) << one.words;
        EXPECT_THAT(told.err, HasSubstr(one.message)) << one.words;
    }
    for (const Told& one : std::initializer_list<Told>{
             {"--words x --source https://example.org/said", "--by: say who said it"},
             {"--by x --source https://example.org/said", "--words: say"},
             {"--by x --words x", "--source: say where it stands"},
         }) {
        const Outcome told = announce(std::string("first-crewed-landing --on 2026-11-20 ") + one.words);
        EXPECT_EQ(told.status, 1) << one.words;
        EXPECT_THAT(told.err, HasSubstr(one.message)) << one.words;
    }
    EXPECT_TRUE(own().empty()) << "nothing of it was written";
    EXPECT_EQ(announce("artemis-1 --on 2026-11-20 --target 2029 --status announced --anyway" + rest).status,
              0);
}

TEST_F(Announce, milestonesAndSourcesAreMadeLikewise) {
    const std::string said = " --on 2026-11-20 --target 2033 --by NASA --words 'Later.' --source a-letter";
    EXPECT_EQ(start("source new a-letter --title 'A letter' --publisher NASA --date 2026-11-20 --url "
                    "https://example.org/letter")
                  .status,
              0);
    EXPECT_THAT(own("sources.yaml"), HasSubstr("  a-letter:\n    title: A letter\n"));
    EXPECT_THAT(start("source new a-letter --title x --publisher y").err, HasSubstr("already"));
    EXPECT_THAT(start("source new b --title x --publisher y --url https://example.org/letter").err,
                HasSubstr("a-letter has that address"));
    EXPECT_THAT(start("source new 'A b' --title x --publisher y").err, HasSubstr("no id"));
    EXPECT_THAT(start("source new b").err, HasSubstr("--title"));
    EXPECT_THAT(start("milestone new third-landing --title 'Third landing' --lane nowhere" + said).err,
                HasSubstr("no lane is called \"nowhere\"; there are"));
    const Outcome made =
        start("milestone new third-landing --title 'Third landing' --lane missions --programme "
              "artemis --weight 2" +
              said);
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_THAT(
        own(),
        AllOf(HasSubstr("  third-landing:\n    title: Third landing\n    lane: missions\n    weight: 2\n"),
              Not(HasSubstr("amends"))));
    EXPECT_THAT(start("milestone new third-landing --title x --lane missions" + said).err,
                HasSubstr("already"));
    EXPECT_THAT(start("list --text 'third landing'").out, HasSubstr("2033"));
    EXPECT_EQ(
        announce(
            "third-landing --on 2026-11-21 --target 2034 --by NASA --words 'Later still.' --source a-letter")
            .status,
        0);
    EXPECT_THAT(own(), AllOf(HasSubstr("target: 2034"), Not(HasSubstr("amends"))));
}

TEST_F(Announce, whatWasEnteredWronglyIsCorrectedAndTheOldWordStaysInItsFile) {
    const Outcome done =
        announce("first-crewed-landing --corrects 2024-01-09 --on 2024-01-09 --target 2026-10 --by NASA "
                 "--words 'October.' --source https://example.org/said --as 'Anna Bērziņa'");
    ASSERT_EQ(done.status, 0) << done.err;
    EXPECT_THAT(own(), HasSubstr("        amends: 2024-01-09\n"));
    const std::string slips = start("slips first-crewed-landing").out;
    EXPECT_THAT(slips, AllOf(HasSubstr("October 2026"), Not(HasSubstr("September 2026 "))));
    EXPECT_THAT(start("scene --at 2026-11-23 --select first-crewed-landing").out,
                HasSubstr("amended by: Anna Bērziņa"));
    EXPECT_THAT(
        announce(
            "first-crewed-landing --corrects 2024-01-10 --on 2024-01-09 --target 2026-10 --by NASA --words x "
            "--source https://example.org/said")
            .err,
        HasSubstr("name the day of one of these: "));
}

TEST_F(Announce, aBrokenFileOfOnesOwnIsLeftOutAndNeverWrittenOver) {
    fs::create_directories(folder / "data/perilune/timelines");
    const std::string broken =
        "perilune: timeline/1\nprogramme: artemis\nmilestones:\n  nothing: {amends: me}\n";
    write("data/perilune/timelines/artemis.yaml", broken);
    write("data/perilune/timelines/good.yaml",
          "perilune: timeline/1\nprogramme: ilrs\nmilestones:\n  ours:\n    title: Our milestone\n    lane: "
          "luna\n"
          "    history: [{announced: 2026, target: 2029, confidence: unverified}]\n");
    const Outcome list = start("list");
    EXPECT_EQ(list.status, 0);
    EXPECT_THAT(list.err, AllOf(HasSubstr("artemis.yaml:4:3: warning: no milestone has the id 'nothing'"),
                                HasSubstr("left out until then"), HasSubstr("with your own ")));
    EXPECT_THAT(list.out, AllOf(HasSubstr("Our milestone"), HasSubstr("First crewed landing")));
    const Outcome refused = announce(kSaid);
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("has mistakes"));
    EXPECT_EQ(own(), broken);
}

TEST_F(Announce, whatOneAddedOneselfIsTakenOutAndNothingStaysBehind) {
    const std::string withdraw = "first-crewed-landing --on 2026-11-20 --withdraw";
    EXPECT_THAT(
        announce(withdraw).err,
        AllOf(HasSubstr("--on: first-crewed-landing has no announcement of 2026-11-20; there are 2017"),
              HasSubstr("2021-11-09")));
    ASSERT_EQ(announce(kSaid).status, 0);
    const Outcome dry = announce(withdraw + " --dry-run");
    EXPECT_EQ(dry.status, 0) << dry.err;
    EXPECT_THAT(dry.out, HasSubstr("\n-      - announced: 2026-11-20\n"));
    EXPECT_THAT(own(), HasSubstr("2026-11-20")) << "nothing was changed";
    const Outcome done = announce(withdraw);
    ASSERT_EQ(done.status, 0) << done.err;
    EXPECT_THAT(done.err, HasSubstr("nothing is left of the file"));
    EXPECT_FALSE(fs::exists(folder / "data/perilune/timelines/artemis.yaml"));
    EXPECT_EQ(start("list").err, "") << "it is the record alone again";

    // Beside another word of the file, which stays letter for letter, its source with it.
    ASSERT_EQ(announce("artemis-3 --on 2026-11-19 --by NASA --words 'On the way.' --kind statement --source "
                       "https://www.nasa.gov/other")
                  .status,
              0);
    const std::string before = own();
    ASSERT_EQ(announce(kSaid).status, 0);
    ASSERT_EQ(announce(withdraw).status, 0);
    EXPECT_EQ(own(), before);
}

TEST_F(Announce, aWordOfTheRecordIsWithdrawnByALayerThatSaysWhyAndRestored) {
    const std::string withdraw = "first-crewed-landing --on 2021-11-09 --withdraw";
    EXPECT_THAT(announce(withdraw).err, HasSubstr("--words: "));
    const Outcome done = announce(withdraw + " --by 'Anna Bērziņa' --words 'He said so a day later.'");
    ASSERT_EQ(done.status, 0) << done.err;
    EXPECT_THAT(own(),
                AllOf(HasSubstr("    amends: Anna Bērziņa\n"), HasSubstr("      - withdraws: 2021-11-09\n"),
                      HasSubstr("        words: He said so a day later.\n")));
    EXPECT_EQ(start("fmt --check data/perilune/timelines/artemis.yaml").status, 0);
    EXPECT_THAT(start("slips first-crewed-landing").out, Not(HasSubstr("2021-11-09")));
    const std::string scene =
        start("scene --at 2026-11-23 --select first-crewed-landing --said 2021-11-09").out;
    EXPECT_THAT(scene, AllOf(HasSubstr("withdrawn by Anna Bērziņa"), HasSubstr("amended by: Anna Bērziņa"),
                             HasSubstr("words: Withdrawn by Anna Bērziņa: He said so a day later.")));
    EXPECT_THAT(announce(withdraw + " --words x").err, HasSubstr("--restore takes that back"));
    EXPECT_THAT(start("list --csv=history").err, HasSubstr("1 withdrawn announcement"));
    ASSERT_EQ(announce("first-crewed-landing --on 2021-11-09 --restore").status, 0);
    EXPECT_FALSE(fs::exists(folder / "data/perilune/timelines/artemis.yaml"));
    EXPECT_THAT(announce("first-crewed-landing --on 2021-11-09 --restore").err,
                HasSubstr("nothing that was said"));
    EXPECT_THAT(start("slips first-crewed-landing").out, HasSubstr("2021-11-09"));
}

TEST_F(Announce, ofSeveralWordsOfOneDayTheOneToBeWithdrawnIsNamed) {
    for (const char* words : {"One.", "Two."})
        ASSERT_EQ(announce(fmt::format("artemis-3 --on 2026-11-20 --by NASA --kind statement --confidence "
                                       "unverified --words '{}'",
                                       words))
                      .status,
                  0);
    const Outcome which = announce("artemis-3 --on 2026-11-20 --withdraw");
    EXPECT_EQ(which.status, 1);
    EXPECT_THAT(which.err, AllOf(HasSubstr("--on '2026-11-20#1'   NASA: One."),
                                 HasSubstr("--on '2026-11-20#2'   NASA: Two.")));
    ASSERT_EQ(announce("artemis-3 --on '2026-11-20#1' --withdraw").status, 0);
    EXPECT_THAT(own(), AllOf(Not(HasSubstr("One.")), HasSubstr("Two.")));
    EXPECT_THAT(announce("artemis-3 --on '2026-11-20#7' --withdraw").err, HasSubstr("name one"));
}

// They wait for each other, in one's own folder and in any other.
TEST_F(Announce, severalAtOnceLoseNothing) {
    fs::copy_file(fs::path(PERILUNE_SOURCE_DIR) / "timelines/artemis.yaml", folder / "club.yaml");
    struct Into {
        std::string option, word;
    };
    for (const auto& [option, word] : {Into{"", "Own"}, Into{" --into club.yaml", "Club"}}) {
        std::string words;
        for (int i = 1; i <= 6; ++i)
            words +=
                fmt::format("{} '{}' announce artemis-3 --on 2026-11-0{} --by NASA --words '{} {}.' --kind "
                            "statement --confidence unverified{} >/dev/null 2>>errors & ",
                            home(), PERILUNE_BINARY, i, word, i, option);
        shell(words + "wait");
        const std::string made = option.empty() ? own() : contentOf("club.yaml");
        for (int i = 1; i <= 6; ++i)
            EXPECT_THAT(made, HasSubstr(fmt::format("{} {}.", word, i))) << contentOf("errors");
    }
}

} // namespace
} // namespace perilune
