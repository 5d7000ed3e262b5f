#include "player/screen.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::player {

Screen::Screen(capture::Studio studio, std::shared_ptr<render::Renderer> renderer,
               std::function<double()> clockS)
    : shareDir_(studio.shareDir), easel_(std::move(studio), std::move(renderer), std::move(clockS)) {}

namespace {

constexpr double kInkSize = 0.16, kInkStep = 0.0025; ///< of the laser's spot; shares of the picture's width

/// A line as spots so near to each other that they are one.
void drawInk(render::Projector& projector, const ui::InkStroke& stroke, const render::Target& target,
             double nowS) {
    const double fading = (nowS - stroke.drawnS - ui::kInkStaysS) / ui::kInkFadesS;
    const double size = kInkSize * (1.0 - std::clamp(fading, 0.0, 1.0));
    for (std::size_t i = 0; i < stroke.points.size(); ++i) {
        const ui::Spot to = stroke.points[i], from = stroke.points[i > 0 ? i - 1 : 0];
        const int parts = 1 + std::min(400, int(std::hypot(to.x - from.x, to.y - from.y) / kInkStep));
        for (int k = 1; k <= parts; ++k) {
            const double t = double(k) / parts;
            projector.point(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t, target, size);
        }
    }
}

} // namespace

base::Result<void> project(render::Projector& projector, const Easel& easel, const render::Target& target,
                           const ui::Show& show) {
    if (show.white) {
        projector.white(target);
        return {};
    }
    if (auto shown = projector.show(*easel.offscreen(), target); !shown)
        return shown;
    for (const ui::InkStroke& stroke : show.ink)
        drawInk(projector, stroke, target, show.nowS);
    if (show.laser)
        projector.point(show.laser->x, show.laser->y, target);
    return {};
}

base::Result<void> Screen::show(const render::Target& target, const ui::Show& show) {
    if (!easel_.offscreen())
        return {};
    if (!projector_) {
        auto made = render::Projector::create(shareDir_ / "shaders");
        if (!made)
            return tl::unexpected(made.error());
        projector_ = std::move(*made);
    }
    return project(*projector_, easel_, target, show);
}

} // namespace perilune::player
