#pragma once

#include "player/content.h"
#include "story/film_job.h"
#include "base/diagnostic.h"

#include <vector>

namespace perilune::app {

// What a still or a film of these files would tell, or show wrongly without a word, as far as it can be known
// without drawing.

/// Models that are not there or broken, and letters that no font has, of a timeline; in every language that
/// it has.
std::vector<base::Diagnostic> checkShown(const timeline::Timeline& timeline, const player::Paths& files);

/// What is wrong with a story as a film of it would find it: what no frame shows, models and letters too.
/// Where `job` has a file of its own, that is `jobFile`.
std::vector<base::Diagnostic> checkFilm(const story::FilmJob& job, const std::filesystem::path& jobFile,
                                        const player::Paths& timelinesBeside);

} // namespace perilune::app
