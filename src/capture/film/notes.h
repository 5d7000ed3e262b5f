#pragma once

#include "capture/film.h"
#include "story/storyboard.h"

#include <string>

namespace perilune::capture {

/// What stands in a film's file for whoever finds it and asks what it is.
struct FilmNotes {
    std::string title, description, comment, copyright;
};
FilmNotes notesOf(const Studio& studio, const story::Storyboard& story, const story::FilmJob& job,
                  const FilmWork& work);

} // namespace perilune::capture
