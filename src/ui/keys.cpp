#include "ui/keys.h"

#include "scene/camera.h"

#include <imgui.h>

#include <optional>
#include <utility>

namespace perilune::ui {

namespace {

using base::Angle;

scene::Look disc(double latitude, double longitude) {
    return scene::wholeDisc(Angle::degrees(latitude), Angle::degrees(longitude));
}

/// The ground around a pole, seen straight from above.
scene::Look pole(double latitude) {
    scene::Look look;
    look.latitude = Angle::degrees(latitude);
    look.rangeM = 1.4e6;
    return look;
}

struct SignBinding {
    char sign;
    Action action;
};

const std::vector<SignBinding>& signBindings() {
    static const std::vector<SignBinding> table{
        {' ', action::TogglePlay{}},
        {'k', action::CycleAsOf{}},
        {'s', action::ToggleSources{}},
        {'q', action::MoveWord{-1}},
        {'h', action::TogglePanel{Panel::Help}},
        {'?', action::TogglePanel{Panel::Help}},
        {'l', action::TogglePanel{Panel::Layers}},
        {'e', action::TogglePanel{Panel::Export}},
        {'f', action::TogglePanel{Panel::Find}},
        {'a', action::TogglePanel{Panel::Announce}},
        {'/', action::TogglePanel{Panel::Find}},
        {'p', action::TogglePinnedSun{}},
        {'q', action::ToggleSunlit{}},
        {'u', action::NorthUp{}},
        {'n', action::ToggleLayer{&scene::Layers::names}},
        {'g', action::ToggleLayer{&scene::Layers::graticule}},
        {'r', action::ToggleLayer{&scene::Layers::scale}},
        {'c', action::CycleTint{}},
        {'m', action::ToggleRelief{}},
        {'y', action::CycleSky{}},
        {'x', action::ToggleExposure{}},
        {'j', action::CycleLanguage{}},
        {'t', action::ToggleLayer{&scene::Layers::strip}},
        {'w', action::ToggleLayer{&scene::Layers::partners}},
        {'d', action::ToggleChanges{}},
        {'b', action::ToggleBlack{}},
        {'.', action::ToggleBlack{}},
        {'z', action::ToggleFreeze{}},
        {'o', action::ToggleLaser{}},
        {'0', action::FlyHome{}},
        {'1', action::FlyToLook{disc(0, 0)}},
        {'2', action::FlyToLook{pole(-90)}},
        {'3', action::FlyToLook{disc(0, 180)}},
        {'4', action::FlyToLook{pole(90)}},
        {'5', action::LookFrom{scene::Vantage::Earth}},
        {'6', action::LookFrom{scene::Vantage::Site}},
        {'7', action::LookFrom{scene::Vantage::Craft}},
        {'8', action::LookFrom{scene::Vantage::TwoBodies}},
        {'9', action::CycleAim{}},
        {'v', action::TogglePanel{Panel::Views}},
        {'i', action::ToggleLayer{&scene::Layers::facts}},
        {'q', action::TogglePanel{Panel::Stories}},
        {'+', action::Zoom{2.0, std::nullopt}},
        {'=', action::Zoom{2.0, std::nullopt}}, // where plus wants Shift
        {'-', action::Zoom{-2.0, std::nullopt}},
    };
    return table;
}

const std::string& boundSigns() {
    static const std::string signs = [] {
        std::string all;
        for (const SignBinding& binding : signBindings())
            all += binding.sign;
        return all;
    }();
    return signs;
}

bool repeats(char sign) {
    return sign == '+' || sign == '=' || sign == '-';
}

/// What keys do that lead through a story: what clickers send, and the arrows.
std::optional<Action> stepAction(const KeyStroke& stroke) {
    switch (stroke.key) {
    case Key::PageDown:
    case Key::Right:
    case Key::Down:
        return action::StepStory{1};
    case Key::PageUp:
    case Key::Left:
    case Key::Up:
        return action::StepStory{-1};
    case Key::Home:
        return action::GoToStep{0};
    case Key::End:
        return action::GoToStep{static_cast<std::size_t>(-1)};
    default:
        return std::nullopt;
    }
}

/// What keys do that lie at the same place on every keyboard.
std::optional<Action> namedAction(const KeyStroke& stroke, const Session& session) {
    const bool held = stroke.again;
    if (session.show.story.isOn() && !stroke.shift)
        if (const auto step = stepAction(stroke))
            return held ? std::nullopt : step;
    switch (stroke.key) {
    case Key::PageDown:
        return action::NextStop{};
    case Key::PageUp:
        return action::PreviousStop{};
    case Key::Right:
        return stroke.shift ? Action{action::StepDays{1}} : Action{action::NextStop{}};
    case Key::Left:
        return stroke.shift ? Action{action::StepDays{-1}} : Action{action::PreviousStop{}};
    case Key::Tab:
        return action::NextSite{stroke.shift ? -1 : 1};
    default:
        break;
    }
    if (held)
        return std::nullopt;
    switch (stroke.key) {
    case Key::Home:
        return action::FirstStop{};
    case Key::End:
        return action::LastStop{};
    case Key::Up:
        return action::SetSpeed{session.show.speed + 1};
    case Key::Down:
        return action::SetSpeed{session.show.speed - 1};
    case Key::Enter:
        return action::FlyToSelected{};
    case Key::Escape:
        return action::Deselect{};
    case Key::Backspace:
        return action::WholeStrip{};
    case Key::F1:
        return action::TogglePanel{Panel::Help};
    case Key::F5: // the start key of presenters' clickers
        return action::Talk{stroke.shift};
    default:
        return std::nullopt;
    }
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

KeyMeaning meaningOf(const KeyStroke& stroke, const Layout& layout, const Session& session, bool writing) {
    KeyMeaning meaning;
    const auto act = [&meaning](Action action) { meaning.actions.push_back(std::move(action)); };
    if (stroke.key == Key::F11) {
        meaning.window.fullScreen = !stroke.again;
        return meaning;
    }
    const char sign = signOf(stroke, layout, boundSigns());
    // What Control and Alt write together, some keyboards write with AltGr.
    const bool commands = stroke.control && !stroke.typed;
    // A field takes the keys a frame or two after its panel opened: until then they are no commands, either.
    const Panel panel = session.desk.panel;
    const bool finding = (panel == Panel::Find || panel == Panel::Announce) && !session.show.black;
    if (commands && !stroke.again && sign == 'q')
        meaning.window.quit = true;
    if (commands && !stroke.again && sign == 'f' && !finding)
        act(action::TogglePanel{Panel::Find});
    if (writing || finding) {
        if (stroke.key == Key::Escape) // the box alone: a story goes on behind it
            act(finding ? Action{action::TogglePanel{panel}} : Action{action::Deselect{}});
        return meaning;
    }
    if (commands || (stroke.other && !(stroke.control && stroke.typed)))
        return meaning;
    if (stroke.key != Key::Sign) {
        if (auto action = namedAction(stroke, session))
            act(std::move(*action));
        return meaning;
    }
    for (const SignBinding& binding : signBindings())
        if (binding.sign == sign && (!stroke.again || repeats(sign)))
            act(binding.action);
    return meaning;
}

std::string keyFor(char sign, const Layout& layout) {
    return nameOf(sign, layout, boundSigns());
}

std::vector<KeyGroup> keyHelp(const Layout& layout) {
    const auto of = [&layout](std::string_view signs, const char* between = " ") {
        std::string names;
        for (const char sign : signs)
            names += (names.empty() ? "" : between) + keyFor(sign, layout);
        return names;
    };
    return {
        {"The Moon",
         {{"drag", "turn"},
          {"wheel, + −", "nearer, farther"},
          {"right drag, Shift drag", "tilt and turn the view"},
          {"double click", "fly there"},
          {"click a pin", "fly to the site; again: down to the spacecraft"},
          {"Tab", "next site"},
          {of("01234"), "light side, near side, south pole, far side, north pole"},
          {of("5678"), "from the Earth, the site, a spacecraft, both bodies; again: another"},
          {of("9"), "look at something else from there"},
          {of("v"), "all views"},
          {of("u"), "north up, or straight ahead"},
          {of("p"), "pin the Sun, or let it go"},
          {of("q"), "light of the nearest sunlit hour, or as it was"}}},
        {"The picture",
         {{of("n"), "names of craters and seas"},
          {of("gr", ", "), "graticule, scale bar"},
          {of("i"), "figures: phase, light, distance"},
          {of("c"), "colour the ground: height, slope, sunlight"},
          {of("mx", ", "), "modelled relief, exposure"},
          {of("y"), "stars, constellations, black sky"},
          {of("lt", ", "), "all layers; the strip"},
          {of("j"), "language of the titles"}}},
        {"The timeline",
         {{"← →, Page Up, Page Down", "previous, next milestone"},
          {"Home, End", "first, last milestone"},
          {"Shift ← →", "a day back, on"},
          {"Space", "play, pause"},
          {"↑ ↓", "faster, slower"},
          {"click a mark", "its card"},
          {"click its row, wheel, " + of("q"), "what was said then, and why; the word before"},
          {"Enter", "fly to where it happens"},
          {of("k"), "as it looked then, or hindsight"},
          {of("d"), "what changed since a known day; drag the hollow one"},
          {of("w"), "the world: who joined whom, and when"},
          {"wheel on the strip", "shorter, longer span; Backspace: the usual one, again: all dates"}}},
        {"The show",
         {{of("f") + ", Ctrl " + of("f") + " or /", "find anything by its name"},
          {of("s"), "sources"},
          {"F5, Shift F5", "tell the story from its beginning, from where it waits"},
          {"Page Up, Page Down, arrows", "in a story: from step to step; Space: stand still, go on"},
          {of("q"), "stories and their steps"},
          {of("b") + " or .", "black screen"},
          {of("z"), "freeze the picture; again: go on"},
          {of("o"), "laser pointer"},
          {of("e"), "export into a file"},
          {of("a"), "add to the record what was said of the milestone"},
          {"F11", "full screen"},
          {"Esc", "close"},
          {of("h") + ", ? or F1", "this help"},
          {"Ctrl " + of("q"), "quit"}}},
    };
}

} // namespace perilune::ui
