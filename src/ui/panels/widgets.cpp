#include "ui/panels/widgets.h"

#include "ui/panels/icons.h"
#include "ui/panels/theme.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::ui {

namespace {

ImU32 packed(const ImVec4& colour, float alpha = 1.0f) {
    ImVec4 c = colour;
    c.w *= alpha * ImGui::GetStyle().Alpha;
    return ImGui::ColorConvertFloat4ToU32(c);
}

void tip(const char* text) {
    if (text && *text &&
        ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoSharedDelay)) {
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(10.0f * themeScale(), 6.0f * themeScale()));
        ImGui::SetTooltip("%s", text);
        ImGui::PopStyleVar();
    }
}

/// The face of a button: lighter under the mouse.
void face(ImDrawList& list, ImVec2 from, ImVec2 to, float rounding, bool on) {
    if (ImGui::IsItemActive())
        list.AddRectFilled(from, to, packed(colour::kPress), rounding);
    else if (ImGui::IsItemHovered())
        list.AddRectFilled(from, to, packed(colour::kHover), rounding);
    else if (on)
        list.AddRectFilled(from, to, packed(colour::kAccent, 0.22f), rounding);
}

} // namespace

bool iconButton(const char* id, Icon icon, const char* tipText, bool on, float sideAtOne) {
    const float side = sideAtOne * themeScale();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id, {side, side});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 to{from.x + side, from.y + side};
    face(list, from, to, side / 2, on);
    drawIcon(list, icon, {from.x + side / 2, from.y + side / 2}, side * 0.22f,
             packed(on ? colour::kAccent : colour::kText));
    tip(tipText);
    return clicked;
}

bool wordButton(const char* id, const char* word, const char* tipText, bool menu) {
    const float s = themeScale(), height = 36.0f * s, pad = 12.0f * s, arrow = menu ? 18.0f * s : 0.0f;
    const ImVec2 text = ImGui::CalcTextSize(word), from = ImGui::GetCursorScreenPos();
    const float width = text.x + 2 * pad + arrow;
    const bool clicked = ImGui::InvisibleButton(id, {width, height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    face(list, from, {from.x + width, from.y + height}, height / 2, false);
    list.AddText({from.x + pad, from.y + (height - text.y) / 2}, packed(colour::kText), word);
    if (menu) {
        const float x = from.x + width - pad - 5.0f * s, y = from.y + height / 2, r = 4.0f * s;
        list.PathLineTo({x - r, y + r / 2});
        list.PathLineTo({x, y - r / 2});
        list.PathLineTo({x + r, y + r / 2});
        list.PathStroke(packed(colour::kFaint), ImDrawFlags_None, 1.5f * s);
    }
    tip(tipText);
    return clicked;
}

bool beginPanel(const char* id, ImVec2 at, ImVec2 anchor, float opacity, ImVec2 padding, bool scrolls,
                bool below, bool isForm) {
    ImGui::SetNextWindowPos(at, ImGuiCond_Always, anchor);
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, opacity);
    if (padding.x >= 0.0f)
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    const bool shown =
        ImGui::Begin(id, nullptr,
                     ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse |
                         (scrolls ? 0 : ImGuiWindowFlags_NoScrollbar) |
                         (below ? ImGuiWindowFlags_NoBringToFrontOnFocus : 0) | ImGuiWindowFlags_NoMove |
                         (isForm ? 0 : ImGuiWindowFlags_NoNav) | ImGuiWindowFlags_AlwaysAutoResize |
                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
    if (padding.x >= 0.0f)
        ImGui::PopStyleVar();
    return shown;
}

void endPanel() {
    ImGui::End();
    ImGui::PopStyleVar();
}

void heading(const char* text) {
    pushStrongFont();
    ImGui::TextUnformatted(text);
    ImGui::PopFont();
}

void faint(const char* text) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour::kFaint);
    ImGui::TextUnformatted(text);
    ImGui::PopStyleColor();
}

bool segments(const char* id, const char* const* words, int count, int& chosen) {
    bool changed = false;
    const float s = themeScale(), height = 34.0f * s, pad = 14.0f * s;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float width = 0.0f;
    ImGui::BeginGroup();
    for (int i = 0; i < count; ++i)
        width += textWidth(words[i]) + 2 * pad;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    list.AddRectFilled(start, {start.x + width, start.y + height}, packed(colour::kField), height / 2);
    ImGui::PushID(id);
    for (int i = 0; i < count; ++i) {
        if (i > 0)
            ImGui::SameLine(0.0f, 0.0f);
        ImGui::PushID(i);
        const ImVec2 text{textWidth(words[i]), ImGui::GetFontSize()}, from = ImGui::GetCursorScreenPos();
        const ImVec2 size{text.x + 2 * pad, height};
        if (ImGui::InvisibleButton("segment", size) && chosen != i) {
            chosen = i;
            changed = true;
        }
        const bool on = chosen == i;
        if (on)
            list.AddRectFilled(from, {from.x + size.x, from.y + size.y}, packed(colour::kAccent, 0.30f),
                               height / 2);
        else if (ImGui::IsItemHovered())
            list.AddRectFilled(from, {from.x + size.x, from.y + size.y}, packed(colour::kField), height / 2);
        drawText(list, {from.x + pad, from.y + (height - text.y) / 2},
                 packed(on ? colour::kText : colour::kFaint), words[i]);
        ImGui::PopID();
    }
    ImGui::PopID();
    ImGui::EndGroup();
    return changed;
}

bool switchRow(const char* label, bool on, float width) {
    const float s = themeScale(), height = 32.0f * s, track = 34.0f * s, radius = 9.0f * s;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(label, {width, height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    face(list, {from.x - 8 * s, from.y}, {from.x + width + 8 * s, from.y + height}, 8.0f * s, false);
    const float y = from.y + height / 2, x1 = from.x + width, x0 = x1 - track;
    list.AddText({from.x, y - ImGui::GetFontSize() / 2}, packed(colour::kText), label);
    list.AddRectFilled({x0, y - radius}, {x1, y + radius},
                       on ? packed(colour::kAccent, 0.75f) : packed(colour::kPress), radius);
    list.AddCircleFilled({on ? x1 - radius : x0 + radius, y}, radius - 2.5f * s, packed(colour::kText), 24);
    return clicked;
}

void gap() {
    const float s = themeScale();
    ImGui::SameLine(0.0f, 8.0f * s);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine({from.x, from.y + 8 * s}, {from.x, from.y + 28 * s},
                                        packed(colour::kEdge, 1.6f), 1.0f);
    ImGui::Dummy({1.0f, 36.0f * s});
    ImGui::SameLine(0.0f, 8.0f * s);
}

} // namespace perilune::ui
