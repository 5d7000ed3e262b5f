#pragma once

#include "ui/keyboard.h"

#include <optional>

namespace perilune::app {

/// A key event of GLFW's; nothing for a release and for keys that mean nothing here. What it writes comes
/// as an event of its own.
std::optional<ui::KeyStroke> strokeOf(int key, int action, int mods);

/// What the keys bear just now: the user may change between layouts at any time. GLFW lives.
ui::Layout layoutNow();

} // namespace perilune::app
