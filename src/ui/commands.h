#pragma once

#include "ui/keyboard.h"
#include "ui/session.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::ui {

/// A key, or a sign whichever key bears it, with what is held beside it. With a sign Shift is the keyboard's
/// own affair.
struct Chord {
    Key key = Key::Sign;
    char sign = 0; ///< of Key::Sign
    bool shift = false, control = false;
    bool operator==(const Chord&) const = default;
};

/// While what a command's keys are its own: a story that is on takes some of them over.
enum class When { Always, WithoutStory, InStory };

/// Something that a key does: the one list of which keys, help, palette and the settings' keys are made.
struct KeyCommand {
    const char* id;   ///< in settings: "black"
    const char* what; ///< in the palette: "Black screen"
    When when = When::Always;
    std::vector<Chord> chords;
    std::function<Action(const Session&)> action; ///< none: it is done to the window
    bool repeats = false;                         ///< while its key is held
    bool whileTyping = false;                     ///< in a field too
};

using KeyCommands = std::vector<KeyCommand>;

/// All of them, with the keys that they have without settings.
const KeyCommands& keyCommands();
/// One of them; null where none has that id.
const KeyCommand* commandCalled(const KeyCommands& commands, std::string_view id);

/// The command that a chord means in a session.
const KeyCommand* commandOf(const KeyCommands& commands, const Chord& chord, const Session& session);
/// Two that would be meant by one chord at one time; nothing where there are none.
std::optional<std::string> clashIn(const KeyCommands& commands);

/// The signs that mean something.
std::string signsOf(const KeyCommands& commands);

/// "Ctrl Shift ←", "Page Down", "K": as it is got with this layout, where these signs mean something.
std::string nameOf(const Chord& chord, const Layout& layout, std::string_view signs);
/// "ctrl+shift+left", "page-down", "k", "comma" of the settings; nothing where it is no key.
std::optional<Chord> chordOf(std::string_view words);

} // namespace perilune::ui
