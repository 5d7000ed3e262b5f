#pragma once

#include "capture/capture.h"
#include "scene/scene.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace perilune::capture {

/// A film of scenes that somebody makes: no story, no segments.
struct ScenesWork {
    std::filesystem::path file;
    std::string title;
    Size size{1280, 720}; ///< even
    int samples = 4;
    std::int64_t frames = 0, fps = 30;
};

/// Draws them in order and codes them (H.264) into one file, whole or not at all. `sceneAt` is asked once for
/// each frame; it returns nothing to cancel, which is the error's fault then.
base::Result<void> writeScenes(const Studio& studio, render::Renderer& renderer, const ScenesWork& work,
                               const std::function<std::optional<scene::Scene>(std::int64_t)>& sceneAt);

} // namespace perilune::capture
