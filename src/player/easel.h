#pragma once

#include "capture/capture.h"
#include "render/offscreen_target.h"
#include "render/renderer.h"
#include "scene/describe.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace perilune::player {

/// Keeps one picture of the show: draws it when it has changed, coarser while it moves on a slow machine.
/// Several easels share a renderer, each with a viewer of its own; all work in the renderer's context.
class Easel {
  public:
    /// Moving pictures become as coarse as the machine needs by `clockS`, which tells seconds.
    Easel(capture::Studio studio, std::shared_ptr<render::Renderer> renderer, std::function<double()> clockS);

    /// Brings the picture up to date. `moving`: something is in motion, so speed goes before sharpness.
    base::Result<void> draw(const scene::Moment& moment, capture::Size size, bool moving);
    /// The picture is coarse or something is still loading: draw again soon.
    bool wantsMore() const { return !complete_ || scale_ < 1.0; }

    /// Waits for what is made beside the drawing for later pictures.
    void finishBeside();

    /// What the picture was made from.
    const render::Frame& frame() const { return frame_; }
    /// The picture; null before the first drawing.
    const render::OffscreenTarget* offscreen() const { return offscreen_.get(); }
    /// Gives the picture away; the next drawing makes another.
    std::unique_ptr<render::OffscreenTarget> takePicture();
    /// What is written in the story, if there is one, gets letters too.
    void setContent(std::shared_ptr<const timeline::Timeline> timeline, base::Letters story);

  private:
    /// To what a picture of this scale took.
    void adapt(double ms, double scale);
    base::Result<void> fitFonts(const overlay::TextSize& size, const std::string& language);
    /// Begins to make the fonts of the other languages beside the drawing, for whoever changes to one.
    void beginFontsOfOthers();
    bool takeFontsOf(const std::string& language);
    void forgetFonts();

    capture::Studio studio_;
    scene::Describer describer_; ///< of its timeline
    std::shared_ptr<render::Renderer> renderer_;
    std::function<double()> clockS_;
    std::unique_ptr<render::Viewer> viewer_;
    std::unique_ptr<render::OffscreenTarget> offscreen_;
    std::shared_ptr<const overlay::Fonts> fonts_;
    base::Letters story_;  ///< of the story's texts
    std::string language_; ///< of the titles whose letters the fonts have
    using FontsByLanguage = std::map<std::string, std::shared_ptr<const overlay::Fonts>>;
    using Making = base::Task<FontsByLanguage>;
    FontsByLanguage made_;
    Making others_;
    overlay::TextSize othersSize_ = 0; ///< that they were begun for; 0: they were not
    std::vector<Making> unwanted_;     ///< that are still at it
    capture::Size size_{0, 0};
    scene::Moment moment_;
    render::Frame frame_;
    bool fresh_ = false;    ///< the target shows moment_
    bool complete_ = false; ///< with all that belongs to it
    double scale_ = 1.0;    ///< that it was drawn at
    double movingScale_ = 1.0;
};

} // namespace perilune::player
