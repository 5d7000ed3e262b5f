#include "player/screen.h"

#include <utility>

namespace perilune::player {

Screen::Screen(capture::Studio studio, std::shared_ptr<render::Renderer> renderer,
               std::function<double()> clockS)
    : shareDir_(studio.shareDir), easel_(std::move(studio), std::move(renderer), std::move(clockS)) {}

base::Result<void> Screen::show(const render::Target& target, const std::optional<ui::Spot>& laser) {
    if (!easel_.offscreen())
        return {};
    if (!projector_) {
        auto made = render::Projector::create(shareDir_ / "shaders");
        if (!made)
            return tl::unexpected(made.error());
        projector_ = std::move(*made);
    }
    if (auto shown = projector_->show(*easel_.offscreen(), target); !shown)
        return shown;
    if (laser)
        projector_->point(laser->x, laser->y, target);
    return {};
}

} // namespace perilune::player
