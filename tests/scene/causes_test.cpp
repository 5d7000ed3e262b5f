// Who flies, what caused what, and how old the record is, as the scene tells it.
#include "scene/describe.h"
#include "scene/scene.h"
#include "flat.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace perilune::scene {
namespace {

using test::day;
using test::Flat;

constexpr const char* kRecord = R"(sources:
  paper: {title: Paper, publisher: Club, date: 2020, url: "https://example.org/paper"}
  docket: {title: Docket, publisher: Court, date: 2021-08-16}
  list: {title: Crew list, publisher: Club, date: 2023-04-03}
people:
  chair:
    name: {en: The Chair, ru: Глава}
    offices: [{office: {en: Chair, ru: глава}, organisation: {en: the club, ru: клуб}, from: 2019, sources: [paper]}]
  ann: {name: {en: Ann, zh: 安}}
missions: {hop: {title: Hop}}
milestones:
  landing:
    title: Landing
    lane: one
    weight: 3
    mission: hop
    history:
      - {announced: 2020-01-01, target: 2024-01-01, by: The club, person: chair, sources: [paper]}
      - {announced: 2021-11-09, target: 2025-01-01, because: [lawsuit, unseen], sources: [paper]}
      - {announced: 2022-06-01, target: 2026-01-01, because: [lawsuit], sources: [paper], confidence: low}
      - {announced: 2023-04-03, crew: [{person: ann, role: {en: Commander, ru: командир}}], sources: [list]}
  start:
    title: Start
    lane: one
    mission: hop
    history: [{announced: 2020-01-01, target: 2024, sources: [paper]}]
  lawsuit:
    title: A rival goes to court
    short: Lawsuit
    lane: one
    history: [{announced: 2021-08-16, kind: event, actual: 2021-08-13, status: achieved, sources: [docket]}]
  unseen:
    title: Never dated
    lane: one
    history: [{announced: 2021-01-01, sources: [paper]}]
)";

class Causes : public testing::Test {
  protected:
    Scene scene(const char* known, const char* selected = "landing", const char* language = "en",
                const char* at = nullptr) {
        Moment moment;
        moment.at = base::startOf(day(at ? at : known));
        moment.known = {AsOfMode::OnADay, {day(known)}};
        moment.selected = selected;
        moment.language = language;
        const auto scene = describe(timeline, Flat(), moment);
        EXPECT_TRUE(scene);
        return scene.value_or(Scene{});
    }
    timeline::Timeline timeline = test::club(kRecord);
};

TEST_F(Causes, ofAllThatWasKnownStandOnTheCardTheLatestFirst) {
    const auto told = [&](const char* known) {
        std::string all;
        const Scene shown = scene(known);
        for (const CauseRow& row : shown.card->causes)
            all += row.said + ": " + row.title + ", " + row.when + "; ";
        return all;
    };
    EXPECT_EQ(told("2021-11-08"), "");
    EXPECT_EQ(told("2021-11-09"),
              "9 Nov 2021: A rival goes to court, 16 Aug 2021; 9 Nov 2021: Never dated, 1 Jan 2021; ");
    const Card card = *scene("2022-06-01").card;
    ASSERT_EQ(card.causes.size(), 3u);
    EXPECT_EQ(card.causes[0].said, "1 Jun 2022");
    EXPECT_EQ(card.causes[0].confidence, timeline::Confidence::Low)
        << "as doubtful as the word that gives it";
}

TEST_F(Causes, ofOneWordAreThoseThatTheCardTellsOnceItIsChosen) {
    const auto cardFor = [&](const char* said, const char* known = "2023-04-03") {
        Moment moment;
        moment.at = base::startOf(day(known));
        moment.known = {AsOfMode::OnADay, {day(known)}};
        moment.selected = "landing";
        if (said)
            moment.said = timeline::KnownDay{day(said)};
        return describe(timeline, Flat(), moment).value_or(Scene{}).card.value_or(Card{});
    };
    const auto toldRows = [](const Card& card) {
        std::string days;
        for (const CardRow& row : card.rows)
            days += row.told ? row.announced + ";" : "";
        return days;
    };
    const auto causesOf = [](const Card& card) {
        std::string titles;
        for (const CauseRow& row : card.causes)
            titles += row.said + " " + row.milestone + ";";
        return titles;
    };
    EXPECT_EQ(toldRows(cardFor(nullptr)), "");
    EXPECT_EQ(causesOf(cardFor(nullptr)), "1 Jun 2022 lawsuit;9 Nov 2021 lawsuit;9 Nov 2021 unseen;");
    EXPECT_EQ(toldRows(cardFor("2021-11-09")), "9 Nov 2021;");
    EXPECT_EQ(causesOf(cardFor("2021-11-09")), "9 Nov 2021 lawsuit;9 Nov 2021 unseen;");
    EXPECT_EQ(causesOf(cardFor("2022-05-31")), "9 Nov 2021 lawsuit;9 Nov 2021 unseen;")
        << "it still stood then";
    EXPECT_EQ(causesOf(cardFor("2022-06-01")), "1 Jun 2022 lawsuit;");
    EXPECT_EQ(cardFor("2022-06-01").confidence, timeline::Confidence::Low) << "of the word that is told";
    EXPECT_EQ(causesOf(cardFor("2030-01-01", "2021-11-08")), "") << "nothing that was said later";
    EXPECT_EQ(toldRows(cardFor("1999-01-01")), "1 Jan 2020;") << "nothing had been said: the first word";
    EXPECT_EQ(cardFor("1999-01-01").wordsBy, "The Chair, Chair of the club, 1 January 2020");
    EXPECT_EQ(toldRows(cardFor("2023-04-03")), "3 Apr 2023;") << "it has a row, though it sets no date";
    EXPECT_EQ(cardFor("2023-04-03").sources.size(), 1u) << "its own alone";
    EXPECT_EQ(cardFor("2023-04-03").crew.size(), 1u);
    EXPECT_TRUE(cardFor("2022-06-01").crew.empty()) << "nobody was named in that word";
    const Card all = cardFor(nullptr);
    EXPECT_TRUE(!all.rows[0].caused && all.rows[1].caused && all.rows[2].caused);
}

TEST(Withdrawn, standsStruckOnTheCardWithWhoSaysSoAndCountsNoMore) {
    auto parsed = timeline::parseTimelines(
        {{"club.yaml", test::clubFile(kRecord)},
         {"own.yaml",
          "perilune: timeline/1\nprogramme: club\nmilestones:\n  landing:\n    amends: Anna\n"
          "    history:\n      - {withdraws: 2022-06-01, words: Nobody said so., sources: [list]}\n"}});
    ASSERT_TRUE(parsed.ok()) << format(parsed.diagnostics[0]);
    const auto cardOn = [&](const char* known, const char* said) {
        Moment moment;
        moment.at = base::startOf(day(known));
        moment.known = {AsOfMode::OnADay, {day(known)}};
        moment.selected = "landing";
        if (said)
            moment.said = timeline::KnownDay{day(said)};
        return *describe(parsed.value, Flat(), moment).value_or(Scene{}).card;
    };
    const Card card = cardOn("2023-04-03", nullptr);
    ASSERT_EQ(card.rows.size(), 3u);
    EXPECT_EQ(card.rows[2].withdrawnBy, "Anna");
    EXPECT_TRUE(card.rows[2].struck);
    EXPECT_FALSE(card.rows[1].struck) << "it is the last that was set";
    EXPECT_EQ(card.amendedBy, "Anna");
    EXPECT_EQ(card.causes.size(), 2u) << "nothing caused what was never said";
    EXPECT_EQ(card.sources.size(), 2u) << "that of the reason is told too";
    const Card told = cardOn("2023-04-03", "2022-06-01");
    EXPECT_TRUE(told.rows[2].told);
    EXPECT_EQ(told.words, "Withdrawn by Anna: Nobody said so.");
    EXPECT_EQ(told.sources.size(), 1u);
    EXPECT_EQ(cardOn("2022-05-31", nullptr).amendedBy, "") << "nobody knew of it then";
}

TEST_F(Causes, pointOnTheStripFromTheirMarkToThatOfWhatWasSaid) {
    const Strip strip = *scene("2022-06-01").strip;
    ASSERT_EQ(strip.causes.size(), 2u) << "what has no mark has no arrow";
    EXPECT_EQ(strip.causes[0].cause, "lawsuit");
    EXPECT_EQ(strip.causes[0].from, day("2021-08-13"));
    EXPECT_EQ(strip.causes[0].to, day("2025-01-01"));
    EXPECT_EQ(strip.causes[1].to, day("2026-01-01"));
    EXPECT_EQ(scene("2021-11-08").strip->causes.size(), 0u) << "not yet said";
    EXPECT_EQ(scene("2022-06-01", "start").strip->causes.size(), 0u) << "another one is selected";
    const auto& marks = strip.programmes[0].lanes[0].marks;
    const auto mark =
        std::find_if(marks.begin(), marks.end(), [](const StripMark& m) { return m.milestone == "lawsuit"; });
    ASSERT_NE(mark, marks.end());
    EXPECT_TRUE(mark->cause);
    EXPECT_EQ(mark->label, "Lawsuit") << "however little it weighs";
}

TEST_F(Causes, areToldInTheViewOfChanges) {
    Moment moment;
    moment.at = base::startOf(day("2022-12-31"));
    moment.known = {AsOfMode::OnADay, {day("2021-12-31")}};
    moment.changedSince = timeline::KnownDay{day("2021-01-01")};
    const auto scene = describe(timeline, Flat(), moment);
    ASSERT_TRUE(scene);
    const auto& rows = scene->changes->columns.at(0).rows;
    EXPECT_EQ(rows.at(0).milestone, "landing");
    EXPECT_EQ(rows.at(0).because, "A rival goes to court; Never dated");
}

TEST_F(Causes, crewsStandOnTheCardsOfTheirMissionOnceTheyAreNamed) {
    EXPECT_TRUE(scene("2023-04-02").card->crew.empty());
    EXPECT_EQ(scene("2023-04-02").card->crewSaid, "");
    for (const char* selected : {"landing", "start"}) {
        const Card card = *scene("2023-04-03", selected).card;
        ASSERT_EQ(card.crew.size(), 1u) << selected;
        EXPECT_EQ(card.crew[0].name, "Ann");
        EXPECT_EQ(card.crew[0].role, "Commander");
        EXPECT_EQ(card.crewSaid, "3 Apr 2023");
        EXPECT_TRUE(std::any_of(card.sources.begin(), card.sources.end(), [](const std::string& line) {
            return line.find("Crew list") != std::string::npos;
        })) << "with its source";
    }
    EXPECT_EQ(scene("2023-04-03", "landing", "ru").card->crew[0].role, "командир");
    EXPECT_EQ(scene("2023-04-03", "landing", "zh").card->crew[0].name, "安");
    EXPECT_TRUE(scene("2023-04-03", "lawsuit").card->crew.empty());
}

TEST_F(Causes, whoSaidItIsToldWithTheOfficeOfThatDay) {
    EXPECT_EQ(scene("2020-01-01").card->rows[0].by, "The Chair, Chair of the club");
    EXPECT_EQ(scene("2020-01-01", "landing", "ru").card->rows[0].by, "Глава, глава, клуб");
    EXPECT_EQ(scene("2020-01-01").card->wordsBy, "The Chair, Chair of the club, 1 January 2020");
}

TEST_F(Causes, evidenceIsToldToEndWherePlayheadOrKnownDayAreLater) {
    EXPECT_EQ(scene("2026-12-31").evidence, "") << "the file does not tell";
    timeline.evidence = {{"club", day("2026-10-10"), {}}};
    EXPECT_EQ(scene("2026-10-10").evidence, "");
    EXPECT_EQ(scene("2026-10-11").evidence, "evidence ends 10 October 2026");
    EXPECT_EQ(scene("2020-01-01", "landing", "en", "2026-10-11").evidence, "evidence ends 10 October 2026");
    EXPECT_EQ(scene("2026-10-11", "landing", "en", "2020-01-01").evidence, "evidence ends 10 October 2026");
    Moment plain;
    plain.at = base::startOf(day("2030-01-01"));
    plain.layers = {};
    plain.layers.strip = plain.layers.card = plain.layers.pins = plain.layers.titles = false;
    EXPECT_EQ(describe(timeline, Flat(), plain)->evidence, "") << "nothing of the record is shown";
}

} // namespace
} // namespace perilune::scene
