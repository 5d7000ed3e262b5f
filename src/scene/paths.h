#pragma once

#include "scene/camera.h"
#include "astro/trajectory.h"

#include <string>
#include <vector>

namespace perilune::scene {

/// The path of a spacecraft as it is shown at an instant.
struct Path {
    std::string id;    ///< of its trajectory
    std::string title; ///< "Artemis II, reconstructed"
    std::string words; ///< "outbound, 6,545 km high, 1.4 km/s (computed)"
    astro::PathKind kind = astro::PathKind::Schematic;
    std::uint32_t colour = 0xFFFFFF;
    bool selected = false;

    struct Point {
        astro::Position<astro::Mcmf> position;
        double age =
            0.0; ///< 0 = now, 1 = as long ago as the trail reaches; below 0 = still to come, -1 = its end
        bool hidden = false; ///< behind the Moon's ball
    };
    std::vector<Point> points; ///< by time; straight lines between them look like the path
    std::size_t now = 0;       ///< the first point that is still to come; points.size() where none is

    bool inFlight = false; ///< the spacecraft is on its way at the instant
    Point craft;           ///< where it is, if it is
    double heightM = 0.0, speedMS = 0.0;
};

} // namespace perilune::scene
