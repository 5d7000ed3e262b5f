// The find box: what a word brings up, and where choosing it leads.
#include "ui/find.h"

#include "terrain/gazetteer.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace perilune;
using namespace perilune::ui;
using test::day;
using timeline::Found;

namespace {

constexpr const char* kRecord = R"(
perilune: timeline/1
programme:
  id: alpha
  title: {en: Alpha, ru: Альфа, zh: 阿尔法}
  mark: circle
  colour: "#6fb1ff"
  lanes:
    - {id: missions, title: Missions}
sources:
  s1: {title: A text, publisher: A paper, date: 2019-03-26}
  s2: {title: Another text, publisher: A gazette, date: 2023-05-01}
  s4: {title: A third text, publisher: A paper, date: 2022-01-01}
  s5: {title: A register, publisher: A court, date: 2018-01-01}
  s3: {title: The treaty, publisher: A ministry, date: 2020-10-13}
people:
  head: {name: {en: The Head, ru: Глава, zh: 吴伟仁}, also: [Wu Weiren], offices: [{office: Head, organisation: Alpha, from: 2018, sources: [s5]}]}
  clerk: {name: The Clerk, offices: [{office: Clerk, organisation: Alpha, from: 2018-02-03, until: 2019-02-03, sources: [s5]}]}
vehicles:
  dart: {title: Dart, sources: [s1]}
missions:
  swan-1: {title: {en: Swan 1, zh: 天鹅一号}, sources: [s1]}
  heron: {title: Heron lands, sources: [s1]}
blocs:
  pact: {title: The Pact, programme: alpha}
partners:
  pact-latvia: {title: {en: Latvia, lv: Latvija}, level: state, bloc: pact, country: LV, joined: 2022-06-01, sources: [s3]}
  pact-observatory: {title: The Observatory, kind: organisation, bloc: pact, joined: 2022-06-01, sources: [s3]}
sites:
  early-field:
    title: Early Field
    where: {point: [5, 10]}
    sources: [s1]
  late-field:
    title: Late Field
    where: {point: [-5, 10]}
    announced: 2023-05-01
    sources: [s2]
milestones:
  first-hop:
    title: First hop
    lane: missions
    weight: 3
    history:
      - {announced: 2019-03-26, kind: event, actual: 2019-03-20, status: achieved, by: The head, person: head, words: It hopped., sources: [s1]}
  swan-launch:
    title: {en: Swan leaves, zh: 天鹅出发}
    lane: missions
    mission: swan-1
    vehicles: [dart]
    weight: 2
    history:
      - {announced: 2019-03-26, target: 2024, by: The head, words: It will leave., sources: [s1]}
      - {announced: 2022-01-01, target: 2024, by: The head, words: Still., sources: [s4]}
  swan-landing:
    title: Swan lands
    lane: missions
    mission: swan-1
    weight: 3
    sites: [early-field]
    history:
      - {announced: 2020-03-26, target: 2025, by: The head, words: It will land., sources: [s1]}
  heron-landing:
    title: Heron lands
    lane: missions
    mission: heron
    weight: 1
    history:
      - {announced: 2023-05-01, target: 2030, by: The head, words: Another bird for Shackleton., sources: [s2]}
)";

/// Hills with some names, one of them that of a site as well.
class NamedHills : public test::Hills {
  public:
    NamedHills() {
        // Each test is a process of its own, and two run at once.
        const auto folder =
            std::filesystem::path(testing::TempDir()) / ("perilune_find_names_" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        std::ofstream craters(folder / "craters.csv");
        craters << "name,latitude,longitude,diameter_km\nShackleton,-89.67,129.78,20.92\nTiny,1,2,0.4\n";
        for (char letter = 'A'; letter <= 'Z'; ++letter)
            craters << "Field " << letter << ",10,20,12\n";
        craters.close();
        std::ofstream(folder / "names.csv") << "name,kind,latitude,longitude,diameter_km\n"
                                               "Oceanus Procellarum,Oceanus,20.67,-56.68,2592.24\n";
        names_ = *terrain::Gazetteer::read(folder);
        std::filesystem::remove_all(folder);
    }
    const terrain::Gazetteer* gazetteer() const override { return &names_; }

  private:
    terrain::Gazetteer names_;
};

class Find : public testing::Test {
  protected:
    Find() {
        auto parsed = timeline::parseTimelines({{"find.yaml", kRecord}});
        for (const auto& d : parsed.diagnostics)
            ADD_FAILURE() << base::format(d);
        record = std::move(parsed.value);
        std::vector<timeline::NamedPlace> places;
        for (const auto& feature : ground.gazetteer()->features())
            places.push_back({feature.name, feature.kind});
        index = std::make_unique<timeline::SearchIndex>(record, std::move(places));
        s = openingSession(data(), *base::parseInstant("2024-02-10T08:00Z"));
        s.show.moment.selected.clear();
    }
    Dataset data() const { return {&record, &ground, nullptr, index.get()}; }
    void lookBackOn(const char* date) { s.show.moment.known = {scene::AsOfMode::OnADay, {day(date)}}; }

    std::vector<FoundRow> rows(const char* text) const { return foundRows(text, data(), 8); }
    /// The row of a kind that a text brings up.
    FoundRow row(const char* text, Found kind) const {
        for (const auto& found : rows(text))
            if (found.hit.kind == kind)
                return found;
        ADD_FAILURE() << text << " brings up no " << nameOf(kind);
        return {};
    }
    std::vector<Action> chosen(const char* text, Found kind) const {
        return actionsFor(row(text, kind).hit, data(), s.show);
    }
    void choose(const char* text, Found kind) {
        for (const auto& action : chosen(text, kind))
            s = reduce(std::move(s), action, data());
    }
    template <class A> static const A* only(const std::vector<Action>& actions) {
        return actions.size() == 1 ? std::get_if<A>(&actions.front()) : nullptr;
    }
    void expectNotYet(const char* text, Found kind) {
        const auto actions = chosen(text, kind);
        const auto* said = only<action::Say>(actions);
        ASSERT_NE(said, nullptr) << text;
        EXPECT_NE(said->message.find("Not yet announced"), std::string::npos) << said->message;
    }

    timeline::Timeline record;
    NamedHills ground;
    std::unique_ptr<timeline::SearchIndex> index;
    Session s;
};

} // namespace

TEST_F(Find, aMilestoneOpensItsCardAndMovesThePlayhead) {
    choose("swan lands", Found::Milestone);
    EXPECT_EQ(s.show.moment.selected, "swan-landing");
    EXPECT_EQ(base::dayOf(s.show.moment.at), day("2025-12-31"));
}

TEST_F(Find, whatWasNotYetAnnouncedIsToldAndNotShown) {
    lookBackOn("2019-01-01");
    expectNotYet("swan lands", Found::Milestone);
    expectNotYet("swan 1", Found::Mission);
    expectNotYet("dart", Found::Vehicle);
    expectNotYet("alpha", Found::Programme);
    expectNotYet("late field", Found::Site);
    expectNotYet("latvia", Found::Partner);
    expectNotYet("another text", Found::Source);
    choose("swan lands", Found::Milestone);
    EXPECT_EQ(s.show.moment.selected, "");
}

TEST_F(Find, aPersonLeadsToTheLastWordOrFlightKnown) {
    for (const char* name : {"the head", "Глава", "吴伟仁", "Wu Weiren"}) {
        s.show.moment.selected.clear();
        choose(name, Found::Person);
        EXPECT_EQ(s.show.moment.selected, "first-hop") << name;
    }
    EXPECT_EQ(row("吴伟仁", Found::Person).english, "The Head");
    EXPECT_EQ(row("clerk", Found::Person).tag, "person · Clerk of Alpha");
    const auto actions = chosen("clerk", Found::Person);
    const auto* said = only<action::Say>(actions);
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->message,
              "The Clerk: Clerk of Alpha from 3 February 2018 to 3 February 2019 (source: A court)");
    lookBackOn("2017-12-31");
    expectNotYet("the head", Found::Person);
}

TEST_F(Find, asItLookedThenGoesByThePlayhead) {
    s.show.moment.known = {scene::AsOfMode::AsItLookedThen, {}};
    s.show.moment.at = test::instant("2021-01-01");
    expectNotYet("heron", Found::Milestone);
    s.show.moment.at = test::instant("2023-06-01");
    choose("heron", Found::Milestone);
    EXPECT_EQ(s.show.moment.selected, "heron-landing");
}

TEST_F(Find, missionVehicleAndProgrammeLeadToTheWeightiestKnownMilestone) {
    choose("swan 1", Found::Mission);
    EXPECT_EQ(s.show.moment.selected, "swan-landing");
    choose("dart", Found::Vehicle);
    EXPECT_EQ(s.show.moment.selected, "swan-launch");
    choose("alpha", Found::Programme);
    EXPECT_EQ(s.show.moment.selected, "swan-landing") << "of two as weighty, the one that is still to happen";
    s.show.moment.selected.clear();
    choose("the pact", Found::Bloc);
    EXPECT_EQ(s.show.moment.selected, "swan-landing");
    lookBackOn("2019-12-01"); // the landing had not been spoken of
    choose("swan 1", Found::Mission);
    EXPECT_EQ(s.show.moment.selected, "swan-launch");
}

TEST_F(Find, aSiteIsFlownTo) {
    const auto actions = chosen("early field", Found::Site);
    const auto* fly = only<action::FlyToSite>(actions);
    ASSERT_NE(fly, nullptr);
    EXPECT_EQ(fly->site, "early-field");
    lookBackOn("2023-05-01");
    const auto late = chosen("late field", Found::Site);
    EXPECT_NE(only<action::FlyToSite>(late), nullptr);
}

TEST_F(Find, aNameOfTheGroundIsFlownToAtARangeThatFitsIt) {
    for (const auto& [text, leastM, mostM] :
         {std::tuple{"shackleton", 6e4, 2e5}, {"oceanus", 5e6, 1e7}, {"tiny", 2e3, 4e3}}) {
        s.show.flight.reset();
        choose(text, Found::Place);
        EXPECT_TRUE(s.show.moment.layers.names) << text;
        ASSERT_TRUE(s.show.flight) << text;
        EXPECT_GE(s.show.flight->to.rangeM, leastM) << text;
        EXPECT_LE(s.show.flight->to.rangeM, mostM) << text;
    }
    choose("shackleton", Found::Place);
    EXPECT_NEAR(s.show.flight->to.latitude.degrees(), -89.67, 1e-9);
    EXPECT_NE(s.desk.message.find("Shackleton: crater, 21 km (IAU)"), std::string::npos) << s.desk.message;
    EXPECT_TRUE(s.show.moment.layers.names) << "names that are on stay on";
}

TEST_F(Find, aSourceOpensTheMilestoneThatNamesItWithItsSources) {
    choose("another text", Found::Source);
    EXPECT_EQ(s.show.moment.selected, "heron-landing");
    EXPECT_TRUE(s.show.moment.layers.sources);
    choose("a text", Found::Source);
    EXPECT_EQ(s.show.moment.selected, "swan-landing");
    lookBackOn("2021-01-01"); // the milestone was known, this word of it was not
    expectNotYet("a third text", Found::Source);
    EXPECT_TRUE(s.show.moment.layers.sources) << "sources that are open stay open";
}

TEST_F(Find, aSourceOfNoMilestoneIsToldInWords) {
    choose("treaty", Found::Source);
    EXPECT_EQ(s.desk.message, "The treaty, A ministry, 13 October 2020");
}

TEST_F(Find, aPartnerIsToldWithItsBlocDayAndSource) {
    choose("observatory", Found::Partner);
    EXPECT_EQ(s.desk.message, "The Observatory, The Pact: joined 1 June 2022 (source: A ministry)");
    choose("latvija", Found::Partner);
    EXPECT_TRUE(s.show.moment.layers.partners);
    EXPECT_EQ(s.show.moment.country, "LV");
    EXPECT_GE(base::dayOf(s.show.moment.at), test::day("2022-06-01")) << "on a day on which it was one";
    choose("latvija", Found::Partner);
    EXPECT_EQ(s.show.moment.country, "LV") << "chosen again it stays";
}

TEST_F(Find, duringAStoryTheDayIsThatOfTheStory) {
    test::SmallDataset small; // its story stands in 2021 at first, and looks from then
    s = reduce(small.opening(), action::PlayStory{true}, small.data());
    const timeline::Hit hit{Found::Milestone, "second-landing", "Second landing", "en", "", 100};
    const auto actions = actionsFor(hit, small.data(), s.show);
    EXPECT_NE(only<action::Say>(actions), nullptr);
}

TEST_F(Find, everyLanguageOfTheRecordFindsAndTheEnglishStandsBeside) {
    EXPECT_EQ(row("天鹅一号", Found::Mission).english, "Swan 1");
    EXPECT_EQ(row("天鹅", Found::Milestone).hit.id, "swan-launch");
    const auto russian = row("альфа", Found::Programme);
    EXPECT_EQ(russian.hit.title, "Альфа");
    EXPECT_EQ(russian.english, "Alpha");
    EXPECT_EQ(row("alpha", Found::Programme).english, "");
}

TEST_F(Find, aMissionAndItsMilestoneOfOneTitleAreOneRow) {
    const auto found = rows("heron lands");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].hit.kind, Found::Milestone);
    EXPECT_EQ(rows("swan 1").front().hit.kind, Found::Mission);
}

TEST_F(Find, tagsTellWhatAHitIs) {
    EXPECT_EQ(row("swan lands", Found::Milestone).tag, "milestone · Alpha");
    EXPECT_EQ(row("swan 1", Found::Mission).tag, "mission · Alpha");
    EXPECT_EQ(row("latvia", Found::Partner).tag, "partner · The Pact");
    ASSERT_NE(row("latvia", Found::Partner).programme, nullptr);
    EXPECT_EQ(row("latvia", Found::Partner).programme->id, "alpha");
    EXPECT_EQ(row("shackleton", Found::Place).tag, "crater · 21 km");
    EXPECT_EQ(row("tiny", Found::Place).tag, "crater · 0.4 km");
    EXPECT_EQ(row("field a", Found::Place).tag, "satellite crater · 12 km");
}

TEST_F(Find, theTwoGroupsStandTogetherAndBothKeepSomeRows) {
    const auto found = rows("field"); // 26 craters and two sites
    ASSERT_EQ(found.size(), 8u);
    int changes = 0, grounds = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        changes += i > 0 && isGround(found[i].hit) != isGround(found[i - 1].hit);
        grounds += isGround(found[i].hit);
    }
    EXPECT_EQ(changes, 1);
    EXPECT_GE(grounds, 1);
    EXPECT_GE(int(found.size()) - grounds, 2);
}

TEST_F(Find, theGroupWithTheBetterHitStandsFirst) {
    const auto crater = rows("shackleton"); // and the words of a milestone
    ASSERT_EQ(crater.size(), 2u);
    EXPECT_TRUE(isGround(crater[0].hit));
    EXPECT_EQ(crater[1].hit.id, "heron-landing");
    EXPECT_FALSE(isGround(rows("swan").front().hit));
}

TEST_F(Find, nothingIsFoundForNothingNorWithoutAnIndex) {
    EXPECT_TRUE(rows("").empty());
    EXPECT_TRUE(rows("zzzz").empty());
    Dataset bare = data();
    bare.search = nullptr;
    EXPECT_TRUE(foundRows("swan", bare, 8).empty());
}
