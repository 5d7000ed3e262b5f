#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/typing_field.h"
#include "ui/panels/widgets.h"
#include "ui/utf8.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

namespace {

constexpr std::size_t kMostRows = 8;
/// Sizes at scale 1.
constexpr float kWidth = 528.0f, kPad = 14.0f, kRowHeight = 33.0f, kGroupHeight = 25.0f, kFootHeight = 26.0f;
constexpr const char* kHint = "Find…";
constexpr const char* kWhatThere[] = {"Milestones, missions, people, vehicles, sites, partners, sources",
                                      "in every language of the record; names of the Moon"};

ImU32 packed(const ImVec4& colour) {
    return ImGui::ColorConvertFloat4ToU32(colour);
}

ImVec4 colourOf(const timeline::Programme& programme) {
    const auto part = [&](int shift) { return float((programme.colour >> shift) & 0xFFu) / 255.0f; };
    return {part(16), part(8), part(0), 1.0f};
}

/// Text from its beginning, as far as it has room; gives the width it took.
float drawFitted(ImVec2 from, float room, ImU32 colour, std::string_view text) {
    if (room <= 0.0f)
        return 0.0f;
    const std::string fitting = fittedText(text, room);
    drawText(*ImGui::GetWindowDrawList(), from, colour, fitting);
    return textWidth(fitting);
}

/// One hit; true when it was clicked. The tag stands at the right and is never cut before the title is.
bool drawRow(const FoundRow& row, int number, bool chosen, float width) {
    const float u = themeScale(), height = kRowHeight * u, size = ImGui::GetFontSize();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::PushID(number);
    const bool clicked = ImGui::InvisibleButton("row", {width, height});
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen)
        list.AddRectFilled(from, {from.x + width, from.y + height},
                           packed({colour::kAccent.x, colour::kAccent.y, colour::kAccent.z, 0.22f}),
                           8.0f * u);
    const float y = from.y + (height - size) / 2.0f;
    if (row.programme)
        list.AddCircleFilled({from.x + 14.0f * u, from.y + height / 2.0f}, 4.0f * u,
                             packed(colourOf(*row.programme)), 20);
    const float x0 = from.x + 28.0f * u, x1 = from.x + width - 12.0f * u;
    const float tag = textWidth(row.tag);
    drawText(list, {x1 - tag, y}, packed(colour::kFaint), row.tag);
    const float room = x1 - tag - 16.0f * u - x0;
    const float title = drawFitted({x0, y}, room, packed(colour::kText), row.hit.title);
    if (!row.english.empty() && room - title > 60.0f * u)
        drawFitted({x0 + title + 12.0f * u, y}, room - title - 12.0f * u, packed(colour::kFaint),
                   row.english);
    return clicked;
}

void drawGroup(const char* title, float width) {
    const float u = themeScale(), size = ImGui::GetFontSize() * 0.9f;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddText(strongFont(), size,
                                        {from.x + 8.0f * u, from.y + kGroupHeight * u - size - 3.0f * u},
                                        packed(colour::kFaint), title);
    ImGui::Dummy({width, kGroupHeight * u});
}

bool beginsGroup(const std::vector<FoundRow>& rows, std::size_t i) {
    return i == 0 || isGround(rows[i].hit) != isGround(rows[i - 1].hit);
}

void lookAnew(FindMemory& find, const Dataset& data) {
    if (find.index == data.search && find.sought == find.text)
        return;
    find.index = data.search;
    find.sought = find.text;
    find.rows = foundRows(find.sought, data, kMostRows);
    find.chosen = 0;
}

/// Up, Down and Enter, which a field of one line leaves alone. True where the chosen row is wanted.
bool moveChoice(FindMemory& find) {
    const int last = int(find.rows.size()) - 1;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow))
        find.chosen = std::min(find.chosen + 1, last);
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow))
        find.chosen = std::max(find.chosen - 1, 0);
    return last >= 0 &&
           (ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false));
}

void go(const PanelView& view, const FindMemory& find, PanelWish& wish) {
    const auto& hit = find.rows[std::size_t(find.chosen)].hit;
    wish.actions.push_back(action::TogglePanel{Panel::Find});
    for (Action& action : actionsFor(hit, view.data, view.session.show))
        wish.actions.push_back(std::move(action));
}

} // namespace

void drawFind(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish) {
    FindMemory& find = memory.find;
    const float u = themeScale(), width = (kWidth - 2.0f * kPad) * u, gap = 6.0f * u;
    lookAnew(find, view.data);
    float height = 2.0f * kPad * u + ImGui::GetFrameHeight() + gap;
    for (std::size_t i = 0; i < find.rows.size(); ++i)
        height += (kRowHeight + (beginsGroup(find.rows, i) ? kGroupHeight : 0.0f)) * u;
    height += (find.sought.empty() ? 2.0f : 1.0f) * kFootHeight * u;
    ImGui::SetNextWindowSizeConstraints({kWidth * u, height}, {kWidth * u, height});
    if (beginPanel("##find", at, {0.5f, 0.0f}, 1.0f, {kPad * u, kPad * u})) {
        typingField("##text", kHint, find.text, sizeof find.text, width, find.field);
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0f, 0.0f));
        ImGui::SetCursorPosY(kPad * u + ImGui::GetFrameHeight() + gap);
        bool wanted = moveChoice(find);
        const bool moved = ImGui::GetIO().MouseDelta.x != 0.0f || ImGui::GetIO().MouseDelta.y != 0.0f;
        for (std::size_t i = 0; i < find.rows.size(); ++i) {
            if (beginsGroup(find.rows, i))
                drawGroup(isGround(find.rows[i].hit) ? "Names of the Moon" : "Programmes", width);
            if (drawRow(find.rows[i], int(i), find.chosen == int(i), width)) {
                find.chosen = int(i);
                wanted = true;
            }
            // A mouse that only lies there does not choose.
            if (moved && ImGui::IsItemHovered())
                find.chosen = int(i);
        }
        const auto line = [&](const char* text) {
            const ImVec2 from = ImGui::GetCursorScreenPos();
            drawFitted({from.x + 8.0f * u, from.y + (kFootHeight * u - ImGui::GetFontSize()) / 2.0f},
                       width - 16.0f * u, packed(colour::kFaint), text);
            ImGui::Dummy({width, kFootHeight * u});
        };
        if (find.sought.empty())
            for (const char* text : kWhatThere)
                line(text);
        else if (!find.rows.empty())
            line("↑ ↓ choose    Enter goes there    Esc closes");
        else
            line(view.data.search ? "Nothing found" : "One moment…");
        ImGui::PopStyleVar();
        if (wanted)
            go(view, find, wish);
    }
    endPanel();
}

} // namespace perilune::ui
