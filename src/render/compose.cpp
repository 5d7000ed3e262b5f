#include "render/frame.h"

namespace perilune::render {

namespace {

/// glTF's axes (+Y up, +Z to the front) in east, north, up: the front looks north.
const glm::dmat3 kEnuFromModel{glm::dvec3(-1, 0, 0), glm::dvec3(0, 0, 1), glm::dvec3(0, 1, 0)};

} // namespace

Frame compose(const scene::Scene& scene, const overlay::Viewport& viewport,
              std::shared_ptr<const overlay::Fonts> fonts) {
    Frame frame;
    frame.viewport = viewport;
    frame.camera = scene.camera;
    frame.sun = glm::vec3(scene.sun.v);
    frame.earth = glm::vec3(scene.sky.earth.v);
    frame.earthDistanceM = scene.sky.earthDistanceM;
    frame.shadowLift = scene.shadowLift;
    frame.exposureStops = scene.exposureStops;
    frame.stopsAsked = scene.stopsAsked;
    frame.ground = scene.ground;
    for (const scene::PlacedModel& model : scene.models) {
        if (model.presence == scene::Presence::Lost) {
            continue; // nothing stands there
        }
        glm::dmat4 toEye(model.frame.m * kEnuFromModel);
        toEye[3] = glm::dvec4(model.position.m - scene.camera.eye.m, 1.0);
        frame.models.push_back({model.file, glm::mat4(toEye), model.presence == scene::Presence::Planned});
    }
    frame.stage = overlay::layoutStage(scene, viewport, *fonts);
    frame.fonts = std::move(fonts);
    return frame;
}

} // namespace perilune::render
