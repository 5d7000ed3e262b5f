#pragma once

#include "app/window/glfw.h"
#include "capture/capture.h"
#include "ui/keyboard.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct GLFWwindow;

namespace perilune::app {

/// A window with a GL 3.3 core context, current where it was opened until another one is made current.
class GlfwWindow {
  public:
    /// An error of the machine where there is no GL. `glfw` outlives it. Without a size it takes a
    /// comfortable one. With `group` its context shares textures, buffers and programs with that window's.
    static base::Result<std::unique_ptr<GlfwWindow>> open(const Glfw& glfw, std::optional<capture::Size> size,
                                                          const GlfwWindow* group = nullptr);
    /// One for an audience: full screen on a monitor, nothing on it but what is drawn, its context of the
    /// group of the desk's, which keeps the keys. It is current afterwards.
    static base::Result<std::unique_ptr<GlfwWindow>> openFor(const Glfw& glfw, const struct Monitor& monitor,
                                                             const GlfwWindow& desk);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    GLFWwindow* handle() const { return window_; }
    capture::Size framebufferSize() const; ///< 0x0 while minimised
    int heightInUnits() const;             ///< of the window system
    float contentScale() const;            ///< 1 = 96 dots an inch
    bool wantsToClose() const;
    bool isFullScreen() const { return fullScreen_; }
    void toggleFullScreen();
    void close(); ///< it wants to, from then on
    void stay();  ///< it no longer wants to close
    void makeCurrent();
    /// Whether a picture waits for the screen's next one; its context is current.
    void setWaitsForScreen(bool waits);
    /// Into another monitor, as large as it was.
    void moveTo(const struct Monitor& monitor);
    void swap();

    /// Something has happened to it since the last take.
    bool isEventful() const { return happened_.eventful; }
    bool takeEvents();
    /// The keys that went down since the last take.
    std::vector<ui::KeyStroke> takeStrokes();
    /// The files that were dropped on it since the last take.
    std::vector<std::filesystem::path> takeDropped();

  private:
    GlfwWindow() = default;
    GLFWwindow* window_ = nullptr;
    /// What GLFW's callbacks have told.
    struct Happened {
        bool eventful = true;
        std::vector<ui::KeyStroke> strokes;
        std::vector<std::filesystem::path> dropped;
    };
    static void listen(GLFWwindow* window);
    Happened happened_;
    bool fullScreen_ = false;
    int x_ = 0, y_ = 0, width_ = 0, height_ = 0; ///< of the window, while it is full screen
};

} // namespace perilune::app
