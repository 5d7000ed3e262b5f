#pragma once

#include <memory>

#include "capture/capture.h"

namespace perilune::app {

/// Keeps the window's picture: draws it when it has changed, coarser while it moves on a slow machine, and
/// copies it to the window otherwise.
class Easel {
  public:
    static base::Result<std::unique_ptr<Easel>> create(const capture::Studio& studio);

    /// Brings the picture up to date. `moving`: something is in motion, so speed goes before sharpness.
    base::Result<void> draw(const scene::Moment& moment, capture::Size size, bool moving);
    /// Copies the picture to the window's framebuffer.
    void show() const;
    /// The picture is coarse or something is still loading: draw again soon.
    bool wantsMore() const { return !complete_ || scale_ < 1.0; }

    const render::Frame& frame() const { return frame_; }
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);

  private:
    Easel() = default;
    void adapt(double ms);

    capture::Studio studio_;
    std::unique_ptr<render::Renderer> renderer_;
    std::unique_ptr<render::Canvas> canvas_;
    std::shared_ptr<const overlay::Fonts> fonts_;
    capture::Size size_{0, 0};
    scene::Moment moment_;
    render::Frame frame_;
    bool fresh_ = false;    ///< the canvas shows moment_
    bool complete_ = false; ///< with all that belongs to it
    double scale_ = 1.0;    ///< that it was drawn at
    double movingScale_ = 1.0;
};

} // namespace perilune::app
