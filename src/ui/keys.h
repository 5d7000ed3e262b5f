#pragma once

#include "ui/pointer.h"
#include "ui/session.h"

#include <imgui.h>

#include <optional>
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

/// The keys pressed in this frame as actions. Nothing while text is being typed.
std::vector<Action> keysFromImGui(const Session& session, WindowWish& wish);

/// What a key does, for the help panel.
struct KeyHelp {
    const char* keys;
    const char* what;
};
struct KeyGroup {
    const char* title;
    std::vector<KeyHelp> keys;
};
const std::vector<KeyGroup>& keyHelp();

} // namespace perilune::ui
