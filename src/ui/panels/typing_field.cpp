#include "ui/panels/typing_field.h"

#include "ui/utf8.h"

#include <imgui.h>

#include <algorithm>

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
    const bool entered =
        ImGui::InputTextWithHint(id, hint, text, size,
                                 ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_CallbackAlways |
                                     ImGuiInputTextFlags_EnterReturnsTrue,
                                 insertEarly, &field.early);
    field.listens = ImGui::IsItemActive();
    return entered;
}

} // namespace perilune::ui
