#pragma once

#include "capture/capture.h"
#include "story/storyboard.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace perilune::capture {

struct FilmOptions {
    Size size{1280, 720};
    std::int64_t fpsNum = 30, fpsDen = 1;
    std::int64_t firstFrame = 0;
    std::int64_t lastFrame = -1; ///< inclusive; -1 = to the end
    int samples = 1;
};

struct FilmProgress {
    std::int64_t done = 0, total = 0;
};

/// Draws and encodes a story: H.264, yuv420p, BT.709, faststart. The file appears whole or not at all.
/// `report` is called after each frame; it returns false to cancel (the error then says "cancelled").
base::Result<void> writeFilm(const Studio& studio, render::Renderer& renderer, const story::Storyboard& story,
                             const FilmOptions& options, const std::filesystem::path& file,
                             const std::function<bool(const FilmProgress&)>& report);

} // namespace perilune::capture
