// The form that adds to the record what was said of the milestone whose card is open.
#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "timeline/names.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstring>
#include <optional>

namespace perilune::ui {

namespace {

constexpr float kLabelWidth = 140.0f, kFieldWidth = 420.0f; // at scale 1

/// A label, a field behind it; true where Enter was pressed in it.
bool field(const char* label, const char* id, const char* hint, char* text, std::size_t room,
           float width = kFieldWidth) {
    const float u = themeScale(), size = ImGui::GetFontSize();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddText({from.x, from.y + (34.0f * u - size) / 2.0f},
                                        ImGui::ColorConvertFloat4ToU32(colour::kFaint), label);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + kLabelWidth * u);
    ImGui::SetNextItemWidth(width * u);
    return ImGui::InputTextWithHint(id, hint, text, room, ImGuiInputTextFlags_EnterReturnsTrue);
}

/// The words that a status may be, beside the field that takes one.
void statusChoice(AnnounceMemory& form) {
    ImGui::SameLine();
    if (!ImGui::BeginCombo("##statuses", "", ImGuiComboFlags_NoPreview | ImGuiComboFlags_HeightLarge))
        return;
    if (ImGui::Selectable("as before"))
        form.status[0] = '\0';
    for (const auto& word : timeline::words<timeline::Status>())
        if (ImGui::Selectable(word.name))
            std::snprintf(form.status, sizeof form.status, "%s", word.name);
    ImGui::EndCombo();
}

AnnounceRequest requestOf(const AnnounceMemory& form, bool anyway, bool withdraw) {
    return {form.milestone, form.on,        form.target, form.status, form.actual,
            form.because,   form.by,        form.words,  form.source, form.sourceTitle,
            form.publisher, form.published, anyway,      withdraw};
}

/// The day of the word that the card tells, where one is chosen: it may be the one that is wrong.
void beginWith(const timeline::Milestone* milestone, std::optional<timeline::KnownDay> told,
               AnnounceMemory& form) {
    if (!milestone || !told)
        return;
    for (const timeline::Announcement& said : milestone->history)
        if (said.knownFrom() == *told)
            std::snprintf(form.on, sizeof form.on, "%s", said.announced.edtf.c_str());
}

/// All that is typed: once it differs, what was said of it is over.
std::string typed(const AnnounceMemory& form) {
    std::string all;
    for (const char* text : {form.on, form.target, form.status, form.actual, form.because, form.by,
                             form.words, form.source, form.sourceTitle, form.publisher, form.published})
        all += std::string(text) + "\n";
    return all;
}

bool drawFields(AnnounceMemory& form) {
    const float u = themeScale();
    bool enter = false;
    if (ImGui::IsWindowAppearing() || form.wantsFocus) {
        form.wantsFocus = ImGui::IsWindowAppearing(); // Dear ImGui lets it a frame later
        ImGui::SetWindowFocus();
        ImGui::SetKeyboardFocusHere();
    }
    enter |= field("Said on", "##on", "2026-11-20", form.on, sizeof form.on, 180.0f);
    enter |= field("By", "##by", "NASA", form.by, sizeof form.by);
    enter |=
        field("What was said", "##words", "A sentence or two of your own", form.words, sizeof form.words);
    enter |= field("Where it stands", "##source", "https://… or the id of a source", form.source,
                   sizeof form.source);
    enter |= field("Its title", "##title", "of a new source", form.sourceTitle, sizeof form.sourceTitle);
    enter |= field("Brought out by", "##publisher", "of a new source", form.publisher, sizeof form.publisher);
    enter |= field("on", "##published", "2026-11-20", form.published, sizeof form.published, 180.0f);
    ImGui::Dummy({1.0f, 2.0f * u});
    enter |= field("New target", "##target", "2028, 2028-09, 2028-33 (first quarter), 2028/..", form.target,
                   sizeof form.target);
    enter |= field("Status", "##status", "as before", form.status, sizeof form.status, 180.0f);
    statusChoice(form);
    enter |= field("It happened on", "##actual", "only if it did", form.actual, sizeof form.actual, 180.0f);
    enter |= field("Because of", "##because", "milestones' ids, where the source says so", form.because,
                   sizeof form.because);
    return enter;
}

} // namespace

void drawAnnounce(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish) {
    const float u = themeScale();
    AnnounceMemory& form = memory.announce;
    const std::string& selected = view.session.show.moment.selected;
    const timeline::Milestone* milestone = view.data.timeline->milestone(selected);
    const auto close = [&wish] { wish.actions.push_back(action::TogglePanel{Panel::Announce}); };
    if (form.milestone != selected || view.announcing.added != form.added) {
        form = {};
        form.milestone = selected;
        form.added = view.announcing.added;
        beginWith(milestone, view.session.show.moment.said, form);
    }
    if (beginPanel("##announce", at, {0.5f, 0.0f}, 1.0f, {26.0f * u, 22.0f * u}, false, false, true)) {
        heading("Add to the record");
        if (!view.recordShown || !milestone) {
            ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + 520.0f * u);
            ImGui::TextUnformatted(
                !view.recordShown ? "What is added goes into your own timelines, which are left out while "
                                    "others are named (--timeline, --story). Start without them to add."
                                  : "Select the milestone first: click its mark, or find it (F).");
            ImGui::PopTextWrapPos();
            if (ImGui::Button("Close", {100.0f * u, 0.0f}))
                close();
        } else {
            faint(milestone->title.english().c_str());
            const bool enter = drawFields(form);
            const bool isTold = !view.announcing.message.empty() && form.asked == typed(form);
            if (isTold) {
                ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + (kLabelWidth + kFieldWidth) * u);
                ImGui::TextColored(colour::kWarn, "%s", view.announcing.message.c_str());
                ImGui::PopTextWrapPos();
            }
            ImGui::Dummy({1.0f, 2.0f * u});
            ImGui::PushStyleColor(ImGuiCol_Button,
                                  ImVec4(colour::kAccent.x, colour::kAccent.y, colour::kAccent.z, 0.35f));
            const bool add = ImGui::Button("Add", {120.0f * u, 0.0f});
            ImGui::PopStyleColor();
            bool anyway = false;
            if (isTold && view.announcing.mayAnyway) {
                ImGui::SameLine();
                anyway = ImGui::Button("Add it all the same");
            }
            ImGui::SameLine();
            const bool withdraw = ImGui::Button("Withdraw it");
            ImGui::SameLine();
            if (ImGui::Button("Close", {100.0f * u, 0.0f}))
                close();
            faint("It is written into your own timelines, and shown at once. \"Withdraw it\" takes out what "
                  "you\n"
                  "added on that day, or says of what stands in the record that it is wrong, and why.");
            if (add || enter || anyway || withdraw) {
                form.asked = typed(form);
                wish.announce = requestOf(form, anyway, withdraw);
            }
        }
    }
    endPanel();
}

} // namespace perilune::ui
