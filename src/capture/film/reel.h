#pragma once

#include "capture/capture.h"
#include "capture/sinks/join.h"
#include "story/film_job.h"
#include "story/storyboard.h"
#include "overlay/views/placard.h"
#include "scene/scene.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace perilune::capture {

/// What each frame of a film shows: a card with its title, the story, cards with the sources of what it
/// showed. Frames are counted from the film's beginning, so that ranges, parts and times are those of the
/// file that comes of it.
class Reel {
  public:
    using Shown = std::variant<scene::Scene, overlay::Placard>;

    /// All three outlive it.
    static base::Result<Reel> create(const Studio& studio, const story::Storyboard& story,
                                     const story::FilmJob& job);

    std::int64_t count() const { return storyEnds_ + creditFrames_ * std::int64_t(pages_.size()); }
    base::Result<Shown> at(std::int64_t frame) const;
    /// What is written in it, beside the timelines' titles.
    base::Letters letters() const;

    double secondsAt(std::int64_t frame) const; ///< of the film, when a frame begins
    std::int64_t frameAt(double seconds) const; ///< the one that is seen then
    /// The story's own time begins so late in the film.
    double storyBeginsS() const { return secondsAt(storyBegins_); }

    /// Of the frames first .. last, in seconds from the first one's beginning.
    std::vector<Chapter> chapters(std::int64_t first, std::int64_t last) const;
    std::vector<story::Caption> captions(std::int64_t first, std::int64_t last) const;
    /// The frame for a poster, where the job names none: one of the story with its curtain open.
    std::int64_t posterFrame() const;

  private:
    Reel(const Studio& studio, const story::Storyboard& story, const story::FilmJob& job)
        : studio_(&studio), story_(&story), job_(&job) {}
    base::Result<void> gatherCredits();
    overlay::Placard titleCard() const;
    base::Result<scene::Scene> sceneAt(std::int64_t storyFrame) const;

    const Studio* studio_;
    const story::Storyboard* story_;
    const story::FilmJob* job_;
    std::int64_t storyBegins_ = 0, storyEnds_ = 0; ///< frames: its first one, and that behind its last
    std::int64_t creditFrames_ = 0;                ///< of each page
    std::vector<overlay::Placard> pages_;
};

} // namespace perilune::capture
