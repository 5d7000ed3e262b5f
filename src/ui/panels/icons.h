#pragma once

#include <imgui.h>

namespace perilune::ui {

/// The signs on buttons, all drawn here for this program.
enum class Icon {
    Previous,
    Next,
    Play,
    Pause,
    Layers,
    Sun,
    Film,
    Export,
    Help,
    Magnifier,
    FullScreen,
    Window,
    Plus
};

/// In a square of side 2 * half around the middle.
void drawIcon(ImDrawList& list, Icon icon, ImVec2 middle, float half, ImU32 colour);

} // namespace perilune::ui
