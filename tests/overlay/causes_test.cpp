// Crew, causes and the age of the record, as they lie over the picture.
#include "overlay/ink/style.h"
#include "good_stage.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace perilune::overlay::test {
namespace {

constexpr const char* kRecord = R"(perilune: timeline/1
evidence_until: 2026-10-10
programme:
  id: club
  title: Club
  mark: circle
  colour: "#6fb1ff"
  lanes: [{id: landing, title: Landing}, {id: decisions, title: Decisions}]
sources: {paper: {title: Paper, publisher: Club, date: 2020}}
people:
  ann: {name: Ann Armstrong}
  bob: {name: Bob Bean}
milestones:
  landing:
    title: First landing of the club
    lane: landing
    weight: 3
    history:
      - {announced: 2020-01-01, target: 2024, by: The chair, words: Soon., sources: [paper]}
      - {announced: 2021-11-09, target: 2025, because: [lawsuit], by: The chair, words: Seven months went by in court., sources: [paper]}
      - {announced: 2023-04-03, by: The chair, words: A crew is named., crew: [{person: ann, role: Commander}, {person: bob, role: Pilot}], sources: [paper]}
  lawsuit:
    title: A rival goes to court over the lander
    short: Lawsuit
    lane: decisions
    history: [{announced: 2021-08-16, kind: event, actual: 2021-08-13, status: achieved, sources: [paper]}]
)";

scene::Scene sceneOn(const char* at, const char* selected = "landing") {
    static const timeline::Timeline timeline = [] {
        auto parsed = timeline::parseTimelines({{"club.yaml", kRecord}});
        for (const auto& d : parsed.diagnostics)
            ADD_FAILURE() << format(d);
        return std::move(parsed.value);
    }();
    scene::Moment moment = landingMoment();
    moment.at = base::startOf(day(at));
    moment.selected = selected;
    return scene::describe(timeline, Ball(), moment).value_or(scene::Scene{});
}

Stage stageOf(const scene::Scene& scene, int width, int height) {
    return layoutStage(scene, {width, height}, *fontsFor(height), nullptr);
}

bool says(const Stage& stage, const std::string& text) {
    return std::any_of(
        stage.texts.begin(), stage.texts.end(),
        [&](const TextBox& t) { return t.text.find(text) != std::string::npos; });
}

TEST(CrewAndCauses, standOnTheCard) {
    for (const auto& [width, height] :
         {PictureSize{1280, 720}, PictureSize{1920, 1080}, PictureSize{3840, 2160}}) {
        const Stage stage = stageOf(sceneOn("2024-01-01"), width, height);
        for (const char* text :
             {"Ann Armstrong", "Commander", "Bob Bean", "because, 9 Nov 2021", "A rival goes to court over"})
            EXPECT_TRUE(says(stage, text)) << text << " at " << width;
    }
}

TEST(CrewAndCauses, aCauseOnTheCardIsAWayToItsOwn) {
    const Stage stage = stageOf(sceneOn("2024-01-01"), 1280, 720);
    const auto title = std::find_if(stage.texts.begin(), stage.texts.end(), [](const TextBox& t) {
        return t.text.find("A rival goes to court") != std::string::npos;
    });
    ASSERT_NE(title, stage.texts.end());
    const HitArea* hit =
        stage.hitAt(0.5f * (title->rect.x0 + title->rect.x1), 0.5f * (title->rect.y0 + title->rect.y1));
    ASSERT_NE(hit, nullptr);
    EXPECT_EQ(hit->kind, HitKind::Mark);
    EXPECT_EQ(hit->id, "lawsuit");
}

/// The milestones to which the card leads.
std::set<std::string> waysOn(const Stage& stage) {
    Rect card;
    for (const HitArea& hit : stage.hits)
        if (hit.kind == HitKind::Card && !hit.id.empty())
            card = hit.rect;
    std::set<std::string> ways;
    for (const HitArea& hit : stage.hits)
        if (hit.kind == HitKind::Mark && card.contains(hit.rect.x0 + 1.0f, hit.rect.y0 + 1.0f))
            ways.insert(hit.id);
    return ways;
}

// However long a history is: each cause stands on the card of the word that it caused, and a click on a row
// of the history, or on the line that counts the others, tells that word.
TEST(CrewAndCauses, ofTheShippedRecordAreAllToBeReachedOnTheCard) {
    std::size_t all = 0;
    for (const auto& [width, height] : {PictureSize{1280, 720}, PictureSize{1920, 1080}})
        for (const timeline::Milestone& milestone : shippedTimelines().milestones) {
            scene::Moment moment = landingMoment();
            moment.selected = milestone.id;
            moment.at = base::startOf(day("2026-11-30"));
            for (const timeline::Announcement& said : milestone.history) {
                if (said.because.empty())
                    continue;
                moment.said = said.knownFrom();
                const scene::Scene scene = described(moment);
                const Stage stage = stageOf(scene, width, height);
                const std::set<std::string> ways = waysOn(stage);
                for (const std::string& cause : said.because) {
                    ++all;
                    EXPECT_TRUE(ways.contains(cause))
                        << milestone.id << " on " << said.announced.edtf << ": " << cause << " at " << width;
                }
                constexpr std::size_t kBeginning = 10; // more of them may be cut
                EXPECT_TRUE(says(stage, scene.card->words.substr(0, kBeginning)))
                    << milestone.id << " on " << said.announced.edtf << ": its words are not told at "
                    << width;
                EXPECT_TRUE(std::any_of(stage.hits.begin(), stage.hits.end(),
                                        [&](const HitArea& hit) {
                                            return hit.kind == HitKind::CardRow &&
                                                   hit.id == base::formatDay(said.knownFrom().day);
                                        }))
                    << milestone.id << ": its own row is not on the card";
            }
        }
    EXPECT_GT(all, 50u);
}

TEST(CrewAndCauses, theLineThatCountsTheOtherCausesLeadsToTheNext) {
    scene::Moment moment = landingMoment();
    moment.at = base::startOf(day("2026-11-30"));
    const scene::Scene scene = described(moment);
    const Stage stage = stageOf(scene, 1280, 720);
    const auto more = std::find_if(stage.texts.begin(), stage.texts.end(), [](const TextBox& t) {
        return t.text.starts_with("and ") && t.text.find("more") != std::string::npos;
    });
    ASSERT_NE(more, stage.texts.end());
    const HitArea* hit =
        stage.hitAt(0.5f * (more->rect.x0 + more->rect.x1), 0.5f * (more->rect.y0 + more->rect.y1));
    ASSERT_NE(hit, nullptr);
    ASSERT_EQ(hit->kind, HitKind::CardRow);
    moment.said = timeline::KnownDay{day(hit->id)};
    const std::set<std::string> before = waysOn(stage), after = waysOn(stageOf(described(moment), 1280, 720));
    EXPECT_FALSE(after.empty());
    EXPECT_NE(before, after);
}

TEST(CrewAndCauses, theCauseIsNamedOnTheStripWhileWhatItCausedIsSelected) {
    EXPECT_TRUE(says(stageOf(sceneOn("2024-01-01"), 1280, 720), "Lawsuit"));
    EXPECT_FALSE(says(stageOf(sceneOn("2024-01-01", ""), 1280, 720), "Lawsuit"));
}

/// The corners of what is drawn in an ink.
std::size_t cornersIn(const Stage& stage, Ink ink) {
    const std::uint32_t rgb = packed(ink) & 0xFFFFFFu;
    return static_cast<std::size_t>(
        std::count_if(stage.draw.vertices.begin(), stage.draw.vertices.end(),
                      [&](const auto& v) { return (v.colour & 0xFFFFFFu) == rgb; }));
}

TEST(CrewAndCauses, anArrowGoesFromTheCauseToWhatWasSaid) {
    scene::Scene scene = sceneOn("2024-01-01");
    ASSERT_EQ(scene.strip->causes.size(), 1u);
    scene.card.reset();
    EXPECT_GT(cornersIn(stageOf(scene, 1280, 720), palette::kCause), 50u);
    scene.strip->causes.clear();
    EXPECT_EQ(cornersIn(stageOf(scene, 1280, 720), palette::kCause), 0u);
}

TEST(Evidence, isToldToEndAtEverySizeAndOnNothingElse) {
    for (const char* at : {"2026-10-10", "2026-10-11", "2029-06-30", "2031-06-30"})
        for (const PictureSize& picture : kPictureSizes) {
            const scene::Scene scene = sceneOn(at);
            expectGoodStage(scene, picture, at);
            const bool later = std::string_view(at) != "2026-10-10";
            // In a narrow picture it stands in two lines; a thumbnail has no room for it.
            const char* words = picture.width < 1000 ? "evidence ends" : "evidence ends 10 October 2026";
            if (picture.width >= 720)
                EXPECT_EQ(says(stageOf(scene, picture.width, picture.height), words), later)
                    << at << " at " << picture.width;
        }
}

TEST(Evidence, isToldWithoutAStripToo) {
    scene::Scene scene = sceneOn("2029-06-30");
    scene.strip.reset();
    EXPECT_TRUE(says(stageOf(scene, 1280, 720), "evidence ends 10 October 2026"));
}

} // namespace
} // namespace perilune::overlay::test
