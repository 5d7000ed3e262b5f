#include "capture/film_scenes.h"

#include "capture/shutter.h"
#include "capture/sinks/encoder.h"

namespace perilune::capture {

base::Result<void> writeScenes(const Studio& studio, render::Renderer& renderer, const ScenesWork& work,
                               const std::function<std::optional<scene::Scene>(std::int64_t)>& sceneAt) {
    auto shutter = Shutter::create(studio, renderer, work.size, work.samples);
    if (!shutter)
        return tl::unexpected(shutter.error());
    EncoderOptions options;
    options.width = work.size.width;
    options.height = work.size.height;
    options.fpsNum = work.fps;
    options.title = work.title;
    auto encoder = Encoder::create(work.file, options);
    if (!encoder)
        return tl::unexpected(encoder.error());
    base::Image image;
    for (std::int64_t i = 0; i < work.frames; ++i) {
        const auto scene = sceneAt(i);
        if (!scene)
            return base::cancelled("stopped");
        if (auto taken = shutter->take(*scene, image); !taken)
            return taken;
        if (auto added = (*encoder)->add(image); !added)
            return added;
    }
    return (*encoder)->finish();
}

} // namespace perilune::capture
