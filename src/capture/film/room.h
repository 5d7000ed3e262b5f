#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace perilune::capture {

/// How much of a film lies in its folder, and how much is to come.
struct FilmBytes {
    double aSegment = 0.0; ///< as far as is known, on average
    std::int64_t toDraw = 0,
                 toJoin = 0; ///< segments that will lie there besides, and those of the whole film
};

/// What is told of the room for a film: that it will not be enough, early (`isShort`: told, and gone on
/// with), or that the next segment would not fit, before it is begun (else: the end). Empty: there is enough.
struct RoomForFilm {
    std::string words;
    bool ends = false;
};
RoomForFilm roomFor(const FilmBytes& film, double availableBytes, const std::filesystem::path& folder);

} // namespace perilune::capture
