#pragma once

#include "scene/camera.h"

#include <glm/glm.hpp>

namespace perilune::render {

/// How depth is kept in the buffer.
enum class DepthRange {
    Reversed, ///< 1 at the near plane, 0 at infinity (needs clip control); exact from a hand's breadth to the
              ///< whole Moon
    Classic,  ///< -1..1 between tight planes, where the driver has no clip control
};

/// The nearest and farthest distance along the view that must be drawn, metres.
struct DepthBounds {
    double nearM = 1.0;
    double farM = 1e9;
};

/// A camera with its axes worked out; everything that goes to the graphics card is relative to `eye`, in
/// Moon-fixed axes.
struct View {
    glm::dvec3 eye{0.0};
    glm::dvec3 right{1, 0, 0}, up{0, 0, 1}, forward{0, 1, 0};
    double tanHalfX = 0.5, tanHalfY = 0.5;
    glm::dvec2 shift{0.0};
    int widthPx = 1, heightPx = 1;

    /// Pixels on screen of one metre at a distance.
    double pixelsPerMetre(double distanceM) const { return double(heightPx) * 0.5 / (tanHalfY * distanceM); }
};

View viewOf(const scene::Camera& camera, double aspect, int widthPx, int heightPx);

/// Eye-relative Moon-fixed metres to clip space. `jitterPx` moves the picture by parts of a pixel.
glm::mat4 clipFromEye(const View& view, const DepthBounds& bounds, DepthRange range,
                      const glm::dvec2& jitterPx);

} // namespace perilune::render
