#pragma once

namespace perilune::render {

/// Where a frame goes: a framebuffer of the current context (0 = the window's).
struct Target {
    unsigned framebuffer = 0;
    int width = 0;
    int height = 0;
};

} // namespace perilune::render
