#include "app/window/audience.h"

#include <algorithm>

namespace perilune::app {

Audience::Audience(const Glfw& glfw, GlfwWindow& desk, std::filesystem::path shareDir)
    : glfw_(glfw), desk_(desk), shareDir_(std::move(shareDir)) {}

Audience::~Audience() {
    close();
}

void Audience::close() {
    if (!window_)
        return;
    window_->makeCurrent();
    projector_.reset();
    window_.reset();
    on_.reset();
    desk_.makeCurrent();
    desk_.setWaitsForScreen(true);
}

base::Result<void> Audience::follow(bool wanted) {
    if (!wanted) {
        close();
        return {};
    }
    std::vector<Monitor> now = monitorsNow();
    const bool changed = now != monitors_;
    monitors_ = std::move(now);
    if (monitors_.size() < 2) {
        close();
        return {};
    }
    if (window_ && !changed)
        return {};
    const auto isThere = [this](const Monitor& one) {
        return std::find(monitors_.begin(), monitors_.end(), one) != monitors_.end();
    };
    if (window_ && on_ && isThere(*on_))
        return {};
    close();
    for (const Monitor& monitor : monitors_)
        if (monitor.name == preferred_)
            return open(monitor);
    const std::size_t desk = monitorOf(desk_, monitors_);
    return open(monitors_[desk == 0 ? 1 : 0]);
}

base::Result<void> Audience::open(const Monitor& monitor) {
    auto opened = GlfwWindow::openFor(glfw_, monitor, desk_);
    if (!opened) {
        desk_.makeCurrent();
        return tl::unexpected(opened.error());
    }
    window_ = std::move(*opened);
    on_ = monitor;
    auto made = render::Projector::create(shareDir_ / "shaders");
    desk_.makeCurrent();
    // One of the two waits for its screen; the other would halve its rate.
    desk_.setWaitsForScreen(false);
    if (!made) {
        close();
        return tl::unexpected(made.error());
    }
    projector_ = std::move(*made);
    return {};
}

capture::Size Audience::size() const {
    return window_ ? window_->framebufferSize() : capture::Size{0, 0};
}

base::Result<void> Audience::show(const player::Easel& easel, const ui::Show& show) {
    if (!window_ || !easel.offscreen())
        return {};
    const capture::Size size = window_->framebufferSize();
    if (size.width < 1 || size.height < 1)
        return {};
    window_->makeCurrent();
    const auto shown = player::project(*projector_, easel, {0, size.width, size.height}, show);
    window_->swap();
    desk_.makeCurrent();
    return shown;
}

void Audience::swapMonitors() {
    if (!window_ || !on_)
        return;
    const Monitor there = *on_;
    preferred_ = monitors_[monitorOf(desk_, monitors_)].name;
    close();
    desk_.moveTo(there);
    monitors_.clear(); // to be looked at anew
}

} // namespace perilune::app
