#pragma once

#include "story/film_extras.h"
#include "base/diagnostic.h"
#include "base/size.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::story {

struct FrameRate {
    std::int64_t num = 30, den = 1;
    bool operator==(const FrameRate&) const = default;
};

struct FrameRange {
    std::int64_t first = 0, last = -1; ///< both inside; -1 = to the end
    bool operator==(const FrameRange&) const = default;
};

inline constexpr int kGreatestSamples = 256;

/// How many bytes a film is worth; what keeps every pixel has no choice.
enum class Quality { Low, Medium, High, Best };

/// Where a story's captions go: into the picture, into a track that a player shows or not, or both.
enum class Captions { Burnt, Track, Both, None };
constexpr bool isBurnt(Captions captions) {
    return captions == Captions::Burnt || captions == Captions::Both;
}
constexpr bool hasTrack(Captions captions) {
    return captions == Captions::Track || captions == Captions::Both;
}

/// A film that is to be made, as data: the command line, the window's dialog and a file give the same.
struct FilmJob {
    std::filesystem::path story;
    std::vector<std::filesystem::path> timelines; ///< in place of those that the story names; empty: those
    std::string language;                         ///< of the titles; empty: the story's
    base::Size size{1280, 720};                   ///< even numbers
    FrameRate rate;
    FrameRange frames; ///< of the film, its cards counted
    int samples = 1;   ///< antialiasing, 1..kGreatestSamples
    std::string codec; ///< of film_format.h's; empty: the usual one of the file's ending
    Quality quality = Quality::High;
    Captions captions = Captions::Burnt;
    double titleCardS = 0.0; ///< a card with the title stands so long before the story; 0: none
    double creditsS = 0.0;   ///< behind it those with the sources of all it showed, each so long; 0: none
    LeftOut without;
    bool safeAreas = false; ///< lines around what every screen shows, to judge a picture by
    bool clearSky = false;  ///< its black is transparent
    SoundChoice narration, music;
    double posterS = -1.0; ///< second of the film that its poster shows; below 0: one that shows much
    std::string licence;   ///< under which the film may be used; empty: nothing is said
    bool operator==(const FilmJob&) const = default;
};

/// A job as the text of a file in `folder`; paths are written as seen from there where they lie in or beside
/// it. What is as usual is written too: whoever reads it sees what there is to change.
std::string writeFilmJob(const FilmJob& job, const std::filesystem::path& folder);
/// Paths are taken as seen from the file's folder. All mistakes in one pass.
base::Parsed<FilmJob> parseFilmJob(std::string_view text, const std::string& fileName);
base::Parsed<FilmJob> readFilmJob(const std::filesystem::path& file);
/// Whether a file says that it is a job, and not a story.
bool isFilmJob(const std::filesystem::path& file);

/// The words for a job's values; an error says what is wrong and which form is wanted.
base::Result<FrameRate> parseFrameRate(std::string_view text);   ///< "30", "30000/1001"; 1..240 a second
base::Result<FrameRange> parseFrameRange(std::string_view text); ///< "10-20", "7", "10-"
base::Result<int> parseSamples(std::string_view text);           ///< "16"
/// Films are coded in blocks of two by two.
base::Result<void> checkFilmSize(base::Size size);

} // namespace perilune::story
