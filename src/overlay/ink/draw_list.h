#pragma once

#include <cstdint>
#include <vector>

namespace perilune::overlay {

/// One corner of a triangle: pixels from the top left, font-atlas coordinates, sRGB colour 0xAABBGGRR
/// (straight alpha).
struct Vertex {
    float x = 0, y = 0, u = 0, v = 0;
    std::uint32_t colour = 0xFFFFFFFF;
};

/// A run of indices under one clip rectangle (pixels).
struct DrawCommand {
    float clipX0 = 0, clipY0 = 0, clipX1 = 0, clipY1 = 0;
    std::uint32_t firstIndex = 0;
    std::uint32_t indexCount = 0;
};

/// Triangles over the picture, in drawing order, all textured with the font atlas. Plain data: no ImGui, no
/// GL.
struct DrawList {
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<DrawCommand> commands;
};

} // namespace perilune::overlay
