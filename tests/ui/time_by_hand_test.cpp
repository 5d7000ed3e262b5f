// Time by hand: steps of an hour, a day and a month, a time that was typed, and when the hour is told.
#include "ui/keys.h"
#include "ui/session.h"
#include "scene/date_words.h"
#include "fixture.h"

#include <gtest/gtest.h>

using namespace perilune;
using namespace perilune::ui;
using test::day;
using test::instant;

namespace {

class TimeByHand : public testing::Test {
  protected:
    void act(const Action& action) { s = reduce(std::move(s), action, small.data()); }
    void press(Key key, bool shift, bool control) {
        for (const Action& action :
             meaningOf({.key = key, .shift = shift, .control = control}, Layout{}, s, false).actions)
            act(action);
    }
    const scene::Moment& moment() const { return s.show.moment; }
    std::string date() const { return scene::dateInWords(moment()); }

    test::SmallDataset small;
    Session s = small.opening(); // 2025-02-10T08:00Z
};

} // namespace

TEST_F(TimeByHand, keysStepByAnHourADayAndAMonth) {
    const auto start = moment().at;
    press(Key::Right, false, true);
    EXPECT_EQ(moment().at - start, std::chrono::hours{1});
    press(Key::Left, false, true);
    press(Key::Left, false, true);
    EXPECT_EQ(start - moment().at, std::chrono::hours{1});
    s = small.opening();
    press(Key::Right, true, false);
    EXPECT_EQ(moment().at - start, std::chrono::days{1});
    s = small.opening();
    s.show.moment.at = instant("2025-01-31T08:00Z");
    press(Key::Right, true, true);
    EXPECT_EQ(moment().at, instant("2025-02-28T08:00Z")) << "February has no 31st";
    press(Key::Left, true, true);
    EXPECT_EQ(moment().at, instant("2025-01-28T08:00Z"));
}

TEST_F(TimeByHand, theHourIsToldWhileTheStepIsUnderADayAndNotElse) {
    EXPECT_EQ(date().find(':'), std::string::npos);
    const auto usual = moment().span;
    press(Key::Right, false, true);
    EXPECT_NE(date().find(':'), std::string::npos) << date();
    EXPECT_GE(base::dayOf(moment().at), moment().span.first);
    press(Key::PageDown, false, false); // to a milestone: by days again
    EXPECT_EQ(date().find(':'), std::string::npos) << date();
    EXPECT_EQ((moment().span.last - moment().span.first).count(), (usual.last - usual.first).count());
    for (int speed = 0; speed < kPlaySpeedCount; ++speed) {
        s = small.opening();
        act(action::SetSpeed{speed});
        act(action::TogglePlay{});
        EXPECT_EQ(date().find(':') != std::string::npos, kPlaySpeeds[speed] < 1.0) << speed;
        for (int i = 0; i < 200; ++i)
            act(action::Tick{0.05});
        EXPECT_GE(base::dayOf(moment().at), moment().span.first);
        EXPECT_LE(base::dayOf(moment().at), moment().span.last);
    }
}

TEST_F(TimeByHand, goesFromAMinuteToAYearASecond) {
    EXPECT_DOUBLE_EQ(kPlaySpeeds[0] * 86'400.0, 60.0);
    EXPECT_DOUBLE_EQ(kPlaySpeeds[kPlaySpeedCount - 1], 365.0);
    act(action::SetSpeed{0});
    const auto start = moment().at;
    act(action::TogglePlay{});
    for (int i = 0; i < 600; ++i)
        act(action::Tick{1.0 / 60.0});
    EXPECT_NEAR(std::chrono::duration<double>(moment().at - start).count(), 600.0, 6.0);
}

TEST_F(TimeByHand, aTimeThatWasTypedIsGoneToAndSeen) {
    act(action::GoToTime{instant("2028-03-01T06:58Z"), true, "", ""});
    EXPECT_EQ(moment().at, instant("2028-03-01T06:58Z"));
    EXPECT_EQ(date(), "1 March 2028, 06:58 UTC");
    act(action::GoToTime{instant("2021-03-01T12:00Z"), false, "", ""});
    EXPECT_EQ(date(), "1 March 2021");
    act(action::GoToTime{instant("2060-01-01T12:00Z"), false, "", ""});
    EXPECT_GE(moment().span.last, day("2060-01-01")) << "the strip shows it";
    act(action::GoToTime{instant("2022-01-20T12:00Z"), false, "first-flight", "First flight"});
    EXPECT_EQ(moment().selected, "first-flight");
    EXPECT_EQ(s.desk.message, "First flight");
    act(action::PlayStory{true});
    act(action::GoToTime{instant("2022-01-20T12:00Z"), false, "", ""});
    EXPECT_TRUE(s.show.story.isDetour());
}

TEST_F(TimeByHand, theFieldIsOpenedByAKeyAndTakesTheKeys) {
    const auto meaning = meaningOf({.place = 't', .control = true}, Layout{}, s, false);
    ASSERT_EQ(meaning.actions.size(), 1u);
    act(meaning.actions[0]);
    EXPECT_EQ(s.desk.panel, Panel::Time);
    EXPECT_TRUE(meaningOf({.place = 'k', .typed = U'k'}, Layout{}, s, false).actions.empty());
    press(Key::Escape, false, false);
    EXPECT_EQ(s.desk.panel, Panel::None);
}
