#pragma once

#include "capture/film.h"
#include "capture/film/reel.h"
#include "capture/film/work_folder.h"
#include "capture/shutter.h"
#include "capture/sinks/coders.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace perilune::capture {

/// One film in the making: what is to be drawn, from what, into which folder.
class FilmRun {
  public:
    static base::Result<FilmRun> begin(const Studio& studio, render::Renderer& renderer,
                                       const story::Storyboard& story, const story::FilmJob& job,
                                       const FilmWork& work);

    const std::vector<Segment>& segments() const { return segments_; }
    const WorkFolder& folder() const { return folder_; }
    const Manifest& manifest() const { return manifest_; }
    const std::string& sources() const { return sources_; }
    const Coder& coder() const { return coder_; }
    const story::FilmFormat& format() const { return format_; }

    /// Whether a segment is there and shows what it is to show; its sheet is brought up to date then.
    base::Result<bool> isDone(const Segment& segment) const;
    const Reel& reel() const { return reel_; }
    /// Draws these; frames are counted on from `progress`.
    base::Result<void> draw(const std::vector<Segment>& segments, FilmProgress& progress,
                            const std::function<bool(const FilmProgress&)>& report) const;

  private:
    FilmRun(const Studio& studio, render::Renderer& renderer, const story::Storyboard& story,
            const story::FilmJob& job, const story::FilmFormat& format, const Coder& coder, Reel reel)
        : studio_(studio), renderer_(renderer), story_(story), job_(job), format_(format), coder_(coder),
          reel_(std::move(reel)) {}
    base::Result<std::string> contentOf(const Segment& segment) const;
    /// Tells once what will be short; an error where the next segment would not fit.
    base::Result<void> checkRoom(const std::vector<Segment>& toDraw, std::size_t done, bool& told) const;

    const Studio& studio_;
    render::Renderer& renderer_;
    const story::Storyboard& story_;
    const story::FilmJob& job_;
    const story::FilmFormat& format_;
    const Coder& coder_; ///< of the segments
    Reel reel_;
    std::vector<Segment> segments_; ///< of the whole film that the job asks for
    Manifest manifest_;
    std::string sources_;
    WorkFolder folder_;
};

/// What draws a reel's frames as a job says.
base::Result<Shutter> shutterFor(const Studio& studio, render::Renderer& renderer,
                                 const story::Storyboard& story, const story::FilmJob& job, const Reel& reel);
/// One frame, drawn.
base::Result<void> take(Shutter& shutter, const Reel::Shown& shown, base::Image& into);

} // namespace perilune::capture
