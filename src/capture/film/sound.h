#pragma once

#include "capture/film/reel.h"
#include "capture/sinks/mix.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace perilune::capture {

/// What is heard of a story, as its job says: its own clips, or others in their place.
base::Result<std::vector<story::SoundClip>> soundsOf(const story::Storyboard& story,
                                                     const story::FilmJob& job,
                                                     const std::filesystem::path& folderForSpeech);

/// The story with the time that its narrations want.
base::Result<story::Storyboard> heldStory(const story::Storyboard& story, const story::FilmJob& job);

/// A story's clips on the clock of a film's frames first .. last. What lies outside is cut off.
base::Result<std::vector<MixClip>> clipsOf(const Reel& reel, const std::vector<story::SoundClip>& clips,
                                           std::int64_t first, std::int64_t last);

/// The sound of these frames, as long as they are; null where nothing is heard.
base::Result<std::unique_ptr<Mix>> soundOf(const Reel& reel, const std::vector<story::SoundClip>& clips,
                                           std::int64_t first, std::int64_t last);

} // namespace perilune::capture
