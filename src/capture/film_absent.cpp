#include "capture/film.h"

namespace perilune::capture {

// In the place of film.cpp in a build without FFmpeg's libraries (PERILUNE_FILM=OFF).
base::Result<void> writeFilm(const Studio&, render::Renderer&, const story::Storyboard&,
                             const story::FilmJob&, const std::filesystem::path&,
                             const std::function<bool(const FilmProgress&)>&) {
    return base::machineError(
        "this build has no films; build it with -DPERILUNE_FILM=ON, or install a package of it");
}

} // namespace perilune::capture
