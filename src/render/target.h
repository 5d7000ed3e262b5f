#pragma once

namespace perilune::render {

/// Where a frame goes: an area of a framebuffer of the current context (0 = the window's).
struct Target {
    unsigned framebuffer = 0;
    int width = 0;
    int height = 0;
    int x = 0, y = 0; ///< its lower left corner
};

} // namespace perilune::render
