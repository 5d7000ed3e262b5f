#pragma once

#include "story/film_job.h"
#include "base/output_rules.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::story {

/// How a film is coded. Here it is but words; `capture/sinks` knows the codecs.
struct FilmFormat {
    std::string_view codec;                ///< as users write it: "h264"
    std::string_view name;                 ///< "H.264"
    std::string_view about;                ///< what it is for
    std::vector<std::string_view> endings; ///< of the files that may hold it, the usual one first
    bool isLossless = false;               ///< every pixel comes back
    bool isAnimation = false;              ///< one picture file that moves: made whole, of lossless segments
    bool hasAlpha = false;                 ///< may be transparent
};

std::span<const FilmFormat> filmFormats();
std::vector<std::string> filmCodecs();

/// What the ending of a file is made with where the job names no codec; nothing for an ending that no film
/// has.
const FilmFormat* formatOfEnding(std::string_view ending);

/// The job's codec, or that of the file's ending where it names none. An error where the two do not go
/// together, or the ending is none of a film's; it says what fits.
base::Result<const FilmFormat*> formatFor(const FilmJob& job, const std::filesystem::path& file);

/// What a file may be for `base::checkOutput`: the ending has been judged by formatFor.
base::OutputForm outputFormOf(const FilmFormat& format, const std::filesystem::path& file);

/// A codec by its word; an error names those that there are.
base::Result<std::string> parseCodec(std::string_view text);
/// low, medium, high, best.
base::Result<Quality> parseQuality(std::string_view text);
std::string_view nameOf(Quality quality);
/// burnt, track, both, none.
base::Result<Captions> parseCaptions(std::string_view text);
std::string_view nameOf(Captions captions);

/// Sizes, rates and codecs that go together, under names that people know.
struct FilmPreset {
    std::string_view name, about;
    base::Size size;
    FrameRate rate;
    int samples;
    std::string_view codec;
    Quality quality;
};
std::span<const FilmPreset> filmPresets();
base::Result<const FilmPreset*> parsePreset(std::string_view text);
/// The job with the preset's values in place of its own.
void apply(const FilmPreset& preset, FilmJob& job);

} // namespace perilune::story
