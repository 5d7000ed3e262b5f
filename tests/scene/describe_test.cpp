#include "scene/describe.h"

#include "scene/dump.h"
#include "scene/opening.h"
#include "scene/scene.h"
#include "flat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace perilune::scene {
namespace {

using test::day;
using test::Flat;
using test::instant;
using testing::ElementsAre;
using testing::HasSubstr;

class Describe : public testing::Test {
  protected:
    Scene at(const char* when, AsOf known = {}, std::string selected = {}) {
        Moment moment;
        moment.at = instant(when);
        moment.known = known;
        moment.look = wholeDisc({}, {});
        moment.selected = std::move(selected);
        return at(moment);
    }
    Scene at(const Moment& moment) {
        base::Result<Scene> scene = describe(timeline, Flat(500.0), moment);
        EXPECT_TRUE(scene) << (scene ? "" : scene.error().message);
        return scene.value_or(Scene{});
    }
    static AsOf on(const char* text) { return {AsOfMode::OnADay, {day(text)}}; }

    const SitePin* site(const Scene& scene, const char* id) {
        const auto found =
            std::find_if(scene.sites.begin(), scene.sites.end(), [&](auto& s) { return s.id == id; });
        return found == scene.sites.end() ? nullptr : &*found;
    }
    std::vector<const StripMark*> marks(const Scene& scene, const std::string& milestone) {
        std::vector<const StripMark*> found;
        for (const auto& programme : scene.strip->programmes)
            for (const auto& lane : programme.lanes)
                for (const auto& mark : lane.marks)
                    if (mark.milestone == milestone)
                        found.push_back(&mark);
        return found;
    }
    std::vector<std::string> targets(const Scene& scene) {
        std::vector<std::string> words;
        for (const CardRow& row : scene.card->rows)
            words.push_back((row.struck ? "-" : row.projection ? "?" : row.actual ? "!" : "") + row.target);
        return words;
    }

    timeline::Timeline timeline = test::twoProgrammes(PERILUNE_TEST_DIR);
};

TEST_F(Describe, ofARecordThatSaysNothingNamesNoDayOnWhichItWasKnown) {
    timeline = test::club("");
    for (const AsOf& known : {AsOf{}, AsOf{AsOfMode::AsItLookedThen, {}}}) {
        Moment moment = defaultMoment(timeline, instant("2026-05-02"));
        moment.known = known;
        for (const bool hasSpan : {true, false}) {
            moment.span = hasSpan ? moment.span : StripSpan{};
            const Scene scene = at(moment);
            EXPECT_EQ(scene.knownWords, "");
            ASSERT_TRUE(scene.strip);
            EXPECT_EQ(scene.strip->knownDay.day, day("2026-05-02"));
            EXPECT_TRUE(scene.strip->span.first < day("2026-05-02") &&
                        day("2026-05-02") < scene.strip->span.last);
            EXPECT_EQ((toText(scene) + toJson(scene)).find("1970"), std::string::npos);
        }
    }
}

TEST_F(Describe, isPure) {
    const Scene a = at("2024-06-30", {}, "crewed"), b = at("2024-06-30", {}, "crewed");
    EXPECT_EQ(toText(a), toText(b));
    EXPECT_EQ(toJson(a), toJson(b));
}

TEST_F(Describe, knowledgeIsThatOfTheDayOrOfTodayOrOfAChosenDay) {
    EXPECT_EQ(at("2024-06-30T12:00Z", {AsOfMode::AsItLookedThen, {}}).known.day, day("2024-06-30"));
    EXPECT_EQ(at("2024-06-30", {AsOfMode::Hindsight, {}}).known.day, day("2026-03-24"));
    EXPECT_EQ(at("2024-06-30", on("2020-01-01")).known.day, day("2020-01-01"));
    EXPECT_EQ(at("2024-06-30", {AsOfMode::AsItLookedThen, {}}).knownWords, "as it looked then");
    EXPECT_EQ(at("2024-06-30").knownWords, "seen with the knowledge of 24 March 2026");
    EXPECT_EQ(at("2019-03-26").date, "26 March 2019");
}

// Law 1, on scenes: cut every later announcement out of the record and nothing changes.
TEST_F(Describe, whatWasAnnouncedLaterChangesNothing) {
    for (const char* known : {"2018-12-31", "2019-03-26", "2020-06-01", "2021-11-08", "2021-11-09",
                              "2023-08-10", "2023-12-31", "2024-01-09", "2026-02-26"}) {
        timeline::Timeline cut = timeline;
        for (auto& milestone : cut.milestones)
            std::erase_if(
                milestone.history, [&](auto& said) { return said.knownFrom().day > day(known); });
        std::erase_if(
            cut.milestones, [](auto& milestone) { return milestone.history.empty(); });
        std::erase_if(cut.sites, [&](auto& s) { return s.announced && s.announced->lastDay() > day(known); });
        cut.buildIndex();
        for (const char* selected : {"crewed", "flight-one", "gate", "robot-landing"}) {
            Moment moment;
            moment.at = instant("2023-09-01");
            moment.known = on(known);
            moment.look = wholeDisc({}, {});
            moment.span = {day("2018-01-01"), day("2031-01-01")};
            moment.selected = selected;
            EXPECT_EQ(toJson(*describe(cut, Flat(500.0), moment)), toJson(at(moment)))
                << known << ' ' << selected;
        }
    }
}

TEST_F(Describe, aSiteIsShownOnceItWasAnnouncedAndOnlyWhereItIsKnown) {
    EXPECT_EQ(site(at("2024-01-01", on("2020-05-31")), "plateau"), nullptr);
    const Scene scene = at("2024-01-01", on("2020-06-01"));
    ASSERT_NE(site(scene, "plateau"), nullptr);
    EXPECT_EQ(site(scene, "nowhere"), nullptr);
    EXPECT_EQ(site(at("2024-01-01", on("2021-05-30")), "robot-site"),
              nullptr); // "May 2021": surely known at its end
    EXPECT_NE(site(at("2024-01-01", on("2021-05-31")), "robot-site"), nullptr);
}

TEST_F(Describe, sitesAndOutlinesStandOneMetreOverTheGround) {
    for (const SitePin& pin : at("2024-01-01").sites) {
        EXPECT_NEAR(astro::toSelenographic(pin.position).heightM, 501.0, 1e-6);
        for (const auto& point : pin.outline)
            EXPECT_NEAR(astro::toSelenographic(point).heightM, 501.0, 1e-6);
    }
}

TEST_F(Describe, outlinesAreDense) {
    const Scene scene = at("2024-01-01");
    const SitePin &circle = *site(scene, "rim"), &polygon = *site(scene, "plateau");
    EXPECT_GE(circle.outline.size(), 32u);
    for (const auto& point : circle.outline)
        EXPECT_NEAR(glm::length(point.m - circle.position.m), 20'000.0, 100.0);
    for (const SitePin* pin : {&circle, &polygon})
        for (std::size_t i = 0; i < pin->outline.size(); ++i)
            EXPECT_LT(glm::length(pin->outline[i].m - pin->outline[(i + 1) % pin->outline.size()].m),
                      5'000.0);
    EXPECT_TRUE(site(scene, "third-place")->outline.empty());
}

TEST_F(Describe, aLanderStandsThereFromItsLandingOnNotFromItsLaunch) {
    const AsOf then{AsOfMode::AsItLookedThen, {}};
    EXPECT_EQ(site(at("2023-08-09", then), "robot-site")->presence, Presence::Planned);
    EXPECT_EQ(site(at("2023-08-12", then), "robot-site")->presence, Presence::Planned);
    EXPECT_EQ(site(at("2023-08-12"), "robot-site")->presence,
              Presence::Planned); // hindsight knows, but it is to come
    EXPECT_EQ(site(at("2023-08-20", then), "robot-site")->presence, Presence::There);
    EXPECT_EQ(site(at("2024-01-01"), "rim")->presence,
              Presence::Planned); // one of three: no word on any of them
    const Scene scene = at("2023-08-20", then);
    ASSERT_EQ(scene.models.size(), 1u);
    EXPECT_EQ(scene.models[0].presence, Presence::There);
    EXPECT_NEAR(astro::toSelenographic(scene.models[0].position).heightM, 500.0, 1e-6);
}

TEST_F(Describe, theSubtitleTellsHowTheSitesOwnMissionStands) {
    const AsOf then{AsOfMode::AsItLookedThen, {}};
    EXPECT_EQ(site(at("2022-01-01", then), "robot-site")->subtitle, "planned 2023");
    EXPECT_EQ(site(at("2024-01-01", then), "robot-site")->subtitle, "achieved 19 August 2023");
    EXPECT_EQ(site(at("2024-01-01", then), "rim")->subtitle, "Candidate region");
}

TEST_F(Describe, besideALanderOnlyWhatIsNearHasAPin) {
    Moment moment;
    moment.at = instant("2026-03-24");
    moment.look = wholeDisc({}, {});
    const Scene far = at(moment);
    ASSERT_GT(far.sites.size(), 1u);
    const auto place = astro::toSelenographic(far.sites.front().position);
    moment.look.latitude = place.latitude;
    moment.look.longitude = place.longitude;
    moment.look.rangeM = 60.0;
    moment.look.tilt = base::Angle::degrees(75.0);
    const Scene near = at(moment);
    ASSERT_EQ(near.sites.size(), 1u);
    EXPECT_EQ(near.sites.front().id, far.sites.front().id);
    moment.selectedSite = far.sites.back().id;
    EXPECT_EQ(at(moment).sites.size(), 2u); // what was asked for stays
}

TEST_F(Describe, selectedSitesAreLabelledFirst) {
    Moment moment;
    moment.at = instant("2024-01-01");
    moment.selected = "crewed";
    moment.selectedSite = "robot-site";
    const Scene scene = at(moment);
    EXPECT_GT(site(scene, "robot-site")->priority, site(scene, "rim")->priority);
    EXPECT_TRUE(site(scene, "robot-site")->selected);
    moment.selected.clear();
    moment.selectedSite.clear();
    const Scene plain = at(moment);
    EXPECT_LT(site(plain, "rim")->priority, site(scene, "rim")->priority);
}

// Law 3.
TEST_F(Describe, nothingIsExactThatWasNotAnnouncedExactly) {
    const Scene promise = at("2019-06-01", {AsOfMode::AsItLookedThen, {}});
    const auto crewed = marks(promise, "crewed");
    ASSERT_EQ(crewed.size(), 1u);
    EXPECT_EQ(crewed[0]->first, day("2024-01-01"));
    EXPECT_EQ(crewed[0]->last, day("2024-12-31"));
    EXPECT_TRUE(crewed[0]->softBegin && crewed[0]->softEnd);
    const Scene later = at("2022-01-01", {AsOfMode::AsItLookedThen, {}});
    const auto open = marks(later, "crewed");
    EXPECT_TRUE(open.back()->openEnd && open.back()->softBegin);
    const Scene scene = at("2024-01-01");
    const auto flown = marks(scene, "flight-one");
    EXPECT_EQ(flown.back()->kind, StripMarkKind::Current);
    EXPECT_EQ(flown.back()->first, day("2022-11-16"));
    EXPECT_FALSE(flown.back()->softBegin || flown.back()->softEnd);
}

TEST_F(Describe, theStripKeepsEarlierTargetsAndTellsTheSlip) {
    const Scene scene = at("2024-06-30");
    std::vector<std::string> kinds;
    const auto crewed = marks(scene, "crewed");
    for (const StripMark* mark : crewed)
        kinds.push_back((mark->kind == StripMarkKind::Current   ? "now "
                         : mark->kind == StripMarkKind::Earlier ? "was "
                                                                : "est ") +
                        base::formatDay(mark->first));
    EXPECT_THAT(kinds, ElementsAre("was 2024-01-01", "was 2025-01-01", "was 2026-09-01", "est 2027-01-01",
                                   "now 2028-01-01"));
    std::vector<std::string> tails;
    for (const auto& lane : scene.strip->programmes[0].lanes)
        for (const auto& tail : lane.tails)
            tails.push_back(tail.milestone + ": " + tail.label);
    EXPECT_THAT(tails, testing::UnorderedElementsAre("flight-one: slip about 1 y 11 m",
                                                     "gate: ", "crewed: slip about 3 y 3 m"));
}

TEST_F(Describe, smallMilestonesAreNamedOnlyWhenSelected) {
    EXPECT_EQ(marks(at("2024-01-01"), "small-thing")[0]->label, "");
    EXPECT_EQ(marks(at("2024-01-01", {}, "small-thing"), "small-thing")[0]->label,
              "A small thing · 3 Feb 2023");
    EXPECT_EQ(marks(at("2024-01-01"), "crewed").back()->label, "Landing");
}

TEST_F(Describe, aWithdrawnPlanStandsWhereItWasWithdrawn) {
    const Scene scene = at("2026-06-01");
    const auto gate = marks(scene, "gate");
    ASSERT_EQ(gate.size(), 2u);
    EXPECT_EQ(gate[1]->standing, timeline::Standing::Paused);
    EXPECT_EQ(gate[1]->anchor, day("2026-03-24"));
    EXPECT_EQ(gate[1]->label, "Gate paused");
}

TEST_F(Describe, lanesStayWhereNothingIsKnownYet) {
    const Scene scene = at("2017-01-01", on("2017-01-01"));
    ASSERT_EQ(scene.strip->programmes.size(), 1u);
    EXPECT_EQ(scene.strip->programmes[0].lanes.size(), 2u);
    EXPECT_TRUE(scene.strip->programmes[0].lanes[1].marks.empty());
}

TEST_F(Describe, theCardTellsTheKnownHistoryOldestFirst) {
    const Scene scene = at("2024-06-30", {}, "crewed");
    ASSERT_TRUE(scene.card);
    EXPECT_THAT(targets(scene), ElementsAre("-2024", "-not before 2025", testing::StartsWith("?"),
                                            "-September 2026", "first quarter of 2028"));
    EXPECT_EQ(scene.card->rows[0].announced, "26 Mar 2019");
    EXPECT_EQ(scene.card->rows[2].confidence, timeline::Confidence::Unverified);
    EXPECT_EQ(scene.card->standing, "upcoming, about 3 y 3 m later than once promised (2024 to Q1 2028)");
    EXPECT_EQ(scene.card->words, "Early 2028.");
    EXPECT_EQ(scene.card->wordsBy, "The new head, 27 February 2026");
}

TEST_F(Describe, theCardSaysThatItHappenedAndNamesItsSources) {
    const Scene scene = at("2024-06-30", {}, "flight-one");
    EXPECT_THAT(targets(scene), ElementsAre("-2020", "-November 2021", "!16 November 2022"));
    EXPECT_EQ(scene.card->standing,
              "done 16 November 2022, about 1 y 11 m later than once promised (2020 to 16 Nov 2022)");
    EXPECT_THAT(scene.card->sources, ElementsAre("Hall: The talk in the hall, no address was read"));
    const Scene promised = at("2019-06-01", {AsOfMode::AsItLookedThen, {}}, "crewed");
    EXPECT_THAT(promised.card->sources,
                ElementsAre("Herald: The promise, 26 Mar 2019, https://example.org/promise"));
    EXPECT_THAT(at("2024-06-30", {}, "crewed").card->sources, testing::Contains(HasSubstr("unverified")));
    EXPECT_FALSE(at("2018-01-01", on("2018-01-01"), "crewed").card);
}

TEST_F(Describe, layersSwitchThingsOff) {
    Moment moment;
    moment.at = instant("2024-01-01");
    moment.selected = "crewed";
    moment.title = "Title";
    moment.layers = {false, false, false, false, false, false};
    const Scene scene = at(moment);
    EXPECT_TRUE(scene.sites.empty() && scene.models.empty() && !scene.strip && !scene.card);
    EXPECT_TRUE(scene.title.empty() && scene.date.empty());
}

TEST_F(Describe, thePictureSaysThatTheSunIsPinnedAndReliefModelled) {
    Moment moment;
    moment.at = instant("2024-01-01");
    moment.look = wholeDisc({}, {});
    moment.exposure.automatic = false; // which has a note of its own
    moment.light = {LightMode::Pinned, base::Angle::degrees(10), base::Angle::degrees(-40)};
    Scene scene = at(moment);
    EXPECT_THAT(scene.notes, ElementsAre("Sun pinned"));
    EXPECT_NEAR(astro::toSelenographic({scene.sun.v}).longitude.degrees(), -40.0, 1e-9);
    moment.light = {};
    moment.look.rangeM = 20'000.0;
    scene = at(moment);
    EXPECT_THAT(scene.notes, ElementsAre("relief finer than 10 km is modelled"));
    EXPECT_EQ(scene.sun.v, scene.sky.sun.v);
    // Without the modelled relief there is nothing of it to tell.
    moment.ground.modelled = false;
    scene = at(moment);
    EXPECT_TRUE(scene.notes.empty());
    EXPECT_FALSE(scene.ground.modelled);
}

TEST_F(Describe, yearsWithoutASkyAreAnError) {
    Moment moment;
    moment.at = instant("1800-01-01");
    EXPECT_FALSE(describe(timeline, Flat(), moment));
}

} // namespace
} // namespace perilune::scene
