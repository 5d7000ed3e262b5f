#include "timeline/read/parse.h"

#include "timeline/names.h"
#include "timeline/statuses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace perilune::timeline {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSmall = R"(perilune: timeline/1
programme:
  id: lunar-club
  title: {en: Lunar club, lv: Mēness klubs}
  mark: diamond
  colour: "#6fB1ff"
  lanes: [{id: missions, title: Missions}, {id: base, title: Base}]
sources:
  minutes: {title: Minutes, publisher: Lunar club, date: 2024-03, url: https://example.org/minutes}
sites:
  ridge:
    title: The ridge
    note: candidate
    where: {point: [-84.9, +29.5], radius_km: 8}
    announced: 2024-03-01
    model: lander.glb
    model_milestone: landing
    sources: [minutes]
    confidence: low
  field: {title: The field, where: {polygon: [[-1, 0], [1, 0], [1, 2], [-1, 0]]}, confidence: unverified}
  rock: {title: The rock, where: {point: [0, -180]}, sources: [minutes]}
  far: {title: Far side, where: unknown, sources: [minutes]}
milestones:
  landing:
    title: First landing
    short: Landing
    lane: base
    sites: [ridge, rock]
    weight: 3
    history:
      - announced: 2024-03-01
        target: 2026
        status: proposed
        by: The chair
        words: >-
          We land
          in two years.
        sources: [minutes]
      - {announced: 2025, target: 2027, sources: [minutes]}
      - {announced: 2026-02, kind: projection, target: 2029, confidence: unverified}
      - announced: 2027-05-06
        kind: event
        actual: 2027-05-05T12:30:15Z
        status: achieved
        sources: [minutes]
  founding:
    title: Founding
    lane: missions
    history:
      - {announced: 2024, kind: event, actual: 2023-11, status: achieved, confidence: unverified}
)";

Timeline read(const std::string& text) {
    auto parsed = parseTimelines({{"club.yaml", text}});
    for (const auto& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    return std::move(parsed.value);
}

TEST(Parse, takesAProgrammeWithAllThatTheFormHolds) {
    const Timeline t = read(kSmall);
    const Programme* club = t.programme("lunar-club");
    ASSERT_TRUE(club);
    EXPECT_EQ(club->title.in("lv"), "Mēness klubs");
    EXPECT_EQ(club->title.in("ru"), "Lunar club");
    EXPECT_EQ(club->mark, Mark::Diamond);
    EXPECT_EQ(club->colour, 0x6FB1FFu);
    EXPECT_EQ(club->lanes.size(), 2u);

    const Site* ridge = t.site("ridge");
    ASSERT_TRUE(ridge);
    const auto& circle = std::get<CircleGeometry>(ridge->geometry);
    EXPECT_DOUBLE_EQ(circle.centre.latitude.degrees(), -84.9);
    EXPECT_DOUBLE_EQ(circle.centre.longitude.degrees(), 29.5);
    EXPECT_DOUBLE_EQ(circle.radiusKm, 8);
    EXPECT_EQ(ridge->modelMilestone, "landing");
    EXPECT_EQ(ridge->confidence, Confidence::Low);
    EXPECT_EQ(ridge->programme, "lunar-club");
    EXPECT_EQ(std::get<PolygonGeometry>(t.site("field")->geometry).corners.size(), 3u) << "closed by hand";
    EXPECT_TRUE(std::holds_alternative<PointGeometry>(t.site("rock")->geometry));
    EXPECT_TRUE(std::holds_alternative<UnknownGeometry>(t.site("far")->geometry));

    const Milestone* landing = t.milestone("landing");
    ASSERT_TRUE(landing);
    EXPECT_EQ(landing->shortTitle, "Landing");
    EXPECT_THAT(landing->sites, ElementsAre("ridge", "rock"));
    ASSERT_EQ(landing->history.size(), 4u);
    EXPECT_EQ(landing->history[0].words, "We land in two years.");
    EXPECT_EQ(landing->history[1].status, Status::Proposed) << "a status stands until another is said";
    EXPECT_EQ(landing->history[1].place.line, 39);
    ASSERT_TRUE(landing->history[3].actual);
    EXPECT_TRUE(landing->history[3].actual->hasTime);
    EXPECT_EQ(base::formatInstant(landing->history[3].actual->instant), "2027-05-05T12:30:15Z");
    EXPECT_EQ(t.milestone("founding")->history[0].actual->when.precision, Precision::Month);
    EXPECT_EQ(t.milestone("founding")->shortTitle, "Founding");
    EXPECT_EQ(base::formatDay(t.latestKnown().day), "2027-05-06");
    EXPECT_FALSE(t.milestone("nothing"));
}

TEST(Parse, filesShareTheirIdsAndMayListTheSameSource) {
    const std::string second = R"(perilune: timeline/1
programme: {id: other, title: Other, mark: circle, colour: "#ffffff", lanes: [{id: all, title: All}]}
sources:
  minutes: {title: Minutes, publisher: Lunar club, date: 2024-03, url: https://example.org/minutes}
milestones:
  visit:
    title: Visit
    lane: all
    sites: [ridge]
    history: [{announced: 2024, target: 2030, sources: [minutes]}]
)";
    auto both = parseTimelines({{"club.yaml", kSmall}, {"other.yaml", second}});
    for (const auto& d : both.diagnostics)
        ADD_FAILURE() << format(d);
    EXPECT_EQ(both.value.sources.size(), 1u);
    EXPECT_EQ(both.value.milestone("visit")->programme, "other");
    const auto alone = parseTimelines({{"other.yaml", second}});
    ASSERT_EQ(alone.diagnostics.size(), 1u);
    EXPECT_THAT(format(alone.diagnostics[0]),
                HasSubstr("other.yaml:9:13: error: no site has the id 'ridge'"));
}

TEST(Parse, missingFilesAreToldAndGiveNoTimeline) {
    const auto parsed = readTimelines({"/nowhere/a.yaml", "/nowhere/b.yaml"});
    ASSERT_EQ(parsed.diagnostics.size(), 2u);
    EXPECT_THAT(format(parsed.diagnostics[0]), HasSubstr("/nowhere/a.yaml:1:1: error: cannot read"));
    EXPECT_TRUE(parsed.value.programmes.empty());
}

TEST(Parse, aThousandMistakesAreListedAndTheRestIsCounted) {
    std::string text = std::string(kSmall);
    for (int i = 0; i < 5000; ++i)
        text += "  visit-" + std::to_string(i) + ": {title: V, lane: missions, history: [{announced: 20X" +
                std::to_string(i) + ", target: 2026, confidence: unverified}]}\n";
    const auto parsed = parseTimelines({{"club.yaml", text}});
    EXPECT_EQ(parsed.diagnostics.size(), 1001u);
    EXPECT_THAT(parsed.diagnostics.back().what, HasSubstr("more mistakes are not listed"));
}

TEST(Parse, aMistakeWithThousandsOfConsequencesIsToldAsOne) {
    std::string text = std::string(kSmall);
    for (int i = 0; i < 5000; ++i)
        text += "  visit-" + std::to_string(i) +
                ": {title: V, lane: missionz, history: [{announced: 2024, sources: [minutez]}]}\n";
    const auto parsed = parseTimelines({{"club.yaml", text}});
    ASSERT_EQ(parsed.diagnostics.size(), 2u) << "the lane and the source";
    EXPECT_THAT(parsed.diagnostics[0].what, HasSubstr("missionz"));
    EXPECT_THAT(parsed.diagnostics[0].what, HasSubstr("here and in 4999 more places"));
    EXPECT_THAT(parsed.diagnostics[1].what, HasSubstr("minutez"));
}

TEST(Parse, aFileThatIsThereTwiceIsToldInAFewLines) {
    std::string text = std::string(kSmall);
    for (int i = 0; i < 3000; ++i)
        text += "  visit-" + std::to_string(i) +
                ": {title: V, lane: missions, history: [{announced: 2024, sources: [minutes]}]}\n";
    const auto parsed = parseTimelines({{"club.yaml", text}, {"copy.yaml", text}});
    EXPECT_LE(parsed.diagnostics.size(), 16u);
    std::string all;
    for (const auto& d : parsed.diagnostics)
        all += format(d) + "\n";
    EXPECT_THAT(all, HasSubstr("the programme 'lunar-club' stands twice, first in club.yaml:"));
    EXPECT_THAT(all, HasSubstr("the milestone 'visit-3' stands twice"));
    EXPECT_THAT(all, HasSubstr("another milestone stands twice, first in club.yaml (here and in 299"));
}

TEST(Parse, ringsThatSeveralFilesCloseAreTold) {
    const auto file = [](const std::string& own, const std::string& other) {
        return "perilune: timeline/1\nprogramme: {id: " + own + ", title: " + own +
               ", mark: circle, colour: \"#ffffff\", lanes: [{id: all, title: All}]}\nsites:\n  site-" + own +
               ": {title: S, where: {candidates: [site-" + other +
               "]}, confidence: unverified}\nmilestones:\n  go-" + own +
               ": {title: G, lane: all, history: [{announced: 2020, status: superseded, superseded_by: go-" +
               other + ", confidence: unverified}]}\n";
    };
    const auto parsed =
        parseTimelines({{"a.yaml", file("a", "b")}, {"b.yaml", file("b", "c")}, {"c.yaml", file("c", "a")}});
    ASSERT_EQ(parsed.diagnostics.size(), 2u);
    EXPECT_THAT(
        format(parsed.diagnostics[0]),
        HasSubstr(
            "'site-a' has the candidate 'site-b' has the candidate 'site-c' has the candidate 'site-a'"));
    EXPECT_THAT(format(parsed.diagnostics[1]),
                HasSubstr("'go-a' is superseded by 'go-b' is superseded by 'go-c' is superseded by 'go-a'"));
    // What is superseded once and planned again closes no ring.
    const auto chain = parseTimelines({{"a.yaml", file("a", "b")}, {"b.yaml", file("b", "c")}});
    for (const auto& d : chain.diagnostics)
        EXPECT_THAT(d.what, Not(HasSubstr("superseded by")));
}

TEST(Parse, theOrderInWhichFilesAreNamedChangesNothing) {
    const auto file = [](const std::string& id, const std::string& title) {
        return "perilune: timeline/1\nprogramme: {id: " + id + ", title: " + title +
               ", mark: circle, colour: \"#ffffff\", lanes: [{id: all, title: All}]}\nsites:\n  site-" + id +
               ": {title: S, where: {point: [0, 0]}, confidence: unverified}\nmilestones:\n  go-" + id +
               ": {title: G, lane: all, history: [{announced: 2020, target: 2022, confidence: unverified}]}\n"
               "  come-" +
               id +
               ": {title: C, lane: all, history: [{announced: 2020, target: 2022, confidence: "
               "unverified}]}\n";
    };
    const auto partners = [](const std::string& id) {
        return "perilune: timeline/1\nblocs: {" + id + ": {title: " + id + "}}\npartners:\n  " + id +
               "-france: {title: France, country: FR, bloc: " + id +
               ", joined: 2020, confidence: unverified}\n";
    };
    std::vector<std::pair<std::string, std::string>> files = {{"1.yaml", file("z", "Artemis")},
                                                              {"2.yaml", file("a", "Others")},
                                                              {"3.yaml", partners("east")},
                                                              {"4.yaml", partners("west")}};
    std::vector<std::string> orders;
    do {
        const auto parsed = parseTimelines(files);
        for (const auto& d : parsed.diagnostics)
            ADD_FAILURE() << format(d);
        std::string order;
        for (const auto& programme : parsed.value.programmes)
            order += programme.id + " ";
        for (const auto& site : parsed.value.sites)
            order += site.id + " ";
        for (const auto& milestone : parsed.value.milestones)
            order += milestone.id + " ";
        for (const auto& partner : parsed.value.partners)
            order += partner.id + " ";
        orders.push_back(order);
    } while (std::next_permutation(files.begin(), files.end()));
    ASSERT_EQ(orders.size(), 24u);
    for (const std::string& order : orders)
        EXPECT_EQ(order, "z a site-z site-a go-z come-z go-a come-a east-france west-france ");
}

TEST(Parse, everyWordOfAStatusIsReadBack) {
    for (int i = 0; i <= static_cast<int>(Status::Superseded); ++i) {
        const auto status = static_cast<Status>(i);
        EXPECT_STRNE(nameOf(status), "?");
        EXPECT_EQ(inWords(status).find('-'), std::string::npos);
    }
    EXPECT_EQ(inWords(Status::InDevelopment), "in development");
}

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> entriesOf(const fs::path& folder, bool cases) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder))
        if (!cases || entry.is_directory() || entry.path().extension() == ".yaml")
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

// Each file of invalid/ (or each folder, whose files are loaded together) has its messages in a .txt beside
// it.
TEST(Parse, everyKindOfMistakeHasItsMessage) {
    const auto cases = entriesOf(fs::path(PERILUNE_TEST_DIR) / "invalid", true);
    EXPECT_GE(cases.size(), 80u);
    for (const fs::path& path : cases) {
        std::vector<std::pair<std::string, std::string>> files;
        const auto members = fs::is_directory(path) ? entriesOf(path, false) : std::vector<fs::path>{path};
        for (const fs::path& file : members)
            files.emplace_back(file.filename().string(), contentOf(file));
        const auto parsed = parseTimelines(files);
        std::string messages;
        for (const auto& d : parsed.diagnostics)
            messages += format(d) + "\n";
        EXPECT_EQ(messages, contentOf(fs::path(path).replace_extension(".txt"))) << path;
        EXPECT_FALSE(messages.empty()) << path;
        EXPECT_EQ(parsed.value.programmes.empty(), !parsed.ok()) << path;
    }
}

TEST(Parse, validFilesHaveNoMistakesAndEveryStepOfAStatusThatCanBe) {
    std::set<std::pair<Status, Status>> steps;
    for (const fs::path& path : entriesOf(fs::path(PERILUNE_TEST_DIR) / "valid", true)) {
        std::vector<std::pair<std::string, std::string>> files; // of a folder those that belong together
        const auto members = fs::is_directory(path) ? entriesOf(path, false) : std::vector<fs::path>{path};
        for (const fs::path& file : members)
            files.emplace_back(file.filename().string(), contentOf(file));
        const auto parsed = parseTimelines(files);
        for (const auto& d : parsed.diagnostics)
            ADD_FAILURE() << format(d);
        for (const Milestone& milestone : parsed.value.milestones)
            for (std::size_t i = 1; i < milestone.history.size(); ++i)
                steps.emplace(milestone.history[i - 1].status, milestone.history[i].status);
    }
    for (const auto& before : words<Status>())
        for (const auto& after : words<Status>())
            EXPECT_EQ(steps.contains({before.value, after.value}), mayFollow(before.value, after.value))
                << before.name << " " << after.name;
    EXPECT_THAT(contentOf(fs::path(PERILUNE_TEST_DIR) / "valid/line-ends.yaml"), HasSubstr("\r\n"));
    EXPECT_THAT(contentOf(fs::path(PERILUNE_TEST_DIR) / "valid/byte-order-mark.yaml"),
                testing::StartsWith("\xEF\xBB\xBF"));
}

TEST(Vehicles, standAtTheSitesThatNameThemAsTheirModelSays) {
    const auto read = readTimelines({std::string(PERILUNE_TEST_DIR) + "/valid/sites.yaml"});
    ASSERT_TRUE(read.ok());
    const Site* hut = read.value.site("hut");
    ASSERT_TRUE(hut);
    EXPECT_EQ(hut->model, "hut.gltf");
    EXPECT_EQ(hut->modelMilestone, "arrival");
    const auto pad = parseTimelines({{"/home/somebody/plans/club.yaml", R"(perilune: timeline/1
programme: {id: club, title: Club, mark: circle, colour: "#ffffff", lanes: [{id: all, title: All}]}
vehicles:
  rover: {title: Rover, model: craft/./rover.glb, milestone: hop, scale: 2, heading: 90, pose: {animation: a & b, time: 1.5}}
sites:
  pad: {title: Pad, where: {point: [0, 0]}, vehicle: rover, confidence: unverified}
milestones:
  hop: {title: Hop, lane: all, history: [{announced: 2024, confidence: unverified}]}
)"}});
    ASSERT_TRUE(pad.ok()) << format(pad.diagnostics[0]);
    EXPECT_EQ(pad.value.site("pad")->model,
              "/home/somebody/plans/craft/rover.glb#scale=2&heading=90&animation=a %26 b&time=1.5");
    EXPECT_EQ(pad.value.site("pad")->modelMilestone, "hop");
}

} // namespace
} // namespace perilune::timeline
