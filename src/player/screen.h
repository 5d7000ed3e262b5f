#pragma once

#include "player/easel.h"
#include "ui/show.h"
#include "render/projector.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace perilune::player {

/// Puts up an easel's picture, and over it what only a show has: a white screen, the laser's spot, the pen's
/// lines. In the projector's context.
base::Result<void> project(render::Projector& projector, const Easel& easel, const render::Target& target,
                           const ui::Show& show);

/// Where the show is seen: a picture of its own, and what brings it into a window. A second screen of the
/// same show is another of these on the same renderer; its window's context is of the group of the
/// renderer's.
class Screen {
  public:
    /// As for Easel.
    Screen(capture::Studio studio, std::shared_ptr<render::Renderer> renderer,
           std::function<double()> clockS);

    /// Draws the picture, in the renderer's context; its easel tells more.
    Easel& easel() { return easel_; }
    const Easel& easel() const { return easel_; }
    /// Shows the picture in the context of the screen's own window; nothing before the first drawing.
    base::Result<void> show(const render::Target& target, const ui::Show& show);
    /// Before that context goes, in it.
    void endShowing() { projector_.reset(); }

  private:
    std::filesystem::path shareDir_;
    Easel easel_;
    std::unique_ptr<render::Projector> projector_; ///< made in the window's context when it first shows
};

} // namespace perilune::player
