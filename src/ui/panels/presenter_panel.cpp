// What somebody sees who leads a talk: what the audience sees, the next step, notes, the time. On a screen of
// its own, or the notes alone over the picture.
#include "ui/panels/parts.h"
#include "ui/panels/theme.h"
#include "ui/panels/widgets.h"
#include "ui/story_moves.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace perilune::ui {

namespace {

std::string minutesOf(double seconds) {
    const int whole = int(std::max(0.0, seconds));
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

ImTextureID idOf(unsigned texture) {
    return ImTextureID(static_cast<std::uintptr_t>(texture));
}

/// A picture as large as there is room, its upper left corner at the cursor.
void picture(unsigned texture, ImVec2 size) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 from = ImGui::GetCursorScreenPos(), to{from.x + size.x, from.y + size.y};
    if (texture)
        list.AddImage(idOf(texture), from, to, {0.0f, 1.0f}, {1.0f, 0.0f});
    else
        list.AddRectFilled(from, to, ImGui::GetColorU32(colour::kField));
    list.AddRect(from, to, ImGui::GetColorU32(colour::kEdge));
}

/// How far the talk is, and how far by its film it should be.
void drawTimes(const PanelView& view, const story::Told& story, std::optional<std::size_t> step,
               float width) {
    const Desk& desk = view.session.desk;
    const float size = ImGui::GetFontSize() * 2.0f;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string elapsed = minutesOf(desk.talkS);
    list.AddText(strongFont(), size, from, ImGui::GetColorU32(colour::kText), elapsed.c_str());
    const float clock = strongFont()->CalcTextSizeA(size, 1e9f, 0.0f, view.clock.c_str()).x;
    list.AddText(strongFont(), size, {from.x + width - clock, from.y}, ImGui::GetColorU32(colour::kText),
                 view.clock.c_str());
    ImGui::Dummy({width, size + 2.0f});
    const double byFilm = step && *step < story.film.rests.size() ? story.film.rests[*step].fromS : 0.0;
    faint(
        fmt::format("elapsed; by the film {} of {}", minutesOf(byFilm), minutesOf(story.film.board.durationS))
            .c_str());
}

void drawNotes(const Session& session, const std::string& notes, ImVec2 size, const char* id) {
    if (ImGui::BeginChild(id, size)) {
        ImGui::SetWindowFontScale(session.desk.notesScale);
        textLines(notes.empty() ? "No notes for this step" : notes, 0.0f);
        ImGui::SetWindowFontScale(1.0f);
        // Page keys are the story's; the wheel and these keys are the notes'.
    }
    ImGui::EndChild();
}

/// What the next click brings.
std::string nextInWords(const StoryRun& run, const story::Told& story) {
    if (run.isDetour())
        return "Detour: Space goes back to the story";
    const auto next = story::restAfter(story.talk, run.s);
    if (isAtEnd(run, story))
        return "The end";
    if (!next)
        return "Next: the end";
    return fmt::format("{}: {}", run.isGoing() ? "On the way to" : "Next",
                       story.talk.rests[*next].step.title);
}

std::string stepInWords(const story::Told& story, std::optional<std::size_t> step) {
    return step ? fmt::format("{} of {}   {}", *step + 1, story.talk.rests.size(),
                              story.talk.rests[*step].step.title)
                : story.written.title;
}

/// What a presenter does to the audience's picture.
void drawHands(const PanelView& view, PanelWish& wish) {
    const Show& show = view.session.show;
    const auto add = [&wish](Action action) { wish.actions.push_back(std::move(action)); };
    const auto button = [](const char* id, const char* word, const char* tip, bool on) {
        if (on)
            ImGui::PushStyleColor(ImGuiCol_Text, colour::kAccent);
        const bool clicked = wordButton(id, word, tip, false);
        if (on)
            ImGui::PopStyleColor();
        ImGui::SameLine();
        return clicked;
    };
    if (iconButton("previous", Icon::Previous, "The step before  Page Up", false, kSmallButtonSide))
        add(action::StepStory{-1});
    ImGui::SameLine();
    if (iconButton("play", show.story.isGoing() ? Icon::Pause : Icon::Play, "Stand still, go on  Space",
                   false, kSmallButtonSide))
        add(action::TogglePlay{});
    ImGui::SameLine();
    if (iconButton("next", Icon::Next, "The next step  Page Down", false, kSmallButtonSide))
        add(action::StepStory{1});
    ImGui::SameLine();
    const auto key = [&view](const char* id) { return keyFor(id, view.layout, *view.commands); };
    if (button("black", "Black", key("black").c_str(), show.black))
        add(action::ToggleBlack{});
    if (button("white", "White", key("white").c_str(), show.white))
        add(action::ToggleWhite{});
    if (button("freeze", "Freeze", key("freeze").c_str(), show.frozen.has_value()))
        add(action::ToggleFreeze{});
    if (button("laser", "Laser", key("laser").c_str(), show.pointing && !show.penning))
        add(action::ToggleLaser{});
    if (button("pen", "Pen", (key("pen") + ": draws while the button is held, and fades").c_str(),
               show.penning))
        add(action::TogglePen{});
    if (view.twoScreens && button("swap", "Swap screens", "F6", false))
        wish.window.swapScreens = true;
    if (button("end", "End", "Esc", false))
        add(action::PlayStory{false});
    ImGui::NewLine();
}

void drawStepList(const PanelView& view, const story::Told& story, std::optional<std::size_t> step,
                  ImVec2 size, PanelWish& wish) {
    const float u = themeScale();
    if (ImGui::BeginChild("##list", size))
        for (std::size_t i = 0; i < story.talk.rests.size(); ++i) {
            const bool here = step == i;
            ImGui::PushStyleColor(ImGuiCol_Text, here ? colour::kAccent : colour::kText);
            ImGui::PushID(int(i));
            const std::string title = fmt::format("{}  {}", i + 1, story.talk.rests[i].step.title);
            if (ImGui::Selectable(fittedText(title, size.x - 20.0f * u).c_str(), here))
                wish.actions.push_back(action::GoToStep{i});
            if (here && view.session.show.story.isGoing())
                ImGui::SetScrollHereY();
            ImGui::PopID();
            ImGui::PopStyleColor();
        }
    ImGui::EndChild();
}

unsigned pictureOfNext(const PanelView& view, const StoryRun& run, const story::Told& story) {
    const auto next = story::restAfter(story.talk, run.s);
    return next && *next < view.stepPictures.size() ? view.stepPictures[*next] : 0;
}

} // namespace

void drawPresenter(const PanelView& view, PanelMemory& memory, PanelWish& wish) {
    const story::Told& story = *view.data.story;
    const StoryRun& run = view.session.show.story;
    const auto step = stepOf(run, story);
    const float u = themeScale(), pad = 18.0f * u, gap = 14.0f * u;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0.0f, 0.0f});
    ImGui::SetNextWindowSize(display);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImVec4(0.03f, 0.035f, 0.05f, 1.0f));
    ImGui::Begin("##presenter", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav);
    const float tools = 46.0f * u;
    const float left = std::min(0.62f * (display.x - 2.0f * pad),
                                (display.y - 2.0f * pad - tools) * 0.74f * view.pictureAspect);
    const ImVec2 seen{left, left / view.pictureAspect};
    ImGui::BeginGroup();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    picture(view.picture, seen);
    ImGui::InvisibleButton("What the audience sees", seen,
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    memory.picture = {from.x, from.y, from.x + seen.x, from.y + seen.y};
    memory.overPicture = ImGui::IsItemHovered() || ImGui::IsItemActive();
    drawHands(view, wish);
    const float nextHeight = std::max(0.0f, display.y - 2.0f * pad - seen.y - tools - 8.0f * u);
    const float nextWidth = std::min(nextHeight * 16.0f / 9.0f, 0.5f * left);
    picture(pictureOfNext(view, run, story), {nextWidth, nextWidth * 9.0f / 16.0f});
    ImGui::Dummy({nextWidth, nextWidth * 9.0f / 16.0f});
    ImGui::SameLine(0.0f, gap);
    ImGui::BeginGroup();
    pushStrongFont();
    ImGui::PushTextWrapPos(from.x - pad + left);
    textLines(nextInWords(run, story), 0.0f);
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    if (!view.session.desk.message.empty())
        faint(view.session.desk.message.c_str());
    ImGui::EndGroup();
    ImGui::EndGroup();

    ImGui::SameLine(0.0f, gap + 6.0f * u);
    ImGui::BeginGroup();
    const float right = display.x - pad - ImGui::GetCursorScreenPos().x;
    drawTimes(view, story, step, right);
    ImGui::Dummy({1.0f, 6.0f * u});
    heading(stepInWords(story, step).c_str());
    const float room = display.y - pad - ImGui::GetCursorScreenPos().y;
    const float list =
        std::min(0.34f * room, float(story.talk.rests.size()) * ImGui::GetTextLineHeightWithSpacing());
    drawNotes(view.session, step ? story.talk.rests[*step].step.notes : "", {right, room - list - 40.0f * u},
              "##notes");
    if (wordButton("smaller", "A −", "Smaller notes", false))
        wish.actions.push_back(action::SizeNotes{-1});
    ImGui::SameLine();
    if (wordButton("larger", "A +", "Larger notes", false))
        wish.actions.push_back(action::SizeNotes{1});
    drawStepList(view, story, step, {right, 0.0f}, wish);
    ImGui::EndGroup();
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
}

void drawNotesOver(const PanelView& view, ImVec2 display, PanelWish&) {
    const story::Told& story = *view.data.story;
    const StoryRun& run = view.session.show.story;
    const auto step = stepOf(run, story);
    const float u = themeScale(), width = std::min(560.0f * u, 0.5f * display.x), height = 0.42f * display.y;
    ImGui::SetNextWindowSizeConstraints({width, height}, {width, height});
    if (beginPanel("##over", {16.0f * u, 0.16f * display.y}, {0.0f, 0.0f}, 1.0f, {18.0f * u, 14.0f * u})) {
        const float inner = width - 36.0f * u;
        drawTimes(view, story, step, inner);
        heading(stepInWords(story, step).c_str());
        const float line = ImGui::GetTextLineHeightWithSpacing();
        drawNotes(view.session, step ? story.talk.rests[*step].step.notes : "",
                  {inner, std::max(40.0f, height - ImGui::GetCursorPosY() - line - 16.0f * u)},
                  "##notesover");
        faint(nextInWords(run, story).c_str());
    }
    endPanel();
}

} // namespace perilune::ui
