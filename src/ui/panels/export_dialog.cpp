#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "base/files.h"

#include <fmt/format.h>

#include <cstdio>

namespace perilune::ui {

namespace {

constexpr int kWidths[] = {1280, 1920, 3840}, kHeights[] = {720, 1080, 2160};
const char* const kSizeWords[] = {"720p", "1080p", "4K"};
constexpr int kRates[] = {25, 30, 60};
const char* const kRateWords[] = {"25", "30", "60"};
constexpr int kSamples[] = {1, 4, 16};
const char* const kSampleWords[] = {"quick", "fine", "finest"};

/// A label before a field: text drawn in the middle of the field's height, the field after it.
void row(const char* label) {
    const float u = themeScale(), size = ImGui::GetFontSize();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddText({from.x, from.y + (34.0f * u - size) / 2.0f},
                                        ImGui::ColorConvertFloat4ToU32(colour::kFaint), label);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + 140.0f * u);
}

ExportRequest requestOf(const PanelMemory& memory) {
    ExportRequest request;
    request.file = memory.film ? memory.filmFile : memory.stillFile;
    const base::Size size{kWidths[memory.size], kHeights[memory.size]};
    const int samples = kSamples[memory.samples];
    if (memory.film)
        request.what = story::FilmJob{.size = size, .rate = {kRates[memory.fps], 1}, .samples = samples};
    else
        request.what = StillWish{size, samples};
    const char* wanted = memory.film ? ".mp4" : ".png";
    if (request.file.extension() != wanted)
        request.file += wanted;
    return request;
}

void drawForm(const PanelView& view, PanelMemory& memory, PanelWish& wish) {
    const float u = themeScale();
    static const char* const kinds[] = {"Picture of this view", "Film of the story"};
    int kind = memory.film ? 1 : 0;
    const bool film = view.data.story && view.canMakeFilms;
    if (film)
        segments("kind", kinds, 2, kind);
    else if (!view.canMakeFilms)
        faint("Picture of this view (this build has no films: -DPERILUNE_FILM=ON makes one that has)");
    else
        faint("Picture of this view (a film needs a story: --story FILE)");
    memory.film = kind == 1 && film;
    ImGui::Dummy({1.0f, 2.0f * u});
    row("File");
    ImGui::SetNextItemWidth(400.0f * u);
    char* file = memory.film ? memory.filmFile : memory.stillFile;
    if (ImGui::InputText("##file", file, sizeof memory.filmFile))
        memory.fileError.clear();
    row("Size");
    segments("size", kSizeWords, 3, memory.size);
    if (memory.film) {
        row("Frames a second");
        segments("rate", kRateWords, 3, memory.fps);
    }
    row("Smoothness");
    segments("samples", kSampleWords, 3, memory.samples);
    if (!memory.fileError.empty()) {
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + 520.0f * u);
        ImGui::TextColored(colour::kWarn, "%s", memory.fileError.c_str());
        ImGui::PopTextWrapPos();
    }
    ImGui::Dummy({1.0f, 2.0f * u});
    ImGui::PushStyleColor(ImGuiCol_Button,
                          ImVec4(colour::kAccent.x, colour::kAccent.y, colour::kAccent.z, 0.35f));
    if (ImGui::Button("Export", {120.0f * u, 0.0f})) {
        const ExportRequest request = requestOf(memory);
        const auto writable = base::checkWritable(request.file);
        memory.fileError = writable ? "" : writable.error().message;
        if (writable)
            wish.start = request;
    }
    ImGui::PopStyleColor();
    ImGui::SameLine();
    if (ImGui::Button("Close", {100.0f * u, 0.0f}))
        wish.actions.push_back(action::TogglePanel{Panel::Export});
}

void drawProgress(const ExportState& state, PanelWish& wish) {
    const float u = themeScale();
    ImGui::Text("Making %s", state.file.c_str());
    const float share = state.total > 0 ? float(state.done) / float(state.total) : 0.0f;
    const std::string words = state.total > 1 ? fmt::format("{} of {} frames", state.done, state.total) : "";
    ImGui::ProgressBar(share, {520.0f * u, 10.0f * u}, "");
    faint(words.empty() ? "drawing" : words.c_str());
    if (ImGui::Button("Cancel", {120.0f * u, 0.0f}))
        wish.cancelExport = true;
    ImGui::SameLine();
    if (ImGui::Button("Go on in the background"))
        wish.actions.push_back(action::TogglePanel{Panel::Export});
}

} // namespace

void drawExport(const PanelView& view, ImVec2 at, PanelMemory& memory, PanelWish& wish) {
    const float u = themeScale();
    if (beginPanel("##export", at, {0.5f, 0.5f}, 1.0f, {26.0f * u, 22.0f * u})) {
        heading("Export");
        if (view.exporting.phase == ExportState::Phase::Running) {
            drawProgress(view.exporting, wish);
        } else {
            drawForm(view, memory, wish);
            if (!view.exporting.message.empty()) {
                const bool good = view.exporting.phase == ExportState::Phase::Done;
                ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + 520.0f * u);
                ImGui::TextColored(good ? colour::kAccent : colour::kWarn, "%s",
                                   view.exporting.message.c_str());
                ImGui::PopTextWrapPos();
            }
        }
    }
    endPanel();
}

} // namespace perilune::ui
