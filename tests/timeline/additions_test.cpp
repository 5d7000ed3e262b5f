// What is added to a timeline's file.
#include "timeline/write/additions.h"

#include "timeline/read/manifest.h"
#include "timeline/read/parse.h"
#include "timeline/write/canonical.h"
#include "base/line_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace perilune::timeline {
namespace {

using testing::HasSubstr;
using testing::Not;

Addition said(const std::string& milestone, const std::string& day) {
    Addition addition;
    addition.programme = "club";
    addition.milestone = milestone;
    addition.amendedBy = "Anna";
    addition.sources = {{"letter-x", "A letter: no", "Club", "2026-11-20", "https://example.org/letter"}};
    addition.announced = NewAnnouncement{.announced = day,
                                         .target = "2028-33",
                                         .status = "delayed",
                                         .by = "The chair",
                                         .words = "No: # \"later\"",
                                         .sources = {"letter-x"}};
    return addition;
}

std::vector<std::string> changedLines(const std::string& before, const std::string& after, char sign) {
    std::istringstream diff(base::unifiedDiff(before, after, "a", "b"));
    std::vector<std::string> lines;
    for (std::string line; std::getline(diff, line);)
        if (line[0] == sign && line.substr(0, 3) != std::string(3, sign))
            lines.push_back(line);
    return lines;
}

TEST(Additions, aNewFileAmendsTheMilestoneOfAnother) {
    const auto made = withAddition("", "own.yaml", said("rover", "2026-11-20"));
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(*made, R"(perilune: timeline/1
programme: club

sources:
  letter-x:
    title: "A letter: no"
    publisher: Club
    date: 2026-11-20
    url: https://example.org/letter

milestones:
  rover:
    amends: Anna
    history:
      - announced: 2026-11-20
        target: 2028-33
        status: delayed
        by: The chair
        words: "No: # \"later\""
        sources: [letter-x]
)");
    EXPECT_EQ(canonicalForm(*made, "own.yaml").value, *made);
}

TEST(Additions, keepRemarksAndStandWhereTheirDayIs) {
    const std::string text = R"(# Ours.
perilune: timeline/1
programme: club # of the town

milestones:
  # The first one.
  rover:
    amends: Anna
    history:
      - announced: 2024-01-01 # early
        confidence: unverified
      # much later
      - announced: 2026-12-01
        confidence: unverified
# The end.
)";
    const auto made = withAddition(text, "own.yaml", said("rover", "2026-11-20"));
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_TRUE(changedLines(text, *made, '-').empty()) << *made;
    const std::size_t early = made->find("2024-01-01 # early"),
                      added = made->find("2026-11-20\n        target"), late = made->find("2026-12-01");
    EXPECT_TRUE(early < added && added < late) << *made;
    EXPECT_EQ(canonicalForm(*made, "own.yaml").value, *made);
}

// The file of a programme itself, as whoever keeps the record adds to it.
TEST(AdditionsLaws, nothingThatStandsInAShippedFileIsTouched) {
    for (const char* name : {"artemis.yaml", "ilrs.yaml", "context.yaml"}) {
        std::ifstream file(std::string(PERILUNE_SOURCE_DIR) + "/timelines/" + name);
        const std::string text(std::istreambuf_iterator<char>(file), {});
        const auto read = parseTimelines({{name, text}});
        ASSERT_TRUE(read.ok());
        for (std::size_t i = 0; i < read.value.milestones.size(); i += 23) {
            const std::string& id = read.value.milestones[i].id;
            const auto made = withAddition(text, name, said(id, "2026-11-20"));
            ASSERT_TRUE(made) << id << made.error().message;
            EXPECT_TRUE(changedLines(text, *made, '-').empty()) << id;
            EXPECT_EQ(changedLines(text, *made, '+').size(), 11u) << id;
            EXPECT_EQ(made->find("amends"), std::string::npos) << id;
        }
    }
}

TEST(Additions, aCorrectionInTheMilestonesOwnFileTakesThePlace) {
    const std::string text =
        "perilune: timeline/1\nmilestones:\n  rover:\n    title: Rover\n    history:\n"
        "      - {announced: 2024, target: 2026}\n      - {announced: 2025, target: 2027}\n";
    Addition addition = said("rover", "2024-02");
    addition.announced->corrects = "2024";
    const auto made = withAddition(text, "x.yaml", addition);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_THAT(*made, Not(HasSubstr("target: 2026}")));
    EXPECT_THAT(*made, Not(HasSubstr("amends")));
    EXPECT_LT(made->find("2024-02"), made->find("announced: 2025"));
}

TEST(Additions, aBrokenFileIsRefusedWithItsPlace) {
    const auto made = withAddition("perilune: [", "own.yaml", said("rover", "2026-11-20"));
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message, HasSubstr("own.yaml:2:1: error: not YAML"));
}

TEST(Additions, aSourceIsCalledByItsHostAndDay) {
    Timeline timeline;
    timeline.sources.push_back({.id = "nasa-2026-11-20"});
    timeline.buildIndex();
    EXPECT_EQ(idOfSource("https://www.nasa.gov/x", "2026-11-20", timeline, {}), "nasa-2026-11-20-2");
    EXPECT_EQ(idOfSource("https://www.nasa.gov/x", "2026-11-20", timeline, {{.id = "nasa-2026-11-20-2"}}),
              "nasa-2026-11-20-3");
    EXPECT_EQ(idOfSource("http://bbc.co.uk:80/a?b#c", "../2011", timeline, {}), "bbc-2011");
    EXPECT_EQ(idOfSource("https://луна.рф/", "2026", timeline, {}), "2026");
    EXPECT_EQ(hostOf("https://user@www.example.org:8080/x"), "example.org");
}

TEST(Manifest, comesBackAsItWasWritten) {
    const RecordManifest manifest{
        "2026-11-30.2",
        "2026-10-10",
        "https://example.org/record.tar.gz",
        {{"artemis.yaml", std::string(64, 'a')}, {"ilrs.yaml", std::string(64, '0')}}};
    const auto again = parseManifest(toYaml(manifest), "record.manifest");
    ASSERT_TRUE(again.ok()) << toYaml(manifest) << format(again.diagnostics[0]);
    EXPECT_EQ(again.value.version, manifest.version);
    EXPECT_EQ(again.value.evidenceUntil, manifest.evidenceUntil);
    EXPECT_EQ(again.value.address, manifest.address);
    ASSERT_EQ(again.value.files.size(), 2u);
    EXPECT_EQ(again.value.files[1].name, "ilrs.yaml");
    EXPECT_EQ(again.value.files[1].sha256, std::string(64, '0'));
}

TEST(Manifest, everyMistakeIsTold) {
    for (const char* text : {"", "perilune: timeline/1\n", "perilune: record/1\n",
                             "perilune: record/1\nversion: 1\n", "perilune: record/1\nversion: 2026-02-30\n",
                             "perilune: record/1\nversion: 2026-11-30\nfiles: {../x.yaml: a}\n",
                             "perilune: record/1\nversion: 2026-11-30\nfiles: {x.yaml: abc}\n",
                             "perilune: record/1\nversion: 2026-11-30\naddress: http://example.org/x\n",
                             "perilune: record/1\nversion: 2026-11-30\nodd: 1\n",
                             "perilune: record/1\nversion: 2026-11-30\nevidence_until: soon\n"})
        EXPECT_FALSE(parseManifest(text, "record.manifest").ok()) << text;
}

TEST(Manifest, versionsAreInTheOrderOfTheirDays) {
    const std::vector<std::string> inOrder = {
        "", "2025-12-31", "2026-11-30", "2026-11-30.2", "2026-11-30.10", "2026-12-01"};
    for (std::size_t i = 0; i < inOrder.size(); ++i)
        for (std::size_t k = 0; k < inOrder.size(); ++k)
            EXPECT_EQ(compareVersions(inOrder[i], inOrder[k]) < 0, i < k) << inOrder[i] << " " << inOrder[k];
    for (const char* word :
         {"", "..", "2026-11", "2026-11-30.", "2026-11-30.0", "2026-11-30/x", "2026-11-30.1234"})
        EXPECT_FALSE(isVersion(word)) << word;
}

TEST(Manifest, aFileHasNoWayOutOfItsFolder) {
    for (const char* name : {"artemis.yaml", "a.yaml", "partners-2.yaml"})
        EXPECT_TRUE(isRecordFileName(name)) << name;
    for (const char* name : {".yaml", "a.yml", "../a.yaml", "/a.yaml", "a/b.yaml", "A.yaml", "-a.yaml",
                             "a.story.yaml", "current", "record.manifest", "a.yaml\n"})
        EXPECT_FALSE(isRecordFileName(name)) << name;
}

} // namespace
} // namespace perilune::timeline
