#include "app/window/glfw_window.h"

#include "app/window/glfw_keyboard.h"
#include "app/window/monitors.h"
#include "render/memory_need.h"

#include <epoxy/gl.h>
#include <fmt/format.h>
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace perilune::app {

namespace {

/// A crescent on dark blue.
void setIcon(GLFWwindow* window) {
    constexpr int side = 64;
    std::vector<unsigned char> pixels(std::size_t{side} * side * 4);
    const auto cover = [](double distance, double radius) {
        return std::clamp(radius - distance + 0.5, 0.0, 1.0);
    };
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double dx = x - 31.5, dy = y - 31.5;
            const double disc = cover(std::hypot(dx, dy), 29.0),
                         dark = cover(std::hypot(dx + 14.0, dy + 5.0), 27.0);
            const double light = disc * (1.0 - dark);
            unsigned char* p = &pixels[std::size_t(y * side + x) * 4];
            const double base[3] = {22, 28, 44}, lit[3] = {236, 234, 228};
            for (int c = 0; c < 3; ++c)
                p[c] = static_cast<unsigned char>(base[c] + (lit[c] - base[c]) * light);
            p[3] = static_cast<unsigned char>(255.0 * disc);
        }
    const GLFWimage image{side, side, pixels.data()};
    glfwSetWindowIcon(window, 1, &image);
}

/// A size that leaves room on the screen: 16:9, three quarters of it.
capture::Size comfortable() {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    int x = 0, y = 0, width = 0, height = 0;
    if (monitor)
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    const int fit = std::min(width * 9 / 16, height);
    const int tall = std::max(720, fit * 3 / 4);
    return fit > 0 && fit < 720 ? capture::Size{width, height} : capture::Size{tall * 16 / 9, tall};
}

} // namespace

base::Result<std::unique_ptr<GlfwWindow>> GlfwWindow::open(const Glfw&, std::optional<capture::Size> size,
                                                           const GlfwWindow* group) {
    if (!group)
        if (auto enough = render::hasMemoryForGraphics(); !enough)
            return tl::unexpected(enough.error());
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0); // the picture is drawn beside and copied
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    if (!size) {
        size = comfortable();
        glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_FALSE);
    }
    std::unique_ptr<GlfwWindow> window(new GlfwWindow());
    window->window_ =
        glfwCreateWindow(size->width, size->height, "Perilune", nullptr, group ? group->window_ : nullptr);
    if (!window->window_)
        return base::machineError(
            fmt::format("no window with OpenGL 3.3 here ({}); {}", lastGlfwError(), insteadOfAWindow()));
    glfwSetWindowUserPointer(window->window_, &window->happened_);
    glfwSetWindowSizeLimits(window->window_, 480, 300, GLFW_DONT_CARE, GLFW_DONT_CARE);
    listen(window->window_);
    setIcon(window->window_);
    window->makeCurrent();
    glfwSwapInterval(1);
    return window;
}

base::Result<std::unique_ptr<GlfwWindow>> GlfwWindow::openFor(const Glfw&, const Monitor& monitor,
                                                              const GlfwWindow& desk) {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUSED, GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE); // a click on the desk must not put it away
    const int width = monitor.size.width, height = monitor.size.height;
    std::unique_ptr<GlfwWindow> window(new GlfwWindow());
    window->window_ = glfwCreateWindow(width, height, "Perilune, for the audience", nullptr, desk.window_);
    if (!window->window_)
        return base::machineError(fmt::format("no second window here ({})", lastGlfwError()));
    glfwSetWindowUserPointer(window->window_, &window->happened_);
    listen(window->window_);
    setIcon(window->window_);
    glfwSetInputMode(window->window_, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    // Some window managers make full screen whatever monitor a window is on: it goes there first. With the
    // present mode's size and rate, so that none is changed: GLFW would want it back from a monitor that was
    // unplugged, and X ends whoever asks for that.
    glfwSetWindowPos(window->window_, monitor.x, monitor.y);
    glfwShowWindow(window->window_);
    glfwSetWindowMonitor(window->window_, monitor.handle, 0, 0, width, height, monitor.rate);
    window->fullScreen_ = true;
    window->makeCurrent();
    glfwSwapInterval(1);
    glfwFocusWindow(desk.window_);
    return window;
}

void GlfwWindow::setWaitsForScreen(bool waits) {
    glfwSwapInterval(waits ? 1 : 0);
}

void GlfwWindow::moveTo(const Monitor& monitor) {
    if (fullScreen_) {
        glfwSetWindowMonitor(window_, monitor.handle, 0, 0, monitor.size.width, monitor.size.height,
                             monitor.rate);
        return;
    }
    int width = 0, height = 0;
    glfwGetWindowSize(window_, &width, &height);
    glfwSetWindowPos(window_, monitor.x + std::max(0, (monitor.size.width - width) / 2),
                     monitor.y + std::max(0, (monitor.size.height - height) / 2));
}

/// Dear ImGui calls these before its own, so that the loop knows that something happened.
void GlfwWindow::listen(GLFWwindow* window) {
    static constexpr auto happened = [](GLFWwindow* w) -> Happened& {
        auto& all = *static_cast<Happened*>(glfwGetWindowUserPointer(w));
        all.eventful = true;
        return all;
    };
    glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int, int action, int mods) {
        if (const auto stroke = strokeOf(key, action, mods))
            happened(w).strokes.push_back(*stroke);
        else
            happened(w);
    });
    // What a key writes follows it at once.
    glfwSetCharCallback(
        window,
        [](GLFWwindow* w, unsigned c) {
            if (auto& strokes = happened(w).strokes; !strokes.empty() && !strokes.back().typed)
                strokes.back().typed = c;
        });
    glfwSetCursorPosCallback(
        window, [](GLFWwindow* w, double, double) { happened(w); });
    glfwSetMouseButtonCallback(
        window, [](GLFWwindow* w, int, int, int) { happened(w); });
    glfwSetScrollCallback(
        window, [](GLFWwindow* w, double, double) { happened(w); });
    glfwSetCursorEnterCallback(
        window, [](GLFWwindow* w, int) { happened(w); });
    glfwSetWindowFocusCallback(
        window, [](GLFWwindow* w, int) { happened(w); });
    glfwSetWindowRefreshCallback(
        window, [](GLFWwindow* w) { happened(w); });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { happened(w); });
    glfwSetDropCallback(
        window,
        [](GLFWwindow* w, int count, const char** paths) {
            Happened& all = happened(w);
            for (int i = 0; i < count; ++i)
                all.dropped.emplace_back(paths[i]);
        });
    glfwSetWindowCloseCallback(window, [](GLFWwindow* w) { happened(w); });
}

GlfwWindow::~GlfwWindow() {
    if (window_)
        glfwDestroyWindow(window_);
}

capture::Size GlfwWindow::framebufferSize() const {
    capture::Size size{0, 0};
    glfwGetFramebufferSize(window_, &size.width, &size.height);
    return size;
}

int GlfwWindow::heightInUnits() const {
    int width = 0, height = 0;
    glfwGetWindowSize(window_, &width, &height);
    return height;
}

float GlfwWindow::contentScale() const {
    float x = 1.0f, y = 1.0f;
    glfwGetWindowContentScale(window_, &x, &y);
    return std::max(y, 0.5f);
}

bool GlfwWindow::wantsToClose() const {
    return glfwWindowShouldClose(window_) == GLFW_TRUE;
}

void GlfwWindow::toggleFullScreen() {
    if (fullScreen_) {
        glfwSetWindowMonitor(window_, nullptr, x_, y_, width_, height_, GLFW_DONT_CARE);
    } else {
        glfwGetWindowPos(window_, &x_, &y_);
        glfwGetWindowSize(window_, &width_, &height_);
        // The screen on which most of the window lies: presenters have two.
        int count = 0;
        GLFWmonitor** monitors = glfwGetMonitors(&count);
        GLFWmonitor* best = nullptr;
        int most = -1;
        for (int i = 0; i < count; ++i) {
            const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
            int mx = 0, my = 0;
            glfwGetMonitorPos(monitors[i], &mx, &my);
            if (!mode)
                continue;
            const int across = std::max(0, std::min(x_ + width_, mx + mode->width) - std::max(x_, mx));
            const int down = std::max(0, std::min(y_ + height_, my + mode->height) - std::max(y_, my));
            if (across * down > most) {
                most = across * down;
                best = monitors[i];
            }
        }
        if (!best)
            return;
        const GLFWvidmode* mode = glfwGetVideoMode(best);
        glfwSetWindowMonitor(window_, best, 0, 0, mode->width, mode->height, mode->refreshRate);
    }
    fullScreen_ = !fullScreen_;
    glfwSwapInterval(1);
    happened_.eventful = true;
}

void GlfwWindow::close() {
    glfwSetWindowShouldClose(window_, GLFW_TRUE);
}

void GlfwWindow::stay() {
    glfwSetWindowShouldClose(window_, GLFW_FALSE);
}

void GlfwWindow::makeCurrent() {
    glfwMakeContextCurrent(window_);
}

void GlfwWindow::swap() {
    glfwSwapBuffers(window_);
}

bool GlfwWindow::takeEvents() {
    return std::exchange(happened_.eventful, false);
}

std::vector<std::filesystem::path> GlfwWindow::takeDropped() {
    return std::exchange(happened_.dropped, {});
}

std::vector<ui::KeyStroke> GlfwWindow::takeStrokes() {
    return std::exchange(happened_.strokes, {});
}

} // namespace perilune::app
