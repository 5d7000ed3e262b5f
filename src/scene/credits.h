#pragma once

#include "scene/scene.h"
#include "timeline/timeline.h"

#include <set>
#include <string>
#include <vector>

namespace perilune::scene {

/// Whose word what is shown rests on, gathered over many scenes.
struct Credits {
    std::set<std::string> sources;   ///< ids
    std::set<std::string> unsourced; ///< what is shown and names none: ids of milestones, sites, partners
};

/// Adds those of one scene: of all that was known by its day of what the strip, the card, the pins and the
/// views show.
void addCredits(const Scene& scene, const timeline::Timeline& timeline, Credits& credits);

/// A line each, in the order of the alphabet; a last one says what rests on no source.
std::vector<std::string> creditLines(const Credits& credits, const timeline::Timeline& timeline);

} // namespace perilune::scene
