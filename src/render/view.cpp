#include "render/view.h"

#include <cmath>

namespace perilune::render {

View viewOf(const scene::Camera& camera, double aspect, int widthPx, int heightPx) {
    View view;
    view.eye = camera.eye.m;
    view.forward = glm::normalize(camera.forward.v);
    view.right = glm::normalize(glm::cross(view.forward, camera.up.v));
    view.up = glm::cross(view.right, view.forward);
    view.tanHalfY = std::tan(camera.fieldOfView.radians() * 0.5);
    view.tanHalfX = view.tanHalfY * aspect;
    view.shift = camera.shift;
    view.widthPx = widthPx;
    view.heightPx = heightPx;
    return view;
}

glm::mat4 clipFromEye(const View& view, const DepthBounds& bounds, DepthRange range,
                      const glm::dvec2& jitterPx) {
    const glm::dvec2 offset = view.shift + jitterPx * 2.0 / glm::dvec2(view.widthPx, view.heightPx);
    const glm::dvec3 x = view.right / view.tanHalfX + view.forward * offset.x;
    const glm::dvec3 y = view.up / view.tanHalfY + view.forward * offset.y;
    glm::dvec3 z(0.0);
    double constant = bounds.nearM;
    if (range == DepthRange::Classic) {
        const double span = bounds.farM - bounds.nearM;
        z = view.forward * ((bounds.farM + bounds.nearM) / span);
        constant = -2.0 * bounds.farM * bounds.nearM / span;
    }
    const glm::dvec3 w = view.forward;
    return glm::mat4(glm::dmat4(glm::dvec4(x.x, y.x, z.x, w.x), glm::dvec4(x.y, y.y, z.y, w.y),
                                glm::dvec4(x.z, y.z, z.z, w.z), glm::dvec4(0.0, 0.0, constant, 0.0)));
}

} // namespace perilune::render
