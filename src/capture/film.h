#pragma once

#include "capture/capture.h"
#include "story/film_job.h"
#include "story/storyboard.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace perilune::capture {

struct FilmProgress {
    std::int64_t done = 0, total = 0;
};

/// Draws and encodes a story as a job says (the files that it names are the caller's affair): H.264, yuv420p,
/// BT.709, faststart. The file appears whole or not at all. `report` is called after each frame; it returns
/// false to cancel, which is the error's fault then.
base::Result<void> writeFilm(const Studio& studio, render::Renderer& renderer, const story::Storyboard& story,
                             const story::FilmJob& job, const std::filesystem::path& file,
                             const std::function<bool(const FilmProgress&)>& report);

} // namespace perilune::capture
