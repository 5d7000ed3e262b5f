// Other people's files: they become timelines without a mistake, or are refused with a place.
#include "timeline/import/import.h"

#include "timeline/read/parse.h"
#include "timeline/write/bibliography.h"
#include "timeline/write/exports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace perilune::timeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Timeline read(const base::Parsed<std::string>& imported) {
    for (const auto& d : imported.diagnostics)
        EXPECT_NE(d.severity, base::Severity::Error) << format(d);
    auto parsed = parseTimelines({{"imported.yaml", imported.value}});
    for (const auto& d : parsed.diagnostics)
        EXPECT_NE(d.severity, base::Severity::Error) << format(d) << "\n" << imported.value;
    return std::move(parsed.value);
}

std::string firstOf(const base::Parsed<std::string>& imported) {
    EXPECT_EQ(imported.value.empty(), base::hasErrors(imported.diagnostics));
    for (const auto& d : imported.diagnostics)
        if (d.severity == base::Severity::Error)
            return format(d);
    return imported.diagnostics.empty() ? "" : format(imported.diagnostics[0]);
}

TEST(ImportCsv, linesOfOneIdAreOneHistoryInTheOrderInWhichTheyWereSaid) {
    const Timeline t =
        read(importCsv("\xEF\xBB\xBFTitle;Announced;Target;Actual;By;Words;Source;URL;Lane\r\n"
                       "First rover;2025-11;2027-33;;The newsletter;\"Late; \"\"the wheels\"\"\";News;"
                       "https://example.org/n;Rovers\r\n"
                       "First rover;2024-03-02;2026;;;;Minutes;;Rovers\r\n"
                       "Founding;;;2024-03-01;;;;;\r\n",
                       "a/club.csv"));
    ASSERT_EQ(t.milestones.size(), 2u);
    const Milestone& rover = *t.milestone("first-rover");
    ASSERT_EQ(rover.history.size(), 2u);
    EXPECT_EQ(rover.history[0].target->edtf, "2026");
    EXPECT_EQ(rover.history[1].words, "Late; \"the wheels\"");
    EXPECT_EQ(t.source(rover.history[1].sources[0])->url, "https://example.org/n");
    const Milestone& founding = *t.milestone("founding");
    EXPECT_EQ(founding.history[0].status, Status::Achieved);
    EXPECT_EQ(founding.history[0].announced.edtf, "2024-03-01");
    EXPECT_EQ(founding.history[0].confidence, Confidence::Unverified);
    EXPECT_EQ(t.programmes[0].id, "club");
}

TEST(ImportCsv, mistakesHaveTheirPlaces) {
    const auto told = [](const char* text) { return firstOf(importCsv(text, "x.csv")); };
    EXPECT_THAT(told(""), HasSubstr("x.csv:1:1: error: the file is empty"));
    EXPECT_THAT(told("name\xFF,a\n"), HasSubstr("x.csv:1:1: error: not UTF-8"));
    EXPECT_THAT(told("what,when\nx,2024\n"), HasSubstr("no column is called 'title'"));
    EXPECT_THAT(told("title,announced\nx,\"2024\n"), HasSubstr("x.csv:2:3: error: a quote is opened here"));
    EXPECT_THAT(told("title,announced\nx,\"2024\"y\n"), HasSubstr("x.csv:2:9: error: text after a closing"));
    EXPECT_THAT(told("title,announced\nx\"y,2024\n"), HasSubstr("x.csv:2:2: error: a quote inside"));
    EXPECT_THAT(told("title,announced\nx\n"), HasSubstr("x.csv:2:1: error: 1 fields"));
    EXPECT_THAT(told("title,announced,target\nx,2024,soon\n"),
                HasSubstr("x.csv:2:8: error: 'soon' is no date"));
    EXPECT_THAT(told("title,target\nx,2024\n"), HasSubstr("x.csv:2:1: error: nothing tells when"));
    EXPECT_THAT(told("title,announced,status\nx,2024,achievd\n"), HasSubstr("did you mean 'achieved'?"));
    EXPECT_THAT(told("title,announced,actual\nx,2024,2025\n"),
                HasSubstr("x.csv:2:3: error: it happened (2025) after"));
    EXPECT_THAT(told("title,announced\nx,2024/..\n"), HasSubstr("x.csv:2:3: error: '2024/..' is open"));
    EXPECT_THAT(told("title,announced\n"), HasSubstr("no line below its header"));
    EXPECT_THAT(told("title,announced,wrods\nx,2024,y\n"),
                HasSubstr("x.csv:1:17: warning: the column 'wrods' is not read; did you mean 'words'?"));
}

TEST(ImportCsv, whatThisProgramPrintsItReadsAgain) {
    const Timeline t =
        read(importCsv("title,announced,target,actual,words\n"
                       "\"A, \"\"b\"\"\",2024-03,2026-33~,,\"two\nlines\"\nDone,2025,,2024-05-06T10:00Z,\n",
                       "club.csv"));
    const StandingMilestones standing(asKnown(t, t.latestKnown()), ValidDay{t.latestKnown().day});
    std::vector<const StandingMilestone*> all;
    for (const StandingMilestone& row : standing)
        all.push_back(&row);
    const std::string csv = toCsv(t, all);
    const Timeline again = read(importCsv(csv, "club.csv"));
    ASSERT_EQ(again.milestones.size(), 2u);
    EXPECT_EQ(again.milestones[0].title.english(), "A, \"b\"");
    EXPECT_EQ(again.milestones[0].history[0].target->edtf, "2026-33~");
    EXPECT_EQ(again.milestones[1].history[0].actual->instant, t.milestones[1].history[0].actual->instant);
}

constexpr const char* kTimelineJs = R"({
  "title": {"text": {"headline": "The <b>race</b> &amp; after"}},
  "eras": [{"start_date": {"year": "1957"}, "end_date": {"year": "1975"}, "text": {"headline": "Race"}}],
  "events": [
    {"start_date": {"year": 1969, "month": "7", "day": "20", "hour": "20"}, "group": "Crewed",
     "text": {"headline": "Apollo 11", "text": "<p>One small step \ud83c\udf11</p>"},
     "media": {"url": "https://example.org/apollo", "caption": "Landing", "credit": "NASA"}, "unique_id": "apollo-11"},
    {"start_date": {"year": "1970", "month": "", "day": ""}, "end_date": {"year": "1972"}, "text": {"text": "More"}},
    {"start_date": {"year": "2024", "month": "2"}, "text": {"headline": "Apollo 11"}, "media": null}
  ]
})";

TEST(ImportTimelineJs, eventsErasGroupsAndMediaAreTakenOver) {
    const Timeline t = read(importTimelineJs(kTimelineJs, "race.json"));
    EXPECT_EQ(t.programmes[0].title.english(), "The race & after");
    ASSERT_EQ(t.milestones.size(), 4u);
    const Milestone& apollo = *t.milestone("apollo-11");
    EXPECT_EQ(base::formatInstant(apollo.history[0].actual->instant), "1969-07-20T00:00:00Z");
    EXPECT_EQ(apollo.history[0].words, "One small step 🌑");
    EXPECT_EQ(t.source(apollo.history[0].sources[0])->publisher, "NASA");
    EXPECT_EQ(t.milestone("race")->history[0].target->edtf, "1957/1975");
    EXPECT_EQ(t.milestone("more")->history[0].actual->precision, Precision::Year);
    EXPECT_THAT(t.milestone("more")->history[0].words, HasSubstr("Until 1972."));
    EXPECT_TRUE(t.milestone("apollo-11-2"));
}

TEST(ImportTimelineJs, aNameThatYamlTakesForNothingIsAName) {
    const Timeline t = read(importTimelineJs(R"({"events": [{"start_date": {"year": 1969}, "group": "null",
        "text": {"headline": "null"}, "unique_id": "null", "media": {"url": "https://null/x"}}]})",
                                             "x.json"));
    EXPECT_EQ(t.programmes[0].lanes[0].id, "null");
    EXPECT_EQ(t.milestones[0].title.english(), "null");
    EXPECT_EQ(t.milestones[0].history[0].sources, std::vector<std::string>{"null"});
}

TEST(ImportTimelineJs, mistakesHaveTheirPlaces) {
    const auto told = [](const char* text) { return firstOf(importTimelineJs(text, "x.json")); };
    EXPECT_THAT(told("{\"events\": [{\"start_date\": {\"year\": -44}}]}"),
                HasSubstr("the year '-44': nothing before"));
    EXPECT_THAT(told("{\"events\": [{\"start_date\": {\"year\": \"-13800000000\"}}]}"),
                HasSubstr("nothing before"));
    EXPECT_THAT(told("{\"events\": [\n {\"start_date\": {\"year\": 2024, \"month\": 13}}]}"),
                HasSubstr("x.json:2:41: error: 'month' is '13'"));
    EXPECT_THAT(told("{\"events\": [{\"start_date\": {\"year\": 2023, \"month\": 2, \"day\": 29}}]}"),
                HasSubstr("no day 29"));
    EXPECT_THAT(told("{\"events\": [{\"text\": {}}]}"), HasSubstr("without 'start_date'"));
    EXPECT_THAT(told("{\"events\": []}"), HasSubstr("no list of 'events'"));
    EXPECT_THAT(told("{\"timeline\": {\"date\": []}}"), HasSubstr("TimelineJS 2"));
    EXPECT_THAT(told("[1, 2]"), HasSubstr("no TimelineJS file"));
    EXPECT_THAT(told("{\"events\": ["), HasSubstr("error: not JSON"));
    EXPECT_THAT(told(""), HasSubstr("no TimelineJS file"));
}

TEST(ImportLaws, mangledFilesAreRefusedOrBecomeTimelines) {
    std::mt19937 random(1968);
    const std::string csv =
        "title,announced,target,actual,status,words\nA,2024,2026,,,\"x, \"\"y\"\"\"\nB,2025,,2024-05,,z\n";
    for (int round = 0; round < 3000; ++round) {
        std::string text = round % 2 ? csv : kTimelineJs;
        for (unsigned k = random() % 4; k > 0; --k) {
            const std::size_t at = random() % text.size();
            switch (random() % 3) {
            case 0:
                text[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                text.erase(at, random() % 9);
                break;
            default:
                text.insert(at, text.substr(random() % text.size(), random() % 12));
            }
        }
        const auto made = round % 2 ? importCsv(text, "x.csv") : importTimelineJs(text, "x.json");
        if (made.ok())
            read(made);
        else
            EXPECT_TRUE(made.value.empty());
    }
}

TEST(Exports, calendarLinesAreFoldedAt75OctetsWithoutCuttingACharacter) {
    const std::string line = "SUMMARY:" + std::string(66, 'x') + "嫦娥嫦娥" + std::string(200, 'y');
    const std::string folded = icalendarLine(line);
    std::string unfolded;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = folded.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 75u);
        EXPECT_NE(static_cast<unsigned char>(folded[at]) & 0xC0u, 0x80u);
        unfolded += folded.substr(at + (at > 0 ? 1 : 0), end - at - (at > 0 ? 1 : 0));
        at = end + 2;
    }
    EXPECT_EQ(unfolded, line);
    EXPECT_EQ(icalendarText("a,b;c\\d\ne\r"), "a\\,b\\;c\\\\d\\ne");
}

TEST(Exports, csvAndBibliographyEscapeTheirOwnSigns) {
    EXPECT_EQ(csvLine({"a", "b,c", "d\"e", "f\ng", ""}), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
    EXPECT_EQ(bibtexText("50% & {x} $_#~^\\"),
              "50\\% \\& \\textbraceleft{}x\\textbraceright{} "
              "\\$\\_\\#\\textasciitilde{}\\textasciicircum{}\\textbackslash{}");
    EXPECT_EQ(markdownText("*a* [b](c) <d> `e`"), "\\*a\\* \\[b\\](c) \\<d\\> \\`e\\`");
    EXPECT_EQ(markdownText("2024. Report"), "2024\\. Report");
}

} // namespace
} // namespace perilune::timeline
