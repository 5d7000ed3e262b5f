#pragma once

#include "story/film_job.h"
#include "story/storyboard.h"
#include "base/diagnostic.h"
#include "base/yaml.h"

#include <string>
#include <vector>

namespace perilune::story {

/// What a story says and no frame of a film shows: keyframes after the last frame or between two, captions as
/// short. `root` is the story's file as YAML, in which they have their places. Of a part of the frames only
/// what lies within is told: the rest was left out on purpose.
std::vector<base::Diagnostic> unseenIn(const Storyboard& story, const std::string& fileName,
                                       const base::YamlNode& root, FrameRate rate, FrameRange frames);

/// Why these frames cannot be made of a story; nothing where they can.
base::Result<void> checkFrames(const Storyboard& story, FrameRate rate, FrameRange frames);

} // namespace perilune::story
