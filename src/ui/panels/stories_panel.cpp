// The list of stories, and of the steps of the one that is open, with pictures to jump to.
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

constexpr float kStoriesWidth = 250.0f, kTileWidth = 176.0f, kTileHeight = 99.0f; // u

std::string lengthInWords(double seconds) {
    const int whole = int(std::lround(seconds));
    return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

ImTextureID textureId(unsigned texture) {
    return ImTextureID(static_cast<std::uintptr_t>(texture)); // NOLINT: a number in each of its versions
}

/// A row with a title; true when it was clicked.
bool storyRow(const StoryChoice& story, float width) {
    const float u = themeScale();
    ImGui::PushStyleColor(ImGuiCol_Text, story.isOpen ? colour::kAccent : colour::kText);
    const std::string title = fittedText(story.title, width - 20.0f * u);
    const bool clicked = ImGui::Selectable(title.c_str(), story.isOpen, 0, {width, 26.0f * u});
    ImGui::PopStyleColor();
    return clicked;
}

/// One step: its picture with number and title below; true when it was clicked.
bool stepTile(std::size_t number, const story::Rest& rest, unsigned picture, bool here) {
    const float u = themeScale(), width = kTileWidth * u, height = kTileHeight * u;
    const float line = ImGui::GetTextLineHeight();
    ImGui::PushID(int(number));
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton("step", {width, height + 2.0f * line + 8.0f * u});
    const bool hovered = ImGui::IsItemHovered() || ImGui::IsItemFocused();
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 to{from.x + width, from.y + height};
    if (picture)
        list.AddImageRounded(textureId(picture), from, to, {0.0f, 1.0f}, {1.0f, 0.0f}, IM_COL32_WHITE,
                             5.0f * u);
    else
        list.AddRectFilled(from, to, ImGui::GetColorU32(colour::kField), 5.0f * u);
    if (here || hovered)
        list.AddRect(from, to, ImGui::GetColorU32(here ? colour::kAccent : colour::kFaint), 5.0f * u, 0,
                     2.0f * u);
    const std::string head = fmt::format("{}  {}", number + 1, rest.step.title);
    drawText(list, {from.x, to.y + 4.0f * u}, ImGui::GetColorU32(here ? colour::kAccent : colour::kText),
             fittedText(head, width));
    std::string foot = lengthInWords(rest.writtenS);
    if (rest.step.advance && !rest.step.advance->onClick)
        foot += fmt::format(", goes on after {} s", rest.step.advance->afterS);
    drawText(list, {from.x, to.y + 4.0f * u + line}, ImGui::GetColorU32(colour::kFaint),
             fittedText(foot, width));
    return clicked;
}

void drawSteps(const PanelView& view, float width, float height, PanelWish& wish) {
    const float u = themeScale(), between = 10.0f * u;
    const story::Told& story = *view.data.story;
    const auto& rests = story.talk.rests;
    const StoryRun& run = view.session.show.story;
    const auto here = run.isOn() ? stepOf(run, story) : std::nullopt;
    const int columns = std::max(1, int((width + between) / (kTileWidth * u + between)));
    if (ImGui::BeginChild("##steps", {width + 14.0f * u, height})) {
        for (std::size_t i = 0; i < rests.size(); ++i) {
            if (i % std::size_t(columns) != 0)
                ImGui::SameLine(0.0f, between);
            const unsigned picture = i < view.stepPictures.size() ? view.stepPictures[i] : 0;
            if (stepTile(i, rests[i], picture, here == i))
                wish.actions.push_back(action::GoToStep{i});
        }
    }
    ImGui::EndChild();
}

void drawOpenStory(const PanelView& view, float width, float height, PanelWish& wish) {
    const story::Told& story = *view.data.story;
    const StoryRun& run = view.session.show.story;
    const auto add = [&wish](Action action) { wish.actions.push_back(std::move(action)); };
    heading(story.written.title.c_str());
    if (wordButton("talk", "Tell it", "From step to step: Page Down, arrows  F5", false))
        add(action::Talk{});
    ImGui::SameLine();
    if (wordButton("film", fmt::format("Play it, {}", lengthInWords(story.film.board.durationS)).c_str(),
                   "As the film goes", false))
        add(action::PlayStory{true});
    if (run.waits || run.isOn()) {
        ImGui::SameLine();
        if (run.isOn()) {
            if (wordButton("leave", "Leave it", "It can be taken up again  Esc", false))
                add(action::PlayStory{false});
        } else if (wordButton("again", "Take it up again", "Where it was left  Shift F5", false)) {
            add(action::Talk{true});
        }
    }
    drawSteps(view, width, height - ImGui::GetFrameHeight() * 2.6f, wish);
}

} // namespace

void drawStories(const PanelView& view, ImVec2 at, PanelWish& wish) {
    const float u = themeScale();
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const float room = display.x - kStoriesWidth * u - 120.0f * u;
    const float tile = (kTileWidth + 10.0f) * u;
    const float steps = std::clamp(std::floor(room / tile), 1.0f, 4.0f) * tile - 10.0f * u;
    const float height = std::max(160.0f * u, std::min(460.0f * u, display.y - at.y - 60.0f * u));
    if (beginPanel("##stories", at, {0.5f, 0.0f}, 1.0f, {22.0f * u, 16.0f * u})) {
        ImGui::BeginGroup();
        heading("Stories");
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8.0f * u, 2.0f * u));
        for (std::size_t i = 0; i < view.stories.size(); ++i) {
            ImGui::PushID(int(i));
            if (storyRow(view.stories[i], kStoriesWidth * u) && !view.stories[i].isOpen)
                wish.story = i;
            ImGui::PopID();
        }
        ImGui::PopStyleVar();
        if (view.stories.empty())
            faint("There is none; FORMAT.md tells how to write one");
        ImGui::EndGroup();
        if (view.data.story) {
            ImGui::SameLine(0.0f, 28.0f * u);
            ImGui::BeginGroup();
            drawOpenStory(view, steps, height, wish);
            ImGui::EndGroup();
        }
    }
    endPanel();
}

} // namespace perilune::ui
