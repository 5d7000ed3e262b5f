// What a key means on the keyboards of the world: by character, and by place where there are no Latin
// letters and where digits are shifted.
#include "ui/keys.h"

#include "base/letters.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace perilune;
using namespace perilune::ui;

namespace {

/// What the keys write, without and with Shift, in the order of Layout::kPlaces. A blank: nothing, as dead
/// keys do.
struct Keyboard {
    const char* name;
    const char *plain, *shifted;
};
constexpr Keyboard kKeyboards[] = {
    {"us", "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
     "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"},
    {"de", " 1234567890ß qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
     "°!\"§$%&/()=? QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_"},
    {"fr", "²&é\"'(-è_çà)=azertyuiop $*qsdfghjklmùwxcvbn,;:!",
     "~1234567890°+AZERTYUIOP £µQSDFGHJKLM%WXCVBN?./§"},
    {"cz", ";+ěščřžýáíé= qwertzuiopú)¨asdfghjklů§yxcvbnm,.-",
     " 1234567890% QWERTZUIOP/('ASDFGHJKL\"!YXCVBNM?:_"},
    {"ru", "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.",
     "Ё!\"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"},
    {"gr", "`1234567890-=;ςερτυθιοπ[]\\ασδφγηξκλ΄'ζχψωβνμ,./",
     "~!@#$%^&*()_+:΅ΕΡΤΥΘΙΟΠ{}|ΑΣΔΦΓΗΞΚΛ¨\"ΖΧΨΩΒΝΜ<>?"},
    {"il", ";1234567890-=/'קראטוןםפ][\\שדגכעיחלךף,זסבהנמצתץ.",
     "~!@#$%^&*)(_+QWERTYUIOP}{|ASDFGHJKL:\"ZXCVBNM><?"},
};

std::vector<char32_t> signsIn(std::string_view text) {
    std::vector<char32_t> signs;
    while (!text.empty()) {
        const char32_t c = base::nextCharacter(text);
        signs.push_back(c == U' ' ? 0 : c);
    }
    return signs;
}

Layout layoutOf(const Keyboard& keyboard) {
    Layout layout;
    const auto plain = signsIn(keyboard.plain);
    for (std::size_t i = 0; i < Layout::kPlaces.size(); ++i)
        layout.set(Layout::kPlaces[i], plain.at(i));
    return layout;
}

KeyStroke strokeAt(const Keyboard& keyboard, char place, bool shift = false) {
    const auto at = Layout::kPlaces.find(place);
    return {
        .place = place, .typed = signsIn(shift ? keyboard.shifted : keyboard.plain).at(at), .shift = shift};
}

/// The strokes that write a sign.
std::vector<KeyStroke> strokesFor(const Keyboard& keyboard, char32_t sign) {
    std::vector<KeyStroke> strokes;
    for (const bool shift : {false, true})
        for (const char place : Layout::kPlaces)
            if (const auto stroke = strokeAt(keyboard, place, shift); stroke.typed == sign)
                strokes.push_back(stroke);
    return strokes;
}

/// What one stroke of the US keyboard does, told by what it changes: panel, speed, look, black and so on.
Session after(const KeyStroke& stroke, const Layout& layout) {
    static const test::SmallDataset small;
    static const Session opening = small.opening();
    Session session = opening;
    for (const Action& action : meaningOf(stroke, layout, session, false).actions)
        session = reduce(std::move(session), action, small.data());
    return session;
}

bool doTheSame(const KeyStroke& one, const Layout& on, char sign) {
    const Session a = after(one, on), b = after({.typed = char32_t(sign)}, Layout());
    return a.show.moment == b.show.moment && a.desk.panel == b.desk.panel && a.show.black == b.show.black &&
           a.show.white == b.show.white && a.show.zoomRate == b.show.zoomRate &&
           a.show.flight.has_value() == b.show.flight.has_value() &&
           (!a.show.flight || a.show.flight->to == b.show.flight->to) && a.show.pointing == b.show.pointing &&
           a.show.playing == b.show.playing && a.desk.message == b.desk.message &&
           a.show.frozen.has_value() == b.show.frozen.has_value();
}

constexpr std::string_view kBoundLetters = "kshlefpungrcmyxjtwdbzovia";

} // namespace

TEST(Keys, meanTheCharacterThatTheyWriteOnEveryKeyboard) {
    for (const Keyboard& keyboard : kKeyboards) {
        const Layout layout = layoutOf(keyboard);
        for (const char sign : std::string("+-/?.,") + std::string(kBoundLetters))
            for (const KeyStroke& stroke : strokesFor(keyboard, char32_t(sign)))
                EXPECT_TRUE(doTheSame(stroke, layout, sign)) << keyboard.name << " " << sign;
        for (const char digit : std::string("0123456789"))
            for (const KeyStroke& stroke : strokesFor(keyboard, char32_t(digit)))
                EXPECT_TRUE(doTheSame(stroke, layout, digit)) << keyboard.name << " " << digit;
    }
}

TEST(Keys, areAllWithinReachOnEveryKeyboard) {
    for (const Keyboard& keyboard : kKeyboards) {
        const Layout layout = layoutOf(keyboard);
        for (const char sign : std::string("0123456789+-/?.,") + std::string(kBoundLetters)) {
            bool found = false;
            for (const bool shift : {false, true})
                for (const char place : Layout::kPlaces)
                    found = found || doTheSame(strokeAt(keyboard, place, shift), layout, sign);
            EXPECT_TRUE(found) << keyboard.name << " " << sign;
        }
    }
}

TEST(Keys, areMeantByPlaceWhereThereAreNoLatinLetters) {
    for (const char* name : {"ru", "gr", "il"})
        for (const Keyboard& keyboard : kKeyboards)
            if (std::string(keyboard.name) == name)
                for (const char letter : kBoundLetters) {
                    EXPECT_TRUE(doTheSame(strokeAt(keyboard, letter), layoutOf(keyboard), letter))
                        << name << " " << letter;
                    EXPECT_EQ(signOf({.place = 'f', .control = true}, layoutOf(keyboard), "fq"), 'f');
                }
}

TEST(Keys, areNeverMeantByPlaceWhereThereAreLatinLetters) {
    const Layout french = layoutOf(kKeyboards[2]), german = layoutOf(kKeyboards[1]);
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[2], ';'), french, 'm')) << "M lies right of L";
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[2], 'm'), french, ',')) << "a comma";
    EXPECT_TRUE(meaningOf(strokeAt(kKeyboards[2], '/'), french, {}, false).actions.empty()) << "!";
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[1], 'y'), german, 'z'));
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[1], '/'), german, '-'));
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[1], ']'), german, '+'));
    EXPECT_TRUE(meaningOf(strokeAt(kKeyboards[1], '='), german, {}, false).actions.empty())
        << "a dead accent";
    EXPECT_TRUE(meaningOf({.place = 'a', .control = true}, french, {}, false).window.quit) << "Ctrl Q";
    EXPECT_FALSE(meaningOf({.place = 'q', .control = true}, french, {}, false).window.quit);
}

TEST(Keys, ofDigitsWorkWithoutShiftWhereTheyAreShifted) {
    const Layout french = layoutOf(kKeyboards[2]), czech = layoutOf(kKeyboards[3]);
    for (const char digit : std::string("012345789"))
        EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[2], digit), french, digit)) << digit;
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[2], '6'), french, '-')) << "it writes a minus";
    for (const char digit : std::string("023456789"))
        EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[3], digit), czech, digit)) << digit;
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[3], '1'), czech, '+')) << "it writes a plus";
    // Shift and a digit that writes nothing of meaning is that digit, as before.
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[0], '2', true), Layout(), '2'));
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[0], '='), Layout(), '+')) << "where plus wants Shift";
    EXPECT_TRUE(doTheSame(strokeAt(kKeyboards[1], '0', true), layoutOf(kKeyboards[1]), '0'));
}

TEST(Keys, theQuestionMarkOpensTheHelpOnEveryKeyboard) {
    for (const Keyboard& keyboard : kKeyboards) {
        const auto strokes = strokesFor(keyboard, U'?');
        EXPECT_FALSE(strokes.empty()) << keyboard.name;
        for (const KeyStroke& stroke : strokes)
            EXPECT_EQ(after(stroke, layoutOf(keyboard)).desk.panel, Panel::Help) << keyboard.name;
    }
}

namespace {

std::string helpOn(std::size_t keyboard) {
    std::string text;
    for (const KeyGroup& group : keyHelp(layoutOf(kKeyboards[keyboard])))
        for (const KeyHelp& help : group.keys)
            text += help.keys + ": " + help.what + "\n";
    return text;
}

} // namespace

TEST(KeyHelp, namesWhatWorksOnTheLayout) {
    EXPECT_NE(helpOn(0).find("\n5 6 7 8: "), std::string::npos) << helpOn(0);
    EXPECT_NE(helpOn(0).find("\nK: as it looked then"), std::string::npos);
    EXPECT_NE(helpOn(2).find("\n5 Shift 6 7 8: "), std::string::npos) << helpOn(2);
    EXPECT_NE(helpOn(3).find("\n0 Shift 1 2 3 4: "), std::string::npos) << helpOn(3);
    EXPECT_NE(helpOn(4).find("\nЛ (K): as it looked then"), std::string::npos) << helpOn(4);
    EXPECT_NE(helpOn(4).find("\nА (F) or /, Ctrl А (F): find"), std::string::npos) << helpOn(4);
    EXPECT_NE(helpOn(5).find("\nΚ (K): as it looked then"), std::string::npos) << "Greek kappa " << helpOn(5);
    for (std::size_t i = 0; i < std::size(kKeyboards); ++i)
        EXPECT_NE(helpOn(i).find(", ? or F1: this help"), std::string::npos);
}

TEST(KeyHelp, noTipOfAButtonNamesALetterThatALayoutMayLack) {
    const std::regex letter("\"[^\"\n]*  [A-Z0-9]\"");
    std::size_t read = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(PERILUNE_SOURCE_DIR) + "/src/ui/panels")) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line); ++read)
            EXPECT_FALSE(std::regex_search(line, letter)) << entry.path() << ": " << line;
    }
    EXPECT_GT(read, 500u);
}

TEST(Keys, whileAFieldTakesWhatIsTypedAreNoCommands) {
    Session session;
    EXPECT_TRUE(meaningOf({.place = 'k', .typed = U'k'}, {}, session, true).actions.empty());
    EXPECT_EQ(meaningOf({.key = Key::Escape}, {}, session, true).actions.size(), 1u);
    session.desk.panel = Panel::Find; // the field takes the keys a little later
    EXPECT_TRUE(meaningOf({.place = 'k', .typed = U'k'}, {}, session, false).actions.empty());
    session.desk.panel = Panel::Announce;
    EXPECT_TRUE(meaningOf({.place = 'a', .typed = U'a'}, {}, session, false).actions.empty());
    EXPECT_TRUE(meaningOf({.key = Key::Right}, {}, session, false).actions.empty());
    const auto left = meaningOf({.key = Key::Escape}, {}, session, true);
    ASSERT_EQ(left.actions.size(), 1u);
    EXPECT_EQ(reduce(session, left.actions[0], {}).desk.panel, Panel::None);
    EXPECT_TRUE(meaningOf({.place = 'k', .typed = U'k', .other = true}, {}, {}, false).actions.empty())
        << "Alt";
    EXPECT_TRUE(meaningOf({.place = 'g', .control = true}, {}, {}, false).actions.empty());
}

TEST(Keys, thatAreHeldRepeatOnlyWhereThatHelps) {
    EXPECT_EQ(meaningOf({.key = Key::PageDown, .again = true}, {}, {}, false).actions.size(), 1u);
    EXPECT_EQ(meaningOf({.typed = U'+', .again = true}, {}, {}, false).actions.size(), 1u);
    EXPECT_TRUE(meaningOf({.typed = U'k', .again = true}, {}, {}, false).actions.empty());
    EXPECT_TRUE(meaningOf({.key = Key::Backspace, .again = true}, {}, {}, false).actions.empty());
}

TEST(Commands, haveNoKeyTwiceAtOneTime) {
    EXPECT_EQ(clashIn(keyCommands()), std::nullopt);
    KeyCommands commands = keyCommands();
    commands.front().chords.push_back(commandCalled(commands, "black")->chords.front());
    ASSERT_TRUE(clashIn(commands));
    EXPECT_EQ(*clashIn(commands), "B is the key of both light-side and black");
    commands = keyCommands();
    commands.front().chords = {commandCalled(commands, "step-on")->chords.front()};
    EXPECT_TRUE(clashIn(commands)) << "a key of stories is not free either";
}

TEST(Commands, areAllInTheHelpOnceAndEachHasAKeyAndAName) {
    std::set<std::string_view> ids;
    for (const KeyCommand& command : keyCommands()) {
        EXPECT_TRUE(ids.insert(command.id).second) << command.id;
        EXPECT_FALSE(command.chords.empty()) << command.id;
        EXPECT_NE(std::string(command.what), "");
    }
    std::multiset<std::string_view> told;
    for (const std::string_view id : commandsInHelp())
        told.insert(id);
    for (const std::string_view id : ids)
        EXPECT_EQ(told.count(id), 1u) << id;
    EXPECT_EQ(told.size(), ids.size());
}

TEST(Commands, areMeantByTheirKeys) {
    for (const KeyCommand& command : keyCommands())
        for (const Chord& chord : command.chords) {
            Session session;
            if (command.when == When::InStory)
                session.show.story.state = StoryRun::State::Standing;
            KeyStroke stroke{.key = chord.key, .shift = chord.shift, .control = chord.control};
            if (chord.key == Key::Sign && chord.control)
                stroke.place = chord.sign;
            else
                stroke.typed = char32_t(chord.sign);
            const auto meaning = meaningOf(stroke, Layout{}, session, false);
            const bool window =
                meaning.window.fullScreen || meaning.window.quit || meaning.window.swapScreens;
            EXPECT_EQ(meaning.actions.size() + (window ? 1u : 0u), 1u) << command.id;
            if (command.action && !meaning.actions.empty())
                EXPECT_EQ(meaning.actions[0].index(), command.action(session).index()) << command.id;
        }
}

TEST(Commands, haveKeysThatSettingsCanSay) {
    EXPECT_EQ(chordOf("ctrl+shift+left"), (Chord{Key::Left, 0, true, true}));
    EXPECT_EQ(chordOf("comma"), (Chord{Key::Sign, ','}));
    EXPECT_EQ(chordOf("k"), (Chord{Key::Sign, 'k'}));
    for (const char* none : {"", "K", "shift+k", "kk", "ctrl+", "f99", "ctrl"})
        EXPECT_FALSE(chordOf(none)) << none;
}

TEST(Commands, areWithinReachOnEveryKeyboardByOneOfTheirKeys) {
    // Where Q bears the slash of the find box, as in Israel, Ctrl O opens the stories.
    for (const Keyboard& keyboard : kKeyboards) {
        const Layout layout = layoutOf(keyboard);
        bool found = false;
        for (const char place : Layout::kPlaces)
            for (const bool control : {false, true}) {
                KeyStroke stroke = strokeAt(keyboard, place);
                stroke.control = control;
                if (control)
                    stroke.typed = 0;
                const auto meaning = meaningOf(stroke, layout, {}, false);
                for (const Action& one : meaning.actions)
                    if (const auto* panel = std::get_if<action::TogglePanel>(&one))
                        found = found || panel->panel == Panel::Stories;
            }
        EXPECT_TRUE(found) << keyboard.name;
    }
}
