#pragma once

#include "render/frame_sky.h"
#include "overlay/stage.h"
#include "scene/scene.h"

#include <glm/glm.hpp>

#include <memory>
#include <string>
#include <vector>

namespace perilune::render {

/// A spacecraft, eye-relative.
struct FrameModel {
    std::string file;
    glm::mat4 toEye{1.0f}; ///< glTF metres -> metres from the eye, Moon-fixed axes
    scene::Presence presence = scene::Presence::Planned; ///< each is drawn so that none passes for another
    float lamps = 0.0f;                                  ///< as in the scene
};

/// One picture, ready to draw: floats relative to the eye, laid out in pixels.
struct Frame {
    overlay::Viewport viewport;
    scene::Camera camera;            ///< doubles: the ground is selected and made eye-relative from it
    glm::vec3 sun{1.0f, 0.0f, 0.0f}; ///< direction, Moon-fixed axes
    glm::vec3 earth{1.0f, 0.0f, 0.0f};
    double earthDistanceM = 3.844e8;
    double shadowLift = 0.0;                                         ///< as in the scene
    double exposureStops = 0.0, stopsAsked = 0.0, liftedStops = 0.0; ///< as in the scene
    FrameSky sky;
    terrain::GroundLook ground; ///< how the ground is drawn
    std::vector<FrameModel> models;
    bool covered = false; ///< the stage hides all of the scene, which then is not drawn
    overlay::Stage stage;
    std::shared_ptr<const overlay::Fonts> fonts; ///< that the stage was laid out with
};

} // namespace perilune::render
