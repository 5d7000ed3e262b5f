#pragma once

#include "base/result.h"

#include <memory>
#include <string>

namespace perilune::app {

/// GLFW while it lives: one in the process; windows come after it and go before it.
class Glfw {
  public:
    /// An error of the machine where there is no display.
    static base::Result<std::unique_ptr<Glfw>> start();
    ~Glfw();
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;

    /// Hands out what has happened to all windows, without waiting.
    void pollEvents();
    /// The same, after an event or the time.
    void waitEvents(double seconds);

  private:
    Glfw() = default;
};

/// What went wrong last, in GLFW's words.
std::string lastGlfwError();

/// What one can do without a window.
std::string insteadOfAWindow();

} // namespace perilune::app
