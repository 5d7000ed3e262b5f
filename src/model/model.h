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
};

enum class AlphaMode { Opaque, Mask, Blend };

/// A texture of a material: which image, and how it repeats outside 0..1 (GL's values).
struct ModelTexture {
    int image = -1;
    int wrapS = 0x2901;
    int wrapT = 0x2901;
    bool nearest = false; ///< its texels are shown as squares
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
    TextureCoordinates baseUv, metalRoughUv, emissiveUv;
};

/// Triangles of one material.
struct ModelPart {
    std::uint32_t firstIndex = 0;
    std::uint32_t indexCount = 0;
    int material = 0;
};

/// A model as triangles, its nodes' transforms applied; plain data, checked.
struct ModelData {
    ModelInfo info;
    std::vector<ModelVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<ModelPart> parts;
    std::vector<ModelMaterial> materials; ///< the last is glTF's default material
    std::vector<ModelTexture> textures;
    std::vector<base::Image> images; ///< RGBA; empty where no material shows it
    glm::vec3 low{0.0f}, high{0.0f}; ///< bounds of what is drawn
};

/// Reads a .glb or .gltf and all that it refers to, in its default scene (all its nodes where it has none)
/// and rest pose; what is not drawn so stands in `info.notes`. An error names what is wrong.
base::Result<ModelData> readModel(const std::filesystem::path& file);

} // namespace perilune::model
