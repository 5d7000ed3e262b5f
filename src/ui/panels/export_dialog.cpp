#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "base/output_rules.h"

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
    return request;
}

/// The field holds a name that is free, until another one is typed.
void offerFreeName(char* field, std::size_t room, std::string& offered, const char* wished) {
    if (field != offered)
        return;
    offered = base::freeName(wished).string();
    std::snprintf(field, room, "%s", offered.c_str());
}

/// Begins it where nothing is lost by that; else the dialog asks.
void begin(PanelMemory& memory, PanelWish& wish, bool mayReplace) {
    const base::OutputForm& form = memory.film ? base::kFilm : base::kPicture;
    ExportRequest request = requestOf(memory);
    auto fits = base::checkOutput(request.file, form, {});
    std::string ending = request.file.extension().string();
    for (char& c : ending)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    if (fits && ending != form.ending) {
        request.file += form.ending;
        fits = base::checkOutput(request.file, form, {});
    }
    memory.fileError = fits ? "" : fits.error().message;
    std::error_code none;
    memory.taken = fits && !mayReplace && std::filesystem::exists(request.file, none) ? request.file : "";
    if (fits && memory.taken.empty())
        wish.start = std::move(request);
}

void colourButton() {
    ImGui::PushStyleColor(ImGuiCol_Button,
                          ImVec4(colour::kAccent.x, colour::kAccent.y, colour::kAccent.z, 0.35f));
}

/// What is there already is replaced only by who says so.
void drawReplaceQuestion(PanelMemory& memory, PanelWish& wish) {
    const float u = themeScale();
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + 520.0f * u);
    ImGui::TextColored(colour::kWarn, "%s is there already.", memory.taken.string().c_str());
    ImGui::PopTextWrapPos();
    const std::filesystem::path other = base::freeName(memory.taken);
    colourButton();
    if (ImGui::Button("Keep both")) {
        char* const field = memory.film ? memory.filmFile : memory.stillFile;
        std::snprintf(field, sizeof memory.filmFile, "%s", other.string().c_str());
        begin(memory, wish, false);
    }
    ImGui::PopStyleColor();
    ImGui::SameLine();
    if (ImGui::Button("Replace it"))
        begin(memory, wish, true);
    ImGui::SameLine();
    if (ImGui::Button("Neither", {100.0f * u, 0.0f}))
        memory.taken.clear();
    faint(fmt::format("Keep both: the new one is {}", other.filename().string()).c_str());
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
    if (memory.film != (kind == 1 && film))
        memory.taken.clear();
    memory.film = kind == 1 && film;
    ImGui::Dummy({1.0f, 2.0f * u});
    row("File");
    ImGui::SetNextItemWidth(400.0f * u);
    offerFreeName(memory.stillFile, sizeof memory.stillFile, memory.offeredStill, "perilune.png");
    offerFreeName(memory.filmFile, sizeof memory.filmFile, memory.offeredFilm, "perilune.mp4");
    char* file = memory.film ? memory.filmFile : memory.stillFile;
    if (ImGui::InputText("##file", file, sizeof memory.filmFile)) {
        memory.fileError.clear();
        memory.taken.clear();
    }
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
    if (!memory.taken.empty())
        return drawReplaceQuestion(memory, wish);
    colourButton();
    if (ImGui::Button("Export", {120.0f * u, 0.0f}))
        begin(memory, wish, false);
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

void drawCloseQuestion(const PanelView& view, ImVec2 at, PanelWish& wish) {
    const float u = themeScale();
    if (beginPanel("##close", at, {0.5f, 0.5f}, 1.0f, {26.0f * u, 22.0f * u})) {
        heading("An export is running");
        ImGui::Text("%s is not whole yet. If the window closes now, nothing of it stays.",
                    view.exporting.file.c_str());
        ImGui::Dummy({1.0f, 2.0f * u});
        colourButton();
        if (ImGui::Button("Go on"))
            wish.close = false;
        ImGui::PopStyleColor();
        ImGui::SameLine();
        if (ImGui::Button("Stop it and close"))
            wish.close = true;
    }
    endPanel();
}

} // namespace perilune::ui
