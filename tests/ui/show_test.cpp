// What an audience sees, and what only the desk does.
#include "ui/keys.h"
#include "ui/pointer.h"
#include "ui/session.h"
#include "fixture.h"

#include <gtest/gtest.h>

using namespace perilune;
using namespace perilune::ui;

namespace {

class ShowAndDesk : public testing::Test {
  protected:
    void act(const Action& action) { s = reduce(std::move(s), action, small.data()); }
    void wait(double seconds) {
        for (double t = 0.0; t < seconds; t += 1.0 / 30.0)
            act(action::Tick{1.0 / 30.0});
    }
    scene::Moment seen() const { return momentOf(s.show, small.data()); }

    test::SmallDataset small;
    Session s = small.opening();
};

} // namespace

TEST_F(ShowAndDesk, nothingOfTheDeskChangesWhatAnAudienceSees) {
    const auto before = seen();
    for (const Panel panel :
         {Panel::Help, Panel::Export, Panel::AsOf, Panel::Layers, Panel::Views, Panel::Find}) {
        act(action::TogglePanel{panel});
        EXPECT_EQ(s.desk.panel, panel);
        EXPECT_EQ(seen(), before);
    }
    act(action::Say{"Between us"});
    act(action::Wake{});
    wait(kChromeRestS + 5.0);
    EXPECT_EQ(seen(), before);
}

TEST_F(ShowAndDesk, aFrozenPictureStandsStillWhileTheShowGoesOnBehindIt) {
    const auto before = seen();
    act(action::ToggleFreeze{});
    act(action::TogglePlay{});
    act(action::FlyToSite{"south-region"});
    wait(3.0);
    EXPECT_EQ(seen(), before);
    EXPECT_NE(liveMomentOf(s.show, small.data()), before);
    EXPECT_EQ(s.show.moment.selectedSite, "south-region") << "the hand works on what goes on";
    act(action::ToggleFreeze{});
    EXPECT_EQ(seen(), liveMomentOf(s.show, small.data()));
    EXPECT_EQ(seen().selectedSite, "south-region");
}

TEST_F(ShowAndDesk, aStoryGoesOnBehindAFrozenPicture) {
    act(action::PlayStory{true});
    wait(1.0);
    act(action::ToggleFreeze{});
    const auto held = seen();
    wait(2.0);
    EXPECT_TRUE(s.show.story.isGoing());
    EXPECT_EQ(seen(), held);
    act(action::ToggleFreeze{});
    EXPECT_NE(seen().at, held.at);
}

TEST_F(ShowAndDesk, blackLiesOverAFrozenPictureToo) {
    act(action::ToggleFreeze{});
    act(action::ToggleBlack{});
    wait(1.0);
    EXPECT_EQ(seen().curtain, 1.0);
    act(action::ToggleBlack{});
    wait(1.0);
    EXPECT_EQ(seen().curtain, 0.0) << "a picture frozen before it was black is not black";
}

TEST_F(ShowAndDesk, aLaserPointsOnlyWhileItIsInTheHandAndChangesNoMoment) {
    const auto before = seen();
    act(action::PointLaser{Spot{0.25, 0.75}});
    EXPECT_FALSE(s.show.laser);
    act(action::ToggleLaser{});
    act(action::PointLaser{Spot{0.25, 0.75}});
    EXPECT_EQ(s.show.laser, (Spot{0.25, 0.75}));
    EXPECT_EQ(seen(), before);
    act(action::PointLaser{std::nullopt});
    EXPECT_FALSE(s.show.laser) << "beside the picture";
    act(action::PointLaser{Spot{0.5, 0.5}});
    act(action::ToggleLaser{});
    EXPECT_FALSE(s.show.laser);
}

TEST_F(ShowAndDesk, neitherFreezeNorLaserTakesOverFromAStory) {
    act(action::PlayStory{true});
    wait(1.0);
    for (const Action& action : {Action{action::ToggleFreeze{}}, Action{action::ToggleFreeze{}},
                                 Action{action::ToggleLaser{}}, Action{action::PointLaser{Spot{}}}})
        act(action);
    EXPECT_TRUE(s.show.story.isGoing());
}

TEST_F(ShowAndDesk, escapePutsAwayTheLaserThenLetsThePictureGoOn) {
    act(action::ToggleFreeze{});
    act(action::ToggleLaser{});
    act(action::Deselect{});
    EXPECT_FALSE(s.show.pointing);
    EXPECT_TRUE(s.show.frozen);
    act(action::Deselect{});
    EXPECT_FALSE(s.show.frozen);
    EXPECT_EQ(s.show.moment.selected, "first-landing") << "the card stays";
}

TEST_F(ShowAndDesk, theMouseIsTheLaserWhereItIsOverThePicture) {
    overlay::Stage stage;
    const scene::Camera camera;
    HitView view{&stage, &camera, {1000, 500}, "", true};
    Pointer pointer;
    MouseInput mouse;
    mouse.x = 250.0f;
    mouse.y = 400.0f;
    const auto told = [&]() -> std::optional<action::PointLaser> {
        for (const auto& action : interpret(pointer, mouse, view))
            if (const auto* point = std::get_if<action::PointLaser>(&action))
                return *point;
        return std::nullopt;
    };
    auto point = told();
    ASSERT_TRUE(point);
    EXPECT_EQ(point->at, (Spot{0.25, 0.8}));
    EXPECT_EQ(shapeAt(pointer, mouse, view), Shape::Nothing);
    EXPECT_FALSE(told()) << "it has not moved";
    mouse.overWidget = true;
    point = told();
    ASSERT_TRUE(point);
    EXPECT_FALSE(point->at) << "a panel is not pointed at";
    EXPECT_EQ(shapeAt(pointer, mouse, view), Shape::Arrow);
    mouse.overWidget = false;
    EXPECT_TRUE(told());
    view.pointing = false;
    point = told();
    ASSERT_TRUE(point);
    EXPECT_FALSE(point->at) << "it was put away";
}

TEST_F(ShowAndDesk, blackAndWhiteTakeTurnsAndEscapeEndsThem) {
    act(action::ToggleWhite{});
    EXPECT_TRUE(s.show.white);
    act(action::ToggleBlack{});
    EXPECT_TRUE(s.show.black && !s.show.white);
    act(action::ToggleWhite{});
    EXPECT_TRUE(s.show.white && !s.show.black);
    act(action::Deselect{});
    EXPECT_FALSE(s.show.white || s.show.black);
}

TEST_F(ShowAndDesk, thePenDrawsOnlyInTheHandChangesNoMomentAndFades) {
    const auto before = seen();
    act(action::DrawInk{Spot{0.1, 0.1}, true});
    EXPECT_TRUE(s.show.ink.empty());
    act(action::TogglePen{});
    act(action::DrawInk{Spot{0.1, 0.1}, true});
    act(action::DrawInk{Spot{0.2, 0.1}, false});
    act(action::DrawInk{Spot{0.5, 0.5}, true});
    ASSERT_EQ(s.show.ink.size(), 2u);
    EXPECT_EQ(s.show.ink[0].points.size(), 2u);
    EXPECT_EQ(seen(), before);
    EXPECT_TRUE(isMoving(s.show)) << "it fades";
    wait(kInkStaysS + kInkFadesS + 1.0);
    EXPECT_TRUE(s.show.ink.empty());
    EXPECT_FALSE(isMoving(s.show));
    act(action::ToggleLaser{});
    EXPECT_FALSE(s.show.penning) << "one thing in the hand";
    act(action::TogglePen{});
    EXPECT_FALSE(s.show.pointing);
    for (int i = 0; i < 10'000; ++i)
        act(action::DrawInk{Spot{0.001 * i, 0.5}, i % 3 == 0});
    EXPECT_LE(s.show.ink.size(), 60u) << "however long one draws";
}

TEST_F(ShowAndDesk, thePenDrawsWhileTheButtonIsHeldAndTurnsNothing) {
    overlay::Stage stage;
    const scene::Camera camera;
    HitView view{&stage, &camera, {1000, 500}, "", false, true};
    Pointer pointer;
    MouseInput mouse;
    mouse.x = 250.0f;
    mouse.y = 400.0f;
    EXPECT_TRUE(interpret(pointer, mouse, view).empty()) << "it hovers";
    mouse.left = {true, false, true, false};
    auto actions = interpret(pointer, mouse, view);
    ASSERT_EQ(actions.size(), 1u);
    EXPECT_TRUE(std::get<action::DrawInk>(actions[0]).begins);
    mouse.left.pressed = false;
    mouse.x = 300.0f;
    actions = interpret(pointer, mouse, view);
    ASSERT_EQ(actions.size(), 1u);
    EXPECT_FALSE(std::get<action::DrawInk>(actions[0]).begins);
    EXPECT_EQ(std::get<action::DrawInk>(actions[0]).at, (Spot{0.3, 0.8}));
    mouse.left = {false, true, false, false};
    (void)interpret(pointer, mouse, view);
    mouse.left = {};
    mouse.x = 350.0f;
    EXPECT_TRUE(interpret(pointer, mouse, view).empty()) << "it was let go";
}

TEST_F(ShowAndDesk, whoWishesForLessMotionSeesCutsInThePlaceOfFlights) {
    s.show.calm = true;
    act(action::FlyToSite{"south-region"});
    EXPECT_FALSE(s.show.flight);
    EXPECT_EQ(s.show.moment.selectedSite, "south-region");
}

TEST_F(ShowAndDesk, notesBelongToAStoryAndNoAudienceSeesThem) {
    act(action::ToggleNotes{});
    EXPECT_FALSE(s.desk.notes);
    act(action::Talk{});
    wait(1.0);
    const auto before = seen();
    act(action::ToggleNotes{});
    EXPECT_TRUE(s.desk.notes);
    EXPECT_EQ(seen(), before);
    EXPECT_GT(s.desk.talkS, 0.5);
}
