#include "app/window/glfw.h"

#include "app/features.h"
#include "base/platform/process.h"

#include <fmt/format.h>
#include <GLFW/glfw3.h>

#include <algorithm>

namespace perilune::app {

std::string lastGlfwError() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text ? text : "no reason given";
}

std::string insteadOfAWindow() {
    const char* picture = "a picture with \"perilune still -o FILE.png\"";
    return kFilms.isHere ? fmt::format("make a film with \"perilune film STORY.yaml -o FILE.mp4\" or {}; "
                                       "neither needs a display",
                                       picture)
                         : fmt::format("make {}, which needs no display", picture);
}

base::Result<std::unique_ptr<Glfw>> Glfw::start() {
#ifdef GLFW_PLATFORM_X11
    // Positions and icons work there; elsewhere GLFW chooses.
    if (glfwPlatformSupported(GLFW_PLATFORM_X11) && !base::environment("DISPLAY").empty())
        glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
    if (!glfwInit())
        return base::machineError(
            fmt::format("no display to open a window on ({}); {}", lastGlfwError(), insteadOfAWindow()));
    return std::unique_ptr<Glfw>(new Glfw());
}

Glfw::~Glfw() {
    glfwTerminate();
}

void Glfw::pollEvents() {
    glfwPollEvents();
}

void Glfw::waitEvents(double seconds) {
    glfwWaitEventsTimeout(std::max(seconds, 0.001));
}

} // namespace perilune::app
