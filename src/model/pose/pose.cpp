#include "model/pose/pose.h"

#include "model/pose/keys.h"

#include <glm/gtc/matrix_transform.hpp>

#include <algorithm>

namespace perilune::model {

namespace {

/// A node's own placing, which a movement may change.
struct Placing {
    glm::dvec3 translation{0.0}, scale{1.0};
    glm::dquat rotation{1.0, 0.0, 0.0, 0.0};
};

glm::dmat4 matrixOf(const Node& node, const Placing& placing) {
    if (node.hasMatrix)
        return node.matrix;
    glm::dmat4 matrix = glm::mat4_cast(placing.rotation);
    for (int i = 0; i < 3; ++i)
        matrix[i] *= placing.scale[i];
    matrix[3] = glm::dvec4(placing.translation, 1.0);
    return matrix;
}

void move(const Animation& animation, double timeS, std::vector<Placing>& placings, Pose& pose) {
    for (const Channel& channel : animation.channels) {
        const bool isTurn = channel.moves == Moves::Rotation;
        const std::vector<float> v = valueAt(animation.keys[std::size_t(channel.keys)], timeS, isTurn);
        Placing& placing = placings[std::size_t(channel.node)];
        if (isTurn && v.size() == 4)
            placing.rotation =
                glm::normalize(glm::dquat(double(v[3]), double(v[0]), double(v[1]), double(v[2])));
        else if (channel.moves == Moves::Weights)
            pose.weights[std::size_t(channel.node)] = v;
        else if (v.size() == 3)
            (channel.moves == Moves::Translation ? placing.translation : placing.scale) =
                glm::dvec3(v[0], v[1], v[2]);
    }
}

} // namespace

Pose poseOf(const Gltf& gltf, const PoseWish& wish) {
    Pose pose;
    std::vector<Placing> placings;
    for (const Node& node : gltf.nodes) {
        placings.push_back({node.translation, node.scale, node.rotation});
        const bool own = !node.weights.empty() || node.mesh < 0;
        pose.weights.push_back(own ? node.weights : gltf.meshes[std::size_t(node.mesh)].weights);
    }
    if (wish.animation >= 0 && wish.animation < int(gltf.animations.size()))
        move(gltf.animations[std::size_t(wish.animation)], wish.timeS, placings, pose);
    pose.world.resize(gltf.nodes.size(), glm::dmat4(1.0));
    const int scene = wish.scene >= 0 ? wish.scene : gltf.defaultScene >= 0 ? gltf.defaultScene : 0;
    const bool isAll = scene >= int(gltf.scenes.size()); // no scene: all that it has
    pose.isShown.resize(gltf.nodes.size(), isAll);
    if (!isAll)
        for (const int node : gltf.scenes[std::size_t(scene)].nodes)
            pose.isShown[std::size_t(node)] = true;
    for (const int index : gltf.parentsFirst) {
        const Node& node = gltf.nodes[std::size_t(index)];
        const auto self = std::size_t(index);
        pose.world[self] = matrixOf(node, placings[self]);
        if (node.parent >= 0) {
            pose.world[self] = pose.world[std::size_t(node.parent)] * pose.world[self];
            pose.isShown[self] = pose.isShown[std::size_t(node.parent)];
        }
        if (node.isHidden)
            pose.isShown[self] = false;
    }
    return pose;
}

} // namespace perilune::model
