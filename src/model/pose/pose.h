#pragma once

#include "model/gltf.h"
#include "model/pose_wish.h"

#include <glm/glm.hpp>

#include <vector>

namespace perilune::model {

/// Where each node stands at a time.
struct Pose {
    std::vector<glm::dmat4> world;
    std::vector<std::vector<float>> weights; ///< of the node's mesh's morph targets
    std::vector<bool> isShown;               ///< the node hangs in the scene
};
Pose poseOf(const Gltf& gltf, const PoseWish& wish);

/// The scene as triangles, its looks as the renderer knows them; without images, which stay with the file.
/// An error where it comes to more than is drawn.
base::Result<ModelData> flatten(const Gltf& gltf, const PoseWish& wish = {});

} // namespace perilune::model
