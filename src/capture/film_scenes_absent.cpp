#include "capture/film_scenes.h"

namespace perilune::capture {

// In the place of film_scenes.cpp in a build without FFmpeg's libraries (PERILUNE_FILM=OFF).
base::Result<void> writeScenes(const Studio&, render::Renderer&, const ScenesWork&,
                               const std::function<std::optional<scene::Scene>(std::int64_t)>&) {
    return base::machineError(
        "this build has no films; build it with -DPERILUNE_FILM=ON, or install a package of it");
}

} // namespace perilune::capture
