#include "ui/commands.h"

#include "scene/camera.h"

#include <algorithm>
#include <utility>

namespace perilune::ui {

namespace {

using base::Angle;

scene::Look discOver(double latitude, double longitude) {
    return scene::wholeDisc(Angle::degrees(latitude), Angle::degrees(longitude));
}

/// The ground around a pole, seen straight from above.
scene::Look overPole(double latitude) {
    scene::Look look;
    look.latitude = Angle::degrees(latitude);
    look.rangeM = 1.4e6;
    return look;
}

Chord on(char sign) {
    return {Key::Sign, sign};
}
Chord on(Key key) {
    return {key};
}
Chord shift(Key key) {
    return {key, 0, true};
}
Chord control(char sign) {
    return {Key::Sign, sign, false, true};
}
Chord control(Key key, bool shifted = false) {
    return {key, 0, shifted, true};
}

std::function<Action(const Session&)> always(Action action) {
    return [action](const Session&) { return action; };
}

std::vector<KeyCommand> theCommands() {
    using namespace action;
    using enum When;
    const auto layer = [](bool scene::Layers::*which) { return always(ToggleLayer{which}); };
    const auto panel = [](Panel which) { return always(TogglePanel{which}); };
    return {
        // The Moon
        {"light-side", "The light side, whole", Always, {on('0')}, always(FlyHome{})},
        {"near-side", "The near side", Always, {on('1')}, always(FlyToLook{discOver(0, 0)})},
        {"south-pole", "The south pole", Always, {on('2')}, always(FlyToLook{overPole(-90)})},
        {"far-side", "The far side", Always, {on('3')}, always(FlyToLook{discOver(0, 180)})},
        {"north-pole", "The north pole", Always, {on('4')}, always(FlyToLook{overPole(90)})},
        {"from-earth", "From the Earth", Always, {on('5')}, always(LookFrom{scene::Vantage::Earth})},
        {"from-site", "From the site", Always, {on('6')}, always(LookFrom{scene::Vantage::Site})},
        {"from-craft", "From a spacecraft", Always, {on('7')}, always(LookFrom{scene::Vantage::Craft})},
        {"two-bodies",
         "Earth and Moon to scale",
         Always,
         {on('8')},
         always(LookFrom{scene::Vantage::TwoBodies})},
        {"aim", "Look at something else from there", Always, {on('9')}, always(CycleAim{})},
        {"views", "All views", Always, {on('v')}, panel(Panel::Views)},
        {"nearer", "Nearer", Always, {on('+'), on('=')}, always(Zoom{2.0, std::nullopt}), true},
        {"farther", "Farther", Always, {on('-')}, always(Zoom{-2.0, std::nullopt}), true},
        {"north-up", "North up, or straight ahead", Always, {on('u')}, always(NorthUp{})},
        {"next-site", "Next site", Always, {on(Key::Tab)}, always(NextSite{1}), true},
        {"previous-site", "Previous site", Always, {shift(Key::Tab)}, always(NextSite{-1}), true},
        {"pin-sun", "Pin the Sun, or let it go", Always, {on('p')}, always(TogglePinnedSun{})},
        {"sunlit",
         "Light of the nearest sunlit hour, or as it was",
         Always,
         {on(',')},
         always(ToggleSunlit{})},
        // The picture
        {"names", "Names of craters and seas", Always, {on('n')}, layer(&scene::Layers::names)},
        {"graticule", "Graticule", Always, {on('g')}, layer(&scene::Layers::graticule)},
        {"scale", "Scale bar", Always, {on('r')}, layer(&scene::Layers::scale)},
        {"facts", "Figures: phase, light, distance", Always, {on('i')}, layer(&scene::Layers::facts)},
        {"tint", "Colour the ground: height, slope, sunlight", Always, {on('c')}, always(CycleTint{})},
        {"relief", "Modelled relief", Always, {on('m')}, always(ToggleRelief{})},
        {"exposure", "Automatic exposure", Always, {on('x')}, always(ToggleExposure{})},
        {"sky", "Stars, constellations, black sky", Always, {on('y')}, always(CycleSky{})},
        {"layers", "All layers", Always, {on('l')}, panel(Panel::Layers)},
        {"strip", "The strip", Always, {on('t')}, layer(&scene::Layers::strip)},
        {"language", "Language of the titles", Always, {on('j')}, always(CycleLanguage{})},
        // The timeline
        {"next",
         "Next milestone",
         WithoutStory,
         {on(Key::Right), on(Key::PageDown)},
         always(NextStop{}),
         true},
        {"previous",
         "Previous milestone",
         WithoutStory,
         {on(Key::Left), on(Key::PageUp)},
         always(PreviousStop{}),
         true},
        {"first", "First milestone", WithoutStory, {on(Key::Home)}, always(FirstStop{})},
        {"last", "Last milestone", WithoutStory, {on(Key::End)}, always(LastStop{})},
        {"day-on", "A day on", Always, {shift(Key::Right)}, always(StepTime{TimeUnit::Day, 1}), true},
        {"day-back", "A day back", Always, {shift(Key::Left)}, always(StepTime{TimeUnit::Day, -1}), true},
        {"hour-on", "An hour on", Always, {control(Key::Right)}, always(StepTime{TimeUnit::Hour, 1}), true},
        {"hour-back",
         "An hour back",
         Always,
         {control(Key::Left)},
         always(StepTime{TimeUnit::Hour, -1}),
         true},
        {"month-on",
         "A month on",
         Always,
         {control(Key::Right, true)},
         always(StepTime{TimeUnit::Month, 1}),
         true},
        {"month-back",
         "A month back",
         Always,
         {control(Key::Left, true)},
         always(StepTime{TimeUnit::Month, -1}),
         true},
        {"time", "Type a time", Always, {control('t')}, panel(Panel::Time)},
        {"play", "Play, pause", Always, {on(' ')}, always(TogglePlay{})},
        {"faster",
         "Time plays faster",
         WithoutStory,
         {on(Key::Up)},
         [](const Session& s) { return Action{SetSpeed{s.show.speed + 1}}; }},
        {"slower",
         "Time plays slower",
         WithoutStory,
         {on(Key::Down)},
         [](const Session& s) { return Action{SetSpeed{s.show.speed - 1}}; }},
        {"word-before", "What was said before it", Always, {control(Key::Up)}, always(MoveWord{-1}), true},
        {"word-after", "What was said after it", Always, {control(Key::Down)}, always(MoveWord{1}), true},
        {"fly-there", "Fly to where it happens", Always, {on(Key::Enter)}, always(FlyToSelected{})},
        {"known", "As it looked then, or hindsight", Always, {on('k')}, always(CycleAsOf{})},
        {"changes", "What changed since a known day", Always, {on('d')}, always(ToggleChanges{})},
        {"world", "The world: who joined whom, and when", Always, {on('w')}, layer(&scene::Layers::partners)},
        {"whole-strip",
         "The usual years on the strip; again: all dates",
         Always,
         {on(Key::Backspace)},
         always(WholeStrip{})},
        // A story
        {"talk", "Tell the story from its beginning", Always, {on(Key::F5)}, always(Talk{false})},
        {"talk-again", "Take the story up where it waits", Always, {shift(Key::F5)}, always(Talk{true})},
        {"step-on",
         "The next step",
         InStory,
         {on(Key::PageDown), on(Key::Right), on(Key::Down)},
         always(StepStory{1})},
        {"step-back",
         "The step before",
         InStory,
         {on(Key::PageUp), on(Key::Left), on(Key::Up)},
         always(StepStory{-1})},
        {"step-first", "The first step", InStory, {on(Key::Home)}, always(GoToStep{0})},
        {"step-last",
         "The last step",
         InStory,
         {on(Key::End)},
         always(GoToStep{static_cast<std::size_t>(-1)})},
        {"stories", "Stories and their steps", Always, {on('q'), control('o')}, panel(Panel::Stories)},
        {"notes", "The notes of the step", Always, {on(Key::F2)}, always(ToggleNotes{})},
        {"swap-screens", "Audience and presenter change screens", Always, {on(Key::F6)}, nullptr},
        // The show
        {"find", "Find anything by its name", Always, {on('f'), on('/')}, panel(Panel::Find)},
        {"find-anywhere", "Find", Always, {control('f')}, panel(Panel::Find), false, true},
        {"palette",
         "Everything that can be done, by its name",
         Always,
         {control('k')},
         panel(Panel::Palette)},
        {"sources", "Sources", Always, {on('s')}, always(ToggleSources{})},
        {"black", "Black screen", Always, {on('b'), on('.')}, always(ToggleBlack{})},
        {"white", "White screen", Always, {on(',')}, always(ToggleWhite{})},
        {"freeze", "Freeze the picture", Always, {on('z')}, always(ToggleFreeze{})},
        {"laser", "Laser pointer", Always, {on('o')}, always(ToggleLaser{})},
        {"pen", "Pen", Always, {control('p')}, always(TogglePen{})},
        {"export", "Export into a file", Always, {on('e')}, panel(Panel::Export)},
        {"announce",
         "Add to the record what was said of the milestone",
         Always,
         {on('a')},
         panel(Panel::Announce)},
        {"full-screen", "Full screen", Always, {on(Key::F11)}, nullptr, false, true},
        {"close", "Close what is open, leave the story", Always, {on(Key::Escape)}, always(Deselect{})},
        {"help", "This help", Always, {on('h'), on('?'), on(Key::F1)}, panel(Panel::Help)},
        {"quit", "Quit", Always, {control('q')}, nullptr, false, true},
    };
}

} // namespace

const KeyCommands& keyCommands() {
    static const KeyCommands commands = theCommands();
    return commands;
}

const KeyCommand* commandCalled(const KeyCommands& commands, std::string_view id) {
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [id](const KeyCommand& command) { return command.id == id; });
    return found == commands.end() ? nullptr : &*found;
}

const KeyCommand* commandOf(const KeyCommands& commands, const Chord& chord, const Session& session) {
    const bool told = session.show.story.isOn();
    for (const KeyCommand& command : commands) {
        if (command.when != When::Always && (command.when == When::InStory) != told)
            continue;
        if (std::find(command.chords.begin(), command.chords.end(), chord) != command.chords.end())
            return &command;
    }
    return nullptr;
}

std::optional<std::string> clashIn(const KeyCommands& commands) {
    for (std::size_t i = 0; i < commands.size(); ++i)
        for (std::size_t k = 0; k <= i; ++k) {
            const KeyCommand &one = commands[k], &other = commands[i];
            const bool together =
                one.when == When::Always || other.when == When::Always || one.when == other.when;
            for (std::size_t a = 0; together && a < one.chords.size(); ++a)
                for (std::size_t b = 0; b < other.chords.size(); ++b)
                    if (one.chords[a] == other.chords[b] && (i != k || a != b))
                        return nameOf(one.chords[a], Layout(), signsOf(commands)) + " is the key of both " +
                               one.id + " and " + other.id;
        }
    return std::nullopt;
}

std::string signsOf(const KeyCommands& commands) {
    std::string all;
    for (const KeyCommand& command : commands)
        for (const Chord& chord : command.chords)
            if (chord.sign && all.find(chord.sign) == std::string::npos)
                all += chord.sign;
    return all;
}

namespace {

struct KeyWord {
    Key key;
    const char *name, *word; ///< for people, in settings
};
constexpr KeyWord kKeyWords[] = {{Key::Left, "←", "left"},
                                 {Key::Right, "→", "right"},
                                 {Key::Up, "↑", "up"},
                                 {Key::Down, "↓", "down"},
                                 {Key::PageUp, "Page Up", "page-up"},
                                 {Key::PageDown, "Page Down", "page-down"},
                                 {Key::Home, "Home", "home"},
                                 {Key::End, "End", "end"},
                                 {Key::Enter, "Enter", "enter"},
                                 {Key::Tab, "Tab", "tab"},
                                 {Key::Escape, "Esc", "esc"},
                                 {Key::Backspace, "Backspace", "backspace"},
                                 {Key::F1, "F1", "f1"},
                                 {Key::F2, "F2", "f2"},
                                 {Key::F5, "F5", "f5"},
                                 {Key::F6, "F6", "f6"},
                                 {Key::F11, "F11", "f11"}};

} // namespace

std::string nameOf(const Chord& chord, const Layout& layout, std::string_view signs) {
    const std::string held = std::string(chord.control ? "Ctrl " : "") + (chord.shift ? "Shift " : "");
    if (chord.key == Key::Sign)
        return held + (chord.sign == ' ' ? "Space" : nameOf(chord.sign, layout, signs));
    for (const KeyWord& key : kKeyWords)
        if (key.key == chord.key)
            return held + key.name;
    return held;
}

std::optional<Chord> chordOf(std::string_view words) {
    Chord chord;
    for (;;)
        if (words.starts_with("ctrl+"))
            chord.control = true, words.remove_prefix(5);
        else if (words.starts_with("shift+"))
            chord.shift = true, words.remove_prefix(6);
        else
            break;
    for (const KeyWord& key : kKeyWords)
        if (words == key.word) {
            chord.key = key.key;
            return chord;
        }
    if (words == "space" || words == "comma")
        words = words == "space" ? " " : ",";
    const bool sign =
        words.size() == 1 && words[0] >= ' ' && words[0] < 0x7F && !(words[0] >= 'A' && words[0] <= 'Z');
    if (!sign || chord.shift)
        return std::nullopt;
    chord.sign = words[0];
    return chord;
}

} // namespace perilune::ui
