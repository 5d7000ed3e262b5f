#include "ui/panels/panels.h"

#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"

#include <algorithm>

#include <fmt/format.h>

namespace perilune::ui {

namespace {

using overlay::HitKind;

const char* const kSpeedWords[] = {"1 day/s", "1 week/s", "1 month/s", "3 months/s", "1 year/s"};

const char* wordsOf(scene::Knowledge mode) {
    switch (mode) {
    case scene::Knowledge::AsItLookedThen:
        return "As it looked then";
    case scene::Knowledge::OnADay:
        return "As known on a day";
    case scene::Knowledge::Hindsight:
        break;
    }
    return "Hindsight";
}

void drawBar(const PanelView& view, ImVec2 at, PanelWish& wish) {
    const Session& s = view.session;
    const auto opacity = float(s.chrome);
    if (opacity <= 0.01f)
        return;
    const float u = themeScale();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 24.0f * u);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(2.0f * u, 0.0f));
    if (beginPanel("##bar", at, {0.5f, 1.0f}, opacity, {8.0f * u, 5.0f * u})) {
        const auto add = [&wish](Action action) { wish.actions.push_back(std::move(action)); };
        if (iconButton("previous", Icon::Previous, "Previous milestone  ←"))
            add(action::PreviousStop{});
        ImGui::SameLine();
        const bool running = s.playing || s.storyPlaying;
        if (iconButton("play", running ? Icon::Pause : Icon::Play, running ? "Pause  Space" : "Play  Space"))
            add(action::TogglePlay{});
        ImGui::SameLine();
        if (iconButton("next", Icon::Next, "Next milestone  →"))
            add(action::NextStop{});
        ImGui::SameLine();
        if (wordButton("speed", kSpeedWords[s.speed], "Speed  ↑ ↓", false))
            add(action::SetSpeed{(s.speed + 1) % kPlaySpeedCount});
        gap();
        if (wordButton("known", wordsOf(momentOf(s, view.world).known.mode), "What was known  K", true))
            add(action::TogglePanel{Panel::Known});
        gap();
        if (iconButton("sun", Icon::Sun, s.moment.light.pinned ? "Let the Sun go  P" : "Pin the Sun  P",
                       s.moment.light.pinned))
            add(action::TogglePinnedSun{});
        ImGui::SameLine();
        if (iconButton("layers", Icon::Layers, "Layers  L", s.panel == Panel::Layers))
            add(action::TogglePanel{Panel::Layers});
        gap();
        if (view.world.story) {
            if (iconButton("story", Icon::Film, s.storyPlaying ? "Leave the story  F5" : "Play the story  F5",
                           s.storyPlaying))
                add(action::PlayStory{!s.storyPlaying});
            ImGui::SameLine();
        }
        if (iconButton("export", Icon::Export, "Export a picture or a film  E", s.panel == Panel::Export))
            add(action::TogglePanel{Panel::Export});
        ImGui::SameLine();
        if (iconButton("help", Icon::Help, "Help  H", s.panel == Panel::Help))
            add(action::TogglePanel{Panel::Help});
        ImGui::SameLine();
        if (iconButton("screen", view.fullScreen ? Icon::Window : Icon::FullScreen,
                       view.fullScreen ? "Window  F11" : "Full screen  F11"))
            wish.window.fullScreen = true;
    }
    endPanel();
    ImGui::PopStyleVar(2);
}

void drawLayers(const PanelView& view, ImVec2 at, PanelWish& wish) {
    const float u = themeScale();
    if (beginPanel("##layers", at, {0.5f, 1.0f})) {
        heading("Layers");
        struct Row {
            const char* label;
            bool scene::Layers::*layer;
        };
        constexpr Row rows[] = {
            {"Time strip", &scene::Layers::strip},    {"Sites", &scene::Layers::pins},
            {"Spacecraft", &scene::Layers::models},   {"Card of the milestone", &scene::Layers::card},
            {"Its sources", &scene::Layers::sources}, {"Titles and date", &scene::Layers::titles}};
        const auto& layers = view.session.moment.layers;
        for (const Row& row : rows)
            if (switchRow(row.label, layers.*row.layer, 250.0f * u))
                wish.actions.push_back(action::ToggleLayer{row.layer});
        if (switchRow("Pin the Sun", view.session.moment.light.pinned, 250.0f * u))
            wish.actions.push_back(action::TogglePinnedSun{});
    }
    endPanel();
}

void drawHelp(ImVec2 display) {
    const float u = themeScale();
    ImGui::SetNextWindowSizeConstraints({0.0f, 0.0f}, {display.x - 24.0f * u, display.y - 24.0f * u});
    if (beginPanel("##help", {display.x / 2, display.y / 2}, {0.5f, 0.5f}, 1.0f, {30.0f * u, 24.0f * u})) {
        bool first = true;
        for (const KeyGroup& group : keyHelp()) {
            if (!first)
                ImGui::SameLine(0.0f, 36.0f * u);
            first = false;
            ImGui::BeginGroup();
            heading(group.title);
            ImGui::Dummy({1.0f, 2.0f * u});
            for (const KeyHelp& key : group.keys) {
                ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(10.0f * u, 1.0f * u));
                ImGui::PushStyleColor(ImGuiCol_Text, colour::kAccent);
                ImGui::TextUnformatted(key.keys);
                ImGui::PopStyleColor();
                ImGui::PopStyleVar();
                ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + 270.0f * u);
                ImGui::TextUnformatted(key.what);
                ImGui::PopTextWrapPos();
            }
            ImGui::EndGroup();
        }
    }
    endPanel();
}

void drawMessage(const PanelView& view, ImVec2 at) {
    const Session& s = view.session;
    if (s.message.empty())
        return;
    const float u = themeScale();
    const auto opacity = float(std::clamp((s.messageUntilS - s.nowS) * 3.0, 0.0, 1.0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 18.0f * u);
    if (beginPanel("##message", at, {0.5f, 1.0f}, opacity, {18.0f * u, 9.0f * u}))
        ImGui::TextUnformatted(s.message.c_str());
    endPanel();
    ImGui::PopStyleVar();
}

} // namespace

PanelWish drawPanels(const PanelView& view, PanelMemory& memory) {
    PanelWish wish;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const float u = themeScale();
    // Over the strip, in the middle; where there is no strip, at the bottom.
    float bottom = display.y - 20.0f * u;
    for (const auto& hit : view.stage.hits)
        if (hit.kind == HitKind::Strip || hit.kind == HitKind::Known || hit.kind == HitKind::KnownMode)
            bottom = std::min(bottom, hit.rect.y0 / view.scaleY - 12.0f * u);
    const ImVec2 bar{display.x / 2, bottom}, above{display.x / 2, bottom - 58.0f * u};
    drawBar(view, bar, wish);
    switch (view.session.panel) {
    case Panel::Known:
        drawKnown(view, above, memory, wish);
        break;
    case Panel::Layers:
        drawLayers(view, above, wish);
        break;
    case Panel::Export:
        drawExport(view, {display.x / 2, display.y / 2}, memory, wish);
        break;
    case Panel::Help:
        drawHelp(display);
        break;
    case Panel::None:
        break;
    }
    const bool crowded = view.session.panel == Panel::Known || view.session.panel == Panel::Layers;
    if (!crowded)
        drawMessage(view, above);
    return wish;
}

} // namespace perilune::ui
