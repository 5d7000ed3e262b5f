#include "ui/keys.h"

#include "ui/commands.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace perilune::ui {

namespace {

/// What a field that takes the keys leaves: its own Escape, and what is reached from everywhere.
bool takesKeys(const Session& session) {
    const Panel panel = session.desk.panel;
    return (panel == Panel::Find || panel == Panel::Announce || panel == Panel::Time ||
            panel == Panel::Palette) &&
           !session.show.black;
}

/// A row of the help: the keys of some commands, and what they do together; or words for what the mouse does.
struct HelpRow {
    std::vector<std::string_view> commands; ///< their ids
    std::string what;
    std::string otherwise{}; ///< in the place of keys
    const char* between = " ";
};
struct HelpGroup {
    const char* title;
    std::vector<HelpRow> rows;
};

std::vector<HelpGroup> helpRows() {
    return {
        {"The Moon",
         {{{}, "turn", "drag"},
          {{"nearer", "farther"}, "nearer, farther", "wheel, + −"},
          {{}, "tilt and turn the view", "right drag, Shift drag"},
          {{}, "fly there", "double click"},
          {{}, "fly to the site; again: down to the spacecraft", "click a pin"},
          {{"next-site", "previous-site"}, "next, previous site", "", ", "},
          {{"light-side", "near-side", "south-pole", "far-side", "north-pole"},
           "light side, near side, south pole, far side, north pole"},
          {{"from-earth", "from-site", "from-craft", "two-bodies"},
           "from the Earth, the site, a spacecraft, both bodies; again: another"},
          {{"aim"}, "look at something else from there"},
          {{"views"}, "all views"},
          {{"north-up"}, "north up, or straight ahead"},
          {{"pin-sun"}, "pin the Sun, or let it go"},
          {{"sunlit"}, "light of the nearest sunlit hour, or as it was"}}},
        {"The picture",
         {{{"names"}, "names of craters and seas"},
          {{"graticule", "scale"}, "graticule, scale bar", "", ", "},
          {{"facts"}, "figures: phase, light, distance"},
          {{"tint"}, "colour the ground: height, slope, sunlight"},
          {{"relief", "exposure"}, "modelled relief, exposure", "", ", "},
          {{"sky"}, "stars, constellations, black sky"},
          {{"layers", "strip"}, "all layers; the strip", "", ", "},
          {{"language"}, "language of the titles"}}},
        {"The timeline",
         {{{"previous", "next"}, "previous, next milestone", "← →, Page Up, Page Down"},
          {{"first", "last"}, "first, last milestone", "", ", "},
          {{"hour-back", "hour-on"}, "an hour back, on", "", ", "},
          {{"day-back", "day-on"}, "a day back, on", "", ", "},
          {{"month-back", "month-on"}, "a month back, on", "", ", "},
          {{"time"}, "type a time; so does a click on the date"},
          {{"play"}, "play, pause"},
          {{"faster", "slower"}, "faster, slower: from a minute to a year a second"},
          {{}, "its card", "click a mark"},
          {{"word-before", "word-after"}, "what was said then, and why: the word before, after", "", ", "},
          {{"fly-there"}, "fly to where it happens"},
          {{"known"}, "as it looked then, or hindsight"},
          {{"changes"}, "what changed since a known day; drag the hollow one"},
          {{"world"}, "the world: who joined whom, and when"},
          {{"whole-strip"},
           "the usual years on the strip, again: all dates; the wheel on it: shorter, longer"}}},
        {"The show",
         {{{"find", "find-anywhere"}, "find anything by its name", "", ", "},
          {{"palette"}, "everything that can be done, by its name"},
          {{"sources"}, "sources"},
          {{"stories"}, "stories and their steps"},
          {{"talk", "talk-again"}, "tell the story from its beginning, from where it waits", "", ", "},
          {{"step-back", "step-on"},
           "in a story: from step to step; Space: stand still, go on",
           "Page Up, Page Down, arrows"},
          {{"step-first", "step-last"}, "in a story: first, last step", "", ", "},
          {{"black"}, "black screen"},
          {{"white"}, "white screen"},
          {{"freeze"}, "freeze the picture; again: go on"},
          {{"laser", "pen"}, "laser pointer, pen", "", ", "},
          {{"notes"}, "the notes of the step"},
          {{"swap-screens"}, "audience and presenter change screens"},
          {{"export"}, "export into a file"},
          {{"announce"}, "add to the record what was said of the milestone"},
          {{"full-screen"}, "full screen"},
          {{"close"}, "close what is open, leave the story"},
          {{"help"}, "this help"},
          {{"quit"}, "quit"}}}};
}

/// "F, Ctrl F or /": the last of several of one command after "or".
std::string chordsOf(const HelpRow& row, const Layout& layout, const KeyCommands& commands) {
    if (!row.otherwise.empty())
        return row.otherwise;
    const std::string signs = signsOf(commands);
    std::string all;
    for (const std::string_view id : row.commands) {
        const KeyCommand* command = commandCalled(commands, id);
        if (!command)
            continue;
        std::vector<Chord> chords = command->chords;
        std::string names;
        for (std::size_t i = 0; i < chords.size(); ++i)
            names += (i == 0                   ? ""
                      : i + 1 == chords.size() ? " or "
                                               : ", ") +
                     nameOf(chords[i], layout, signs);
        all += (all.empty() ? "" : row.between) + names;
    }
    return all;
}

} // namespace

MouseInput mouseFromImGui(double nowS, float scaleX, float scaleY) {
    const ImGuiIO& io = ImGui::GetIO();
    MouseInput input;
    input.nowS = nowS;
    input.x = io.MousePos.x * scaleX;
    input.y = io.MousePos.y * scaleY;
    input.overWidget = io.WantCaptureMouse;
    input.shift = io.KeyShift;
    const auto button = [](ImGuiMouseButton which) {
        return MouseInput::Button{ImGui::IsMouseClicked(which), ImGui::IsMouseReleased(which),
                                  ImGui::IsMouseDown(which), ImGui::IsMouseDoubleClicked(which)};
    };
    input.left = button(ImGuiMouseButton_Left);
    input.right = button(ImGuiMouseButton_Right);
    input.wheel = io.MouseWheel;
    return input;
}

WindowWish wishOf(const KeyCommand& command) {
    const std::string_view id = command.id;
    return {id == "full-screen", id == "quit", id == "swap-screens"};
}

KeyMeaning meaningOf(const KeyStroke& stroke, const Layout& layout, const Session& session, bool writing,
                     const KeyCommands& commands) {
    KeyMeaning meaning;
    const char sign = signOf(stroke, layout, signsOf(commands));
    // What Control and Alt write together, some keyboards write with AltGr.
    const bool control = stroke.control && !stroke.typed;
    if (stroke.other && !(stroke.control && stroke.typed))
        return meaning;
    if (stroke.key == Key::Sign && !sign)
        return meaning;
    const Chord chord = stroke.key == Key::Sign ? Chord{Key::Sign, sign, false, control}
                                                : Chord{stroke.key, 0, stroke.shift, stroke.control};
    // A field takes the keys a frame or two after its panel opened: until then they are no commands, either.
    const bool field = takesKeys(session);
    if (stroke.key == Key::Escape && (writing || field)) { // the box alone: a story goes on behind it
        meaning.actions.push_back(field ? Action{action::TogglePanel{session.desk.panel}}
                                        : Action{action::Deselect{}});
        return meaning;
    }
    const KeyCommand* command = commandOf(commands, chord, session);
    // A key that means nothing with Shift or Control means what it does without.
    if (!command && stroke.key != Key::Sign && !stroke.control)
        command = commandOf(commands, {stroke.key}, session);
    if (!command || ((writing || field) && !command->whileTyping) || (stroke.again && !command->repeats))
        return meaning;
    if (field && std::string_view(command->id) == "find-anywhere")
        return meaning;
    if (command->action)
        meaning.actions.push_back(command->action(session));
    else
        meaning.window = wishOf(*command);
    return meaning;
}

std::string keyFor(std::string_view id, const Layout& layout, const KeyCommands& commands) {
    const KeyCommand* command = commandCalled(commands, id);
    return command && !command->chords.empty() ? nameOf(command->chords.front(), layout, signsOf(commands))
                                               : "";
}

std::vector<KeyGroup> keyHelp(const Layout& layout, const KeyCommands& commands) {
    std::vector<KeyGroup> groups;
    for (const HelpGroup& group : helpRows()) {
        groups.push_back({group.title, {}});
        for (const HelpRow& row : group.rows)
            groups.back().keys.push_back({chordsOf(row, layout, commands), row.what});
    }
    return groups;
}

std::vector<std::string_view> commandsInHelp() {
    std::vector<std::string_view> ids;
    for (const HelpGroup& group : helpRows())
        for (const HelpRow& row : group.rows)
            ids.insert(ids.end(), row.commands.begin(), row.commands.end());
    return ids;
}

} // namespace perilune::ui
