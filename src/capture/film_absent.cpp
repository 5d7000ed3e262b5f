#include "capture/film.h"

namespace perilune::capture {

// In the place of film.cpp in a build without FFmpeg's libraries (PERILUNE_FILM=OFF).
namespace {

tl::unexpected<base::Error> absent() {
    return base::machineError(
        "this build has no films; build it with -DPERILUNE_FILM=ON, or install a package of it");
}

} // namespace

using Report = std::function<bool(const FilmProgress&)>;

base::Result<FilmDone> writeFilm(const Studio&, render::Renderer&, const story::Storyboard&,
                                 const story::FilmJob&, const FilmWork&, const Report&) {
    return absent();
}
base::Result<FilmEstimate> estimateFilm(const Studio&, render::Renderer&, const story::Storyboard&,
                                        const story::FilmJob&, const FilmWork&, const Report&) {
    return absent();
}
base::Result<FilmCheck> verifyFilm(const Studio&, render::Renderer&, const story::Storyboard&,
                                   const story::FilmJob&, const FilmWork&, std::int64_t, const Report&) {
    return absent();
}

} // namespace perilune::capture
