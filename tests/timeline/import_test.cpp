// Other people's files: they become timelines without a mistake, or are refused with a place.
#include "timeline/import/import.h"

#include "timeline/import/html_text.h"
#include "timeline/read/parse.h"
#include "timeline/write/bibliography.h"
#include "timeline/write/exports.h"
#include "base/letters.h"
#include "histories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace perilune::timeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What lies before it has happened.
constexpr base::Day kToday{std::chrono::year{2026} / 11 / 30};

base::Parsed<Import> csv(std::string_view text, const std::string& name = "x.csv") {
    return importCsv(text, name, kToday);
}
base::Parsed<Import> json(std::string_view text) {
    return importTimelineJs(text, "x.json", kToday);
}

Timeline read(const base::Parsed<Import>& imported) {
    for (const auto& d : imported.diagnostics)
        EXPECT_NE(d.severity, base::Severity::Error) << format(d);
    std::vector<std::pair<std::string, std::string>> files;
    for (const Import::File& file : imported.value.files)
        files.emplace_back(file.programme, file.yaml);
    auto parsed = parseTimelines(files);
    for (const auto& d : parsed.diagnostics)
        EXPECT_NE(d.severity, base::Severity::Error) << format(d) << "\n" << files[0].second;
    return std::move(parsed.value);
}

std::string firstOf(const base::Parsed<Import>& imported) {
    EXPECT_EQ(imported.value.files.empty(), base::hasErrors(imported.diagnostics));
    for (const auto& d : imported.diagnostics)
        if (d.severity == base::Severity::Error)
            return format(d);
    return imported.value.account.notes().empty() ? "" : format(imported.value.account.notes()[0]);
}

/// All that was told of an import.
std::string told(const base::Parsed<Import>& imported) {
    std::string text;
    for (const auto& d : imported.diagnostics)
        text += format(d) + "\n";
    for (const ImportNote& note : imported.value.account.notes())
        text += format(note) + "\n";
    return text + imported.value.account.sum();
}

/// Law: each field is taken, assumed or left out, and the notes tell of as many.
void expectSumsAgree(const base::Parsed<Import>& imported, std::size_t fields) {
    const ImportAccount& account = imported.value.account;
    EXPECT_EQ(account.fields(), fields);
    EXPECT_EQ(account.count(Fate::Taken) + account.count(Fate::Assumed) + account.count(Fate::LeftOut),
              fields);
    for (const Fate fate : {Fate::Assumed, Fate::LeftOut}) {
        std::size_t noted = 0;
        for (const ImportNote& note : account.notes())
            noted += note.fate == fate ? note.fields : 0;
        EXPECT_EQ(noted, account.count(fate)) << told(imported);
    }
}

TEST(ImportCsv, linesOfOneIdAreOneHistoryInTheOrderInWhichTheyWereSaid) {
    const Timeline t =
        read(csv("\xEF\xBB\xBFTitle;Announced;Target;Actual;By;Words;Source;URL;Lane\r\n"
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
    const auto told = [](const char* text) { return firstOf(csv(text)); };
    EXPECT_THAT(told(""), HasSubstr("x.csv:1:1: error: the file is empty"));
    EXPECT_THAT(told("\xEF\xBB\xBFname\xFF,a\n"), HasSubstr("x.csv:1:5: error: not UTF-8"));
    EXPECT_THAT(told("title\nx\x02y\n"), HasSubstr("x.csv:2:2: error: a control character (0x02)"));
    EXPECT_THAT(told("what,when\nx,2024\n"), HasSubstr("no column is called 'title'"));
    EXPECT_THAT(told("title,announced\nx,\"2024\n"), HasSubstr("x.csv:2:3: error: a quote is opened here"));
    EXPECT_THAT(told("title,announced\nx,\"2024\"y\n"), HasSubstr("x.csv:2:9: error: text after a closing"));
    EXPECT_THAT(told("title,announced\nx\"y,2024\n"), HasSubstr("x.csv:2:2: error: a quote inside"));
    EXPECT_THAT(told("title,announced\nx,2024,2026\n"), HasSubstr("x.csv:2:8: error: 3 fields"));
    EXPECT_THAT(told("title,announced,target\nx,2024,soon\n"),
                HasSubstr("x.csv:2:8: error: 'soon' is no date"));
    EXPECT_THAT(told("title,target\nx,2024\n"), HasSubstr("x.csv:2:1: error: nothing tells when"));
    EXPECT_THAT(told("title,announced,status\nx,2024,achievd\n"), HasSubstr("did you mean 'achieved'?"));
    EXPECT_THAT(told("title,announced,actual\nx,2024,2025\n"),
                HasSubstr("x.csv:2:3: error: it happened (2025) after"));
    EXPECT_THAT(told("title,announced\nx,2024/..\n"), HasSubstr("x.csv:2:3: error: '2024/..' is open"));
    EXPECT_THAT(told("title,announced\n"), HasSubstr("no line below its header"));
}

TEST(ImportCsv, whatThisProgramPrintsItReadsAgain) {
    const Timeline t =
        read(csv("title,announced,target,actual,words\n"
                 "\"A, \"\"b\"\"\",2024-03,2026-33~,,\"two\nlines\"\nDone,2025,,2024-05-06T10:00Z,\n"));
    const StandingMilestones standing(asKnown(t, t.latestKnown()), ValidDay{t.latestKnown().day});
    std::vector<const StandingMilestone*> all;
    for (const StandingMilestone& row : standing)
        all.push_back(&row);
    const Timeline again = read(csv(toCsv(t, all)));
    ASSERT_EQ(again.milestones.size(), 2u);
    EXPECT_EQ(again.milestones[0].title.english(), "A, \"b\"");
    EXPECT_EQ(again.milestones[0].history[0].target->edtf, "2026-33~");
    EXPECT_EQ(again.milestones[1].history[0].actual->instant, t.milestones[1].history[0].actual->instant);
}

/// UTF-16 of a text of the first plane.
std::string utf16(std::string_view text, bool bigEndian, bool marked) {
    std::string out;
    const auto put = [&](unsigned unit) {
        out += static_cast<char>(bigEndian ? unit >> 8 : unit & 0xFF);
        out += static_cast<char>(bigEndian ? unit & 0xFF : unit >> 8);
    };
    if (marked)
        put(0xFEFF);
    while (!text.empty())
        put(static_cast<unsigned>(base::nextCharacter(text)));
    return out;
}

TEST(ImportCsv, everySeparatorEncodingAndEndOfLineGivesTheSameRecord) {
    const std::string rows[] = {"Title|Lane|Announced|Target|Words|||",
                                "|||||||",
                                "Première|Élan|2024-03-02|2026|\"a | \"\"b\"\"\n; c, d\te\"|||",
                                "Луна|Élan|2025-11|2027-33|",
                                "",
                                "Third|Élan|2025-11"};
    std::string wanted;
    for (const char separator : {',', ';', '\t', '|'})
        for (const char* end : {"\n", "\r\n", "\r"})
            for (const bool told : {false, true}) {
                std::string text = told ? std::string("sep=") + separator + end : "";
                for (std::string row : rows) {
                    // The separator within quotes stays what it is.
                    const std::size_t open = row.find('"'), close = row.rfind('"');
                    for (std::size_t i = 0; i < row.size(); ++i)
                        if (row[i] == '|' && (open == std::string::npos || i < open || i > close))
                            row[i] = separator;
                    text += row + end;
                }
                for (const std::string& bytes :
                     {text, "\xEF\xBB\xBF" + text, utf16(text, false, true), utf16(text, true, true),
                      utf16(text, false, false), utf16(text, true, false)}) {
                    const auto made = csv(bytes);
                    ASSERT_EQ(made.value.files.size(), 1u) << firstOf(made) << text;
                    if (wanted.empty())
                        wanted = made.value.files[0].yaml;
                    ASSERT_EQ(made.value.files[0].yaml, wanted) << text;
                    expectSumsAgree(made, 12);
                }
            }
    EXPECT_THAT(wanted, HasSubstr("a | \"b\" ; c, d e"));
}

TEST(ImportCsv, whatIsNoUtf8IsReadAsWindows1252AndSaidSo) {
    const auto made = csv("title,announced,words\nCaf\xE9,2024,\x80 5 \x96 more\n");
    const Timeline t = read(made);
    EXPECT_EQ(t.milestones[0].title.english(), "Café");
    EXPECT_EQ(t.milestones[0].history[0].words, "€ 5 – more");
    EXPECT_THAT(
        told(made),
        HasSubstr(
            "x.csv:2:4: assumed: the text is no UTF-8, and is read as Windows-1252, where this says 'Café'"));
    EXPECT_THAT(firstOf(csv("title,announced\nx\x81,2024\n")), HasSubstr("neither UTF-8 nor Windows-1252"));
}

TEST(ImportCsv, quotesBetweenTabsAndAnglesInTextsAreLetters) {
    const Timeline t = read(csv("title\tannounced\twords\n12\" drill\t2024\t\"Go\" he said\n"
                                "\"Two\nlines\"\t2024\t<b> if a<b & c>d, AT&T, &amp;\n\"open\t2024\tx\n"));
    EXPECT_EQ(t.milestones[0].title.english(), "12\" drill");
    EXPECT_EQ(t.milestones[0].history[0].words, "\"Go\" he said");
    EXPECT_EQ(t.milestones[1].title.english(), "Two lines");
    EXPECT_EQ(t.milestones[1].history[0].words, "<b> if a<b & c>d, AT&T, &amp;");
    EXPECT_EQ(t.milestones[2].title.english(), "\"open");
}

TEST(ImportCsv, ofATableBetweenTabsTheWholeSaysWhetherQuotesEncloseAndItIsTold) {
    // Excel's way: cells with line breaks, tabs or quotes stand in quotes.
    const auto quoted =
        csv("title\tannounced\twords\n\"Two\nlines, \"\"so\"\"\"\t2024\t\"a\tb\"\nplain\t2024\tx\n");
    const Timeline t = read(quoted);
    ASSERT_EQ(t.milestones.size(), 2u);
    EXPECT_EQ(t.milestones[0].title.english(), "Two lines, \"so\"");
    EXPECT_EQ(t.milestones[0].history[0].words, "a b");
    EXPECT_THAT(told(quoted),
                HasSubstr("x.csv:2:1: assumed: the quotes with which cells begin enclose them"));
    // Google's way: nothing is quoted. A quote that opens here and one that closes lines below are letters.
    const auto letters =
        csv("title\tannounced\twords\n\"Eagle\t2024\tx\nLanding\"\t2024\ty\n\"b\"\t2025\t\"z\n");
    const Timeline u = read(letters);
    ASSERT_EQ(u.milestones.size(), 3u);
    EXPECT_EQ(u.milestones[0].title.english(), "\"Eagle");
    EXPECT_EQ(u.milestones[1].title.english(), "Landing\"");
    EXPECT_EQ(u.milestones[2].title.english(), "\"b\"");
    EXPECT_THAT(told(letters), HasSubstr("are letters: every line is a whole row"));
    // Such a pair may look closed, and swallow whole rows.
    const auto pair = csv("announced\ttitle\n2024\t\"Eagle\n2025\tLanding\"\n");
    EXPECT_EQ(read(pair).milestones.size(), 2u);
    EXPECT_THAT(told(csv("title\tannounced\nx\t2024\n")), testing::Not(HasSubstr("quotes")));
}

TEST(ImportCsv, aDateThatIsNotIsoIsRefusedWithTheWholeCell) {
    const std::pair<const char*, const char*> cells[] = {
        {"02.03.2024", "write 2024-03-02 or 2024-02-03, whichever is meant"},
        {"30.09.2026", "write 2026-09-30"},
        {"3/4/2026", "write 2026-04-03 or 2026-03-04, whichever is meant"},
        {"9/30/2026", "write 2026-09-30"},
        {"2026.04.03", "write 2026-04-03"},
        {"2026/04/03", "write 2026-04-03"},
        {"2024-3-2", "write 2024-03-02"},
        {"9/2026", "write 2026-09"},
        {"1 Apr 2026", "write 2026-04-01"},
        {"April 1, 2026", "write 2026-04-01"},
        {"Sept. 2026", "write 2026-09"},
        {"Q3 2030", "write 2030-35"},
        {"H2 2030", "write 2030-41"},
        {"46023", "which would be 2026-01-01"},
        {"46023.25", "which would be 2026-01-01"},
        {"2022-11-16 06:47:44", "write 2022-11-16, or 2022-11-16T06:47:44Z"},
        {"2024-03-02 00:00:00", "write 2024-03-02"},
        {"31.02.2024", "write 2028, 2028-09"},
        {"TBD", "leave it empty where nobody named a date"},
    };
    for (const auto& [cell, todo] : cells) {
        const std::string message =
            firstOf(csv(std::string("title;announced;target\nx;2024;\"") + cell + "\"\n"));
        EXPECT_THAT(message,
                    testing::StartsWith(std::string("x.csv:2:8: error: '") + cell + "' is no date; "))
            << cell;
        EXPECT_THAT(message, HasSubstr(todo)) << cell;
    }
    const Timeline t = read(csv("title,announced,actual\nx,2022-11-16,2022-11-15T23:47:44-07:00\n"));
    EXPECT_EQ(t.milestones[0].history[0].actual->when.edtf, "2022-11-16T06:47:44Z");
}

TEST(ImportCsv, aDateWithAStatusIsWhatTheStatusSays) {
    const auto made = csv(
        "title,announced,date,status\nLost,2023-08-20,2023-08-19,failed\nUp,2024-05-03,2024-05-03,launched\n"
        "Done,2022-11-16,2022-11-16,achieved\nPlan,2024,2026,delayed\nOver,2024-03-02,2024-03-01,\n");
    const Timeline t = read(made);
    const auto standing = [&](const char* id) {
        return standingOf(*asKnown(t, t.latestKnown()).find(id), ValidDay{kToday});
    };
    EXPECT_EQ(standing("lost"), Standing::Failed);
    EXPECT_EQ(t.milestone("lost")->history[0].actual->when.edtf, "2023-08-19");
    EXPECT_FALSE(t.milestone("lost")->history[0].target);
    EXPECT_EQ(standing("up"), Standing::Due);
    EXPECT_EQ(standing("done"), Standing::Done);
    EXPECT_EQ(t.milestone("plan")->history[0].target->edtf, "2026");
    EXPECT_EQ(standing("over"), Standing::Done);
    EXPECT_THAT(told(made), HasSubstr("assumed: 3 fields of 'date': with a status that says so"));
    EXPECT_THAT(told(made), HasSubstr("assumed: 1 field of 'date': it was over when it was told of"));
}

TEST(ImportCsv, aDateAloneIsAPlanUntilItIsOver) {
    const Timeline t = read(csv("title,date\nOnce,2020\nNow,2026\nLater,2031-05\n"));
    EXPECT_EQ(t.milestone("once")->history[0].status, Status::Achieved);
    EXPECT_EQ(t.milestone("now")->history[0].target->edtf, "2026");
    EXPECT_EQ(t.milestone("later")->history[0].target->edtf, "2031-05");
    EXPECT_EQ(t.milestone("later")->history[0].announced.edtf, "2026-11-30");
}

TEST(ImportCsv, titlesInAnyLettersAreToldApartAndJoined) {
    const Timeline t = read(csv("title,announced,target\nЛуна-25,2020,2021\nВенера-25,2020,2030\nЛуна-25,"
                                "2021,2023\n嫦娥七号,2020,2026\n"));
    ASSERT_EQ(t.milestones.size(), 3u);
    EXPECT_EQ(t.milestones[0].history.size(), 2u);
    EXPECT_EQ(t.milestones[1].title.english(), "Венера-25");
    EXPECT_EQ(t.milestones[2].id, "milestone");
}

TEST(ImportCsv, keepsAnyNumberOfLanes) {
    std::string text = "title,lane,announced\n";
    for (int i = 0; i < 40; ++i)
        text += "t" + std::to_string(i) + ",Lane " + std::to_string(i) + ",2024\n";
    EXPECT_EQ(read(csv(text)).programmes[0].lanes.size(), 40u);
}

TEST(ImportCsv, nothingIsLeftOutInSilence) {
    const auto made = csv("title,announced,target,target,wrods,,notes,words,lane,confidence,url\n"
                          "A,2024,2026,2027,lost,lost too,first,second,One,high,nowhere\n"
                          "A,2025,2026,2026,,,same,same,Two,unverified,https://example.org/a\n"
                          "Old,-0044,,,,,,,,,\nOlder,2024,0999,,,,,,,,\n");
    EXPECT_EQ(read(made).milestones.size(), 1u);
    expectSumsAgree(made, 25);
    const std::string text = told(made);
    EXPECT_THAT(text, HasSubstr("x.csv:2:13: left out: 1 field of 'target': another column says the same"));
    EXPECT_THAT(
        text,
        HasSubstr("left out: 1 field of 'wrods': no column of that name is read; did you mean 'words'?"));
    EXPECT_THAT(text, HasSubstr("left out: 1 field of 'column 6, which has no name'"));
    EXPECT_THAT(text, HasSubstr("left out: 1 field of 'words': another column says the same"));
    EXPECT_THAT(text, HasSubstr("left out: 1 field of 'confidence': what names no source is unverified"));
    EXPECT_THAT(text, HasSubstr("left out: 'nowhere' is no web address"));
    EXPECT_THAT(text, HasSubstr("left out: 1 field of 'lane': another line of the same id"));
    EXPECT_THAT(text, HasSubstr("x.csv:4:5: left out: the line of 'Old': '-0044' lies before the year 1000"));
    EXPECT_THAT(text,
                HasSubstr("x.csv:5:12: left out: the line of 'Older': '0999' lies before the year 1000"));
}

TEST(ImportCsv, anythingThatASpreadsheetWouldReckonWithIsGuardedAndComesBack) {
    for (const char* text : {"=1+1", "+49 30", "-5 °C", "@home", "'=x", "''+1", "'quoted'", "plain"}) {
        EXPECT_TRUE(std::string_view("=+-@").find(csvText(text)[0]) == std::string_view::npos) << text;
        const Timeline t = read(csv("title,announced\n" + csvField(csvText(text)) + ",2024\n"));
        EXPECT_EQ(t.milestones[0].title.english(), text);
    }
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
    const Timeline t = read(json(kTimelineJs));
    EXPECT_EQ(t.programmes[0].title.english(), "The race & after");
    ASSERT_EQ(t.milestones.size(), 4u);
    const Milestone& apollo = *t.milestone("apollo-11");
    EXPECT_EQ(base::formatInstant(apollo.history[0].actual->instant), "1969-07-20T00:00:00Z");
    EXPECT_EQ(apollo.history[0].words, "One small step 🌑");
    EXPECT_EQ(t.source(apollo.history[0].sources[0])->publisher, "NASA");
    EXPECT_EQ(t.milestone("race")->history[0].target->edtf, "1957/1975");
    EXPECT_EQ(t.milestone("more")->history[0].target->edtf, "1970/1972");
    EXPECT_EQ(t.milestone("more")->history[0].kind, AnnouncementKind::Period);
    EXPECT_TRUE(t.milestone("apollo-11-2"));
}

TEST(ImportTimelineJs, aNameThatYamlTakesForNothingIsAName) {
    const Timeline t = read(json(R"({"events": [{"start_date": {"year": 1969}, "group": "null",
        "text": {"headline": "null"}, "unique_id": "null", "media": {"url": "https://null/x"}}]})"));
    EXPECT_EQ(t.programmes[0].lanes[0].id, "null");
    EXPECT_EQ(t.milestones[0].title.english(), "null");
    EXPECT_EQ(t.milestones[0].history[0].sources, std::vector<std::string>{"null"});
}

TEST(ImportTimelineJs, mistakesHaveTheirPlaces) {
    const auto told = [](const char* text) { return firstOf(json(text)); };
    EXPECT_THAT(told("{\"events\": [{\"start_date\": {\"year\": -44}}]}"), HasSubstr("nothing is left"));
    EXPECT_THAT(told("{\"events\": [{\"start_date\": {\"year\": \"-13800000000\"}}]}"),
                HasSubstr("nothing is left"));
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

TEST(ImportTimelineJs, everyNameOfHtmlIsALetter) {
    const auto words = [](std::string_view html) { return htmlText(html).words; };
    EXPECT_EQ(words("Chang&rsquo;e &amp; friends &#8211; caf&eacute; &hellip;"),
              "Chang’e & friends – café …");
    EXPECT_EQ(words("&AElig;&zwnj;|&nvlt;|&NotEqualTilde;|&CounterClockwiseContourIntegral;"),
              "Æ\u200c|<\u20d2|≂̸|∳");
    EXPECT_EQ(words("&#x1F311;&#128;&#150;&#0;&#xD800;"), "🌑€–\uFFFD\uFFFD");
    EXPECT_EQ(words("&copy 2024, AT&T, &nosuch; &, &#; a < b <name> 1 < 2"),
              "© 2024, AT&T, &nosuch; &, &#; a < b <name> 1 < 2");
    EXPECT_EQ(
        words("<p class='a>b'>One</p><p>Two<br/>three <b>f</b>our</p><!-- no --><script>x<y</script>end"),
        "One Two three four end");
    EXPECT_EQ(words("see <a href=\"https://example.org/?a=1&amp;b\">this</a>."),
              "see this (https://example.org/?a=1&b).");
}

TEST(ImportTimelineJs, whatIsToComeIsAPlanAndAStretchOfTimeIsAPeriod) {
    const auto made = json(R"({"scale": "human", "title": {"text": {"headline": "T"}, "media": {"url": "x"}},
      "eras": [{"start_date": {"year": 2017}, "end_date": {"year": 2040}, "text": {"headline": "Era"}}],
      "events": [
      {"start_date": {"year": "2030", "month": "", "day": ""}, "display_date": "early in the 2030s", "text": {"headline": "Base"}},
      {"start_date": {"year": 2022, "month": 11, "day": 16, "hour": 6, "minute": 47, "second": 44}, "text": {"headline": "Launch"}, "autolink": false},
      {"start_date": {"year": 2027, "month": 1, "day": 1, "display_date": "Spring or summer 2027"}, "text": {"headline": "Flight"}},
      {"start_date": {"year": 1926, "month": 5, "day": 3}, "end_date": {"year": 1926, "month": 6}, "text": {"headline": "Trip"}},
      {"start_date": {"year": -44}, "text": {"headline": "Rome", "text": "Ides"}, "group": "Old"}]})");
    const Timeline t = read(made);
    const auto first = [&](const char* id) -> const Announcement& { return t.milestone(id)->history[0]; };
    EXPECT_EQ(first("base").target->edtf, "2030");
    EXPECT_EQ(first("base").announced.edtf, "2026-11-30");
    EXPECT_EQ(first("base").words, "Dated \"early in the 2030s\".");
    EXPECT_EQ(first("launch").actual->when.edtf, "2022-11-16T06:47:44Z");
    EXPECT_EQ(first("flight").target->edtf, "2027");
    EXPECT_EQ(first("era").kind, AnnouncementKind::Period);
    EXPECT_EQ(first("era").target->edtf, "2017/2040");
    EXPECT_EQ(standingOf(*asKnown(t, t.latestKnown()).find("era"), valid("2045-01-01")), Standing::Done);
    EXPECT_EQ(first("trip").target->edtf, "1926-05-03/1926-06");
    EXPECT_FALSE(t.milestone("rome"));
    const std::string text = told(made);
    EXPECT_THAT(text,
                HasSubstr("left out: 'Rome' of the year '-44': nothing before the year 1000 can be shown"));
    EXPECT_THAT(text,
                HasSubstr("assumed: 1 field of 'events.start_date.hour': the time of day is taken for UTC"));
    EXPECT_THAT(text, HasSubstr("left out: 1 field of 'scale': is not read"));
    EXPECT_THAT(text, HasSubstr("left out: 1 field of 'events.autolink': is not read"));
    expectSumsAgree(made, 32);
}

TEST(ImportTimelineJs, itsSpreadsheetSaysTheSame) {
    const auto sheet = csv("Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display "
                           "Date,Headline,Text,Media,Media Credit,"
                           "Media Caption,Media Thumbnail,Type,Group,Background\n"
                           ",,,,,,,,,The race,,,,,,title,,\n"
                           "2024,3,2,6:47 PM,,,,,,First hop,A <b>small</b> "
                           "hop,https://example.org/a,NASA,Landing,thumb.png,,Hops,#333\n"
                           "1957,,,,1975,,,,,Old days,,,,,,era,,\n",
                           "race.csv");
    const auto same = importTimelineJs(R"({"title": {"text": {"headline": "The race"}}, "events": [
        {"start_date": {"year": 2024, "month": 3, "day": 2, "hour": 18, "minute": 47}, "text": {"headline": "First hop",
         "text": "A <b>small</b> hop"}, "media": {"url": "https://example.org/a", "credit": "NASA", "caption": "Landing"}, "group": "Hops"}],
        "eras": [{"start_date": {"year": 1957}, "end_date": {"year": 1975}, "text": {"headline": "Old days"}}]})",
                                       "race.csv", kToday);
    ASSERT_TRUE(sheet.ok() && same.ok()) << firstOf(sheet) << firstOf(same);
    const Timeline a = read(sheet), b = read(same);
    ASSERT_EQ(a.milestones.size(), 2u);
    for (const Milestone& milestone : a.milestones)
        EXPECT_EQ(milestone.history[0].words + milestone.history[0].announced.edtf + milestone.lane,
                  b.milestone(milestone.id)->history[0].words +
                      b.milestone(milestone.id)->history[0].announced.edtf + b.milestone(milestone.id)->lane);
    EXPECT_EQ(a.milestone("first-hop")->history[0].actual->when.edtf, "2024-03-02T18:47Z");
    EXPECT_EQ(b.milestone("first-hop")->history[0].actual->when.edtf, "2024-03-02T18:47Z");
    EXPECT_THAT(told(sheet), HasSubstr("left out: 1 field of 'Media Thumbnail': is not read"));
    EXPECT_THAT(told(sheet), HasSubstr("left out: 1 field of 'Background': is not read"));
    expectSumsAgree(sheet, 18);
}

TEST(ImportLaws, mangledFilesAreRefusedOrBecomeTimelines) {
    std::mt19937 random(1968);
    const std::string table =
        "title,announced,target,actual,status,words\nA,2024,2026,,,\"x, \"\"y\"\"\"\nB,2025,,2024-05,,z\n";
    for (int round = 0; round < 3000; ++round) {
        std::string text = round % 2 ? table : kTimelineJs;
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
        const auto made = round % 2 ? csv(text) : json(text);
        if (made.ok()) {
            read(made);
            expectSumsAgree(made, made.value.account.fields());
        } else {
            EXPECT_TRUE(made.value.files.empty());
        }
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
