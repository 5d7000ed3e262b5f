// Everything that can be done, found by its name.
#include "ui/commands.h"
#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "timeline/search/search_folded.h"

#include <algorithm>

namespace perilune::ui {

namespace {

constexpr float kPaletteWidth = 520.0f, kPaletteRow = 30.0f; // u
constexpr std::size_t kMostCommands = 12;

/// Each word that was typed must be in what a command does, or begin its name in settings.
bool isMeant(const KeyCommand& command, const std::string& typed) {
    const std::string what = timeline::folded(std::string(command.what) + " " + command.id);
    for (std::size_t from = 0; from < typed.size();) {
        const std::size_t to = std::min(typed.find(' ', from), typed.size());
        if (what.find(typed.substr(from, to - from)) == std::string::npos)
            return false;
        from = to + 1;
    }
    return true;
}

bool commandRow(const KeyCommand& command, const Layout& layout, std::string_view signs, bool chosen,
                float width) {
    const float u = themeScale();
    ImGui::PushID(command.id);
    const bool clicked = ImGui::Selectable("##row", chosen, 0, {width, kPaletteRow * u - 4.0f * u});
    const ImVec2 from = ImGui::GetItemRectMin();
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string keys = command.chords.empty() ? "" : nameOf(command.chords.front(), layout, signs);
    const float y = from.y + (kPaletteRow * u - 4.0f * u - ImGui::GetFontSize()) / 2.0f;
    const float key = textWidth(keys);
    drawText(list, {from.x + width - key - 8.0f * u, y}, ImGui::GetColorU32(colour::kFaint), keys);
    drawText(list, {from.x + 8.0f * u, y}, ImGui::GetColorU32(colour::kText),
             fittedText(command.what, width - key - 32.0f * u));
    return clicked;
}

} // namespace

void drawPalette(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish) {
    PaletteMemory& palette = memory.palette;
    const float u = themeScale(), width = kPaletteWidth * u;
    if (beginPanel("##palette", at, {0.5f, 0.0f}, 1.0f, {14.0f * u, 12.0f * u})) {
        if (ImGui::IsWindowAppearing()) {
            palette = {};
            ImGui::SetKeyboardFocusHere();
        }
        ImGui::SetNextItemWidth(width);
        const bool entered =
            ImGui::InputTextWithHint("##what", "What is to be done", palette.words, sizeof palette.words,
                                     ImGuiInputTextFlags_EnterReturnsTrue);
        if (ImGui::IsItemEdited())
            palette.chosen = 0;
        const KeyCommands& commands = *view.commands;
        const std::string signs = signsOf(commands);
        const std::string typed = timeline::folded(palette.words);
        const bool told = view.session.show.story.isOn();
        std::vector<const KeyCommand*> found;
        for (const KeyCommand& command : commands)
            if (found.size() < kMostCommands && isMeant(command, typed) &&
                (command.when == When::Always || (command.when == When::InStory) == told))
                found.push_back(&command);
        const int last = int(found.size()) - 1;
        if (ImGui::IsKeyPressed(ImGuiKey_DownArrow))
            palette.chosen = std::min(palette.chosen + 1, last);
        if (ImGui::IsKeyPressed(ImGuiKey_UpArrow))
            palette.chosen = std::max(palette.chosen - 1, 0);
        const KeyCommand* wanted = nullptr;
        for (int i = 0; i <= last; ++i)
            if (commandRow(*found[std::size_t(i)], view.layout, signs, i == palette.chosen, width))
                wanted = found[std::size_t(i)];
        if (found.empty())
            faint("Nothing is called so");
        if (entered && last >= 0)
            wanted = found[std::size_t(std::clamp(palette.chosen, 0, last))];
        else if (entered)
            ImGui::SetKeyboardFocusHere(-1);
        if (wanted) {
            wish.actions.push_back(action::TogglePanel{Panel::Palette});
            if (wanted->action)
                wish.actions.push_back(wanted->action(view.session));
            else
                wish.window = wishOf(*wanted);
        }
    }
    endPanel();
}

} // namespace perilune::ui
