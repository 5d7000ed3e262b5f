#pragma once

#include "player/player.h"
#include "capture/capture.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace perilune::app {

/// How long what somebody did took to be seen, as in a window: from the key or the mouse to the finished
/// picture.
struct Answers {
    std::string name; ///< "key", "wheel", "drag"
    double medianMs = 0.0, mostMs = 0.0;
    double mostProcessorMs = 0.0; ///< of all threads, for the answer that took most of them
    std::string slowest;          ///< what the longest was an answer to
};

/// Each key that changes the picture, the wheel over Moon and strip, drags of Moon, strip and playhead.
base::Result<std::vector<Answers>>
measureAnswers(const capture::Studio& studio, std::shared_ptr<render::Renderer> renderer, capture::Size size);

} // namespace perilune::app
