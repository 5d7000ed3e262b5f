#pragma once

#include "ui/show.h"

namespace perilune::ui {

/// The telling that is under way.
const story::Telling& tellingOf(const StoryRun& run, const story::Told& story);
/// What the story shows, as it is seen: with the camera on its way where it glides, and an open curtain at
/// the end.
scene::Moment toldMomentOf(const Show& show, const story::Told& story);

/// The step at which it stands, or from which it goes on; nothing before the first.
std::optional<std::size_t> stepOf(const StoryRun& run, const story::Told& story);
/// It stands where its telling ends.
bool isAtEnd(const StoryRun& run, const story::Told& story);
/// Time alone will change what is seen of it.
bool isMoving(const StoryRun& run);

/// Time passes: it goes on, up to a step that waits or its end.
void pass(Show& show, double dtS, const story::Told& story);
/// Begins it, from its beginning or where it was left.
void begin(Show& show, bool asTalk, bool again, const story::Told& story);
/// The hand takes what is seen; the story waits.
void takeDetour(Show& show, const story::Told& story);
/// Flies back to where it waits, and goes on if it was going.
void endDetour(Show& show, const story::Told& story);
/// Leaves it where it stands: what is seen stays, with title and light as they were before it.
void leave(Show& show, const story::Told& story);
/// Goes to a step, and stands there.
void goToStep(Show& show, std::size_t step, const story::Told& story);

} // namespace perilune::ui
