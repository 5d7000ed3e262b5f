#pragma once

#include "capture/capture.h"

#include <string>
#include <vector>

struct GLFWmonitor;

namespace perilune::app {

class GlfwWindow;

/// A monitor as it is now; `handle` lives until it is unplugged.
struct Monitor {
    GLFWmonitor* handle = nullptr;
    std::string name;
    int x = 0, y = 0;
    capture::Size size; ///< of its present mode
    int rate = 0;       ///< of that mode: with another one GLFW would change it
    bool operator==(const Monitor&) const = default;
};

/// Those that are plugged in and show something. After events were handed out: they tell of changes.
std::vector<Monitor> monitorsNow();

/// Of those, the one on which most of a window lies.
std::size_t monitorOf(const GlfwWindow& window, const std::vector<Monitor>& monitors);

} // namespace perilune::app
