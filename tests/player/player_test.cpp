// The show on its content, without a window, a screen or a clock.
#include "scene/describe.h"
#include "fixture.h"

#include <thread>

using namespace perilune;
namespace action = ui::action;

namespace {

class Playing : public testing::Test {
  protected:
    void SetUp() override { ASSERT_NE(test::shippedGround(), nullptr); }
    player::Player player(bool withStory = true) const {
        return {test::smallContent(folder_, withStory), test::shippedGround(), workers_, test::openingDay(),
                "en"};
    }
    static void wait(player::Player& player, double seconds, double dtS = 1.0 / 30.0) {
        for (double t = 0.0; t < seconds; t += dtS)
            player.step(dtS);
    }
    test::Folder folder_;
    base::Workers workers_ = base::Workers::onThreads();
};

} // namespace

TEST_F(Playing, showsTheOpeningAtOnce) {
    const auto show = player();
    EXPECT_EQ(show.moment().selected, "first-landing");
    EXPECT_EQ(show.moment(), ui::momentOf(show.session().show, show.data()));
}

TEST_F(Playing, timeMovesTheShowAsMuchInFewStepsAsInMany) {
    auto few = player(), many = player();
    for (auto* show : {&few, &many})
        show->act(action::TogglePlay{});
    for (int i = 0; i < 4; ++i)
        few.step(0.5);
    for (int i = 0; i < 128; ++i)
        many.step(1.0 / 64.0);
    EXPECT_LT(std::abs(std::chrono::duration<double>(few.moment().at - many.moment().at).count()), 1.0);
}

TEST_F(Playing, aMomentThatIsShownEndsWhatWasGoingOn) {
    auto show = player();
    scene::Moment moment = show.moment();
    moment.ground.tint = terrain::GroundTint::Slope;
    moment.look.rangeM = 5.0e5;
    show.act(action::LookFrom{scene::Vantage::Earth});
    show.act(action::TogglePlay{});
    show.show(moment);
    wait(show, 2.0);
    EXPECT_EQ(show.moment(), moment);
}

TEST_F(Playing, aStoryEndsByItselfAndThePictureStays) {
    auto show = player();
    show.act(action::PlayStory{true});
    EXPECT_EQ(show.moment().title, "Once");
    EXPECT_TRUE(show.isMoving());
    wait(show, 7.0);
    EXPECT_FALSE(show.session().show.story.isGoing());
    EXPECT_EQ(base::dayOf(show.moment().at), *base::parseDay("2024-03-09"));
}

TEST_F(Playing, speedGoesBeforeSharpnessOnlyWhileThePictureChanges) {
    auto show = player();
    wait(show, 1.0);
    EXPECT_FALSE(show.isInMotion());
    show.act(action::Orbit{0.1, 0.0});
    EXPECT_TRUE(show.isInMotion());
    wait(show, 0.3);
    EXPECT_FALSE(show.isInMotion());
    show.act(action::TogglePanel{ui::Panel::Help});
    EXPECT_FALSE(show.isInMotion()) << "panels are not of the picture";
}

TEST_F(Playing, atRestNothingIsDueUntilTheChromeGoes) {
    auto show = player();
    show.act(action::Wake{});
    EXPECT_FALSE(show.isMoving());
    ASSERT_TRUE(show.restsForS());
    EXPECT_NEAR(*show.restsForS(), ui::kChromeRestS, 0.1);
    wait(show, ui::kChromeRestS + 1.0);
    EXPECT_FALSE(show.isMoving());
    EXPECT_FALSE(show.restsForS());
}

TEST_F(Playing, withoutThreadsAStepDoesAPieceOfWhatIsWorkedOutBeside) {
    workers_ = base::Workers::inlined();
    auto show = player();
    show.act(action::TogglePanel{ui::Panel::Find});
    show.step(0.1); // asks for the index
    EXPECT_EQ(show.data().search, nullptr);
    show.step(0.1); // makes it
    EXPECT_NE(show.data().search, nullptr);
}

TEST_F(Playing, theFindBoxGetsItsIndexBesideTheShow) {
    auto show = player();
    show.step(0.1);
    EXPECT_EQ(show.data().search, nullptr);
    show.act(action::TogglePanel{ui::Panel::Find});
    EXPECT_TRUE(show.isMoving()) << "until the index is there";
    for (int i = 0; i < 5000 && !show.data().search; ++i) {
        show.step(0.001);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ASSERT_NE(show.data().search, nullptr);
    show.act(action::TogglePanel{ui::Panel::Find});
    show.step(0.1);
    EXPECT_EQ(show.data().search, nullptr);
}

TEST_F(Playing, otherContentComesInWhileTheShowGoesOn) {
    auto show = player();
    show.act(action::PlayStory{true});
    wait(show, 2.0);
    const auto before = show.moment();
    show.setContent(test::smallContent(folder_));
    EXPECT_TRUE(show.session().show.story.isGoing());
    EXPECT_EQ(show.moment(), before);
    show.setContent(test::smallContent(folder_, false));
    EXPECT_FALSE(show.session().show.story.isGoing()) << "its story is gone";
    EXPECT_EQ(show.moment().at, before.at) << "what was seen stays";
    EXPECT_EQ(show.data().story, nullptr);
}

TEST_F(Playing, anEmptyRecordShowsTheMoonUntilThereIsOne) {
    player::Player show{player::emptyContent({}), test::shippedGround(), workers_, test::openingDay(), "en"};
    show.step(0.1);
    for (const ui::Action& action : std::initializer_list<ui::Action>{
             action::FirstStop{}, action::NextStop{}, action::WholeStrip{}, action::FlyToSelected{},
             action::NextSite{}, action::ToggleChanges{}, action::TogglePlay{}, action::CycleLanguage{}})
        show.act(action);
    show.step(0.1);
    EXPECT_TRUE(scene::describe(*show.content().timeline, *test::shippedGround(), show.moment()));
    show.open(test::smallContent(folder_, false), test::openingDay(), "en");
    EXPECT_EQ(show.moment().selected, "first-landing");
    EXPECT_EQ(show.moment().title, "Alpha");
}
