#include "model/gltf_materials.h"

#include "model/gltf_extensions.h"

#include <algorithm>
#include <cmath>

namespace perilune::model {

namespace {

constexpr double kStrongest = 1e6; ///< of what shines; no screen shows more

/// A member of an extension as a number; `fallback` where it is none.
double numberIn(const tinygltf::Value& extension, const char* key, double fallback) {
    return extension.Has(key) && extension.Get(key).IsNumber() ? extension.Get(key).GetNumberAsDouble()
                                                               : fallback;
}
glm::dvec2 pairIn(const tinygltf::Value& extension, const char* key, double fallback) {
    glm::dvec2 pair(fallback);
    const tinygltf::Value& list = extension.Get(key);
    for (int i = 0; i < 2; ++i)
        if (list.IsArray() && list.ArrayLen() == 2 && list.Get(i).IsNumber())
            pair[i] = list.Get(i).GetNumberAsDouble();
    return pair;
}

/// KHR_texture_transform: scaled, turned, moved, in this order.
TextureCoordinates coordinatesOf(const tinygltf::TextureInfo& info) {
    TextureCoordinates out{info.texCoord, {1.0f, 0.0f}, {0.0f, 1.0f}, {0.0f, 0.0f}};
    const auto found = info.extensions.find(kTextureTransform);
    if (found == info.extensions.end() || !found->second.IsObject())
        return out;
    const tinygltf::Value& transform = found->second;
    out.set = int(numberIn(transform, "texCoord", info.texCoord));
    const glm::dvec2 scale = pairIn(transform, "scale", 1.0), offset = pairIn(transform, "offset", 0.0);
    const double angle = numberIn(transform, "rotation", 0.0);
    out.alongU = glm::vec2(glm::dvec2(std::cos(angle), -std::sin(angle)) * scale.x);
    out.alongV = glm::vec2(glm::dvec2(std::sin(angle), std::cos(angle)) * scale.y);
    out.offset = glm::vec2(offset);
    return out;
}

float within(double factor) {
    return float(std::clamp(factor, 0.0, 1.0));
}

} // namespace

ModelMaterial materialOf(const tinygltf::Material& in) {
    ModelMaterial out;
    const auto& pbr = in.pbrMetallicRoughness;
    for (int i = 0; i < 4 && pbr.baseColorFactor.size() == 4; ++i)
        out.baseColour[i] = within(pbr.baseColorFactor[std::size_t(i)]);
    for (int i = 0; i < 3 && in.emissiveFactor.size() == 3; ++i)
        out.emissive[i] = within(in.emissiveFactor[std::size_t(i)]);
    out.metallic = within(pbr.metallicFactor);
    out.roughness = within(pbr.roughnessFactor);
    out.alphaMode = in.alphaMode == "MASK"    ? AlphaMode::Mask
                    : in.alphaMode == "BLEND" ? AlphaMode::Blend
                                              : AlphaMode::Opaque;
    out.alphaCutoff = float(in.alphaCutoff);
    out.doubleSided = in.doubleSided;
    out.baseTexture = pbr.baseColorTexture.index;
    out.metalRoughTexture = pbr.metallicRoughnessTexture.index;
    out.emissiveTexture = in.emissiveTexture.index;
    out.baseUv = coordinatesOf(pbr.baseColorTexture);
    out.metalRoughUv = coordinatesOf(pbr.metallicRoughnessTexture);
    out.emissiveUv = coordinatesOf(in.emissiveTexture);
    if (const auto strength = in.extensions.find(kEmissiveStrength); strength != in.extensions.end())
        out.emissive *=
            float(std::clamp(numberIn(strength->second, "emissiveStrength", 1.0), 0.0, kStrongest));
    return out;
}

ModelTexture textureOf(const tinygltf::Model& model, const tinygltf::Texture& in) {
    ModelTexture out{in.source};
    if (in.sampler >= 0) {
        const auto& sampler = model.samplers.at(std::size_t(in.sampler));
        out.wrapS = sampler.wrapS;
        out.wrapT = sampler.wrapT;
        out.nearest = sampler.magFilter == TINYGLTF_TEXTURE_FILTER_NEAREST;
    }
    return out;
}

} // namespace perilune::model
