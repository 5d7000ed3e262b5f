#pragma once

#include "story/sound_clip.h"
#include "story/storyboard.h"
#include "story/times.h"
#include "base/checked_yaml.h"
#include "base/diagnostic.h"
#include "base/result.h"

#include <vector>

namespace perilune::story {

/// The lists `narration` and `music` of a story.
std::vector<SoundClip> readSounds(const base::YamlNode& root, const std::string& fileName, StoryTimes& times,
                                  const base::CheckedYaml& fields);

/// Those whose files are not there. A story without them can be shown, but not made into a film.
std::vector<base::Diagnostic> missingSounds(const Storyboard& story);
/// Whether the story waits for a narration, so that its film is longer than it says.
bool hasHolds(const Storyboard& story);
/// What is wrong with a clip's file, with the place where it is named.
base::Error atPlaceOf(const SoundClip& clip, const base::Error& error);

/// The story in which each narration that holds is said before the next keyframe comes: what follows comes
/// later by as much as it would have come too early. `lengthsS`: of each of its sounds.
Storyboard heldForNarration(Storyboard story, const std::vector<double>& lengthsS);

} // namespace perilune::story
