// A click on the date takes a time as one says it.
#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "scene/date_words.h"
#include "scene/describe.h"
#include "scene/typed_time.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::ui {

namespace {

constexpr float kTimeWidth = 380.0f; // u

/// The words as they are meant now.
base::Result<scene::TypedTime> meant(const PanelView& view, const char* words) {
    const scene::Moment moment = liveMomentOf(view.session.show, view.data);
    return scene::typedTime(
        words, {moment.at, view.now, view.data.timeline, scene::knownDayOf(*view.data.timeline, moment)});
}

std::string inWords(const scene::TypedTime& time) {
    const std::string day = base::dayInWords(base::dayOf(time.at));
    const std::string when =
        time.hour ? day + ", " + base::formatInstant(time.at).substr(11, 5) + " UTC" : day;
    return time.said.empty() ? when : time.said + (time.hour ? "  ·  " + when : "");
}

} // namespace

void layDateButton(const PanelView& view, PanelWish& wish) {
    const std::string date = scene::dateInWords(momentOf(view.session.show, view.data));
    for (const overlay::TextBox& text : view.stage.texts) {
        if (text.text != date || text.rect.y0 > 0.4f * ImGui::GetIO().DisplaySize.y * view.scaleY)
            continue;
        const float u = themeScale();
        const ImVec2 from{text.rect.x0 / view.scaleX - 8.0f * u, text.rect.y0 / view.scaleY - 4.0f * u};
        const ImVec2 to{text.rect.x1 / view.scaleX + 8.0f * u, text.rect.y1 / view.scaleY + 4.0f * u};
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0f, 0.0f));
        ImGui::SetNextWindowPos(from);
        ImGui::SetNextWindowSize({to.x - from.x, to.y - from.y});
        const bool open = ImGui::Begin("##date", nullptr,
                                       ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                           ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                           ImGuiWindowFlags_NoFocusOnAppearing |
                                           ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav);
        if (open && ImGui::InvisibleButton("Go to a time", {to.x - from.x, to.y - from.y}))
            wish.actions.push_back(action::TogglePanel{Panel::Time});
        if (open && ImGui::IsItemHovered()) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            ImGui::GetWindowDrawList()->AddLine({from.x + 8.0f * u, to.y}, {to.x - 8.0f * u, to.y},
                                                ImGui::GetColorU32(colour::kAccent), 2.0f * u);
        }
        ImGui::End();
        ImGui::PopStyleVar();
        return;
    }
}

void drawTime(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish) {
    TimeMemory& time = memory.time;
    const float u = themeScale();
    if (beginPanel("##time", at, {1.0f, 0.0f}, 1.0f, {16.0f * u, 14.0f * u}, false, false, true)) {
        if (ImGui::IsWindowAppearing()) {
            time = {};
            ImGui::SetKeyboardFocusHere();
        }
        ImGui::SetNextItemWidth(kTimeWidth * u);
        const bool entered =
            ImGui::InputTextWithHint("##words", "2028-03-01 06:58, next eclipse, Artemis II", time.words,
                                     sizeof time.words, ImGuiInputTextFlags_EnterReturnsTrue);
        if (entered)
            time.asked = true;
        else if (ImGui::IsItemEdited())
            time.asked = false;
        const auto where = time.words[0] ? meant(view, time.words) : tl::unexpected(base::Error{});
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + kTimeWidth * u);
        if (where)
            ImGui::TextColored(colour::kAccent, "%s", inWords(*where).c_str());
        else if (time.asked && time.words[0])
            ImGui::TextColored(colour::kWarn, "%s", where.error().message.c_str());
        else
            faint("A day, an hour, a month, a year; today, +3 days; next eclipse, next full moon; a name of "
                  "the record. Enter goes there.");
        ImGui::PopTextWrapPos();
        if (entered && where) {
            wish.actions.push_back(action::TogglePanel{Panel::Time});
            wish.actions.push_back(action::GoToTime{where->at, where->hour, where->milestone, where->said});
        } else if (entered) {
            ImGui::SetKeyboardFocusHere(-1);
        }
    }
    endPanel();
}

} // namespace perilune::ui
