#pragma once

namespace perilune::model {

/// Which of a file's scenes, movements and looks; -1: its default scene, its rest pose, its own materials.
struct PoseWish {
    int scene = -1;
    int animation = -1;
    double timeS = 0.0;
    int variant = -1;
    double scale = 1.0;
    double headingDeg = 0.0; ///< its front looks so far from north, over east
    bool wires = false;      ///< its edges alone, as bars
};

} // namespace perilune::model
