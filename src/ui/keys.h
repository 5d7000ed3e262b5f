#pragma once

#include "ui/keyboard.h"
#include "ui/pointer.h"
#include "ui/session.h"

#include <string>
#include <vector>

namespace perilune::ui {

/// What concerns the window itself and not what it shows.
struct WindowWish {
    bool fullScreen = false; ///< change between full screen and window
    bool quit = false;
};

/// The mouse as Dear ImGui has gathered it for this frame; scale = pixels of the picture a unit of ImGui's.
MouseInput mouseFromImGui(double nowS, float scaleX, float scaleY);

/// What a key stroke comes to.
struct KeyMeaning {
    std::vector<Action> actions;
    WindowWish window;
};
/// Pure. `writing`: a field takes what is typed; then only what closes or opens a panel is a command.
KeyMeaning meaningOf(const KeyStroke& stroke, const Layout& layout, const Session& session, bool writing);

/// The key of a sign that means something, as it is got with this layout.
std::string keyFor(char sign, const Layout& layout);

/// What keys do, for the help panel.
struct KeyHelp {
    std::string keys, what;
};
struct KeyGroup {
    const char* title;
    std::vector<KeyHelp> keys;
};
/// With the names that the keys have on this layout.
std::vector<KeyGroup> keyHelp(const Layout& layout);

} // namespace perilune::ui
