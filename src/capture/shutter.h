#pragma once

#include "capture/capture.h"
#include "render/offscreen_target.h"
#include "scene/scene.h"
#include "base/image.h"

#include <memory>

namespace perilune::capture {

/// Takes pictures of one size: keeps the target and the fonts between them.
class Shutter {
  public:
    /// `language` and `texts`: of what it will take; see loadFonts.
    static base::Result<Shutter> create(const Studio& studio, render::Renderer& renderer, Size size,
                                        int samples, const std::string& language = "en",
                                        base::Letters texts = {});

    /// Draws one Moment, complete, into `into` (RGBA, rows from the top).
    base::Result<void> take(const scene::Moment& moment, base::Image& into);
    base::Result<void> take(const scene::Scene& scene, base::Image& into);

  private:
    Shutter() = default;
    /// A story may change how large letters are.
    base::Result<void> fitFonts(double textPercent);

    const Studio* studio_ = nullptr;
    render::Renderer* renderer_ = nullptr;
    Size size_;
    int samples_ = 1;
    std::unique_ptr<render::OffscreenTarget> offscreen_;
    std::string language_;
    base::Letters texts_;
    std::shared_ptr<const overlay::Fonts> fonts_;
};

} // namespace perilune::capture
