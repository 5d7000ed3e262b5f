// A story in the window: from step to step, detours, and what is left of it.
#include "ui/keys.h"
#include "ui/story_moves.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <random>

using namespace perilune;
using namespace perilune::ui;

namespace {

/// Twenty seconds with three steps, under another title, pinned Sun and a curtain at both ends.
constexpr const char* kStepped = R"(
perilune: story/1
title: In steps
duration: 20
keyframes:
  - {at: 0, date: 2021-03-09, known: then, look: {disc: {lat: -10, lon: 0}}, light: {lat: 1, lon: -30}, span: 2018/2031, curtain: 1}
  - {at: 2, curtain: 0, step: {title: One, notes: First}}
  - {at: 8, date: 2022-03-09, look: {disc: {lat: -30, lon: 40}}, select: first-landing, step: {title: Two}}
  - {at: 14, date: 2023-06-01, look: {site: south-region, range_km: 300, tilt: 30}, step: {title: Three, advance: 2}}
  - {at: 19, date: 2024-03-09, look: {site: south-region, range_km: 200, tilt: 40}}
  - {at: 20, curtain: 1}
captions:
  - {from: 8, to: 12, text: A caption}
)";

class Telling : public testing::Test {
  protected:
    Telling() {
        auto parsed = story::parseStory(kStepped, "steps.story.yaml", small.timeline);
        EXPECT_TRUE(parsed.ok());
        small.story.emplace(std::move(parsed.value));
        s = small.opening();
        before = s.show.moment;
    }
    void act(const Action& action) { s = reduce(std::move(s), action, small.data()); }
    void wait(double seconds) {
        for (double t = 0.0; t < seconds; t += 1.0 / 30.0)
            act(action::Tick{1.0 / 30.0});
    }
    void press(Key key, bool shift = false) {
        for (const Action& action : meaningOf({.key = key, .shift = shift}, Layout{}, s, false).actions)
            act(action);
    }
    void space() {
        for (const Action& action : meaningOf({.place = ' ', .typed = U' '}, Layout{}, s, false).actions)
            act(action);
    }
    scene::Moment seen() const { return momentOf(s.show, small.data()); }
    const StoryRun& run() const { return s.show.story; }
    std::optional<std::size_t> step() const { return stepOf(run(), *small.story); }

    test::SmallDataset small;
    Session s;
    scene::Moment before;
};

} // namespace

TEST_F(Telling, aTalkWaitsAtEachStepUntilSomebodyGoesOn) {
    press(Key::F5);
    wait(60.0);
    EXPECT_EQ(step(), 0u);
    EXPECT_FALSE(run().isGoing());
    EXPECT_FALSE(isMoving(s.show)) << "nothing is drawn while it waits";
    press(Key::PageDown);
    wait(60.0);
    EXPECT_EQ(step(), 1u);
    EXPECT_EQ(seen().selected, "first-landing");
    EXPECT_EQ(seen().caption, "A caption");
    EXPECT_GT(seen().captionOpacity, 0.999);
}

TEST_F(Telling, stepsForwardAndBackGiveTheSameMomentByEveryKeyThatClickersHave) {
    for (const auto& [on, back] : {std::pair(Key::PageDown, Key::PageUp), std::pair(Key::Right, Key::Left),
                                   std::pair(Key::Down, Key::Up)}) {
        s = small.opening();
        press(Key::F5);
        wait(10.0);
        const auto first = seen();
        press(on);
        wait(20.0);
        const auto second = seen();
        EXPECT_NE(first, second);
        press(back);
        wait(5.0);
        EXPECT_EQ(seen(), first);
        press(on);
        wait(20.0);
        EXPECT_EQ(seen(), second);
        press(on); // again before it is there: it is there at once
        press(on);
        EXPECT_EQ(step(), 2u);
        press(back);
        wait(5.0);
        EXPECT_EQ(seen(), second);
    }
}

TEST_F(Telling, whateverIsPressedOnTheWayAStepLooksAlwaysTheSame) {
    std::mt19937 random(7);
    std::vector<std::optional<scene::Moment>> looks(3);
    act(action::Talk{});
    for (int i = 0; i < 400; ++i) {
        const int what = std::uniform_int_distribution<>(0, 5)(random);
        if (what == 0)
            act(action::Orbit{0.2, 0.1});
        else if (what == 1)
            space();
        else
            press(what < 4 ? Key::PageDown : Key::PageUp);
        wait(std::uniform_real_distribution<>(0.0, 3.0)(random));
        if (!run().isSeen() || run().isGoing() || run().glide)
            continue;
        for (std::size_t k = 0; k < looks.size(); ++k)
            if (run().s == small.story->talk.rests[k].standsS) {
                if (looks[k])
                    ASSERT_EQ(seen(), *looks[k]) << k;
                looks[k] = seen();
            }
    }
    for (const auto& look : looks)
        EXPECT_TRUE(look);
}

TEST_F(Telling, aStepWithSecondsGoesOnByItself) {
    act(action::GoToStep{2});
    EXPECT_EQ(step(), 2u);
    space();
    wait(10.0);
    EXPECT_TRUE(isAtEnd(run(), *small.story));
}

TEST_F(Telling, spaceStopsInPlaceAndGoesOnFromThere) {
    act(action::PlayStory{true});
    wait(5.0);
    space();
    const auto held = seen();
    EXPECT_EQ(held.title, "In steps");
    wait(3.0);
    EXPECT_EQ(seen(), held);
    EXPECT_FALSE(isMoving(s.show));
    space();
    wait(1.0);
    EXPECT_NE(seen(), held);
    EXPECT_EQ(seen().title, "In steps");
}

TEST_F(Telling, theHandTakesADetourAndOneKeyFliesBack) {
    for (const Action& detour :
         {Action{action::Orbit{0.3, 0.1}}, Action{action::Zoom{4.0, std::nullopt}},
          Action{action::FlyToSite{"bright-plain"}}, Action{action::SelectMilestone{"base"}},
          Action{action::ScrubTo{test::instant("2020-01-01T12:00Z")}}, Action{action::TogglePinnedSun{}}}) {
        s = small.opening();
        press(Key::F5);
        wait(10.0);
        const auto at = seen();
        act(detour);
        wait(4.0);
        EXPECT_TRUE(run().isDetour());
        EXPECT_NE(seen(), at);
        EXPECT_EQ(seen().title, "In steps") << "it is still the talk";
        space();
        wait(4.0);
        EXPECT_EQ(seen(), at) << detour.index();
        EXPECT_FALSE(run().isGoing()) << "it stood before";
    }
}

TEST_F(Telling, aStoryThatWasGoingGoesOnAfterADetourWithoutHavingLostATime) {
    act(action::PlayStory{true});
    wait(5.0);
    const double was = run().s;
    act(action::Orbit{0.3, 0.1});
    wait(7.0);
    EXPECT_EQ(run().s, was);
    press(Key::PageDown);
    EXPECT_TRUE(run().isGoing());
    EXPECT_TRUE(run().glide) << "it flies back";
    EXPECT_EQ(run().s, was);
    wait(3.0);
    EXPECT_GT(run().s, was);
}

TEST_F(Telling, escapeLosesNothing) {
    press(Key::F5);
    wait(10.0);
    press(Key::PageDown);
    wait(20.0);
    const auto at = seen();
    press(Key::Escape);
    EXPECT_FALSE(run().isOn());
    EXPECT_EQ(seen().at, at.at) << "what is seen stays";
    EXPECT_EQ(seen().look, at.look);
    EXPECT_EQ(seen().title, before.title);
    EXPECT_EQ(seen().subtitle, before.subtitle);
    EXPECT_EQ(seen().light, before.light);
    EXPECT_EQ(seen().layers, before.layers);
    EXPECT_NE(s.desk.message.find("step 2 of 3, Two"), std::string::npos) << s.desk.message;
    act(action::FlyToSite{"bright-plain"});
    wait(5.0);
    press(Key::F5, true);
    wait(5.0);
    EXPECT_EQ(seen(), at) << "taken up where it was left";
    press(Key::Escape);
    EXPECT_EQ(seen().title, before.title) << "not the story's own of the first time";
}

TEST_F(Telling, escapeEndsADetourFirst) {
    press(Key::F5);
    wait(10.0);
    const auto at = seen();
    act(action::Orbit{0.3, 0.1});
    press(Key::Escape);
    wait(3.0);
    EXPECT_EQ(seen(), at);
    EXPECT_TRUE(run().isOn());
}

TEST_F(Telling, atTheEndAPictureStaysAndNotItsCurtain) {
    act(action::PlayStory{true});
    wait(40.0);
    EXPECT_TRUE(isAtEnd(run(), *small.story));
    EXPECT_EQ(seen().curtain, 0.0);
    EXPECT_EQ(seen().title, "In steps");
    EXPECT_EQ(base::dayOf(seen().at), test::day("2024-03-09"));
    EXPECT_FALSE(isMoving(s.show));
    press(Key::PageDown);
    EXPECT_NE(s.desk.message, "");
    press(Key::PageUp);
    wait(5.0);
    EXPECT_EQ(step(), 2u);
    EXPECT_EQ(seen().curtain, 0.0);
    act(action::PlayStory{true});
    wait(40.0);
    space(); // once more from the beginning
    wait(1.0);
    EXPECT_TRUE(run().isGoing());
    EXPECT_LT(run().s, 2.0);
}

TEST_F(Telling, whoeverStepsThroughAFilmTellsItAsATalk) {
    act(action::PlayStory{true});
    wait(5.0);
    EXPECT_FALSE(run().asTalk);
    press(Key::PageDown);
    EXPECT_TRUE(run().asTalk);
    EXPECT_EQ(step(), 1u);
    wait(30.0);
    EXPECT_EQ(step(), 1u) << "and it waits";
}

TEST_F(Telling, theFirstAndTheLastStepAreAKeyAway) {
    press(Key::F5);
    press(Key::End);
    EXPECT_EQ(step(), 2u);
    press(Key::Home);
    EXPECT_EQ(step(), 0u);
    wait(3.0);
    press(Key::PageUp);
    EXPECT_EQ(s.desk.message, "This is the first step");
}

TEST_F(Telling, theWayBackToAStepIsFlownAndNeverJumps) {
    press(Key::F5);
    wait(10.0);
    press(Key::PageDown);
    wait(20.0);
    auto last = seen();
    press(Key::PageUp);
    for (int i = 0; i < 120; ++i) {
        act(action::Tick{1.0 / 60.0});
        const auto now = seen();
        EXPECT_LT(scene::lengthOfWay(last.look, now.look), 0.12) << i;
        last = now;
    }
    EXPECT_FALSE(isMoving(s.show));
}

TEST_F(Telling, theKeysOfTheTimelineAreTheirsAgainOnceNoStoryIsOn) {
    const auto at = s.show.moment.at;
    press(Key::PageDown);
    EXPECT_FALSE(run().isOn());
    EXPECT_NE(s.show.moment.at, at);
}
