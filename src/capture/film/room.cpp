#include "capture/film/room.h"

#include <fmt/format.h>

namespace perilune::capture {

namespace {

constexpr double kLeastBytes = 1e6; ///< for a sheet, a lock and what a disk keeps for itself

std::string megabytes(double bytes) {
    return bytes < 1e9 ? fmt::format("{:.0f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
}

} // namespace

RoomForFilm roomFor(const FilmBytes& film, double availableBytes, const std::filesystem::path& folder) {
    const double next = film.toDraw > 0 ? film.aSegment + kLeastBytes : kLeastBytes;
    if (availableBytes < next)
        return {fmt::format("{}: {} are free there, too little for what is to come; make room",
                            folder.string(), megabytes(availableBytes)),
                true};
    // All segments lie there when the film is made of them.
    const double all = film.aSegment * double(film.toDraw + film.toJoin) + kLeastBytes;
    if (film.aSegment > 0.0 && availableBytes < all)
        return {fmt::format(
                    "{}: the film will take about {} more, and {} are free there; it goes on as far as they "
                    "reach",
                    folder.string(), megabytes(all), megabytes(availableBytes)),
                false};
    return {};
}

} // namespace perilune::capture
