// The hand on the window: events go in through Dear ImGui as from a real mouse, the areas are those of the
// real stage.
#include "ui/keys.h"
#include "ui/panels/panel_letters.h"
#include "ui/panels/panels.h"
#include "ui/pointer.h"
#include "ui/tips.h"
#include "scene/describe.h"
#include "base/files.h"
#include "fixture.h"

#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <set>
#include <utility>

using namespace perilune;
using namespace perilune::ui;
using overlay::HitKind;
using test::day;
using test::instant;

namespace {

constexpr int kWidth = 1280, kHeight = 720;

class Mouse : public testing::Test {
  protected:
    void SetUp() override {
        auto loaded = overlay::Fonts::load({base::shareDir() / "fonts"}, kHeight);
        if (!loaded)
            GTEST_SKIP() << "skipped: " << loaded.error().message;
        fonts = *loaded;
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {kWidth, kHeight};
        const auto themed = applyTheme({base::shareDir() / "fonts"}, 1.0f, 1.0f);
        ASSERT_TRUE(themed.has_value());
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        s.show.moment.selected.clear();
        for (int i = 0; i < 3; ++i)
            frame();
    }
    void TearDown() override {
        if (ImGui::GetCurrentContext())
            ImGui::DestroyContext();
    }

    /// One frame of the window, as the loop does it.
    void frame(double dtS = 1.0 / 30.0) {
        nowS += dtS;
        ImGui::GetIO().DeltaTime = float(dtS);
        act(action::Tick{dtS});
        ImGui::NewFrame();
        for (const KeyStroke& stroke : std::exchange(strokes, {}))
            for (const auto& action : meaningOf(stroke, layout, s, ImGui::GetIO().WantTextInput).actions)
                act(action);
        if (camera)
            for (const auto& action :
                 interpret(pointer, mouseFromImGui(nowS, 1.0f, 1.0f),
                           {&stage, &*camera, {kWidth, kHeight}, s.show.moment.selected}))
                act(action);
        const auto scene = scene::describe(small.timeline, small.surface, momentOf(s.show, small.data()));
        ASSERT_TRUE(scene.has_value());
        stage = overlay::layoutStage(*scene, {kWidth, kHeight}, *fonts);
        camera = scene->camera;
        const Dataset data = small.data();
        const PanelView view{.session = s,
                             .data = data,
                             .stage = stage,
                             .exporting = exporting,
                             .announcing = announcing,
                             .canMakeFilms = canMakeFilms};
        const auto panels = drawPanels(view, memory);
        for (const auto& action : panels.actions)
            act(action);
        started = panels.start;
        ImGui::Render();
    }
    void frames(int count) {
        for (int i = 0; i < count; ++i)
            frame();
    }
    void act(const Action& action) { s = reduce(std::move(s), action, small.data()); }

    const overlay::HitArea* area(HitKind kind, const std::string& id = "") const {
        for (const auto& hit : stage.hits)
            if (hit.kind == kind && (id.empty() || hit.id == id))
                return &hit;
        return nullptr;
    }
    static ImVec2 middleOf(const overlay::HitArea& hit) {
        return {(hit.rect.x0 + hit.rect.x1) / 2, (hit.rect.y0 + hit.rect.y1) / 2};
    }
    /// Press and release between two frames, as at a low frame rate.
    void click(ImVec2 at, int times = 1) {
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent(at.x, at.y);
        for (int i = 0; i < times; ++i) {
            io.AddMouseButtonEvent(0, true);
            io.AddMouseButtonEvent(0, false);
        }
        frames(2 + 2 * times);
    }
    void press(ImVec2 at, int button = 0) {
        ImGui::GetIO().AddMousePosEvent(at.x, at.y);
        ImGui::GetIO().AddMouseButtonEvent(button, true);
        frames(2);
    }
    void moveTo(ImVec2 at) {
        ImGui::GetIO().AddMousePosEvent(at.x, at.y);
        frame();
    }
    void release(int button = 0) {
        ImGui::GetIO().AddMouseButtonEvent(button, false);
        frames(2);
    }
    /// The window system tells keys twice: as strokes, and to Dear ImGui.
    void tap(const KeyStroke& stroke, ImGuiKey which) {
        strokes.push_back(stroke);
        ImGui::GetIO().AddKeyEvent(which, true);
        if (stroke.typed)
            ImGui::GetIO().AddInputCharacter(stroke.typed);
        ImGui::GetIO().AddKeyEvent(which, false);
    }
    void key(Key which, ImGuiKey same) {
        tap({.key = which}, same);
        frames(3);
    }
    static ImGuiKey keyOf(char sign) {
        return sign >= 'a' && sign <= 'z' ? ImGuiKey(ImGuiKey_A + (sign - 'a')) : ImGuiKey_Space;
    }
    void key(char sign) {
        type(std::string(1, sign).c_str());
        frames(3);
    }
    /// Presses keys and sends their letters between two frames, as at a low frame rate.
    void type(const char* letters) {
        for (const char* c = letters; *c; ++c)
            tap({.place = *c, .typed = char32_t(*c)}, keyOf(*c));
    }

    std::vector<KeyStroke> strokes;
    Layout layout;
    test::SmallDataset small;
    Session s = small.opening();
    Pointer pointer;
    PanelMemory memory;
    ExportState exporting;
    AnnounceState announcing;
    bool canMakeFilms = true;
    std::optional<ExportRequest> started;
    std::shared_ptr<const overlay::Fonts> fonts;
    overlay::Stage stage;
    std::optional<scene::Camera> camera;
    double nowS = 0.0;
};

} // namespace

TEST_F(Mouse, dragsThePlayheadToADay) {
    const float y = (stage.axis.rect.y0 + stage.axis.rect.y1) / 2;
    const float from = stage.axis.xOf(s.show.moment.at), to = stage.axis.xOf(instant("2022-07-01"));
    press({from, y});
    for (int i = 1; i <= 8; ++i)
        moveTo({from + (to - from) * float(i) / 8.0f, y});
    release();
    const double daysOff =
        std::abs(std::chrono::duration<double>(s.show.moment.at - instant("2022-07-01")).count()) / 86400.0;
    const double daysAPixel = double((s.show.moment.span.last - s.show.moment.span.first).count()) /
                              double(stage.axis.rect.x1 - stage.axis.rect.x0);
    EXPECT_LE(daysOff, daysAPixel + 1.0);
    EXPECT_EQ(pointer.hold, Hold::Nothing);
}

TEST_F(Mouse, aDragBeyondTheStripStopsAtItsEnd) {
    const float y = (stage.axis.rect.y0 + stage.axis.rect.y1) / 2;
    press({stage.axis.xOf(s.show.moment.at), y});
    moveTo({3000.0f, y});
    release();
    EXPECT_LE(s.show.moment.at, base::startOf(s.show.moment.span.last + std::chrono::days{1}));
}

TEST_F(Mouse, aClickOnAMarkOpensItsCardAndMovesThePlayhead) {
    const auto* mark = area(HitKind::Mark, "first-flight");
    ASSERT_NE(mark, nullptr);
    click(middleOf(*mark));
    EXPECT_EQ(s.show.moment.selected, "first-flight");
    EXPECT_EQ(base::dayOf(s.show.moment.at), day("2022-01-20"));
    EXPECT_NE(area(HitKind::Card), nullptr);
}

TEST_F(Mouse, aClickOnARowOfTheCardTellsThatWordAndTheWheelTheOthers) {
    act(action::SelectMilestone{"first-flight"});
    act(action::SetAsOf{scene::AsOfMode::Hindsight});
    frames(2);
    const auto* row = area(HitKind::CardRow, "2019-03-26");
    ASSERT_NE(row, nullptr);
    const ImVec2 at = middleOf(*row);
    click(at);
    ASSERT_TRUE(s.show.moment.said);
    EXPECT_EQ(s.show.moment.said->day, day("2019-03-26"));
    EXPECT_EQ(s.show.moment.selected, "first-flight");
    const double before = s.show.moment.look.rangeM;
    ImGui::GetIO().AddMouseWheelEvent(0, -1);
    frames(2);
    ASSERT_TRUE(s.show.moment.said);
    EXPECT_EQ(s.show.moment.said->day, day("2022-02-01")) << "down: what was said next";
    EXPECT_EQ(s.show.moment.look.rangeM, before) << "the Moon stays where it is";
}

TEST_F(Mouse, clicksGoThroughMarksThatLieOnOneAnother) {
    // The landing and the base are both due by the end of 2027, in one lane.
    std::set<std::string> seen;
    for (int i = 0; i < 2; ++i) {
        const auto* mark = area(HitKind::Mark, "base");
        ASSERT_NE(mark, nullptr);
        click({stage.axis.xOf(instant("2027-12-31T12:00Z")), middleOf(*mark).y});
        seen.insert(s.show.moment.selected);
        frames(30); // too slow for a double click
    }
    EXPECT_EQ(seen, (std::set<std::string>{"base", "first-landing"}));
}

TEST_F(Mouse, aClickOnAPinFliesThere) {
    act(action::FlyToLook{scene::wholeDisc({}, {})});
    frames(150);
    const auto* pin = area(HitKind::Pin, "bright-plain");
    ASSERT_NE(pin, nullptr);
    click(middleOf(*pin));
    EXPECT_EQ(s.show.moment.selectedSite, "bright-plain");
    frames(150);
    EXPECT_NEAR(s.show.moment.look.latitude.degrees(), 5.0, 1e-9);
    EXPECT_NEAR(s.show.moment.look.longitude.degrees(), 10.0, 1e-9);
    EXPECT_LT(s.show.moment.look.rangeM, 5e5);
}

TEST_F(Mouse, aDoubleClickOnAPinGoesDownToTheSpacecraft) {
    act(action::FlyToLook{scene::wholeDisc({}, {})});
    frames(150);
    const auto* pin = area(HitKind::Pin, "bright-plain");
    ASSERT_NE(pin, nullptr);
    s.show.moment.selectedSite.clear();
    click(middleOf(*pin), 2);
    frames(200);
    EXPECT_LT(s.show.moment.look.rangeM, 100.0);
}

TEST_F(Mouse, draggingTheMoonTurnsItAndLettingGoThrowsIt) {
    act(action::FlyToLook{scene::wholeDisc({}, {})});
    frames(150);
    press({640, 250});
    for (int i = 1; i <= 6; ++i)
        moveTo({640.0f - 20.0f * float(i), 250});
    const double held = s.show.moment.look.longitude.degrees();
    EXPECT_GT(held, 5.0) << "the ground follows the hand to the left, so the view goes east";
    release();
    frames(10);
    EXPECT_GT(s.show.moment.look.longitude.degrees(), held);
}

TEST_F(Mouse, theWheelZoomsTheMoonOverItAndTheSpanOverTheStrip) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(640, 250);
    frame();
    const double range = s.show.moment.look.rangeM;
    const auto span = s.show.moment.span;
    io.AddMouseWheelEvent(0, 2);
    frames(30);
    EXPECT_LT(s.show.moment.look.rangeM, range * 0.75);
    EXPECT_EQ(s.show.moment.span, span);
    const double after = s.show.moment.look.rangeM;
    io.AddMousePosEvent((stage.axis.rect.x0 + stage.axis.rect.x1) / 2,
                        (stage.axis.rect.y0 + stage.axis.rect.y1) / 2);
    frame();
    io.AddMouseWheelEvent(0, 2);
    frames(30);
    EXPECT_LT((s.show.moment.span.last - s.show.moment.span.first).count(), (span.last - span.first).count());
    EXPECT_EQ(s.show.moment.look.rangeM, after);
}

TEST_F(Mouse, aRightDragTiltsTheView) {
    act(action::FlyToPlace{{base::Angle::degrees(5), base::Angle::degrees(10), 0.0}});
    frames(150);
    const double tilt = s.show.moment.look.tilt.degrees(), heading = s.show.moment.look.heading.degrees();
    press({600, 260}, 1);
    moveTo({660, 140});
    release(1);
    EXPECT_GT(s.show.moment.look.tilt.degrees(), tilt + 5.0);
    EXPECT_NE(s.show.moment.look.heading.degrees(), heading);
}

TEST_F(Mouse, aDoubleClickOnTheGroundFliesThere) {
    act(action::FlyToLook{scene::wholeDisc({}, {})});
    frames(150);
    const double range = s.show.moment.look.rangeM;
    s.show.moment.layers.pins = false;
    frame();
    click({600, 300}, 2);
    frames(150);
    EXPECT_NEAR(s.show.moment.look.rangeM, range / 6.0, range / 50.0);
}

TEST_F(Mouse, theAxisOfKnowledgeTakesADragAndItsLabelOpensTheChoice) {
    const auto* known = area(HitKind::KnownAxis);
    const auto* label = area(HitKind::AsOfMode);
    ASSERT_NE(known, nullptr);
    ASSERT_NE(label, nullptr);
    const float y = (known->rect.y0 + known->rect.y1) / 2;
    const ImVec2 labelAt = middleOf(*label);
    press({stage.axis.xOf(instant("2023-01-01")), y});
    moveTo({stage.axis.xOf(instant("2021-01-01")), y});
    release();
    EXPECT_EQ(s.show.moment.known.mode, scene::AsOfMode::OnADay);
    EXPECT_NEAR(double((s.show.moment.known.day.day - day("2021-01-01")).count()), 0.0, 10.0);
    click(labelAt);
    EXPECT_EQ(s.desk.panel, Panel::AsOf);
    key(Key::Escape, ImGuiKey_Escape);
    EXPECT_EQ(s.desk.panel, Panel::None);
}

TEST_F(Mouse, twentyQuickTapsOfAKeyAreTwentySteps) {
    act(action::ScrubTo{instant("2020-01-01")});
    // As at five frames a second: all taps arrive between two frames.
    for (int i = 0; i < 20; ++i)
        tap({.key = Key::Right, .shift = true}, ImGuiKey_RightArrow);
    frames(60);
    EXPECT_EQ(base::dayOf(s.show.moment.at), day("2020-01-21"));
}

TEST_F(Mouse, clickerKeysStepThroughTheMilestones) {
    act(action::ScrubTo{instant("2021-01-01")});
    s.show.moment.selected.clear();
    key(Key::PageDown, ImGuiKey_PageDown);
    EXPECT_EQ(s.show.moment.selected, "first-flight");
    key(Key::Right, ImGuiKey_RightArrow);
    EXPECT_EQ(s.show.moment.selected, "first-landing");
    key(Key::PageUp, ImGuiKey_PageUp);
    EXPECT_EQ(s.show.moment.selected, "first-flight");
    key('.');
    EXPECT_TRUE(s.show.black);
}

TEST_F(Mouse, keysSwitchWhatLiesOnTheGround) {
    key('n');
    key('g');
    key('r');
    const scene::Layers& layers = s.show.moment.layers;
    EXPECT_TRUE(layers.names && layers.graticule && layers.scale);
    key('n');
    EXPECT_FALSE(layers.names);
    key('m');
    EXPECT_FALSE(s.show.moment.ground.modelled);
    key('x');
    EXPECT_FALSE(s.show.moment.exposure.automatic);
    // The colours of the ground go round.
    for (int i = 0; i < 4; ++i) {
        key('c');
        EXPECT_NE(s.show.moment.ground.tint, terrain::GroundTint::None);
    }
    key('c');
    EXPECT_EQ(s.show.moment.ground.tint, terrain::GroundTint::None);
    act(action::SetTint{terrain::GroundTint::Slope});
    EXPECT_EQ(s.show.moment.ground.tint, terrain::GroundTint::Slope);
}

TEST_F(Mouse, everyPanelDrawsAndTakesTheMouseFromTheMoon) {
    for (const auto panel : {Panel::Help, Panel::Export, Panel::AsOf, Panel::Layers, Panel::Find}) {
        s.desk.panel = panel;
        frames(3);
        EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, 100);
    }
    s.desk.panel = Panel::Export;
    frames(3);
    const auto look = s.show.moment.look;
    press({kWidth / 2.0f, kHeight / 2.0f - 60.0f});
    moveTo({kWidth / 2.0f + 50.0f, kHeight / 2.0f - 60.0f});
    release();
    EXPECT_EQ(s.show.moment.look, look);
}

TEST_F(Mouse, theExportDialogOffersNoFilmWhereTheBuildMakesNone) {
    ASSERT_TRUE(small.data().story);
    s.desk.panel = Panel::Export;
    memory.film = true;
    frames(2);
    EXPECT_TRUE(memory.film);
    canMakeFilms = false;
    frames(2);
    EXPECT_FALSE(memory.film) << "a film can still be asked for";
}

TEST_F(Mouse, whatIsTypedAfterTheKeyOfTheFindBoxIsInItAtOnceAndIsNoCommand) {
    const auto before = s.show.moment;
    type("fbase kpm");
    frames(40);
    EXPECT_EQ(s.desk.panel, Panel::Find);
    EXPECT_STREQ(memory.find.text, "base kpm");
    EXPECT_EQ(s.show.moment, before);
    EXPECT_FALSE(s.show.black);
}

TEST_F(Mouse, enterGoesToTheChosenHitAndClosesTheFindBox) {
    type("flanding");
    frames(30);
    ASSERT_EQ(memory.find.rows.size(), 3u); // two milestones and, for its note, a site
    EXPECT_EQ(s.show.moment.selected, "");
    for (int i = 0; i < 4; ++i)
        key(Key::Down, ImGuiKey_DownArrow);
    EXPECT_EQ(memory.find.chosen, 2) << "there is nothing below the last";
    key(Key::Up, ImGuiKey_UpArrow);
    key(Key::Enter, ImGuiKey_Enter);
    EXPECT_EQ(s.desk.panel, Panel::None);
    EXPECT_EQ(s.show.moment.selected, "second-landing");
    EXPECT_EQ(s.show.speed, kUsualSpeed) << "the arrows were the box's";
}

TEST_F(Mouse, aClickOnARowOfTheFindBoxGoesThere) {
    type("fbase");
    frames(30);
    ASSERT_EQ(memory.find.rows.size(), 1u);
    // Below the tools: the field, the group's title, the row.
    click({kWidth / 2.0f, kHeight * 0.022f + 54.0f + 14.0f + 36.0f + 25.0f + 16.0f});
    EXPECT_EQ(s.desk.panel, Panel::None);
    EXPECT_EQ(s.show.moment.selected, "base");
}

TEST_F(Mouse, escapeClosesTheFindBoxAndTheNextWordTakesThePlaceOfTheLast) {
    type("fbase");
    frames(30);
    key(Key::Escape, ImGuiKey_Escape);
    EXPECT_EQ(s.desk.panel, Panel::None);
    type("fother");
    frames(30);
    EXPECT_STREQ(memory.find.text, "other");
    key(Key::Escape, ImGuiKey_Escape);
    key('g'); // the keys are commands again
    EXPECT_TRUE(s.show.moment.layers.graticule);
}

TEST_F(Mouse, escapeInTheFindBoxLetsAStoryGoOn) {
    act(action::PlayStory{true});
    type("fbase");
    frames(30);
    key(Key::Escape, ImGuiKey_Escape);
    EXPECT_EQ(s.desk.panel, Panel::None);
    EXPECT_TRUE(s.show.story.isGoing());
}

TEST_F(Mouse, theFindBoxOpensByControlFAndSlashAndTakesTheKeysBackAfterAClickBeside) {
    tap({.place = 'f', .control = true}, ImGuiKey_F);
    frames(3);
    EXPECT_EQ(s.desk.panel, Panel::Find);
    key(Key::Escape, ImGuiKey_Escape);
    key('/');
    EXPECT_EQ(s.desk.panel, Panel::Find);
    click({100, 350});
    frames(3);
    type("base");
    frames(20);
    EXPECT_STREQ(memory.find.text, "base");
}

TEST_F(Mouse, restingOnAMarkNamesItsMilestoneAndFromWhenToWhenItSlipped) {
    const auto* mark = area(HitKind::Mark, "first-landing");
    ASSERT_NE(mark, nullptr);
    const auto tip = [&](float x, float y) { return tipAt(stage, x, y, small.data(), s.show.moment); };
    const ImVec2 at = middleOf(*mark);
    EXPECT_NE(tip(at.x, at.y).find("First landing"), std::string::npos) << tip(at.x, at.y);
    EXPECT_NE(tip(at.x, at.y).find("slipped from 2024 to 2027: about"), std::string::npos) << tip(at.x, at.y);
    // On the tail of its slip, between the marks.
    const float between = stage.axis.xOf(instant("2026-03-15"));
    EXPECT_NE(tip(between, at.y).find("slipped from 2024 to 2027"), std::string::npos) << tip(between, at.y);
    EXPECT_EQ(tip(stage.axis.xOf(instant("2019-02-01")), at.y), "");
    EXPECT_EQ(tip(640.0f, 30.0f), "");
    const auto* pin = area(HitKind::Pin, "bright-plain");
    if (pin)
        EXPECT_NE(tip(middleOf(*pin).x, middleOf(*pin).y).find("Bright Plain"), std::string::npos);
}

TEST_F(Mouse, atRestIsToldWhatLiesUnderItAfterAMomentAndNotBefore) {
    const auto tipShows = [] {
        for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
            if ((window->Flags & ImGuiWindowFlags_Tooltip) && window->Active && !window->Hidden)
                return true;
        return false;
    };
    const auto* mark = area(HitKind::Mark, "first-flight");
    ASSERT_NE(mark, nullptr);
    moveTo(middleOf(*mark));
    frames(3);
    EXPECT_FALSE(tipShows());
    frames(14);
    EXPECT_TRUE(tipShows());
    EXPECT_LT(memory.mouseRestsS, 2.0 * kTipAfterS) << "frames are wanted until then";
    frames(30);
    EXPECT_GT(memory.mouseRestsS, 2.0 * kTipAfterS) << "and no longer";
    EXPECT_TRUE(tipShows());
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
        if ((window->Flags & ImGuiWindowFlags_Tooltip) && window->Active && !window->Hidden)
            EXPECT_LE(window->Pos.y + window->Size.y, area(HitKind::KnownAxis, "")->rect.y0)
                << "it lies over no year of the strip";
    // A key does not bring it back.
    frames(int(kTipUntilS / 0.02));
    act(action::Wake{});
    frames(3);
    EXPECT_FALSE(tipShows());
    moveTo({640.0f, 250.0f});
    frames(2);
    EXPECT_FALSE(tipShows());
    // The buttons tell theirs as well.
    const ImGuiWindow* tools = ImGui::FindWindowByName("##tools");
    ASSERT_NE(tools, nullptr);
    moveTo({tools->Pos.x + tools->Size.x - 30.0f, tools->Pos.y + 20.0f});
    frames(20);
    EXPECT_TRUE(tipShows());
}

TEST_F(Mouse, nothingFloatsOverTitleAndDate) {
    for (const char* title :
         {"Short", "A title that is long enough to reach into the middle of any window"}) {
        s.show.moment.title = title;
        act(action::Say{"A message with some words in it, so that it is about as wide as messages are"});
        act(action::TellMistakes{{"Mistakes", {"a.yaml:1:1: error: something; do something"}}});
        act(action::Wake{});
        frames(4);
        for (const char* name : {"##message", "##tools", "##mistakes"}) {
            const ImGuiWindow* window = ImGui::FindWindowByName(name);
            ASSERT_NE(window, nullptr) << name;
            for (const auto& text : stage.texts)
                if (text.rect.y0 < 0.12f * kHeight)
                    EXPECT_FALSE(
                        text.rect.x0 < window->Pos.x + window->Size.x && text.rect.x1 > window->Pos.x &&
                        text.rect.y0 < window->Pos.y + window->Size.y && text.rect.y1 > window->Pos.y)
                        << name << " over " << text.text;
        }
    }
}

TEST_F(Mouse, mistakesStandUntilTheyAreMendedOrPutAway) {
    act(action::TellMistakes{{"Nothing can be shown yet", {"a.yaml:1:1: error: this; do that"}, false}});
    frames(3);
    EXPECT_NE(ImGui::FindWindowByName("##mistakes"), nullptr);
    key(Key::Escape, ImGuiKey_Escape);
    EXPECT_EQ(s.desk.mistakes.lines.size(), 1u) << "there is nothing behind them";
    act(action::TellMistakes{{"What was read before is still shown", {"one", "two"}, true}});
    key(Key::Escape, ImGuiKey_Escape);
    EXPECT_TRUE(s.desk.mistakes.lines.empty());
}
