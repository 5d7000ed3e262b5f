#include "capture/film.h"

namespace perilune::capture {

// In the place of film.cpp in a build without FFmpeg's libraries (PERILUNE_FILM=OFF), for who exports from
// the window.
base::Result<void> writeFilm(const Studio&, render::Renderer&, const story::Storyboard&,
                             const story::FilmJob&, const std::filesystem::path&,
                             const std::function<bool(const FilmProgress&)>&) {
    return base::machineError("this build makes no films; use one with PERILUNE_FILM=ON");
}

} // namespace perilune::capture
