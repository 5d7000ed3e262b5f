#pragma once

#include "capture/capture.h"
#include "render/canvas.h"

#include <memory>

namespace perilune::player {

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
    /// What is written in the story, if there is one, gets letters too.
    void setContent(std::shared_ptr<const timeline::Timeline> timeline, base::Letters story);

  private:
    Easel() = default;
    void adapt(double ms);
    base::Result<void> fitFonts(int height, const std::string& language);

    capture::Studio studio_;
    std::unique_ptr<render::Renderer> renderer_;
    std::unique_ptr<render::Canvas> canvas_;
    std::shared_ptr<const overlay::Fonts> fonts_;
    base::Letters story_;  ///< of the story's texts
    std::string language_; ///< of the titles whose letters the fonts have
    capture::Size size_{0, 0};
    scene::Moment moment_;
    render::Frame frame_;
    bool fresh_ = false;    ///< the canvas shows moment_
    bool complete_ = false; ///< with all that belongs to it
    double scale_ = 1.0;    ///< that it was drawn at
    double movingScale_ = 1.0;
};

} // namespace perilune::player
