// What the window lays over the picture: buttons, messages, help. They cover nothing that is written, in no
// frame, and stand still.
#include "ui/panels/panel_letters.h"
#include "ui/panels/panels.h"
#include "overlay/frames.h"
#include "scene/describe.h"
#include "base/files.h"
#include "fixture.h"

#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <map>

using namespace perilune;
using namespace perilune::ui;
using overlay::Rect;
using overlay::test::FrameSize;
using test::instant;

namespace {

constexpr FrameSize kWindows[] = {{800, 600},   {1024, 768},  {1280, 720},      {1366, 768}, {1920, 1080},
                                  {2560, 1080}, {3840, 2160}, {1080, 1080},     {720, 1280}, {1080, 1920},
                                  {853, 1277},  {801, 601},   {1920, 1080, 5.0}};

std::shared_ptr<const overlay::Fonts> fontsFor(const FrameSize& frame, double percent) {
    static std::map<std::pair<int, double>, std::shared_ptr<const overlay::Fonts>> loaded;
    const overlay::TextSize size = overlay::textSizeFor({frame.width, frame.height}, percent);
    auto& fonts = loaded[{size.side, size.percent}];
    if (!fonts)
        if (auto read = overlay::Fonts::load({base::shareDir() / "fonts"}, size))
            fonts = *read;
    return fonts;
}

Rect rectOf(const ImGuiWindow& window) {
    return {window.Pos.x, window.Pos.y, window.Pos.x + window.Size.x, window.Pos.y + window.Size.y};
}

class Chrome : public testing::Test {
  protected:
    void SetUp() override {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DeltaTime = 1.0f / 30.0f;
    }
    void TearDown() override {
        letters.reset();
        if (ImGui::GetCurrentContext())
            ImGui::DestroyContext();
    }
    /// As the window does it (DeskView): of the lower side, an upright window being narrow.
    void begin(const FrameSize& frame) {
        ImGui::GetIO().DisplaySize = {float(frame.width), float(frame.height)};
        const float lower = std::min(float(frame.height), 0.7f * float(frame.width));
        auto themed = applyTheme({base::shareDir() / "fonts"}, std::max(1.0f, lower / 840.0f), 1.0f);
        ASSERT_TRUE(themed) << themed.error().message;
        letters = std::move(*themed);
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        memory = {};
    }
    /// Draws some frames, so that what depends on the last one's sizes settles.
    void draw(const FrameSize& frame, const Session& session, const scene::Moment& moment) {
        const auto scene = scene::describe(small.timeline, small.surface, moment);
        ASSERT_TRUE(scene);
        const auto fonts = fontsFor(frame, moment.textPercent);
        stage = overlay::layoutStage(*scene, {frame.width, frame.height}, *fonts);
        const Dataset data = small.data();
        for (int i = 0; i < 4; ++i) {
            ImGui::NewFrame();
            const PanelView view{.session = session,
                                 .data = data,
                                 .stage = stage,
                                 .exporting = exporting,
                                 .announcing = announcing};
            drawPanels(view, memory);
            ImGui::Render();
        }
    }
    std::map<std::string, Rect> windows() const {
        std::map<std::string, Rect> found;
        for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
            if (window->WasActive && !window->Hidden && std::string_view(window->Name).starts_with("##"))
                found[window->Name] = rectOf(*window);
        return found;
    }

    test::SmallDataset small;
    ExportState exporting;
    AnnounceState announcing;
    PanelMemory memory;
    overlay::Stage stage;
    std::unique_ptr<PanelLetters> letters;
};

scene::Moment longMoment(double percent, double safe) {
    scene::Moment moment;
    moment.at = instant("2024-06-30");
    moment.known = {scene::AsOfMode::Hindsight, {}};
    moment.look = scene::wholeDisc(base::Angle::degrees(-62), base::Angle::degrees(20));
    moment.selected = "first-landing";
    moment.title = "Thirteen candidate regions, then nine, and one peak that both of them would like";
    moment.subtitle = "Where both of them want to land, and when that was, and why it has changed";
    moment.textPercent = percent;
    moment.safePercent = safe;
    return moment;
}

TEST_F(Chrome, coversNothingThatIsWrittenInAnyWindow) {
    for (const FrameSize& frame : kWindows) {
        begin(frame);
        for (const double percent : overlay::test::kTextScales) {
            Session session = openingSession(small.data(), instant("2024-06-30"));
            session.desk.chrome = 1.0;
            session.desk.message = "At this speed the light would flash: the Sun is pinned. P lets it go";
            session.desk.messageForS = 3.0;
            draw(frame, session, longMoment(percent, frame.safePercent));
            const auto found = windows();
            const std::string name = fmt::format("{}x{} {} %: ", frame.width, frame.height, percent);
            for (const char* id : {"##tools", "##transport", "##message"}) {
                ASSERT_TRUE(found.contains(id)) << name << id;
                const Rect& box = found.at(id);
                EXPECT_TRUE(box.x0 >= 0 && box.y0 >= 0 && box.x1 <= float(frame.width) &&
                            box.y1 <= float(frame.height))
                    << name << id;
                for (const overlay::TextBox& text : stage.texts)
                    EXPECT_FALSE(overlaps(box, text.rect)) << name << id << " lies on " << text.text;
                for (const overlay::Part& part : stage.parts)
                    if (part.kind != overlay::PartKind::Tools && part.kind != overlay::PartKind::Strip)
                        EXPECT_FALSE(overlaps(box, part.rect)) << name << id << " on part " << int(part.kind);
                for (const auto& [other, its] : found)
                    if (other != id)
                        EXPECT_FALSE(overlaps(box, its)) << name << id << " on " << other;
            }
        }
    }
}

TEST_F(Chrome, standsStillWhateverIsShown) {
    for (const FrameSize& frame : {FrameSize{1024, 768}, FrameSize{1920, 1080}, FrameSize{1080, 1920}}) {
        begin(frame);
        Session session = openingSession(small.data(), instant("2024-06-30"));
        session.desk.chrome = 1.0;
        scene::Moment told = longMoment(100, 0), untold = told;
        untold.title = untold.subtitle = untold.selected = "";
        untold.at = instant("2024-09-30");
        std::map<std::string, Rect> before;
        for (const scene::Moment& moment : {told, untold, told}) {
            draw(frame, session, moment);
            auto now = windows();
            for (const char* id : {"##tools", "##transport"}) {
                if (before.contains(id)) {
                    EXPECT_EQ(before[id].x0, now[id].x0) << frame.width << id;
                    EXPECT_EQ(before[id].y0, now[id].y0) << frame.width << id;
                }
                before[id] = now[id];
            }
        }
    }
}

TEST_F(Chrome, helpIsWholeInEveryWindow) {
    for (const FrameSize& frame : kWindows) {
        begin(frame);
        Session session = openingSession(small.data(), instant("2024-06-30"));
        session.desk.panel = Panel::Help;
        draw(frame, session, longMoment(100, 0));
        const ImGuiWindow* help = ImGui::FindWindowByName("##help");
        ASSERT_TRUE(help);
        const Rect box = rectOf(*help);
        EXPECT_TRUE(box.x0 >= 0 && box.y0 >= 0 && box.x1 <= float(frame.width) &&
                    box.y1 <= float(frame.height))
            << frame.width << 'x' << frame.height << ": " << box.x0 << ',' << box.y0 << ' ' << box.x1 << ','
            << box.y1;
        EXPECT_LE(help->ContentSize.y, help->Size.y) << frame.width << 'x' << frame.height;
        // Still to be read: at least 11 pixels, and 1.3 % of the shorter side.
        EXPECT_GE(16.0f * help->FontWindowScale * ImGui::GetFontSize() / 16.0f,
                  std::max(10.5f, 0.013f * float(std::min(frame.width, frame.height))))
            << frame.width << 'x' << frame.height;
    }
}

} // namespace
