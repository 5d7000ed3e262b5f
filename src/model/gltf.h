#pragma once

#include "model/model.h"

#include <glm/glm.hpp>
#include <glm/gtc/quaternion.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace perilune::model {

/// What a morph target adds; a list is empty where it changes nothing of that kind.
struct MorphTarget {
    std::vector<glm::vec3> positions, normals, tangents;
    std::array<std::vector<glm::vec2>, 2> uv;
    std::vector<glm::vec4> colours;
};

/// Which joints move a vertex, and how much.
struct Influence {
    std::array<std::uint16_t, 4> joint{};
    glm::vec4 weight{0.0f};
};

/// One drawing of a mesh; the lists of its vertices are empty or of one length.
struct Primitive {
    int mode = 4;      ///< 0 points, 1 lines, 2 a closed line, 3 a line, 4 triangles, 5 a strip, 6 a fan
    int material = -1; ///< -1: glTF's default
    std::vector<glm::vec3> positions, normals;
    std::vector<glm::vec4> tangents, colours;
    std::array<std::vector<glm::vec2>, 2> uv;
    std::vector<std::vector<Influence>> influences; ///< sets of four joints for each vertex
    std::vector<std::uint32_t> indices;             ///< made where the file has none
    std::vector<MorphTarget> targets;
    std::vector<std::pair<int, int>> variants; ///< (variant, material)
};

struct Mesh {
    std::string name;
    std::vector<Primitive> primitives;
    std::vector<float> weights;
};

struct Node {
    std::string name;
    int parent = -1;
    std::vector<int> children;
    int mesh = -1, skin = -1, camera = -1, light = -1;
    bool hasMatrix = false;
    glm::dmat4 matrix{1.0};
    glm::dvec3 translation{0.0}, scale{1.0};
    glm::dquat rotation{1.0, 0.0, 0.0, 0.0};
    bool isHidden = false;             ///< KHR_node_visibility: it and what hangs on it
    std::vector<float> weights;        ///< in the place of its mesh's, where it has any
    std::vector<glm::dmat4> instances; ///< EXT_mesh_gpu_instancing
};

struct Skin {
    std::string name;
    std::vector<int> joints;
    std::vector<glm::dmat4> inverseBinds; ///< one for each joint
};

enum class Between { Step, Linear, Cubic };
enum class Moves { Translation, Rotation, Scale, Weights };

/// Values at times; a cubic one has for each the tangent before, the value, the tangent after.
struct Keys {
    Between between = Between::Linear;
    std::vector<float> timesS;
    std::vector<float> values;
};
struct Channel {
    int keys = 0;
    int node = -1;
    Moves moves = Moves::Translation;
};
struct Animation {
    std::string name;
    std::vector<Keys> keys;
    std::vector<Channel> channels;
    double lengthS = 0.0;
};

struct GltfScene {
    std::string name;
    std::vector<int> nodes;
};

/// KHR_lights_punctual, in its units; kept, not drawn.
struct Light {
    std::string name, type;
    glm::vec3 colour{1.0f};
    float intensity = 1.0f, rangeM = 0.0f, innerRadians = 0.0f, outerRadians = 0.785398f;
};

struct GltfCamera {
    std::string name;
    bool perspective = true;
    double yfovRadians = 0.0, aspect = 0.0, znearM = 0.0, zfarM = 0.0, xmag = 0.0, ymag = 0.0;
};

/// A glTF file as it is: its trees, its movements, its looks. Checked: every index lies in its list, no node
/// is above itself.
struct Gltf {
    std::vector<GltfScene> scenes;
    int defaultScene = -1; ///< -1: it names none
    std::vector<Node> nodes;
    std::vector<int> parentsFirst; ///< all nodes, each after the one that it hangs on
    std::vector<Mesh> meshes;
    std::vector<Skin> skins;
    std::vector<Animation> animations;
    std::vector<Light> lights;
    std::vector<GltfCamera> cameras;
    std::vector<std::string> variants;
    std::vector<ModelMaterial> materials; ///< the last is glTF's default material
    std::vector<ModelTexture> textures;
    std::vector<base::Image> images; ///< RGBA; empty where no material shows it
    ModelInfo info;                  ///< without what hangs on a pose: its size
};

/// Reads a .glb or .gltf and all that it refers to. An error names what is wrong.
base::Result<Gltf> readGltf(const std::filesystem::path& file);

} // namespace perilune::model
