#include "app/window/desk_view.h"

#include "app/features.h"
#include "app/system_fonts.h"
#include "app/window/glfw_keyboard.h"
#include "ui/panels/panel_letters.h"

#include <fmt/format.h>
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::app {

namespace {

/// Pixels of the picture a unit of Dear ImGui's.
std::pair<float, float> scalesOf(capture::Size size) {
    const ImGuiIO& io = ImGui::GetIO();
    return {io.DisplaySize.x > 0 ? float(size.width) / io.DisplaySize.x : 1.0f,
            io.DisplaySize.y > 0 ? float(size.height) / io.DisplaySize.y : 1.0f};
}

} // namespace

DeskView::DeskView(GlfwWindow& window, std::filesystem::path shareDir)
    : window_(window), shareDir_(std::move(shareDir)) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigInputTextCursorBlink = false; // while all rests no frames are drawn to blink in
    ImGui_ImplGlfw_InitForOpenGL(window.handle(), true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
}

DeskView::~DeskView() {
    panelLetters_.reset();
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
}

void DeskView::setSettings(const player::Settings& settings) {
    commands_ = settings.keys;
    textSize_ = float(settings.textSize);
}

void DeskView::setContent(const player::Content& content) {
    letters_ = ui::panelLettersOf(*content.timeline);
    letters_.merge(content.letters());
    for (const player::StoryFile& story : content.stories)
        base::addLetters(letters_, story.title);
    scale_ = 0.0f; // the fonts are loaded anew
}

base::Result<void> DeskView::begin(capture::Size size) {
    const int height = window_.heightInUnits();
    const float perUnit = height > 0 ? float(size.height) / float(height) : 1.0f;
    // Large enough for the screen's dots and for those at the back of the room.
    const float lower = std::min(float(size.height), 0.7f * float(size.width)); // an upright window is narrow
    const float scale = std::max(window_.contentScale(), lower / 840.0f) * textSize_ / perUnit;
    if (std::abs(scale - scale_) >= 0.02f || std::abs(perUnit - perUnit_) >= 0.01f) {
        scale_ = scale;
        perUnit_ = perUnit;
        auto themed = ui::applyTheme({shareDir_ / "fonts", systemFontsFor}, scale, perUnit, letters_);
        if (!themed)
            return tl::unexpected(themed.error());
        panelLetters_ = std::move(*themed);
#if IMGUI_VERSION_NUM < 19200 // later ones keep the texture up to date themselves
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    return {};
}

void DeskView::takeInput(player::Player& player, const render::Frame& frame, capture::Size size,
                         bool presents, double nowS) {
    takeKeys(player, window_.takeStrokes());
    if (frame.viewport.width != size.width || frame.viewport.height != size.height)
        return; // nothing of this size has been drawn yet
    const ui::Show& show = player.session().show;
    const ui::HitView under{&frame.stage,         &frame.camera, frame.viewport,
                            show.moment.selected, show.pointing, show.penning};
    const auto [scaleX, scaleY] = scalesOf(size);
    auto mouse = ui::mouseFromImGui(nowS, scaleX, scaleY);
    if (presents) {
        const ui::PanelArea& area = memory_.picture;
        if (!(area.x1 > area.x0 && area.y1 > area.y0))
            return; // it was not laid yet
        const ImVec2 at = ImGui::GetIO().MousePos;
        mouse.x = (at.x - area.x0) / (area.x1 - area.x0) * float(size.width);
        mouse.y = (at.y - area.y0) / (area.y1 - area.y0) * float(size.height);
        mouse.overWidget = !memory_.overPicture;
    }
    for (const auto& action : ui::interpret(pointer_, mouse, under))
        player.act(action);
    if (!mouse.overWidget)
        setCursor(ui::shapeAt(pointer_, mouse, under), player.session().desk.chrome <= 0.0);
}

void DeskView::takeKeys(player::Player& player, const std::vector<ui::KeyStroke>& strokes) {
    if (strokes.empty())
        return;
    const ui::Layout layout = layoutNow();
    for (const ui::KeyStroke& stroke : strokes) {
        const auto meaning =
            ui::meaningOf(stroke, layout, player.session(), ImGui::GetIO().WantTextInput, commands_);
        for (const auto& action : meaning.actions)
            player.act(action);
        carryOut(meaning.window);
    }
}

void DeskView::setCursor(ui::Shape shape, bool chromeHidden) {
    if (chromeHidden && window_.isFullScreen() && !isHeld())
        shape = ui::Shape::Nothing;
    ImGui::SetMouseCursor(shape == ui::Shape::Nothing     ? ImGuiMouseCursor_None
                          : shape == ui::Shape::Hand      ? ImGuiMouseCursor_Hand
                          : shape == ui::Shape::LeftRight ? ImGuiMouseCursor_ResizeEW
                                                          : ImGuiMouseCursor_Arrow);
}

ui::PanelWish DeskView::layPanels(const player::Player& player, DeskFrame frame) {
    const auto [scaleX, scaleY] = scalesOf(frame.size);
    const ui::Dataset data = player.data();
    const player::Content& content = player.content();
    ui::PanelView view{player.session(), data, frame.stage, frame.exporting, frame.announcing};
    view.recordShown = content.isRecord;
    view.scaleX = scaleX;
    view.scaleY = scaleY;
    view.fullScreen = window_.isFullScreen();
    view.layout = layoutNow();
    view.canMakeFilms = kFilms.isHere;
    view.asksToClose = frame.asksToClose;
    for (const player::StoryFile& story : content.stories)
        view.stories.push_back({story.title, content.story && story.file == content.storyFile});
    view.stepPictures = std::move(frame.stepPictures);
    view.commands = &commands_;
    view.now = frame.now;
    view.clock = std::move(frame.clock);
    view.presents = frame.presents;
    view.twoScreens = frame.twoScreens;
    view.picture = frame.picture;
    if (frame.size.height > 0)
        view.pictureAspect = float(frame.size.width) / float(frame.size.height);
    auto wish = ui::drawPanels(view, memory_);
    carryOut(wish.window);
    return wish;
}

void DeskView::draw() {
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void DeskView::carryOut(const ui::WindowWish& wish) {
    if (wish.quit)
        window_.close();
    if (wish.fullScreen)
        window_.toggleFullScreen();
    swap_ = swap_ || wish.swapScreens;
}

} // namespace perilune::app
