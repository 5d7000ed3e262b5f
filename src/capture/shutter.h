#pragma once

#include "capture/capture.h"
#include "render/offscreen_target.h"
#include "overlay/views/placard.h"
#include "scene/scene.h"
#include "base/image.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace perilune::capture {

/// What is drawn besides the scene, or of it left transparent.
struct Framing {
    bool safeAreas = false; ///< lines around what every screen shows
    bool clearSky = false;  ///< what no body covers is transparent
};

/// Takes pictures of one size: keeps the target and the fonts between them.
class Shutter {
  public:
    /// `language` and `texts`: of what it will take; see loadFonts.
    static base::Result<Shutter> create(const Studio& studio, render::Renderer& renderer, Size size,
                                        int samples, const std::string& language = "en",
                                        base::Letters texts = {}, Framing framing = {});

    /// Draws one Moment, complete, into `into` (RGBA, rows from the top).
    base::Result<void> take(const scene::Moment& moment, base::Image& into);
    base::Result<void> take(const scene::Scene& scene, base::Image& into);
    base::Result<void> take(const overlay::Placard& placard, base::Image& into);

  private:
    Shutter() = default;
    /// A story may change how large letters are.
    base::Result<void> fitFonts(double textPercent);
    base::Result<void> draw(render::Frame frame, base::Image& into);

    const Studio* studio_ = nullptr;
    render::Renderer* renderer_ = nullptr;
    Size size_;
    int samples_ = 1;
    Framing framing_;
    std::unique_ptr<render::OffscreenTarget> offscreen_;
    std::string language_;
    base::Letters texts_;
    std::shared_ptr<const overlay::Fonts> fonts_;
};

} // namespace perilune::capture
