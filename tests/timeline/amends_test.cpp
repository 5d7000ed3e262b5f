// Files that lie over others: they add to what those hold, and correct it by its id.
#include "timeline/ask/query.h"
#include "timeline/ask/record_diff.h"
#include "timeline/read/parse.h"
#include "base/yaml.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace perilune::timeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string contentOf(const std::string& name) {
    std::ifstream file(std::filesystem::path(PERILUNE_TEST_DIR) / "valid/over" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

base::Parsed<Timeline> readOver(const std::string& over) {
    return parseTimelines({{"below.yaml", contentOf("below.yaml")}, {"own.yaml", over}});
}

std::vector<std::string> daysOf(const Milestone& milestone) {
    std::vector<std::string> days;
    for (const Announcement& said : milestone.history)
        days.push_back(said.announced.edtf + (said.amendedBy.empty() ? "" : " " + said.amendedBy));
    return days;
}

TEST(Amends, addsToAHistoryAndCorrectsItAndSaysWho) {
    const auto read = readOver(contentOf("own.yaml"));
    ASSERT_TRUE(read.ok()) << format(read.diagnostics[0]);
    const Milestone& rover = *read.value.milestone("rover");
    EXPECT_THAT(daysOf(rover), ElementsAre("2024-03-02", "2024-06-01 Anna", "2025-11-01", "2025-11-01 Anna",
                                           "2026-01-05 Anna"));
    EXPECT_EQ(rover.history[3].words, "Two wheels are late.") << "the second of that day, in its place";
    EXPECT_EQ(rover.shortTitle, "Rover");
    EXPECT_EQ(rover.title.english(), "First rover") << "what an amendment does not name stays";
    EXPECT_EQ(read.value.source("minutes")->title, "Minutes of the spring meeting");
    EXPECT_EQ(read.value.site("ridge")->title.english(), "Test ridge");
    EXPECT_EQ(read.value.vehicle("cart")->title.english(), "Moon cart");
    EXPECT_EQ(read.value.milestone("second-rover")->programme, "club");
    EXPECT_EQ(read.value.amendments.size(), 8u);
    EXPECT_THAT(read.value.over, ElementsAre("own.yaml"));
}

TEST(Amends, aStatusThatIsLeftOutIsThatOfTheEntryBeforeWhateverFileThatStandsIn) {
    const auto read = readOver(contentOf("own.yaml"));
    const auto& history = read.value.milestone("rover")->history;
    EXPECT_EQ(history[2].status, Status::InDevelopment)
        << "of the file below, behind one of the file over it";
    const auto plain = parseTimelines({{"below.yaml", contentOf("below.yaml")}});
    EXPECT_EQ(plain.value.milestone("rover")->history[1].status, Status::Announced);
}

TEST(Amends, isTheSameInWhateverOrderTheFilesAreNamed) {
    const auto there = readOver(contentOf("own.yaml"));
    const auto back =
        parseTimelines({{"own.yaml", contentOf("own.yaml")}, {"below.yaml", contentOf("below.yaml")}});
    ASSERT_TRUE(back.ok()) << format(back.diagnostics[0]);
    EXPECT_TRUE(changesBetween(there.value, back.value).empty());
}

TEST(Amends, whatCannotFollowIsToldOfWhatWasPutThere) {
    const std::string head = "perilune: timeline/1\nmilestones:\n  rover:\n    amends: Anna\n    history:\n";
    const std::string end = ", confidence: unverified}\n";
    const auto read = readOver(
        "perilune: timeline/1\nprogramme: club\nmilestones:\n  rover:\n    amends: Anna\n    history:\n"
        "      - {announced: 2025-01-01, kind: event, actual: 2025-01-01, status: achieved" +
        end + "      - {announced: 2026-02-01, status: proposed" + end);
    ASSERT_EQ(read.diagnostics.size(), 1u);
    EXPECT_EQ(read.diagnostics[0].place.line, 8);
    EXPECT_THAT(format(read.diagnostics[0]), HasSubstr("'proposed' after 'achieved'"));
    const auto claimed = readOver(head + "      - {announced: 2026-02-01, status: achieved" + end);
    ASSERT_FALSE(claimed.ok());
    EXPECT_THAT(format(claimed.diagnostics[0]), HasSubstr("without the day on which it happened"));
}

std::string withHistory(const std::string& history) {
    return "perilune: timeline/1\nprogramme: club\nmilestones:\n  rover:\n    amends: Anna\n    history:\n" +
           history;
}

TEST(Withdrawals, countOnNoDayAndSayWhoWithdrewWhatAndWhy) {
    const auto read =
        readOver(withHistory("      - {withdraws: 2025-11-01#2, words: Nobody said so., sources: [minutes]}\n"
                             "      - {withdraws: 2024-03-02, by: Bob, words: It was in April.}\n"));
    ASSERT_TRUE(read.ok()) << format(read.diagnostics[0]);
    const Milestone& rover = *read.value.milestone("rover");
    EXPECT_THAT(daysOf(rover), ElementsAre("2025-11-01"));
    ASSERT_EQ(rover.withdrawn.size(), 2u);
    EXPECT_EQ(rover.withdrawn[0].said.target->edtf, "2026") << "in the order in which they were said";
    EXPECT_EQ(rover.withdrawn[0].by, "Bob");
    EXPECT_EQ(rover.withdrawn[0].why, "It was in April.");
    EXPECT_EQ(rover.withdrawn[1].said.words, "The wheels are late.") << "the second of that day";
    EXPECT_EQ(rover.withdrawn[1].by, "Anna") << "who amends the milestone";
    EXPECT_THAT(rover.withdrawn[1].sources, ElementsAre("minutes"));
    EXPECT_EQ(rover.history[0].status, Status::Announced);
    const Snapshot then = asKnown(read.value, KnownDay{*base::parseDay("2024-12-31")});
    EXPECT_EQ(then.find("rover"), nullptr) << "as if it had never been said";
    ASSERT_EQ(read.value.amendments.size(), 1u);
    EXPECT_TRUE(read.value.amendments[0].ofHistoryAlone);
}

TEST(Withdrawals, thatCannotBeAreToldWithWhatToDo) {
    const auto told = [](const std::string& history) {
        const auto read = readOver(withHistory(history));
        return read.diagnostics.empty() ? std::string() : format(read.diagnostics[0]);
    };
    EXPECT_THAT(
        told("      - {withdraws: 2024-03-03, words: No.}\n"),
        HasSubstr("own.yaml:7:21: error: 'rover' has no announcement of '2024-03-03'; name the day of one "
                  "of these: 2024-03-02, 2025-11-01, 2025-11-01"));
    EXPECT_THAT(told("      - {withdraws: 2024-03-02}\n"), HasSubstr("'words'"));
    EXPECT_THAT(told("      - {withdraws: 2024-03-02, words: No., target: 2027}\n"), HasSubstr("'target'"));
    EXPECT_THAT(told("      - {withdraws: 2024-03-02, words: No.}\n"
                     "      - {withdraws: 2024-03-02, words: No.}\n"),
                HasSubstr("is withdrawn in own.yaml:7 already"));
    EXPECT_THAT(told("      - {withdraws: 2024-03-02, words: No.}\n"
                     "      - {withdraws: 2025-11-01, words: No.}\n"
                     "      - {withdraws: 2025-11-01, words: No.}\n"),
                HasSubstr("nothing that was announced of 'rover' is left; withdraw all but one"));
    const auto own = readOver(
        "perilune: timeline/1\nprogramme: club\nmilestones:\n  cart:\n    title: Cart\n    lane: rovers\n"
        "    history:\n      - {announced: 2024, confidence: unverified}\n"
        "      - {withdraws: 2024, words: No.}\n");
    ASSERT_FALSE(own.ok());
    EXPECT_THAT(format(own.diagnostics[0]), HasSubstr("take that announcement out of its file"));
}

// The schema's list of keys is held against the reader's: whoever adds a key of a milestone is asked for it
// here, and then by the reader.
TEST(AmendsLaws, everyKeyOfAMilestoneCanBeAmended) {
    std::ifstream file(std::string(PERILUNE_SOURCE_DIR) + "/timelines/schema.json");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto schema = base::parseYaml(text, "schema.json");
    ASSERT_TRUE(schema.ok());
    const auto* keys = schema.value.find("$defs")->find("milestone")->find("properties");
    const std::map<std::string, std::string> values = {
        {"title", "Another"},
        {"short", "Other"},
        {"lane", "visits"},
        {"mission", "flight"},
        {"weight", "2"},
        {"vehicles", "[cart]"},
        {"sites", "[ridge]"},
        {"after", "[first]"},
        {"history", "[{announced: 2026-01-01, target: 2029, confidence: unverified}]"}};
    const std::string first =
        "  first:\n    title: First\n    lane: rovers\n    history: [{announced: 2020, confidence: "
        "unverified}]\n";
    const auto below = readOver("perilune: timeline/1\nprogramme: club\nmilestones:\n" + first);
    ASSERT_TRUE(below.ok());
    for (const auto& key : keys->entries) {
        if (key.key == "amends")
            continue;
        ASSERT_TRUE(values.contains(key.key)) << key.key << ": no value for it here";
        const auto read =
            readOver(fmt::format("perilune: timeline/1\nprogramme: club\nmilestones:\n{}  rover:\n    "
                                 "amends: Anna\n    {}: {}\n",
                                 first, key.key, values.at(key.key)));
        ASSERT_TRUE(read.ok()) << key.key << ": " << format(read.diagnostics[0]);
        EXPECT_EQ(changesBetween(below.value, read.value).size(), 1u) << key.key;
    }
}

TEST(RecordDiff, tellsWhatMovesAndNothingElse) {
    const auto below = parseTimelines({{"below.yaml", contentOf("below.yaml")}});
    const auto over = readOver(contentOf("own.yaml"));
    EXPECT_TRUE(changesBetween(below.value, below.value).empty());
    std::string told;
    for (const RecordChange& change : changesBetween(below.value, over.value)) {
        told += fmt::format("{} {} {}:", nameOf(change.kind), change.what, change.id);
        for (const auto& part : change.parts)
            told += fmt::format(" {} [{}>{}]", part.name, part.from, part.to);
        told += "\n";
    }
    EXPECT_THAT(told, HasSubstr("changed milestone rover: target [2027>2028] status [announced>delayed] "));
    EXPECT_THAT(told, HasSubstr(" announcement [>2024-06-01: in-development]"));
    EXPECT_THAT(told, HasSubstr(" announcement [2025-11-01: announced>2025-11-01: in-development]"));
    EXPECT_THAT(told, HasSubstr("added milestone second-rover: target [>2030]"));
    EXPECT_THAT(told, HasSubstr("changed partner friend: joined [2024>2024-02]"));
    EXPECT_THAT(told, HasSubstr("added source letter:"));
    const auto back = changesBetween(over.value, below.value);
    EXPECT_EQ(std::count_if(back.begin(), back.end(),
                            [](const auto& one) { return one.kind == RecordChange::Kind::Removed; }),
              2);
}

} // namespace
} // namespace perilune::timeline
