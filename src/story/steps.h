#pragma once

#include "story/storyboard.h"

#include <optional>
#include <string>
#include <vector>

namespace perilune::story {

/// So long a film rests at a step that waits for a click: it is the same film wherever it is made.
inline constexpr double kClickInFilmS = 4.0;
/// So long a talk rests even where one clicks at once: in its middle, where it waits, a caption that comes or
/// goes with the step is whole.
inline constexpr double kClickInTalkS = 0.8;

/// A step of a story as it is told, and how long it rests there.
struct Rest {
    Step step;
    double fromS = 0.0, standsS = 0.0, untilS = 0.0; ///< of the telling; it stands, or is gone to, within
    bool waits = false;                              ///< it goes on at a click alone
    double writtenS = 0.0;                           ///< the time of its keyframe in the story
};

/// A story with the rests of its steps put in: what comes later does so by that much. Camera and calendar
/// come to rest where the story rests.
struct Telling {
    Storyboard board;
    std::vector<Rest> rests; ///< in order
};

/// As a film tells it, without anybody to click. Of a story whose steps say nothing of `advance` it is the
/// story itself.
Telling asFilm(const Storyboard& story);
/// As somebody tells it who goes on by clicks. A story without steps is gone through by its keyframes, and
/// rests at none.
Telling asTalk(const Storyboard& story);

/// What a film does on its own where a talk would wait; empty: nothing.
std::string heldInFilm(const Storyboard& story);

/// Times of the story in a telling, and back. Within a rest the story's time stands.
double toldS(const Telling& telling, double writtenS);
double writtenS(const Telling& telling, double toldS);

/// The step that one is at or after; nothing before the first.
std::optional<std::size_t> restAt(const Telling& telling, double toldS);
/// The next one after a time, the last one before it.
std::optional<std::size_t> restAfter(const Telling& telling, double toldS);
std::optional<std::size_t> restBefore(const Telling& telling, double toldS);

/// One story in all its tellings.
struct Told {
    Storyboard written;
    Telling film, talk;
    explicit Told(Storyboard story)
        : written(std::move(story)), film(asFilm(written)), talk(asTalk(written)) {}
};

} // namespace perilune::story
