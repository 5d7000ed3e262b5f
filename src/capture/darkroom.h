#pragma once

#include "capture/capture.h"
#include "render/headless_context.h"

namespace perilune::capture {

/// Where pictures are made without a window: a context that is current on this thread, and a renderer in it.
struct Darkroom {
    std::unique_ptr<render::HeadlessContext> context; // outlives the renderer
    std::unique_ptr<render::Renderer> renderer;

    static base::Result<Darkroom> open(const Studio& studio);
};

} // namespace perilune::capture
