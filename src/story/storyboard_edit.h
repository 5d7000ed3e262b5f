#pragma once

#include "story/storyboard.h"
#include "base/result.h"

namespace perilune::story {

// What an editor does to a story, as functions of storyboards; `written` then puts the outcome into its file.
// Each gives a storyboard that is valid, or says why there is none; what the others show stays as it is.

/// How far a change of a keyframe goes: to itself alone, or on through those that follow and inherit what it
/// changes, as a change of the file's text would.
enum class Reach { Alone, Onwards };

base::Result<Storyboard> withMoment(Storyboard story, std::size_t keyframe, const scene::Moment& moment,
                                    Reach reach = Reach::Alone);
/// A new keyframe among the others. An error where there is one at that time, or the story does not last as
/// long.
base::Result<Storyboard> withKeyframe(Storyboard story, double atS, const scene::Moment& moment,
                                      Ease ease = Ease::Smooth);
/// An error where it is the only one. Where it is the first, the next one begins the story.
base::Result<Storyboard> withoutKeyframe(Storyboard story, std::size_t keyframe);
/// Past others it moves among them. The first stays at 0.
base::Result<Storyboard> retimed(Storyboard story, std::size_t keyframe, double atS);
/// All times in the same share.
base::Result<Storyboard> stretched(Storyboard story, double durationS);
/// Keyframes that show the old title show the new one.
base::Result<Storyboard> renamed(Storyboard story, const std::string& title);
/// In place of the `caption`th, or among the others where there is no such one. An error where it overlaps
/// another.
base::Result<Storyboard> withCaption(Storyboard story, std::size_t caption, Caption words);
base::Result<Storyboard> withoutCaption(Storyboard story, std::size_t caption);

} // namespace perilune::story
