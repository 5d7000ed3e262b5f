#pragma once

#include "scene/camera.h"
#include "scene/moment.h"
#include "terrain/surface.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace perilune::scene {

/// A colour that a legend shows, and what is written beside it.
struct LegendStop {
    double value = 0.0;
    std::uint32_t colour = 0; ///< 0xRRGGBB
    std::string label;        ///< empty = nothing
};

/// What the colours of the map over the ground mean, and who measured it.
struct Legend {
    terrain::GroundTint tint = terrain::GroundTint::None;
    std::string title, unit;
    bool classes = false; ///< a colour for each class, from its value on; else they go over into each other
    std::vector<LegendStop> stops; ///< by value, rising
    std::vector<std::string>
        lines; ///< where the map ends; the data's source and spacing in the middle of the view
};

/// The heights that the colours of a map of heights go over: all of the Moon's from afar, nearer to the
/// ground a round span around the measured height of the place that is looked at. It depends on the Moment
/// alone.
terrain::HeightSpan heightSpanOf(const Moment& moment, const Camera& camera, const terrain::Surface& surface);

/// Nothing where no map is laid over the ground.
std::optional<Legend> legendOf(const Moment& moment, const terrain::Surface& surface,
                               const terrain::HeightSpan& heights = {});

} // namespace perilune::scene
