#pragma once

#include "capture/capture.h"
#include "base/result.h"

#include <memory>
#include <optional>
#include <string>

struct GLFWwindow;

namespace perilune::app {

/// A window with a current GL 3.3 core context, and the libraries behind it; at most one at a time.
class GlfwWindow {
  public:
    /// An error of the machine where there is no display or no GL.
    static base::Result<std::unique_ptr<GlfwWindow>> open(std::optional<capture::Size> size);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    GLFWwindow* handle() const { return window_; }
    capture::Size framebufferSize() const; ///< 0x0 while minimised
    float contentScale() const;            ///< 1 = 96 dots an inch
    bool wantsToClose() const;
    bool isFullScreen() const { return fullScreen_; }
    void toggleFullScreen();
    void swap();

    /// Takes what has happened without waiting. True when anything has.
    bool pollEvents();
    /// Waits for an event or the time. True when there was an event.
    bool waitEvents(double seconds);

  private:
    GlfwWindow() = default;
    GLFWwindow* window_ = nullptr;
    bool eventful_ = true;
    bool fullScreen_ = false;
    int x_ = 0, y_ = 0, width_ = 0, height_ = 0; ///< of the window, while it is full screen
};

} // namespace perilune::app
