#pragma once

#include "base/diagnostic.h"

#include <filesystem>
#include <optional>

namespace perilune::story {

/// A file that is heard in a film. Music makes way for narration.
struct SoundClip {
    enum class Kind { Narration, Music };
    Kind kind = Kind::Narration;
    std::filesystem::path file; ///< resolved against the story's folder
    double atS = 0.0;           ///< of the story; below 0: before it, over its title card
    std::optional<double> toS;  ///< of the story, where it is cut off; nothing: heard to its end
    double gainDb = 0.0;
    double fadeInS = 0.0, fadeOutS = 0.0;
    bool holds = false;      ///< narration: the story waits until it has been said
    bool repeats = false;    ///< music: begun anew until `toS`, or the film's end
    base::SourcePlace place; ///< where it is written, for messages
};

} // namespace perilune::story
