#pragma once

#include "ui/commands.h"
#include "ui/keyboard.h"
#include "ui/pointer.h"
#include "ui/session.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::ui {

/// What concerns the window itself and not what it shows.
struct WindowWish {
    bool fullScreen = false; ///< change between full screen and window
    bool quit = false;
    bool swapScreens = false; ///< what the audience sees, and what the presenter sees
};

/// The mouse as Dear ImGui has gathered it for this frame; scale = pixels of the picture a unit of ImGui's.
MouseInput mouseFromImGui(double nowS, float scaleX, float scaleY);

/// What a key stroke comes to.
struct KeyMeaning {
    std::vector<Action> actions;
    WindowWish window;
};
/// Pure. `writing`: a field takes what is typed; then only what closes or opens a panel is a command.
KeyMeaning meaningOf(const KeyStroke& stroke, const Layout& layout, const Session& session, bool writing,
                     const KeyCommands& commands = keyCommands());

/// What a command does to the window, which no action can.
WindowWish wishOf(const KeyCommand& command);

/// The first key of a command, as it is got with this layout; empty where it has none.
std::string keyFor(std::string_view id, const Layout& layout, const KeyCommands& commands = keyCommands());

/// What keys do, for the help panel.
struct KeyHelp {
    std::string keys, what;
};
struct KeyGroup {
    const char* title;
    std::vector<KeyHelp> keys;
};
/// With the names that the keys have on this layout.
std::vector<KeyGroup> keyHelp(const Layout& layout, const KeyCommands& commands = keyCommands());
/// The ids of the commands that the help tells of.
std::vector<std::string_view> commandsInHelp();

} // namespace perilune::ui
