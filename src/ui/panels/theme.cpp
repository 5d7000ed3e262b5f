#include "ui/panels/theme.h"

#include "ui/panels/panels.h"
#include "overlay/ink/font_file.h"
#include "timeline/languages.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::ui {

namespace {

constexpr float kTextPixels = 16.0f;

/// Latin with Latvian, Greek, Cyrillic, punctuation, arrows and signs.
constexpr ImWchar kRanges[] = {0x20,   0x17F,  0x391,  0x3C9,  0x400,  0x45F,  0x2010, 0x2027,
                               0x2030, 0x203A, 0x2190, 0x2199, 0x2212, 0x2212, 0};
/// More letters than panels ever show at once; the rest is written as ImGui writes what it lacks.
constexpr std::size_t kMostLetters = 4000;
/// ImGui has fonts of one weight each: the fallback is lightened or darkened to go with Inter's.
constexpr float kFallbackInk[2] = {1.0f, 1.35f};

/// Its em is smaller than Inter's where ImGui makes both as high from ascent to descent.
constexpr float kFallbackSize = 1.12f;

/// Each letter as a range of its own.
std::vector<ImWchar> rangesOf(const base::Letters& letters) {
    std::vector<ImWchar> ranges;
    for (const char32_t c : letters)
        if (c >= 0x80 && c <= 0xFFFF && ranges.size() < 2 * kMostLetters)
            ranges.insert(ranges.end(), 2, static_cast<ImWchar>(c));
    ranges.push_back(0);
    return ranges;
}

} // namespace

float themeScale() {
    return ImGui::GetFontSize() / kTextPixels;
}

ImFont* strongFont() {
    const ImVector<ImFont*>& fonts = ImGui::GetIO().Fonts->Fonts;
    return fonts.Size > 1 ? fonts[1] : fonts[0];
}

bool canWrite(std::string_view text) {
    while (!text.empty()) {
        const char32_t c = base::nextCharacter(text);
#if IMGUI_VERSION_NUM >= 19200
        const bool has = c <= IM_UNICODE_CODEPOINT_MAX && ImGui::GetFont()->IsGlyphInFont(ImWchar(c));
#else
        const bool has = c <= 0xFFFF && ImGui::GetFont()->FindGlyphNoFallback(ImWchar(c));
#endif
        if (!has)
            return false;
    }
    return true;
}

void pushStrongFont() {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(strongFont(), 0.0f);
#else
    ImGui::PushFont(strongFont());
#endif
}

base::Letters panelLettersOf(const timeline::Timeline& timeline) {
    base::Letters letters;
    for (const std::string& language : timeline::languagesOf(timeline)) {
        letters.merge(timeline::lettersOf(timeline, language));
        base::addLetters(letters, timeline::ownNameOf(language));
    }
    return letters;
}

base::Result<void> applyTheme(const std::filesystem::path& folder, float scale, float framebufferScale,
                              const base::Letters& letters) {
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->Clear();
    const float pixels = std::round(kTextPixels * scale * framebufferScale);
    const std::vector<ImWchar> extra = rangesOf(letters);
    const auto fallback = folder / overlay::kFallbackFont;
    // ImGui asserts on what is no font.
    const bool hasFallback = extra.size() > 1 && overlay::FontFile::read(fallback).has_value();
    int weight = 0;
    for (const char* name : {"Inter-Regular.otf", "Inter-SemiBold.otf"}) {
        const auto file = folder / name;
        std::error_code error;
        // ImGui asserts on a missing file; the check keeps that a message.
        if (!std::filesystem::is_regular_file(file, error) ||
            !io.Fonts->AddFontFromFileTTF(file.string().c_str(), pixels, nullptr, kRanges))
            return base::inputError(
                fmt::format("{}: the font is missing or unreadable; install Perilune again", file.string()));
        if (hasFallback) {
            ImFontConfig config;
            config.MergeMode = true;
            config.OversampleH = 1;
            config.RasterizerMultiply = kFallbackInk[weight];
            config.GlyphOffset.y = -std::round(0.06f * pixels);
            io.Fonts->AddFontFromFileTTF(fallback.string().c_str(), std::round(kFallbackSize * pixels),
                                         &config, extra.data());
        }
        ++weight;
    }
#if IMGUI_VERSION_NUM < 19200 // later ones look for glyphs when they are wanted
    io.Fonts->Build();        // while the ranges are there
#endif
#if IMGUI_VERSION_NUM < 19200
    io.FontGlobalScale = 1.0f / framebufferScale;
#endif

    ImGuiStyle style;
    style.WindowRounding = 12.0f;
    style.PopupRounding = 10.0f;
    style.FrameRounding = 8.0f;
    style.GrabRounding = 8.0f;
    style.WindowPadding = {16.0f, 14.0f};
    style.FramePadding = {11.0f, 7.0f};
    style.ItemSpacing = {10.0f, 9.0f};
    style.ItemInnerSpacing = {8.0f, 6.0f};
    style.WindowBorderSize = 1.0f;
    style.PopupBorderSize = 1.0f;
    style.FrameBorderSize = 0.0f;
    style.ScrollbarSize = 10.0f;
    style.ScaleAllSizes(scale);
    ImVec4* c = style.Colors;
    c[ImGuiCol_Text] = colour::kText;
    c[ImGuiCol_TextDisabled] = colour::kFaint;
    c[ImGuiCol_WindowBg] = colour::kPanel;
    c[ImGuiCol_PopupBg] = {0.06f, 0.07f, 0.105f, 0.98f};
    c[ImGuiCol_Border] = colour::kEdge;
    c[ImGuiCol_FrameBg] = colour::kField;
    c[ImGuiCol_FrameBgHovered] = colour::kHover;
    c[ImGuiCol_FrameBgActive] = colour::kPress;
    c[ImGuiCol_Button] = colour::kField;
    c[ImGuiCol_ButtonHovered] = colour::kHover;
    c[ImGuiCol_ButtonActive] = colour::kPress;
    c[ImGuiCol_Header] = colour::kField;
    c[ImGuiCol_HeaderHovered] = colour::kHover;
    c[ImGuiCol_HeaderActive] = colour::kPress;
    c[ImGuiCol_CheckMark] = colour::kAccent;
    c[ImGuiCol_SliderGrab] = colour::kAccent;
    c[ImGuiCol_SliderGrabActive] = colour::kAccent;
    c[ImGuiCol_PlotHistogram] = colour::kAccent;
    c[ImGuiCol_Separator] = colour::kEdge;
    c[ImGuiCol_TextSelectedBg] = {0.435f, 0.694f, 1.0f, 0.35f};
#if IMGUI_VERSION_NUM >= 19200
    style.FontScaleMain = 1.0f / framebufferScale;
#endif
    ImGui::GetStyle() = style;
    return {};
}

} // namespace perilune::ui
