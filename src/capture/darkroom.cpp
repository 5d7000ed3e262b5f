#include "capture/darkroom.h"

namespace perilune::capture {

base::Result<Darkroom> Darkroom::open(const Studio& studio) {
    auto context = render::HeadlessContext::create();
    if (!context)
        return tl::unexpected(context.error());
    auto renderer = render::Renderer::create({studio.shareDir, studio.ground, studio.workers});
    if (!renderer)
        return tl::unexpected(renderer.error());
    return Darkroom{std::move(*context), std::move(*renderer)};
}

} // namespace perilune::capture
