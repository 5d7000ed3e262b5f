#include "ui/panels/panels.h"

#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "ui/utf8.h"
#include "scene/choices.h"
#include "timeline/languages.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::ui {

namespace {

using overlay::HitKind;

const char* const kSpeedWords[] = {"1 min/s",  "10 min/s",  "1 hour/s",   "6 hours/s", "1 day/s",
                                   "1 week/s", "1 month/s", "3 months/s", "1 year/s"};

/// Layouts whose letters the font lacks are named by Latin ones, which such keyboards bear too.
Layout written(const Layout& layout) {
    for (const char place : Layout::kPlaces)
        if (const char32_t sign = layout.at(place); sign && !canWrite(utf8Of(sign)))
            return {};
    return layout;
}

/// What a button does, and the key that does it on this keyboard.
std::string withKey(const char* what, std::string_view id, const PanelView& view) {
    return fmt::format("{}  {}", what, keyFor(id, written(view.layout), *view.commands));
}

/// A place of the picture in ImGui's units.
overlay::Rect inUnits(const overlay::Rect& rect, const PanelView& view) {
    return {rect.x0 / view.scaleX, rect.y0 / view.scaleY, rect.x1 / view.scaleX, rect.y1 / view.scaleY};
}

/// How much smaller than usual something is drawn that took so much room, to fit its place.
float shrunk(PanelMemory::Took took, const overlay::Rect& place) {
    if (took.x <= 0.0f || took.y <= 0.0f || overlay::isEmpty(place))
        return 1.0f;
    // Dear ImGui puts windows on whole units: one at each side may be lost.
    return std::clamp(
        std::min((overlay::widthOf(place) - 2.0f) / took.x, (overlay::heightOf(place) - 2.0f) / took.y), 0.3f,
        1.0f);
}

/// The size that a window has at full size whose last item ends there: of this frame, for a window's own size
/// is that of the frame before.
PanelMemory::Took tookUpTo(ImVec2 end, ImVec2 padding, float shrink) {
    const ImVec2 from = ImGui::GetWindowPos();
    return {(end.x - from.x + padding.x) / shrink, (end.y - from.y + padding.y) / shrink};
}

/// A row of buttons on a rounded ground that fades with the chrome, in the middle of its place, no larger
/// than that; `took`: the size that it has at full size, kept between frames.
template <class Buttons>
void drawPill(const char* id, const PanelView& view, const overlay::Rect& place, PanelMemory::Took& took,
              const Buttons& buttons) {
    const auto opacity = float(view.session.desk.chrome);
    if (opacity <= 0.01f)
        return;
    const float shrink = shrunk(took, place), u = themeScale() * shrink;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 23.0f * u);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(2.0f * u, 0.0f));
    const ImVec2 middle{0.5f * (place.x0 + place.x1), 0.5f * (place.y0 + place.y1)};
    if (beginPanel(id, middle, {0.5f, 0.5f}, opacity, {8.0f * u, 4.0f * u}, false, true)) {
        ImGui::SetWindowFontScale(shrink);
        buttons();
        took = tookUpTo(ImGui::GetItemRectMax(), {8.0f * u, 4.0f * u}, shrink);
    }
    endPanel();
    ImGui::PopStyleVar(2);
}

/// Previous, play, next: beside the time axis that they move along.
void drawTransport(const PanelView& view, const overlay::Rect& place, PanelMemory& memory, PanelWish& wish) {
    const Session& s = view.session;
    drawPill("##transport", view, place, memory.transportTook, [&] {
        const bool told = s.show.story.isOn();
        if (iconButton("previous", Icon::Previous, told ? "The step before  ←" : "Previous milestone  ←",
                       false, kSmallButtonSide))
            wish.actions.push_back(told ? Action(action::StepStory{-1}) : Action(action::PreviousStop{}));
        ImGui::SameLine();
        const bool running = s.show.playing || s.show.story.isGoing();
        if (iconButton("play", running ? Icon::Pause : Icon::Play, running ? "Pause  Space" : "Play  Space",
                       false, kSmallButtonSide))
            wish.actions.push_back(action::TogglePlay{});
        ImGui::SameLine();
        if (iconButton("next", Icon::Next, told ? "The next step  →" : "Next milestone  →", false,
                       kSmallButtonSide))
            wish.actions.push_back(told ? Action(action::StepStory{1}) : Action(action::NextStop{}));
    });
}

void drawTools(const PanelView& view, const overlay::Rect& place, PanelMemory& memory, PanelWish& wish) {
    const Session& s = view.session;
    const auto tip = [&view](const char* what, const char* id) { return withKey(what, id, view); };
    const auto add = [&wish](Action action) { wish.actions.push_back(std::move(action)); };
    drawPill("##tools", view, place, memory.toolsTook, [&] {
        if (s.show.frozen) {
            if (wordButton("frozen", "Frozen", tip("Let the picture go on", "freeze").c_str(), false))
                add(action::ToggleFreeze{});
        } else if (wordButton("speed", kSpeedWords[s.show.speed], "How fast time plays  ↑ ↓", false))
            add(action::SetSpeed{(s.show.speed + 1) % kPlaySpeedCount});
        gap();
        const bool pinned = s.show.moment.light.isPinned();
        if (iconButton("sun", Icon::Sun, tip(pinned ? "Let the Sun go" : "Pin the Sun", "pin-sun").c_str(),
                       pinned))
            add(action::TogglePinnedSun{});
        ImGui::SameLine();
        if (iconButton("layers", Icon::Layers, tip("Layers", "layers").c_str(),
                       s.desk.panel == Panel::Layers))
            add(action::TogglePanel{Panel::Layers});
        ImGui::SameLine();
        if (wordButton("views", "Views", tip("From where to look", "views").c_str(), true))
            add(action::TogglePanel{Panel::Views});
        ImGui::SameLine();
        if (iconButton("find", Icon::Magnifier, tip("Find", "find").c_str(), s.desk.panel == Panel::Find))
            add(action::TogglePanel{Panel::Find});
        gap();
        if (iconButton("story", Icon::Film, tip("Stories", "stories").c_str(),
                       s.desk.panel == Panel::Stories || s.show.story.isOn()))
            add(action::TogglePanel{Panel::Stories});
        ImGui::SameLine();
        if (iconButton(
                "export", Icon::Export,
                tip(view.canMakeFilms ? "Export a picture or a film" : "Export a picture", "export").c_str(),
                s.desk.panel == Panel::Export))
            add(action::TogglePanel{Panel::Export});
        ImGui::SameLine();
        if (iconButton("help", Icon::Help, tip("Help", "help").c_str(), s.desk.panel == Panel::Help))
            add(action::TogglePanel{Panel::Help});
        ImGui::SameLine();
        if (iconButton("screen", view.fullScreen ? Icon::Window : Icon::FullScreen,
                       view.fullScreen ? "Window  F11" : "Full screen  F11"))
            wish.window.fullScreen = true;
    });
}

/// A plus in the card's upper right corner, which it keeps free.
void drawPlus(const PanelView& view, PanelMemory& memory, PanelWish& wish) {
    for (const auto& hit : view.stage.hits) {
        if (hit.kind != HitKind::Card || hit.id.empty())
            continue;
        const overlay::Rect card = inUnits(hit.rect, view);
        const float side =
            std::min(overlay::heightOf(inUnits(view.stage.tools, view)), 0.3f * overlay::heightOf(card));
        const overlay::Rect place{card.x1 - 0.8f * side, card.y0 + 2.0f, card.x1 - 2.0f,
                                  card.y0 + 0.8f * side};
        drawPill("##plus", view, place, memory.plusTook, [&] {
            const std::string tip = withKey("Add what was said of it to the record", "announce", view);
            if (iconButton("plus", Icon::Plus, tip.c_str(), view.session.desk.panel == Panel::Announce,
                           kSmallButtonSide))
                wish.actions.push_back(action::TogglePanel{Panel::Announce});
        });
    }
}

/// The languages of the titles, each in its own tongue, some in a row.
void drawLanguages(const PanelView& view, PanelWish& wish) {
    const std::vector<std::string> languages = timeline::languagesOf(*view.data.timeline);
    if (languages.size() < 2)
        return;
    heading("Titles");
    constexpr std::size_t kInARow = 5;
    for (std::size_t first = 0; first < languages.size(); first += kInARow) {
        std::vector<std::string> names;
        int chosen = -1;
        for (std::size_t i = first; i < std::min(first + kInARow, languages.size()); ++i) {
            const std::string name = timeline::ownNameOf(languages[i]);
            names.push_back(canWrite(name) ? name : languages[i]);
            if (languages[i] == view.session.show.moment.language)
                chosen = int(i - first);
        }
        std::vector<const char*> words;
        for (const std::string& name : names)
            words.push_back(name.c_str());
        if (segments(languages[first].c_str(), words.data(), int(words.size()), chosen))
            wish.actions.push_back(action::SetLanguage{languages[first + std::size_t(chosen)]});
    }
}

/// Colours and size of all that is to be read.
void drawLetters(const PanelView& view, PanelWish& wish) {
    const scene::Moment& moment = view.session.show.moment;
    heading("Colours and letters");
    const char* themes[std::size(scene::Words<scene::Theme>::all)];
    int theme = 0, count = 0;
    for (const auto& one : scene::Words<scene::Theme>::all) {
        theme = one.value == moment.theme ? count : theme;
        themes[count++] = one.label;
    }
    if (segments("theme", themes, count, theme))
        wish.actions.push_back(action::SetTheme{scene::Words<scene::Theme>::all[theme].value});
    std::vector<std::string> sizes;
    int size = -1;
    for (const double percent : scene::kTextSizes) {
        size = percent == moment.textPercent ? int(sizes.size()) : size;
        sizes.push_back(fmt::format("{:g} %", percent));
    }
    std::vector<const char*> words;
    for (const std::string& one : sizes)
        words.push_back(one.c_str());
    ImGui::SameLine();
    if (segments("text", words.data(), int(words.size()), size))
        wish.actions.push_back(action::SetTextSize{scene::kTextSizes[size]});
}

/// What lies over the Moon on the left, how its ground is drawn on the right.
void drawLayers(const PanelView& view, ImVec2 at, PanelWish& wish) {
    const float u = themeScale(), width = 230.0f * u;
    const auto add = [&wish](Action action) { wish.actions.push_back(std::move(action)); };
    if (beginPanel("##layers", at, {0.5f, 0.0f})) {
        const scene::Moment& moment = view.session.show.moment;
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8.0f * u, 2.0f * u));
        ImGui::BeginGroup();
        heading("Layers");
        for (const scene::LayerName& layer : scene::kLayerNames)
            if (switchRow(layer.label, moment.layers.*layer.layer, width))
                add(action::ToggleLayer{layer.layer});
        if (switchRow("What changed", moment.changedSince.has_value(), width))
            add(action::ToggleChanges{});
        ImGui::EndGroup();
        ImGui::SameLine(0.0f, 44.0f * u);
        ImGui::BeginGroup();
        heading("Ground");
        for (const auto& tint : scene::Words<terrain::GroundTint>::all)
            if (switchRow(tint.label, moment.ground.tint == tint.value, width))
                add(action::SetTint{tint.value});
        if (switchRow("Modelled relief", moment.ground.modelled, width))
            add(action::ToggleRelief{});
        if (switchRow("Automatic exposure", moment.exposure.automatic, width))
            add(action::ToggleExposure{});
        if (switchRow("Stars", moment.sky != scene::SkyShown::Nothing, width))
            add(moment.sky == scene::SkyShown::Nothing ? Action(action::CycleSky{})
                                                       : Action(action::SetSky{scene::SkyShown::Nothing}));
        if (switchRow("Constellations", moment.sky == scene::SkyShown::Constellations, width))
            add(action::SetSky{moment.sky == scene::SkyShown::Constellations
                                   ? scene::SkyShown::Stars
                                   : scene::SkyShown::Constellations});
        if (switchRow("Pin the Sun", moment.light.isPinned(), width))
            add(action::TogglePinnedSun{});
        if (switchRow("Nearest sunlit hour", moment.light.mode == scene::LightMode::Sunlit, width))
            add(action::ToggleSunlit{});
        ImGui::EndGroup();
        ImGui::PopStyleVar();
        drawLetters(view, wish);
        drawLanguages(view, wish);
    }
    endPanel();
}

/// From where to look, and at what.
void drawViews(const PanelView& view, ImVec2 at, PanelWish& wish) {
    const float u = themeScale(), width = 250.0f * u;
    const auto add = [&wish](Action action) { wish.actions.push_back(std::move(action)); };
    if (beginPanel("##views", at, {0.5f, 0.0f})) {
        const scene::Look& look = view.session.show.moment.look;
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8.0f * u, 2.0f * u));
        heading("Look from");
        for (const auto& from : scene::Words<scene::Vantage>::all) {
            const bool here = look.vantage == from.value, over = from.value == scene::Vantage::Over;
            if (switchRow(from.label, here, width) && !(over && here))
                add(over ? Action(action::FlyHome{}) : Action(action::LookFrom{from.value}));
        }
        ImGui::PopStyleVar();
        faint("Again: another of its kind");
        const bool turns = look.vantage != scene::Vantage::Over && look.vantage != scene::Vantage::TwoBodies;
        if (turns && wordButton("aim", "Look at something else",
                                withKey("Earth, Sun, Moon, the way ahead", "aim", view).c_str(), false))
            add(action::CycleAim{});
    }
    endPanel();
}

constexpr float kHelpWidth = 262.0f, kHelpBetween = 26.0f, kHelpPad = 16.0f; // u

/// The keys' own column, where they are short.
constexpr float kKeyColumn = 92.0f;

/// One key with what it does: beside each other, or below where the key is told in many words. Gives the
/// height; `draws`: else it is only measured.
float layKey(const KeyHelp& key, float width, float u, bool draws) {
    const ImVec2 keys = ImGui::CalcTextSize(key.keys.c_str());
    const bool beside = keys.x <= (kKeyColumn - 8.0f) * u;
    const float x = beside ? kKeyColumn * u : 0.0f;
    const ImVec2 what = ImGui::CalcTextSize(key.what.c_str(), nullptr, false, width - x);
    const float height = (beside ? std::max(keys.y, what.y) : keys.y + what.y) + 2.0f * u;
    if (!draws)
        return height;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddText(from, ImGui::ColorConvertFloat4ToU32(colour::kAccent), key.keys.c_str());
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {from.x + x, from.y + (beside ? 0.0f : keys.y)},
                 ImGui::GetColorU32(ImGuiCol_Text), key.what.c_str(), nullptr, width - x);
    ImGui::Dummy({width, height});
    return height;
}

float layKeys(const KeyGroup& group, float u, bool draws) {
    const float width = kHelpWidth * u;
    float height = ImGui::GetFontSize() + 4.0f * u;
    if (draws) {
        heading(group.title);
        ImGui::Dummy({width, 4.0f * u});
    }
    for (const KeyHelp& key : group.keys)
        height += layKey(key, width, u, draws);
    return height + 10.0f * u;
}

/// Help is whole at every size of window: in as many columns as there is room for, and where they are too
/// high in smaller letters.
void drawHelp(ImVec2 display, const PanelView& view) {
    const std::vector<KeyGroup> groups = keyHelp(written(view.layout), *view.commands);
    const float full = themeScale();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0f, 0.0f));
    // A first pass beside the display measures; ImGui measures only within a window.
    float shrink = 1.0f;
    std::size_t inEach = groups.size();
    const float pad = kHelpPad * full;
    if (beginPanel("##help", {display.x / 2, display.y / 2}, {0.5f, 0.5f}, 1.0f, {pad, pad})) {
        for (; shrink > 0.35f; shrink -= 0.01f) {
            ImGui::SetWindowFontScale(shrink);
            const float u = full * shrink;
            const float room = display.x - 2.0f * pad - 8.0f * full;
            const auto columns = std::clamp<std::size_t>(
                std::size_t(std::max(0.0f, room + kHelpBetween * u) / ((kHelpWidth + kHelpBetween) * u)), 1,
                groups.size());
            inEach = (groups.size() + columns - 1) / columns;
            float tallest = 0.0f;
            for (std::size_t i = 0; i < groups.size(); i += inEach) {
                float height = 0.0f;
                for (std::size_t k = i; k < std::min(i + inEach, groups.size()); ++k)
                    height += layKeys(groups[k], u, false);
                tallest = std::max(tallest, height);
            }
            const bool fits =
                std::size_t(room / (kHelpWidth * u)) > 0 && tallest <= display.y - 2.0f * pad - 8.0f * full;
            if (fits)
                break;
        }
        const float u = full * shrink;
        for (std::size_t i = 0; i < groups.size(); i += inEach) {
            if (i > 0)
                ImGui::SameLine(0.0f, kHelpBetween * u);
            ImGui::BeginGroup();
            for (std::size_t k = i; k < std::min(i + inEach, groups.size()); ++k) {
                layKeys(groups[k], u, true);
                ImGui::Dummy({kHelpWidth * u, 10.0f * u});
            }
            ImGui::EndGroup();
        }
    }
    endPanel();
    ImGui::PopStyleVar();
}

/// In its place below the tools, no larger than that.
void drawMessage(const PanelView& view, const overlay::Rect& place, PanelMemory& memory) {
    const Session& s = view.session;
    if (s.desk.message.empty()) {
        memory.messageTook = {};
        return;
    }
    const auto opacity = float(std::clamp(s.desk.messageForS * 3.0, 0.0, 1.0));
    if (memory.message != s.desk.message) {
        memory.message = s.desk.message;
        memory.messageTook = {};
    }
    const float shrink = shrunk(memory.messageTook, place), u = themeScale() * shrink;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 14.0f * u);
    const ImVec2 at{0.5f * (place.x0 + place.x1), place.y0 + 1.0f};
    if (beginPanel("##message", at, {0.5f, 0.0f}, opacity, {14.0f * u, 5.0f * u})) {
        ImGui::SetWindowFontScale(shrink);
        const float room = overlay::widthOf(place) / shrink;
        textLines(s.desk.message, std::max(room - 30.0f * u, 120.0f * u) * shrink);
        if (shrink >= 1.0f)
            memory.messageTook = tookUpTo(ImGui::GetItemRectMax(), {14.0f * u, 5.0f * u}, 1.0f);
    }
    endPanel();
    ImGui::PopStyleVar();
}

constexpr float kMistakesWidth = 720.0f; // u

/// What is wrong with files, below the titles: as much of it as has room, the rest by the wheel.
void drawMistakes(const PanelView& view, ImVec2 display, float top) {
    const Mistakes& mistakes = view.session.desk.mistakes;
    if (mistakes.lines.empty())
        return;
    const float u = themeScale(), width = std::min(display.x - 32.0f * u, kMistakesWidth * u);
    ImGui::SetNextWindowSizeConstraints({width, 0.0f}, {width, std::max(120.0f * u, 0.8f * display.y - top)});
    if (beginPanel("##mistakes", {display.x / 2, top}, {0.5f, 0.0f}, 1.0f, {20.0f * u, 16.0f * u}, true)) {
        heading(mistakes.heading.c_str());
        ImGui::PushTextWrapPos(0.0f);
        constexpr std::size_t kMost = 50;
        for (std::size_t i = 0; i < std::min(kMost, mistakes.lines.size()); ++i)
            textLines(mistakes.lines[i], 0.0f);
        if (mistakes.lines.size() > kMost)
            faint(fmt::format("and {} more", mistakes.lines.size() - kMost).c_str());
        ImGui::PopTextWrapPos();
        faint(mistakes.mayGo ? "Once it is mended it is read again. Esc puts this away."
                             : "Once it is mended it is read again.");
    }
    endPanel();
}

/// The lower edge of what the picture says at its top, title and date, in the way of something that wide
/// around a middle; 0 where nothing is.
float titlesAbove(const PanelView& view, float middle, float width, float heightAbove) {
    float bottom = 0.0f;
    for (const overlay::TextBox& text : view.stage.texts) {
        const float x0 = text.rect.x0 / view.scaleX, x1 = text.rect.x1 / view.scaleX;
        const float y0 = text.rect.y0 / view.scaleY, y1 = text.rect.y1 / view.scaleY;
        if (y0 < heightAbove && x0 < middle + 0.5f * width && x1 > middle - 0.5f * width)
            bottom = std::max(bottom, y1);
    }
    return bottom;
}

/// Where the strip begins, below which nothing is laid over it; the picture's lower edge without one.
float topOfStrip(const PanelView& view) {
    float top = ImGui::GetIO().DisplaySize.y;
    for (const overlay::HitArea& hit : view.stage.hits)
        if (hit.kind == overlay::HitKind::KnownAxis)
            top = std::min(top, hit.rect.y0 / view.scaleY);
    return top;
}

/// What lies under a mouse that rests on the picture: for as long as the tools stand, and above the strip,
/// whose later years an audience wants to see while the presenter's hand is elsewhere.
void drawTip(const PanelView& view, PanelMemory& memory) {
    const ImGuiIO& io = ImGui::GetIO();
    const auto opacity = float(view.session.desk.chrome);
    const bool moves =
        io.MousePos.x != memory.mouseX || io.MousePos.y != memory.mouseY || ImGui::IsAnyMouseDown();
    memory.mouseX = io.MousePos.x;
    memory.mouseY = io.MousePos.y;
    memory.mouseRestsS = moves ? 0.0 : memory.mouseRestsS + double(io.DeltaTime);
    if (memory.mouseRestsS < kTipAfterS || memory.mouseRestsS > kTipUntilS || opacity <= 0.0f ||
        io.WantCaptureMouse || view.session.show.pointing || !ImGui::IsMousePosValid())
        return;
    const std::string tip = tipAt(view.stage, io.MousePos.x * view.scaleX, io.MousePos.y * view.scaleY,
                                  view.data, view.session.show.moment);
    if (tip.empty())
        return;
    const float u = themeScale();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(12.0f * u, 8.0f * u));
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, opacity);
    // Its foot stands above the mouse; across, as much of it lies left of the mouse as of the picture does.
    ImGui::SetNextWindowPos({io.MousePos.x, std::min(io.MousePos.y - 10.0f * u, topOfStrip(view))},
                            ImGuiCond_Always, {io.MousePos.x / io.DisplaySize.x, 1.0f});
    if (ImGui::BeginTooltip()) {
        textLines(tip, 360.0f * u);
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar(2);
}

} // namespace

PanelWish drawPanels(const PanelView& view, PanelMemory& memory) {
    PanelWish wish;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    if (view.asksToClose)
        drawCloseQuestion(view, {display.x / 2, display.y / 2}, wish);
    const bool told = view.data.story && view.session.show.story.isOn();
    if (view.presents && told)
        drawPresenter(view, memory, wish);
    // A black screen is black, and a white one white.
    else if (view.session.show.black || view.session.show.white) {
        memory.mouseRestsS = 1e9;
        return wish;
    }
    const float u = themeScale();
    const float margin = display.y * 0.022f;
    // Buttons have the places that the picture keeps for them, whatever it shows; without any, its corners.
    overlay::Rect transport = inUnits(view.stage.transport, view), tools = inUnits(view.stage.tools, view),
                  message = inUnits(view.stage.message, view);
    if (overlay::isEmpty(transport))
        transport = {margin, display.y - margin - 38.0f * u, margin + 116.0f * u, display.y - margin};
    if (overlay::isEmpty(tools)) {
        tools = {margin, margin, display.x - margin, margin + 46.0f * u};
        message = {margin, tools.y1, display.x - margin, tools.y1 + 46.0f * u};
    }
    ImVec2 known{margin, display.y - margin - 56.0f * u};
    for (const auto& hit : view.stage.hits)
        if (hit.kind == HitKind::AsOfMode)
            known = {hit.rect.x0 / view.scaleX, hit.rect.y0 / view.scaleY - 34.0f * u};
    const bool presenter = view.presents && told;
    if (!presenter)
        drawTransport(view, transport, memory, wish);
    const float lines =
        (display.y > display.x ? 0.21f : 0.12f) * display.y; // title and date, and what stands below them
    const float middle = 0.5f * (tools.x0 + tools.x1);
    const auto clear = [&](float at, float width) {
        return std::max(tools.y1 + 8.0f * u, titlesAbove(view, at, width * u, lines) + 8.0f * u);
    };
    const ImVec2 below{middle, clear(middle, 640.0f)};
    if (!presenter) {
        // Over a view in the Moon's place a message has the place of the buttons for as long as it stands.
        if (view.session.desk.message.empty() || !overlay::overlaps(tools, message))
            drawTools(view, tools, memory, wish);
        drawPlus(view, memory, wish);
        layDateButton(view, wish);
        if (told && view.session.desk.notes)
            drawNotesOver(view, display, wish);
    }
    switch (view.session.desk.panel) {
    case Panel::AsOf:
        drawAsOf(view, known, memory, wish);
        break;
    case Panel::Layers:
        drawLayers(view, below, wish);
        break;
    case Panel::Views:
        drawViews(view, below, wish);
        break;
    case Panel::Find:
        drawFind(view, below, memory, wish);
        break;
    case Panel::Palette:
        drawPalette(view, below, memory, wish);
        break;
    case Panel::Time:
        drawTime(view, {display.x - margin, tools.y1 + 20.0f * u}, memory, wish);
        break;
    case Panel::Stories:
        drawStories(view, below, wish);
        break;
    case Panel::Export:
        if (!view.asksToClose)
            drawExport(view, {display.x / 2, display.y / 2}, memory, wish);
        break;
    case Panel::Announce:
        if (!view.asksToClose)
            drawAnnounce(view, {display.x / 2, below.y}, memory, wish);
        break;
    case Panel::Help:
        drawHelp(display, view);
        break;
    case Panel::None:
        break;
    }
    const Panel open = view.session.desk.panel;
    if (open == Panel::None)
        drawMistakes(view, display, clear(0.5f * display.x, kMistakesWidth));
    if (open != Panel::Layers && open != Panel::Views && open != Panel::Find && open != Panel::Stories &&
        open != Panel::Palette && !presenter)
        drawMessage(view, message, memory);
    if (!presenter)
        drawTip(view, memory);
    return wish;
}

} // namespace perilune::ui
