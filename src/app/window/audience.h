#pragma once

#include "app/window/glfw_window.h"
#include "app/window/monitors.h"
#include "player/screen.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace perilune::app {

/// What an audience sees, on a monitor of its own: the picture and nothing else, full screen. It follows what
/// is plugged in; that it comes and goes changes nothing of the show.
class Audience {
  public:
    /// `desk`: the window of whoever leads the show; both outlive it.
    Audience(const Glfw& glfw, GlfwWindow& desk, std::filesystem::path shareDir);
    ~Audience();
    Audience(const Audience&) = delete;
    Audience& operator=(const Audience&) = delete;

    /// Opens it, closes it, or moves it to where a second monitor is; the desk's context is current
    /// afterwards. An error where a window cannot be opened: the show goes on in the desk's.
    base::Result<void> follow(bool wanted);
    bool isOpen() const { return window_ != nullptr; }
    /// Of its picture; the monitor's.
    capture::Size size() const;
    /// Puts the picture up.
    base::Result<void> show(const player::Easel& easel, const ui::Show& show);
    /// The monitor of this name, where it is plugged in.
    void prefer(std::string name) { preferred_ = std::move(name); }
    /// The other way round: the audience where the desk is, and the desk there.
    void swapMonitors();
    GlfwWindow* window() { return window_.get(); }

  private:
    base::Result<void> open(const Monitor& monitor);
    void close();

    const Glfw& glfw_;
    GlfwWindow& desk_;
    std::filesystem::path shareDir_;
    std::unique_ptr<GlfwWindow> window_;
    std::unique_ptr<render::Projector> projector_; ///< of its window's context
    std::vector<Monitor> monitors_;                ///< as they were last
    std::optional<Monitor> on_;
    std::string preferred_; ///< the name of the monitor that it was put on by hand
};

} // namespace perilune::app
