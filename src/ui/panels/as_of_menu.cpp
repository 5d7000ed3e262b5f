#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "scene/describe.h"

#include <fmt/format.h>

#include <cstring>

namespace perilune::ui {

namespace {

/// A choice with a line that explains it.
bool choice(const char* title, const char* explanation, bool on) {
    const float u = themeScale(), width = 380.0f * u, height = 52.0f * u;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(title, {width, height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto packed = [](const ImVec4& c) { return ImGui::ColorConvertFloat4ToU32(c); };
    if (ImGui::IsItemHovered() || on) {
        const ImVec4 tint =
            on ? ImVec4{colour::kAccent.x, colour::kAccent.y, colour::kAccent.z, 0.18f} : colour::kField;
        list.AddRectFilled(from, {from.x + width, from.y + height}, packed(tint), 10.0f * u);
    }
    const ImVec2 dot{from.x + 20 * u, from.y + height / 2};
    list.AddCircle(dot, 7.5f * u, packed(on ? colour::kAccent : colour::kFaint), 24, 1.6f * u);
    if (on)
        list.AddCircleFilled(dot, 4.0f * u, packed(colour::kAccent), 20);
    list.AddText(strongFont(), ImGui::GetFontSize(), {from.x + 40 * u, from.y + 7 * u}, packed(colour::kText),
                 title);
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize() * 0.9f, {from.x + 40 * u, from.y + 27 * u},
                 packed(colour::kFaint), explanation);
    return clicked;
}

} // namespace

void drawAsOf(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish) {
    const float u = themeScale();
    const auto mode = view.session.show.moment.known.mode;
    if (beginPanel("##known", at, {0.0f, 1.0f}, 1.0f, {12.0f * u, 12.0f * u})) {
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8.0f * u, 4.0f * u));
        const auto set = [&wish](scene::AsOfMode to) { wish.actions.push_back(action::SetAsOf{to}); };
        if (choice("As it looked then", "Only what had been said by the day of the playhead",
                   mode == scene::AsOfMode::AsItLookedThen))
            set(scene::AsOfMode::AsItLookedThen);
        if (choice("Hindsight", "All that is known today", mode == scene::AsOfMode::Hindsight))
            set(scene::AsOfMode::Hindsight);
        if (choice("On a day", "What had been said by a day; drag the upper axis",
                   mode == scene::AsOfMode::OnADay))
            set(scene::AsOfMode::OnADay);
        ImGui::PopStyleVar();
        if (ImGui::IsWindowAppearing()) {
            const auto day =
                base::formatDay(scene::knownDayOf(*view.data.timeline, view.session.show.moment).day);
            std::snprintf(memory.knownDate, sizeof memory.knownDate, "%s", day.c_str());
            memory.knownDateBad = false;
        }
        ImGui::Dummy({30.0f * u, 1.0f});
        ImGui::SameLine();
        ImGui::SetNextItemWidth(150.0f * u);
        if (ImGui::InputText("##date", memory.knownDate, sizeof memory.knownDate,
                             ImGuiInputTextFlags_EnterReturnsTrue)) {
            const auto day = base::parseDay(memory.knownDate);
            memory.knownDateBad = !day;
            if (day)
                wish.actions.push_back(action::KnownTo{{*day}});
        }
        ImGui::SameLine();
        ImGui::AlignTextToFramePadding();
        if (memory.knownDateBad)
            ImGui::TextColored(colour::kWarn, "write 2021-03-09");
        else
            faint("year-month-day, then Enter");
    }
    endPanel();
}

} // namespace perilune::ui
