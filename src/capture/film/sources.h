#pragma once

#include "capture/capture.h"
#include "capture/film.h"
#include "capture/film/reel.h"
#include "capture/film/work_folder.h"

#include <string>
#include <vector>

namespace perilune::capture {

/// All that decides a film's pixels but what its story shows: two films with equal ones have equal segments
/// where their frames show the same.
Manifest manifestOf(const Studio& studio, const render::Renderer& renderer, const story::Storyboard& story,
                    const story::FilmJob& job, const std::filesystem::path& file, const std::string& program);

/// One number for the bytes of these files, in any order of them and wherever they lie.
base::Result<std::string> digestOfFiles(const std::vector<std::filesystem::path>& files);

/// What a frame shows, as bytes of a hash: the words of the scene, and what moves evenly in full precision.
std::string digestOf(const Reel::Shown& shown);

} // namespace perilune::capture
