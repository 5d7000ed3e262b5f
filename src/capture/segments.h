#pragma once

#include "story/film_job.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::capture {

/// Some two seconds of a film that are coded for themselves, so that they can be drawn alone, again, or
/// elsewhere. Where a film is cut hangs on its rate alone: parts and the whole have the same segments.
struct Segment {
    std::int64_t number = 0;          ///< of its place in the whole film
    std::int64_t first = 0, last = 0; ///< frames, both inside
    std::int64_t count() const { return last - first + 1; }
};

/// Of the frames first .. last of a film.
std::vector<Segment> segmentsOf(story::FrameRate rate, std::int64_t first, std::int64_t last);

/// One of so many equal shares of a film.
struct Part {
    int number = 1, of = 1; ///< number from 1
};
base::Result<Part> parsePart(std::string_view text); ///< "2/4"
/// Each segment is in one share; none is where there are more shares than segments.
std::vector<Segment> shareOf(const std::vector<Segment>& segments, Part part);

/// "0-59, 240-299": for messages.
std::string framesInWords(const std::vector<Segment>& segments);

} // namespace perilune::capture
