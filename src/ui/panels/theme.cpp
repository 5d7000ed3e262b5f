#include "ui/panels/theme.h"

#include "ui/panels/panel_letters.h"
#include "ui/panels/panels.h"
#include "timeline/languages.h"

#include <fmt/format.h>

#include <algorithm>
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

/// The letters that a font of the set is asked for, each as a range of its own; of Inter also the usual ones.
std::vector<ImWchar> rangesOf(const base::Letters& letters, const overlay::FontSet& set, std::size_t font) {
    std::vector<ImWchar> ranges;
    if (font == 0)
        ranges.assign(std::begin(kRanges), std::end(kRanges) - 1); // without the 0 at its end
    for (const char32_t c : letters)
        if (c >= 0x80 && c <= 0xFFFF && ranges.size() < 2 * kMostLetters && set.fontFor({&c, 1}) == font)
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
    if (const PanelLetters* letters = PanelLetters::current(); letters && letters->sets(text)) {
        while (!text.empty())
            if (!letters->fonts().has(base::nextCharacter(text)))
                return false;
        return true;
    }
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

namespace {

/// Those that set the text, or null where Dear ImGui does.
const PanelLetters* lettersFor(std::string_view text) {
    const PanelLetters* letters = PanelLetters::current();
    return letters && letters->sets(text) ? letters : nullptr;
}

} // namespace

bool isShaped(std::string_view text) {
    return lettersFor(text) != nullptr;
}

bool runsLeft(std::string_view text) {
    const PanelLetters* letters = lettersFor(text);
    return letters && letters->runsLeft(text);
}

float textWidth(std::string_view text) {
    if (const PanelLetters* letters = lettersFor(text))
        return letters->widthOf(text, false, ImGui::GetFontSize());
    return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

void drawText(ImDrawList& list, ImVec2 from, ImU32 colour, std::string_view text) {
    if (const PanelLetters* letters = lettersFor(text))
        letters->draw(list, from, colour, text, false, ImGui::GetFontSize());
    else
        list.AddText(from, colour, text.data(), text.data() + text.size());
}

std::string fittedText(std::string_view text, float width) {
    if (const PanelLetters* letters = lettersFor(text))
        return letters->fitted(text, width, ImGui::GetFontSize());
    if (textWidth(text) <= width)
        return std::string(text);
    constexpr const char* kDots = "…";
    const char *begin = text.data(), *cut = begin;
    ImGui::GetFont()->CalcTextSizeA(ImGui::GetFontSize(), std::max(width - textWidth(kDots), 0.0f), 0.0f,
                                    begin, begin + text.size(), &cut);
    while (cut > begin && cut[-1] == ' ')
        --cut;
    return std::string(begin, cut) + kDots;
}

void textLines(std::string_view text, float wrapAt) {
    const PanelLetters* letters = lettersFor(text);
    if (!letters) {
        ImGui::PushTextWrapPos(wrapAt);
        ImGui::TextUnformatted(text.data(), text.data() + text.size());
        ImGui::PopTextWrapPos();
        return;
    }
    const float room = wrapAt > 0.0f ? wrapAt - ImGui::GetCursorPosX() : ImGui::GetContentRegionAvail().x;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float pitch = ImGui::GetTextLineHeight();
    ImVec2 size{0.0f, 0.0f};
    for (const std::string& line : letters->wrapped(text, room, ImGui::GetFontSize())) {
        drawText(*ImGui::GetWindowDrawList(), {from.x, from.y + size.y}, ImGui::GetColorU32(ImGuiCol_Text),
                 line);
        size = {std::max(size.x, textWidth(line)), size.y + pitch};
    }
    ImGui::Dummy(size);
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

base::Result<std::unique_ptr<PanelLetters>> applyTheme(const overlay::FontSources& sources, float scale,
                                                       float framebufferScale, const base::Letters& letters) {
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->Clear();
    const float pixels = std::round(kTextPixels * scale * framebufferScale);
    // Read here first, which holds them to be whole: ImGui asserts on what is no font.
    auto made = PanelLetters::load(sources, letters);
    if (!made)
        return tl::unexpected(made.error());
    const overlay::FontSet& set = (*made)->fonts();
    std::vector<std::vector<ImWchar>> ranges; // by font; Dear ImGui reads them when it builds the atlas
    for (std::size_t font = 0; font < set.size(); ++font)
        ranges.push_back(rangesOf(letters, set, font));
    for (std::size_t weight = 0; weight < overlay::FontSet::kWeights; ++weight) {
        const auto& file = set.pathOf(weight);
        if (!io.Fonts->AddFontFromFileTTF(file.string().c_str(), pixels, nullptr, ranges[0].data()))
            return base::inputError(
                fmt::format("{}: Dear ImGui cannot read the font; install Perilune again", file.string()));
        // For what is typed: shaped texts have glyphs of their own.
        for (std::size_t other = overlay::FontSet::kWeights; other < set.size(); ++other) {
            // Dear ImGui's reader of fonts takes no damaged ones: ours are known to be whole.
            if (!set.isShipped(other) || ranges[other].size() < 2)
                continue;
            ImFontConfig config;
            config.MergeMode = true;
            config.OversampleH = 1;
            config.RasterizerMultiply = kFallbackInk[weight];
            config.GlyphOffset.y = std::round(set.loweredBy(other) * pixels / set[0].lineHeight());
            // Dear ImGui's sizes are from descenders to ascenders.
            const float size = std::round(pixels * set[other].lineHeight() / set[0].lineHeight());
            io.Fonts->AddFontFromFileTTF(set.pathOf(other).string().c_str(), size, &config,
                                         ranges[other].data());
        }
    }
#if IMGUI_VERSION_NUM < 19200
    (*made)->reserve(*io.Fonts, pixels / set[0].lineHeight());
#endif
#if IMGUI_VERSION_NUM < 19200 // later ones look for glyphs when they are wanted
    io.Fonts->Build();        // while the ranges are there
    (*made)->paint(*io.Fonts);
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
    (*made)->makeCurrent();
    return made;
}

} // namespace perilune::ui
