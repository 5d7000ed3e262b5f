#include "ui/panels/typing_field.h"

#include "ui/panels/theme.h"
#include "ui/utf8.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace perilune::ui {

namespace {

/// What was typed before the field took the keys stands in the place of what is selected.
int insertEarly(ImGuiInputTextCallbackData* data) {
    auto& early = *static_cast<std::string*>(data->UserData);
    if (early.empty())
        return 0;
    if (data->HasSelection()) {
        const int from = std::min(data->SelectionStart, data->SelectionEnd);
        data->DeleteChars(from, std::max(data->SelectionStart, data->SelectionEnd) - from);
    }
    data->InsertChars(data->CursorPos, early.c_str());
    early.clear();
    return 0;
}

/// What is typed in a script whose letters join or change places is set over the field, whose own letters do
/// neither; the stroke stands where the next letter comes.
void drawTyped(std::string_view text) {
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax(),
                 pad = ImGui::GetStyle().FramePadding;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float room = to.x - from.x - 2.0f * pad.x, width = textWidth(text);
    const bool left = runsLeft(text);
    // What is too long shows its end.
    const float x =
        left ? to.x - pad.x - std::min(width, room) : from.x + pad.x - std::max(0.0f, width - room);
    list.PushClipRect({from.x + pad.x, from.y}, {to.x - pad.x + 2.0f, to.y}, true);
    drawText(list, {x, from.y + pad.y}, ImGui::ColorConvertFloat4ToU32(colour::kText), text);
    const float end = left ? std::max(x - 1.0f, from.x + pad.x) : x + width + 1.0f;
    constexpr double kBlinkS = 1.2;
    if (ImGui::IsItemActive() && std::fmod(ImGui::GetTime(), kBlinkS) < 0.67 * kBlinkS)
        list.AddLine({end, from.y + pad.y}, {end, to.y - pad.y},
                     ImGui::ColorConvertFloat4ToU32(colour::kText), 1.0f);
    list.PopClipRect();
}

} // namespace

// The field takes the keys as soon as Dear ImGui lets it, which is a frame after it is asked to; where frames
// are slow, letters that come in between must not be lost. Letters of the frame in which the panel opens are
// those of the key that opened it.
bool typingField(const char* id, const char* hint, char* text, std::size_t size, float width,
                 FieldMemory& field) {
    const bool appears = ImGui::IsWindowAppearing();
    if (appears)
        field = {};
    if (!field.listens) {
        if (!appears)
            for (const ImWchar c : ImGui::GetIO().InputQueueCharacters)
                if (c >= 0x20 && c != 0x7F)
                    field.early += utf8Of(c);
        if (!ImGui::IsAnyItemActive() && !ImGui::IsAnyMouseDown()) {
            ImGui::SetWindowFocus(); // else the next line is passed over where another window was the last
                                     // one
            ImGui::SetKeyboardFocusHere();
        }
    }
    ImGui::SetNextItemWidth(width);
    const bool shaped = isShaped(text);
    if (shaped)
        ImGui::PushStyleColor(ImGuiCol_Text, ImVec4(0, 0, 0, 0));
    const bool entered =
        ImGui::InputTextWithHint(id, hint, text, size,
                                 ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_CallbackAlways |
                                     ImGuiInputTextFlags_EnterReturnsTrue,
                                 insertEarly, &field.early);
    if (shaped) {
        ImGui::PopStyleColor();
        drawTyped(text);
    }
    field.listens = ImGui::IsItemActive();
    return entered;
}

} // namespace perilune::ui
