// What the form holds beside milestones: partners, vehicles, missions, places that changed, the order of
// statuses.
#include "timeline/ask/partners.h"
#include "timeline/read/parse.h"
#include "timeline/statuses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kHead = R"(perilune: timeline/1
programme: {id: club, title: Club, mark: circle, colour: "#ffffff", lanes: [{id: all, title: All}]}
sources: {minutes: {title: Minutes, publisher: Club, date: 2024}}
blocs:
  treaty: {title: {en: Treaty, ru: Договор}, programme: club}
  pact: {title: Pact}
partners:
  treaty-france: {title: {en: France, zh: 法国}, country: FR, bloc: treaty, joined: 2020-10-13, sources: [minutes]}
  treaty-chad: {title: Chad, country: TD, bloc: treaty, joined: 2021-05, left: 2022, sources: [minutes]}
  treaty-peru: {title: Peru, country: PE, bloc: treaty, joined: 2021-01-02, disputed: true, sources: [minutes]}
  pact-lab: {title: A lab, kind: organisation, country: FR, bloc: pact, joined: ../2019, level: agency, confidence: low, sources: [minutes]}
vehicles: {rocket: {title: Rocket}}
missions: {flight-one: {title: Flight one, note: the first}}
sites:
  a: {title: A, where: {point: [0, 0], uncertainty_km: 2.5}, sources: [minutes]}
  b: {title: B, where: {point: [1, 0]}, sources: [minutes]}
  goal:
    title: Goal
    history:
      - {announced: 2022-08-19, where: {candidates: [a, b]}, sources: [minutes]}
      - {announced: 2024-10-28, where: {candidates: [b]}, by: The chair, sources: [minutes]}
milestones:
  test: {title: Test, lane: all, history: [{announced: 2020, target: 2022, sources: [minutes]}]}
  landing:
    title: Landing
    lane: all
    mission: flight-one
    vehicles: [rocket]
    after: [test]
    history:
      - {announced: 2020, target: 2024, sources: [minutes]}
      - {announced: 2025, status: superseded, superseded_by: test, sources: [minutes]}
)";

base::Parsed<Timeline> parse(const std::string& text) {
    return parseTimelines({{"club.yaml", text}});
}

std::vector<std::string> told(const std::string& text) {
    std::vector<std::string> lines;
    for (const auto& d : parse(text).diagnostics)
        lines.push_back(format(d));
    return lines;
}

std::string with(const char* from, const char* to) {
    std::string text = kHead;
    text.replace(text.find(from), std::string_view(from).size(), to);
    return text;
}

TEST(Model, holdsPartnersVehiclesMissionsAndPlacesThatChanged) {
    const auto parsed = parse(kHead);
    for (const auto& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    const Timeline& t = parsed.value;
    EXPECT_EQ(t.partner("treaty-france")->title.in("zh"), "法国");
    EXPECT_EQ(t.partner("treaty-france")->level, PartnerLevel::State);
    EXPECT_EQ(t.partner("pact-lab")->level, PartnerLevel::Agency);
    EXPECT_EQ(t.milestone("landing")->mission, "flight-one");
    EXPECT_THAT(t.milestone("landing")->vehicles, ElementsAre("rocket"));
    EXPECT_THAT(t.milestone("landing")->after, ElementsAre("test"));
    EXPECT_EQ(t.milestone("landing")->history[1].supersededBy, "test");
    EXPECT_DOUBLE_EQ(std::get<PointGeometry>(t.site("a")->geometry).uncertaintyKm, 2.5);
    const Site& goal = *t.site("goal");
    ASSERT_EQ(goal.history.size(), 2u);
    EXPECT_THAT(std::get<CandidateGeometry>(goal.history[0].geometry).sites, ElementsAre("a", "b"));
    EXPECT_THAT(std::get<CandidateGeometry>(goal.geometry).sites, ElementsAre("b"));
    EXPECT_EQ(goal.announced->edtf, "2022-08-19");
}

TEST(Model, partnersAreThoseWhoSurelyHadJoinedAndHadNotLeft) {
    const auto parsed = parse(kHead);
    const auto at = [&](const char* day) { return partnersAt(parsed.value, KnownDay{*base::parseDay(day)}); };
    EXPECT_TRUE(at("2019-12-30").partners.empty());
    EXPECT_EQ(at("2020-10-12").counts[0].all, 0u);
    EXPECT_EQ(at("2020-10-13").counts[0].all, 1u);
    EXPECT_EQ(at("2021-05-30").counts[0].all, 1u) << "May 2021 is sure on its last day";
    const Roster all = at("2021-05-31");
    EXPECT_EQ(all.counts[0].all, 2u);
    EXPECT_EQ(all.counts[0].disputed, 1u);
    EXPECT_EQ(all.counts[1].all, 1u);
    EXPECT_EQ(all.counts[1].countries, 0u);
    std::vector<std::string> ids;
    for (const Partner* p : all.partners)
        ids.push_back(p->id);
    EXPECT_THAT(ids, ElementsAre("treaty-france", "treaty-peru", "treaty-chad", "pact-lab"));
    EXPECT_EQ(at("2022-12-31").counts[0].all, 1u);
    EXPECT_EQ(partnerEvents(parsed.value).size(), 5u);
}

TEST(Model, mistakesInItHaveTheirMessages) {
    EXPECT_THAT(told(with("bloc: pact, joined", "bloc: treety, joined")),
                ElementsAre(HasSubstr("no bloc has the id 'treety'; did you mean 'treaty'?")));
    EXPECT_THAT(told(with("country: TD", "country: Chad")), ElementsAre(HasSubstr("'Chad' is no country")));
    EXPECT_THAT(told(with("country: TD, ", "")), ElementsAre(HasSubstr("a country without its letters")));
    EXPECT_THAT(told(with("left: 2022", "left: 2019")), ElementsAre(HasSubstr("before it joined")));
    EXPECT_THAT(told(with("disputed: true", "disputed: yes")),
                ElementsAre(HasSubstr("known here: true, false")));
    EXPECT_THAT(told(with("vehicles: [rocket]", "vehicles: [rockets]")),
                ElementsAre(HasSubstr("did you mean 'rocket'?")));
    EXPECT_THAT(told(with("candidates: [a, b]", "candidates: [a, c]")),
                ElementsAre(HasSubstr("no site has the id 'c'")));
    EXPECT_THAT(told(with("superseded_by: test", "superseded_by: tset")),
                ElementsAre(HasSubstr("did you mean 'test'?")));
    EXPECT_THAT(told(with("status: superseded, ", "")),
                ElementsAre(HasSubstr("'superseded_by' without 'status: superseded'")));
    EXPECT_THAT(told(with("programme: club}", "programme: clab}")),
                ElementsAre(HasSubstr("warning: no programme has the id 'clab'")));
    EXPECT_THAT(told(with("2024-10-28, where", "2021-10-28, where")),
                ElementsAre(HasSubstr("announced 2021-10-28 stands after 2022-08-19")));
}

TEST(Model, milestonesThatWaitForEachOtherAreRefused) {
    EXPECT_THAT(told(with("test: {title: Test,", "test: {title: Test, after: [landing],")),
                ElementsAre(HasSubstr("'test' waits for 'landing' waits for 'test'; leave one")));
    EXPECT_THAT(told(with("after: [test]", "after: [landing]")),
                ElementsAre(HasSubstr("'landing' waits for 'landing'")));
}

TEST(Model, aChainOfMilestonesMayBeAsLongAsAFile) {
    std::string text = kHead;
    for (int i = 0; i < 20'000; ++i)
        text += "  m" + std::to_string(i) + ": {title: M, lane: all, after: [" +
                (i < 19'999 ? "m" + std::to_string(i + 1) : std::string("test")) +
                "], history: [{announced: 2024, confidence: unverified}]}\n";
    EXPECT_TRUE(told(text).empty());
}

TEST(Model, aPartnersFileNeedsNoProgramme) {
    EXPECT_TRUE(told("perilune: timeline/1\nblocs: {x: {title: X}}\npartners:\n"
                     "  x-fr: {title: France, country: FR, bloc: x, joined: 2020, confidence: unverified}\n")
                    .empty());
}

TEST(Statuses, whatFlewIsNoPlanAndWhatWasCancelledMustBeTakenUpAgain) {
    EXPECT_FALSE(mayFollow(Status::Launched, Status::Proposed));
    EXPECT_FALSE(mayFollow(Status::Cancelled, Status::Achieved));
    EXPECT_FALSE(mayFollow(Status::Superseded, Status::Launched));
    EXPECT_FALSE(mayFollow(Status::Achieved, Status::InDevelopment));
    EXPECT_FALSE(mayFollow(Status::Failed, Status::Achieved));
    EXPECT_TRUE(mayFollow(Status::Launched, Status::Achieved));
    EXPECT_TRUE(mayFollow(Status::Cancelled, Status::Announced));
    EXPECT_TRUE(mayFollow(Status::Delayed, Status::Launched));
    EXPECT_THAT(
        told(with("status: superseded, superseded_by: test", "status: cancelled") +
             "      - {announced: 2026, kind: event, actual: 2025, status: achieved, sources: [minutes]}\n"),
        ElementsAre(HasSubstr("warning: 'achieved' after 'cancelled'; say first when it was taken up")));
}

} // namespace
} // namespace perilune::timeline
