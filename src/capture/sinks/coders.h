#pragma once

#include "story/film_format.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace perilune::capture {

/// How libavcodec makes one of story/film_format.h's codecs.
struct Coder {
    std::string_view codec; ///< FilmFormat's
    const char* encoder;    ///< libavcodec's
    AVPixelFormat pixels;
    AVPixelFormat withAlpha;   ///< the same with transparency; none: it has none
    const char* container;     ///< libavformat's, of one segment
    const char* ending;        ///< of such a file
    const char* debianPackage; ///< that brings it
    bool refersBack;           ///< else every picture stands for itself
};

/// Of a word that formatFor() has let through.
const Coder& coderOf(std::string_view codec);
/// What segments are drawn as that are coded once more, as a whole, at the end.
const Coder& losslessCoder();

/// What the encoder of pictures of a width is told, so that the same pictures give the same bytes.
std::vector<std::pair<const char*, std::string>> optionsOf(const Coder& coder, story::Quality quality,
                                                           int width);

/// libavformat's name of the container for a file's ending.
const char* containerOf(std::string_view ending);

} // namespace perilune::capture
