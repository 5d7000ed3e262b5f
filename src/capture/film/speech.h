#pragma once

#include "story/sound_clip.h"
#include "story/storyboard.h"
#include "base/result.h"

#include <filesystem>
#include <vector>

namespace perilune::capture {

/// The notes of a story's steps, or where none has any its captions, spoken by espeak-ng where that is
/// installed, as narration: a draft to cut a film by. The sounds go into the folder, under names that hang on
/// what is said.
base::Result<std::vector<story::SoundClip>> speechOf(const story::Storyboard& story,
                                                     const std::filesystem::path& folder);

} // namespace perilune::capture
