#include "model/read/facts.h"
#include "model/read/gltf_document.h"
#include "model/read/gltf_extensions.h"

#include <algorithm>
#include <cmath>

namespace perilune::model {

namespace {

constexpr double kStrongest = 1e6; ///< of what shines; no screen shows more

double partOf(const Json& object, const char* key, std::size_t i, double fallback) {
    const Json& list = listIn(object, key);
    return i < list.size() ? list[i].get<double>() : fallback;
}
glm::vec3 colourOf(const Json& object, const char* key, double fallback) {
    return {float(partOf(object, key, 0, fallback)), float(partOf(object, key, 1, fallback)),
            float(partOf(object, key, 2, fallback))};
}

/// KHR_texture_transform: scaled, turned, moved, in this order.
TextureCoordinates coordinatesOf(const Json& info) {
    TextureCoordinates out{int(std::min<std::int64_t>(wholeOf(info, "texCoord", 0), 1)),
                           {1.0f, 0.0f},
                           {0.0f, 1.0f},
                           {0.0f, 0.0f}};
    const Json* moved = extensionOf(info, kTextureTransform);
    if (moved == nullptr)
        return out;
    out.set = int(std::min<std::int64_t>(wholeOf(*moved, "texCoord", out.set), 1));
    const double angle = realOf(*moved, "rotation", 0.0);
    const double scaleU = partOf(*moved, "scale", 0, 1.0), scaleV = partOf(*moved, "scale", 1, 1.0);
    out.alongU = glm::vec2(glm::dvec2(std::cos(angle), -std::sin(angle)) * scaleU);
    out.alongV = glm::vec2(glm::dvec2(std::sin(angle), std::cos(angle)) * scaleV);
    out.offset = glm::vec2(float(partOf(*moved, "offset", 0, 0.0)), float(partOf(*moved, "offset", 1, 0.0)));
    return out;
}
void takeTexture(const Json& owner, const char* key, int& texture, TextureCoordinates& uv) {
    const auto found = owner.find(key);
    if (found == owner.end())
        return;
    texture = int(wholeOf(*found, "index", -1));
    uv = coordinatesOf(*found);
}

void takeExtensions(const Json& in, ModelMaterial& out) {
    out.unlit = extensionOf(in, "KHR_materials_unlit") != nullptr;
    if (const Json* e = extensionOf(in, kEmissiveStrength))
        out.emissive *= float(std::clamp(realOf(*e, "emissiveStrength", 1.0), 0.0, kStrongest));
    if (const Json* e = extensionOf(in, "KHR_materials_ior"))
        out.ior = float(realOf(*e, "ior", 1.5));
    if (const Json* e = extensionOf(in, "KHR_materials_specular")) {
        out.specular = float(realOf(*e, "specularFactor", 1.0));
        out.specularColour = colourOf(*e, "specularColorFactor", 1.0);
    }
    if (const Json* e = extensionOf(in, "KHR_materials_clearcoat")) {
        out.clearcoat = float(realOf(*e, "clearcoatFactor", 0.0));
        out.clearcoatRoughness = float(realOf(*e, "clearcoatRoughnessFactor", 0.0));
    }
    if (const Json* e = extensionOf(in, "KHR_materials_sheen")) {
        out.sheenColour = colourOf(*e, "sheenColorFactor", 0.0);
        out.sheenRoughness = float(realOf(*e, "sheenRoughnessFactor", 0.0));
    }
    if (const Json* e = extensionOf(in, "KHR_materials_anisotropy")) {
        out.anisotropy = float(realOf(*e, "anisotropyStrength", 0.0));
        out.anisotropyTurnRadians = float(realOf(*e, "anisotropyRotation", 0.0));
    }
    if (const Json* e = extensionOf(in, "KHR_materials_iridescence")) {
        out.iridescence = float(realOf(*e, "iridescenceFactor", 0.0));
        out.iridescenceIor = float(realOf(*e, "iridescenceIor", 1.3));
        out.iridescenceThicknessNm = float(realOf(*e, "iridescenceThicknessMaximum", 400.0));
    }
    if (const Json* e = extensionOf(in, "KHR_materials_transmission"))
        out.transmission = float(realOf(*e, "transmissionFactor", 0.0));
    if (const Json* e = extensionOf(in, "KHR_materials_volume"))
        out.thicknessM = float(realOf(*e, "thicknessFactor", 0.0));
}

ModelMaterial materialOf(const Json& in) {
    ModelMaterial out;
    const Json pbr = in.value("pbrMetallicRoughness", Json::object());
    out.baseColour = {colourOf(pbr, "baseColorFactor", 1.0), float(partOf(pbr, "baseColorFactor", 3, 1.0))};
    out.metallic = float(realOf(pbr, "metallicFactor", 1.0));
    out.roughness = float(realOf(pbr, "roughnessFactor", 1.0));
    takeTexture(pbr, "baseColorTexture", out.baseTexture, out.baseUv);
    takeTexture(pbr, "metallicRoughnessTexture", out.metalRoughTexture, out.metalRoughUv);
    takeTexture(in, "emissiveTexture", out.emissiveTexture, out.emissiveUv);
    takeTexture(in, "normalTexture", out.normalTexture, out.normalUv);
    takeTexture(in, "occlusionTexture", out.occlusionTexture, out.occlusionUv);
    if (in.contains("normalTexture"))
        out.normalScale = float(realOf(in["normalTexture"], "scale", 1.0));
    if (in.contains("occlusionTexture"))
        out.occlusionStrength = float(realOf(in["occlusionTexture"], "strength", 1.0));
    out.emissive = colourOf(in, "emissiveFactor", 0.0);
    const std::string mode = textOf(in, "alphaMode");
    out.alphaMode = mode == "MASK" ? AlphaMode::Mask : mode == "BLEND" ? AlphaMode::Blend : AlphaMode::Opaque;
    out.alphaCutoff = float(realOf(in, "alphaCutoff", 0.5));
    out.doubleSided = in.value("doubleSided", Json(false)) == true;
    takeExtensions(in, out);
    return out;
}

bool isOneOf(std::int64_t value, std::initializer_list<int> known) {
    return std::find(known.begin(), known.end(), int(value)) != known.end();
}

ModelTexture textureOf(const Json& root, const Json& in) {
    ModelTexture out;
    out.image = int(wholeOf(in, "source", -1));
    if (const Json* webp = extensionOf(in, "EXT_texture_webp"))
        out.image = int(wholeOf(*webp, "source", out.image));
    if (const Json* sampler = named(root, in, "sampler", "samplers")) {
        const auto wrap = [&](const char* key) {
            const std::int64_t value = wholeOf(*sampler, key, 10497);
            return isOneOf(value, {33071, 33648}) ? int(value) : 10497;
        };
        out.wrapS = wrap("wrapS");
        out.wrapT = wrap("wrapT");
        out.nearest = wholeOf(*sampler, "magFilter", 0) == 9728;
        const std::int64_t least = wholeOf(*sampler, "minFilter", 0);
        out.minFilter = isOneOf(least, {9728, 9729, 9984, 9985, 9986, 9987}) ? int(least) : 0;
    }
    return out;
}

} // namespace

void takeMaterials(const Json& root, Gltf& gltf) {
    for (const Json& in : listIn(root, "materials"))
        gltf.materials.push_back(materialOf(in));
    gltf.materials.emplace_back();
    for (const Json& in : listIn(root, "textures"))
        gltf.textures.push_back(textureOf(root, in));
}

} // namespace perilune::model
