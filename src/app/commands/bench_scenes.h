#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"

#include <string>
#include <vector>

namespace perilune::app {

/// What `perilune bench` draws: a first picture, and how it moves on from frame to frame, so that no two are
/// the same.
struct BenchScene {
    const char* name;
    const char* about;
    scene::Moment (*first)(const timeline::Timeline&);
    void (*next)(scene::Moment&);
};
const std::vector<BenchScene>& benchScenes();

} // namespace perilune::app
