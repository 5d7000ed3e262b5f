// Who said it and who flies: in which office, on which day, by which name.
#include "timeline/ask/people.h"

#include "timeline/read/parse.h"
#include "timeline/search/search.h"
#include "timeline/write/canonical.h"
#include "histories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

constexpr const char* kRecord = R"(perilune: timeline/1
programme: {id: race, title: Race, mark: circle, colour: "#ffffff", lanes: [{id: all, title: All}]}
people:
  rogozin:
    name: {en: Dmitry Rogozin, ru: Дмитрий Рогозин}
    also: [Dmitriy Rogozin]
    offices:
      - {office: Deputy Prime Minister, organisation: Russia, from: 2011-12-23, until: 2018-05-18, confidence: unverified}
      - {office: {en: Director General, ru: генеральный директор}, organisation: {en: Roscosmos, ru: Роскосмос}, from: 2018-05-24, until: 2022-07-15, confidence: unverified}
  wu: {name: {en: Wu Weiren, zh: 吴伟仁}}
  koch: {name: Christina Koch}
  hansen: {name: Jeremy Hansen}
missions: {loop: {title: Loop}}
milestones:
  start:
    title: Start
    lane: all
    mission: loop
    history:
      - {announced: 2017, by: TASS, person: rogozin, target: 2024, confidence: unverified}
      - {announced: 2020-01-01, person: rogozin, target: 2024, confidence: unverified}
      - {announced: 2020-01-02, person: rogozin, office: none, target: 2024, confidence: unverified}
      - {announced: 2020-01-03, person: wu, target: 2024, confidence: unverified}
      - {announced: 2020-01-04, by: TASS, target: 2024, confidence: unverified}
      - {announced: 2023-04-03, crew: [{person: koch, role: Commander}], confidence: unverified}
  return:
    title: Return
    lane: all
    mission: loop
    history:
      - {announced: 2021, target: 2024, confidence: unverified}
      - {announced: 2024-02-01, crew: [{person: hansen, role: {en: Pilot, ru: пилот}}, {person: koch, role: Commander}], confidence: unverified}
  other: {title: Other, lane: all, history: [{announced: 2021, target: 2024, confidence: unverified}]}
)";

Timeline record() {
    auto parsed = parseTimelines({{"race.yaml", kRecord}});
    for (const auto& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    return std::move(parsed.value);
}

TEST(People, speakInTheOfficeThatTheyHeldOnTheDay) {
    const Timeline t = record();
    const auto& said = t.milestone("start")->history;
    EXPECT_EQ(speakerOf(t, said[0]), "Dmitry Rogozin, Deputy Prime Minister of Russia");
    EXPECT_EQ(speakerOf(t, said[1]), "Dmitry Rogozin, Director General of Roscosmos");
    EXPECT_EQ(speakerOf(t, said[1], "ru"), "Дмитрий Рогозин, генеральный директор, Роскосмос");
    EXPECT_EQ(speakerOf(t, said[2]), "Dmitry Rogozin") << "said without an office";
    EXPECT_EQ(speakerOf(t, said[3], "zh"), "吴伟仁") << "has none";
    EXPECT_EQ(speakerOf(t, said[4]), "TASS") << "no person is named";
}

TEST(People, officesAreThoseThatWereHeldOnTheDay) {
    const Timeline t = record();
    const auto on = [&](const char* text) {
        const base::Day day = *base::parseDay(text);
        std::string held;
        for (const Held& one : officesHeld(t, &day))
            held += one.office->title.english() + "; ";
        return held;
    };
    EXPECT_EQ(on("2011-12-22"), "");
    EXPECT_EQ(on("2018-05-18"), "Deputy Prime Minister; ");
    EXPECT_EQ(on("2018-05-20"), "");
    EXPECT_EQ(on("2022-07-15"), "Director General; ");
    EXPECT_EQ(on("2022-07-16"), "");
    EXPECT_EQ(officesHeld(t).size(), 2u);
}

TEST(People, aCrewIsThatOfTheLastWordKnownOfItsMission) {
    const Timeline t = record();
    const auto crew = [&](const char* milestone, const char* day) {
        std::string names;
        if (const CrewKnown known = crewOf(t, *t.milestone(milestone), timeline::known(day)); known.said)
            for (const CrewMember& member : known.said->crew)
                names += member.person + " ";
        return names;
    };
    EXPECT_EQ(crew("start", "2023-04-02"), "") << "announced later";
    EXPECT_EQ(crew("start", "2023-04-03"), "koch ");
    EXPECT_EQ(crew("return", "2023-04-03"), "koch ");
    EXPECT_EQ(crew("start", "2024-02-01"), "hansen koch ");
    EXPECT_EQ(crew("other", "2024-02-01"), "") << "of another mission";
    EXPECT_EQ(crewsKnown(t, known("2024-02-01")).size(), 2u) << "the mission's once";
    EXPECT_TRUE(milestonesOf(t, "koch", known("2023-04-02")).empty());
    ASSERT_EQ(milestonesOf(t, "koch", known("2026-01-01")).size(), 2u);
    EXPECT_EQ(milestonesOf(t, "koch", known("2026-01-01")).back()->id, "return");
}

TEST(People, areFoundByTheirNameInAnyScriptAndSpelling) {
    const Timeline t = record();
    const SearchIndex index(t);
    for (const char* query : {"Рогозин", "rogozin", "Rogozin Dmitry", "Dmitriy", "Роскосмос"})
        EXPECT_THAT(index.find(query),
                    testing::Contains(testing::AllOf(testing::Field(&Hit::kind, Found::Person),
                                                     testing::Field(&Hit::id, std::string_view("rogozin")))))
            << query;
    const auto hits = index.find("吴伟仁");
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits[0].kind, Found::Person);
    EXPECT_EQ(hits[0].title, "吴伟仁");
    EXPECT_EQ(hits[0].language, "zh");
    EXPECT_EQ(hits[0].rank, 100);
}

TEST(People, ofTwoFilesAreOneWhereBothSayTheSame) {
    const std::string people = "people: {chair: {name: The Chair, also: [Chairman]}}\n";
    const auto parsed = parseTimelines(
        {{"a.yaml", "perilune: timeline/1\n" + people}, {"b.yaml", "perilune: timeline/1\n" + people}});
    for (const auto& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    EXPECT_EQ(parsed.value.people.size(), 1u);
}

TEST(People, standInTheirOrderInTheCanonicalForm) {
    const auto form =
        canonicalForm("perilune: timeline/1\npeople: {chair: {offices: [{until: 2021, from: 2020, "
                      "confidence: unverified, organisation: Club, office: Chair}], also: [X], "
                      "name: Chair}}\nevidence_until: 2026-10-10\n",
                      "x.yaml");
    EXPECT_EQ(form.value, "perilune: timeline/1\nevidence_until: 2026-10-10\n\npeople:\n  chair:\n"
                          "    name: Chair\n    also: [X]\n    offices: [{office: "
                          "Chair, organisation: Club, from: 2020, until: 2021, confidence: unverified}]\n");
}

} // namespace
} // namespace perilune::timeline
