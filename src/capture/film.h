#pragma once

#include "capture/capture.h"
#include "capture/segments.h"
#include "story/film_job.h"
#include "story/storyboard.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace perilune::capture {

struct FilmProgress {
    std::int64_t done = 0, total = 0; ///< frames that are to be drawn now
};

/// How the work on a film is done; which film it is says the job.
struct FilmWork {
    std::filesystem::path file;
    std::string program;                     ///< its name and version
    std::vector<std::filesystem::path> read; ///< story, timelines, layers: what the film is made from
    std::optional<Part> part;                ///< draws this share of the segments, and joins nothing
    bool joinOnly = false;                   ///< draws nothing: an error where a segment is missing
    bool mustResume = false;                 ///< an error where there is nothing to go on with
    bool partial = false;                    ///< with joinOnly: a film of what is whole from the beginning on
    bool keep = false;               ///< the segments stay, so that a change draws only what it touches
    std::filesystem::path subtitles; ///< .vtt or .srt: the captions beside the film; empty: nowhere
    std::filesystem::path poster;    ///< PNG: one frame of it; empty: nowhere
    std::filesystem::path hashes;    ///< where "FRAME HASH" is written, a line a frame; empty: nowhere
};

/// What came of it.
struct FilmDone {
    std::vector<Segment> drawn, kept; ///< anew, and from before
    bool joined = false;
    std::filesystem::path folder; ///< where the segments are, if they still are
};

/// Draws and encodes a story as a job says (the files that it names are the caller's affair). Segments of two
/// seconds are drawn into FILE.segments; when all are there they become the film, which appears whole or not
/// at all, and FILE.lock, which says what it was made of. What is whole already, of this film, is not drawn
/// again: an interrupted run goes on, and gives the same film. `report` is called after each frame; it
/// returns false to cancel, which is the error's fault then.
base::Result<FilmDone> writeFilm(const Studio& studio, render::Renderer& renderer,
                                 const story::Storyboard& story, const story::FilmJob& job,
                                 const FilmWork& work,
                                 const std::function<bool(const FilmProgress&)>& report);

/// What a whole film would take.
struct FilmEstimate {
    std::int64_t frames = 0, drawn = 0; ///< of the film, and of those that were drawn to find out
    double bytes = 0.0;
};
/// Draws some segments of the film, into the folder where the film's own run finds them.
base::Result<FilmEstimate> estimateFilm(const Studio& studio, render::Renderer& renderer,
                                        const story::Storyboard& story, const story::FilmJob& job,
                                        const FilmWork& work,
                                        const std::function<bool(const FilmProgress&)>& report);

/// Redraws frames of a film that was made, spread evenly, and compares them with its lock.
struct FilmCheck {
    std::int64_t compared = 0;
    std::vector<std::int64_t> different; ///< frames
    std::string otherwise;               ///< in what this machine and these files differ; empty: in nothing
};
base::Result<FilmCheck> verifyFilm(const Studio& studio, render::Renderer& renderer,
                                   const story::Storyboard& story, const story::FilmJob& job,
                                   const FilmWork& work, std::int64_t samples,
                                   const std::function<bool(const FilmProgress&)>& report);

/// The lock beside a film.
std::filesystem::path lockFileOf(const std::filesystem::path& film);

} // namespace perilune::capture
