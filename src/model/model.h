#pragma once

#include "model/model_info.h"
#include "base/image.h"
#include "base/result.h"

#include <glm/glm.hpp>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace perilune::model {

struct ModelVertex {
    glm::vec3 position{0.0f}; ///< metres, the model's axes (glTF: +Y up, +Z to the front)
    glm::vec3 normal{0.0f};
    glm::vec2 uv{0.0f}, uv1{0.0f};     ///< the first and the second set of texture coordinates
    std::uint32_t colour = 0xFFFFFFFF; ///< linear RGBA, red lowest
    glm::vec4 tangent{0.0f};           ///< w: which way the bitangent points, +1 or -1; 0: none was given
};

enum class AlphaMode { Opaque, Mask, Blend };

/// A texture of a material: which image, and how it is shown (GL's values).
struct ModelTexture {
    int image = -1;
    int wrapS = 0x2901;
    int wrapT = 0x2901;
    bool nearest = false; ///< its texels are shown as squares
    int minFilter = 0;    ///< as the file has it; 0 where it leaves that to us
};

/// Where in a texture a vertex lies: one of its sets of coordinates, (u, v), as u alongU + v alongV + offset.
struct TextureCoordinates {
    int set = 0;
    glm::vec2 alongU{1.0f, 0.0f}, alongV{0.0f, 1.0f}, offset{0.0f};
};

/// Metallic-roughness, as glTF 2.0 defines it; colours in linear light, -1 = no texture.
struct ModelMaterial {
    glm::vec4 baseColour{1.0f};
    glm::vec3 emissive{0.0f};
    float metallic = 1.0f;
    float roughness = 1.0f;
    AlphaMode alphaMode = AlphaMode::Opaque;
    float alphaCutoff = 0.5f;
    bool doubleSided = false;
    int baseTexture = -1;
    int metalRoughTexture = -1;
    int emissiveTexture = -1;
    int normalTexture = -1;
    int occlusionTexture = -1; ///< its red
    TextureCoordinates baseUv, metalRoughUv, emissiveUv, normalUv, occlusionUv;
    float normalScale = 1.0f;
    float occlusionStrength = 1.0f;
    bool unlit = false; ///< shown in its own colour, whatever light falls on it
    /// What extensions say, factors alone (their textures are not kept).
    float ior = 1.5f;
    float specular = 1.0f;
    glm::vec3 specularColour{1.0f};
    float clearcoat = 0.0f, clearcoatRoughness = 0.0f;
    glm::vec3 sheenColour{0.0f};
    float sheenRoughness = 0.0f;
    float anisotropy = 0.0f, anisotropyTurnRadians = 0.0f;
    float iridescence = 0.0f, iridescenceIor = 1.3f, iridescenceThicknessNm = 400.0f;
    float transmission = 0.0f;
    float thicknessM = 0.0f;
};

/// Triangles of one material that hang on one node.
struct ModelPart {
    std::uint32_t firstIndex = 0;
    std::uint32_t indexCount = 0;
    int material = 0;
    int node = -1; ///< index of `ModelData::nodes`
};

/// A node as a person may point at it.
struct ModelNode {
    std::string name; ///< its own or its mesh's; empty where both have none
    int parent = -1;
};

/// A model as triangles, its nodes' transforms applied; plain data, checked.
struct ModelData {
    ModelInfo info;
    std::vector<ModelVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<ModelPart> parts;
    std::vector<ModelNode> nodes;
    std::vector<ModelMaterial> materials; ///< the last is glTF's default material
    std::vector<ModelTexture> textures;
    std::vector<base::Image> images; ///< RGBA; empty where no material shows it
    glm::vec3 low{0.0f}, high{0.0f}; ///< bounds of what is drawn
};

/// Reads a .glb or .gltf and all that it refers to, in its default scene (all its nodes where it has none)
/// and rest pose, or as what stands after a # in the name says (wish.h); what is not drawn so stands in
/// `info`. An error names what is wrong.
base::Result<ModelData> readModel(const std::filesystem::path& file);

} // namespace perilune::model
