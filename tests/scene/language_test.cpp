// The language of the titles: what it changes, and what it leaves alone.
#include "scene/describe.h"
#include "scene/dump.h"
#include "scene/scene.h"
#include "flat.h"

#include <gtest/gtest.h>

namespace perilune::scene {
namespace {

constexpr const char* kClub = R"(
perilune: timeline/1
programme:
  id: club
  title: {en: Lunar club, zh: 月球俱乐部, ru: Лунный клуб}
  mark: circle
  colour: "#6fb1ff"
  lanes:
    - {id: rovers, title: {en: Rovers, zh: 月球车}}
sources:
  minutes: {title: Minutes, publisher: Lunar club, date: 2024-03-02}
sites:
  ridge:
    title: {en: Test ridge, zh: 试验岭}
    note: Where our rover is to drive
    where: {point: [-5, 10]}
    sources: [minutes]
milestones:
  rover:
    title: {en: First rover on the Moon, zh: 首辆月球车登月}
    short: Rover
    lane: rovers
    weight: 3
    sites: [ridge]
    history:
      - {announced: 2024-03-02, target: 2026, by: The chair, words: We send a rover., sources: [minutes]}
  founding:
    title: {en: Founding of the club}
    short: Founding
    lane: rovers
    weight: 3
    history:
      - {announced: 2024-03-02, kind: event, actual: 2024-03-01, status: achieved, words: Signed., sources: [minutes]}
)";

class Language : public testing::Test {
  protected:
    Language() {
        auto parsed = timeline::parseTimelines({{"club.yaml", kClub}});
        EXPECT_TRUE(parsed.ok()) << (parsed.diagnostics.empty() ? "" : base::format(parsed.diagnostics[0]));
        timeline = std::move(parsed.value);
    }
    Scene in(const std::string& language) {
        Moment moment;
        moment.at = test::instant("2025-02-01T00:00Z");
        moment.look = wholeDisc({}, {});
        moment.selected = "rover";
        moment.language = language;
        auto scene = describe(timeline, test::Flat(), moment);
        EXPECT_TRUE(scene);
        return scene.value_or(Scene{});
    }
    std::string labelOf(const Scene& scene, const std::string& milestone) {
        for (const StripMark& mark : scene.strip->programmes[0].lanes[0].marks)
            if (mark.milestone == milestone && mark.kind == StripMarkKind::Current)
                return mark.label;
        return "none";
    }
    timeline::Timeline timeline;
};

TEST_F(Language, titlesComeInTheChosenOne) {
    const Scene scene = in("zh");
    EXPECT_EQ(scene.strip->programmes[0].title, "月球俱乐部");
    EXPECT_EQ(scene.strip->programmes[0].lanes[0].title, "月球车");
    EXPECT_EQ(scene.card->title, "首辆月球车登月");
    EXPECT_EQ(scene.card->english, "First rover on the Moon");
    EXPECT_EQ(scene.card->subtitle, "月球俱乐部 · 试验岭");
    ASSERT_EQ(scene.sites.size(), 1u);
    EXPECT_EQ(scene.sites[0].title, "试验岭");
    EXPECT_EQ(scene.sites[0].subtitle, "首辆月球车登月, planned 2026");
    EXPECT_EQ(labelOf(scene, "rover"), "首辆月球车登月 · 2026"); // the short title is English
}

TEST_F(Language, aTitleNotGivenInItIsEnglish) {
    EXPECT_EQ(labelOf(in("zh"), "founding"), "Founding");
    const Scene russian = in("ru");
    EXPECT_EQ(russian.strip->programmes[0].title, "Лунный клуб");
    EXPECT_EQ(russian.strip->programmes[0].lanes[0].title, "Rovers");
    EXPECT_EQ(russian.card->title, "First rover on the Moon");
    EXPECT_EQ(russian.card->english, ""); // it is there already
    EXPECT_EQ(labelOf(russian, "rover"), "Rover · 2026");
    // Of no language that the timeline has, and a kind of one that it has.
    EXPECT_EQ(in("xx").card->title, "First rover on the Moon");
    EXPECT_EQ(in("zh-Hans").card->title, "首辆月球车登月");
    EXPECT_EQ(labelOf(in("en-GB"), "rover"), "Rover · 2026");
}

TEST_F(Language, itChangesTitlesAndNothingElse) {
    const Scene english = in("en"), chinese = in("zh");
    EXPECT_EQ(english.card->english, "");
    EXPECT_EQ(english.card->words, chinese.card->words);
    EXPECT_EQ(english.card->standing, chinese.card->standing);
    EXPECT_EQ(english.card->sources, chinese.card->sources);
    EXPECT_EQ(english.date, chinese.date);
    EXPECT_EQ(english.notes, chinese.notes);
    EXPECT_EQ(english.camera.eye.m, chinese.camera.eye.m);
    ASSERT_EQ(english.sites.size(), chinese.sites.size());
    EXPECT_EQ(english.sites[0].position.m, chinese.sites[0].position.m);
    const auto &a = english.strip->programmes[0].lanes[0].marks,
               &b = chinese.strip->programmes[0].lanes[0].marks;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].milestone, b[i].milestone);
        EXPECT_EQ(a[i].first, b[i].first);
        EXPECT_EQ(a[i].last, b[i].last);
    }
    // The twin in text tells it, and is as ever in English.
    EXPECT_EQ(toText(english).find("language of titles"), std::string::npos);
    EXPECT_NE(toText(chinese).find("language of titles: zh"), std::string::npos);
    EXPECT_NE(toText(chinese).find("title in English: First rover on the Moon"), std::string::npos);
}

} // namespace
} // namespace perilune::scene
