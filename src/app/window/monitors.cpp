#include "app/window/monitors.h"

#include "app/window/glfw_window.h"

#include <GLFW/glfw3.h>

#include <algorithm>

namespace perilune::app {

std::vector<Monitor> monitorsNow() {
    std::vector<Monitor> monitors;
    int count = 0;
    GLFWmonitor** const all = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        const GLFWvidmode* const mode = glfwGetVideoMode(all[i]);
        if (!mode || mode->width < 1 || mode->height < 1)
            continue;
        Monitor monitor;
        monitor.handle = all[i];
        if (const char* name = glfwGetMonitorName(all[i]))
            monitor.name = name;
        glfwGetMonitorPos(all[i], &monitor.x, &monitor.y);
        monitor.size = {mode->width, mode->height};
        monitor.rate = mode->refreshRate;
        monitors.push_back(std::move(monitor));
    }
    return monitors;
}

std::size_t monitorOf(const GlfwWindow& window, const std::vector<Monitor>& monitors) {
    int x = 0, y = 0, width = 0, height = 0;
    glfwGetWindowPos(window.handle(), &x, &y);
    glfwGetWindowSize(window.handle(), &width, &height);
    std::size_t best = 0;
    long most = -1;
    for (std::size_t i = 0; i < monitors.size(); ++i) {
        const Monitor& m = monitors[i];
        const long across = std::max(0, std::min(x + width, m.x + m.size.width) - std::max(x, m.x));
        const long down = std::max(0, std::min(y + height, m.y + m.size.height) - std::max(y, m.y));
        if (across * down > most) {
            most = across * down;
            best = i;
        }
    }
    return best;
}

} // namespace perilune::app
