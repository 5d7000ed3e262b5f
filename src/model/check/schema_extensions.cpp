#include "model/check/schema.h"

#include <algorithm>

namespace perilune::model {

namespace {

/// What an extension holds in objects of one kind.
struct Extension {
    std::string name, owner;
    Rules rules;
};

Rule texture(const char* key) {
    return object(key, rulesOfTexture());
}
Rule colour(const char* key) {
    return numbers(key, 3).share();
}

/// A material's extension.
Extension ofMaterial(const char* name, std::vector<Rule> members) {
    return {name, "material", {"extension", std::move(members)}};
}

const Rules& rulesOfLights() {
    static const Rules spot{"extension",
                            {number("innerConeAngle").from(0), number("outerConeAngle").above(0)}};
    static const Rules light{"extension",
                             {numbers("color", 3).share(), number("intensity").from(0),
                              number("range").above(0), object("spot", spot),
                              word("type", {"directional", "point", "spot"}).needed()},
                             true};
    static const Rules rules{"extension", {objects("lights", light).needed()}};
    return rules;
}
const Rules& rulesOfVariants() {
    static const Rules variant{"extension", {text("name").needed()}};
    static const Rules rules{"extension", {objects("variants", variant).needed()}};
    return rules;
}
const Rules& rulesOfMappings() {
    static const Rules mapping{"extension",
                               {index("material", "materials").needed(),
                                Rule{.key = "variants", .kind = Kind::Numbers}.from(0).needed()},
                               true};
    static const Rules rules{"extension", {objects("mappings", mapping).needed()}};
    return rules;
}

Rules rulesOfMeshopt() {
    return {"extension",
            {index("buffer", "buffers").needed(), count("byteOffset"), count("byteLength").from(1).needed(),
             count("byteStride").from(1).to(256).needed(), count("count").from(1).needed(),
             word("mode", {"ATTRIBUTES", "TRIANGLES", "INDICES"}).needed(),
             word("filter", {"NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL"})}};
}

const std::vector<Extension>& extensions() {
    static const std::vector<Extension> all = {
        {"KHR_texture_transform",
         "textureInfo",
         {"extension", {numbers("offset", 2), number("rotation"), numbers("scale", 2), count("texCoord")}}},
        ofMaterial("KHR_materials_unlit", {}),
        ofMaterial("KHR_materials_emissive_strength", {number("emissiveStrength").from(0)}),
        ofMaterial("KHR_materials_clearcoat",
                   {number("clearcoatFactor").share(), texture("clearcoatTexture"),
                    number("clearcoatRoughnessFactor").share(), texture("clearcoatRoughnessTexture"),
                    object("clearcoatNormalTexture", rulesOfNormalTexture())}),
        ofMaterial("KHR_materials_specular",
                   {number("specularFactor").share(), texture("specularTexture"),
                    numbers("specularColorFactor", 3).from(0), texture("specularColorTexture")}),
        ofMaterial("KHR_materials_ior", {number("ior").from(0)}),
        ofMaterial("KHR_materials_sheen",
                   {colour("sheenColorFactor"), texture("sheenColorTexture"),
                    number("sheenRoughnessFactor").share(), texture("sheenRoughnessTexture")}),
        ofMaterial("KHR_materials_iridescence",
                   {number("iridescenceFactor").share(), texture("iridescenceTexture"),
                    number("iridescenceIor").from(1), number("iridescenceThicknessMinimum").from(0),
                    number("iridescenceThicknessMaximum").from(0), texture("iridescenceThicknessTexture")}),
        ofMaterial("KHR_materials_anisotropy", {number("anisotropyStrength").share(),
                                                number("anisotropyRotation"), texture("anisotropyTexture")}),
        ofMaterial("KHR_materials_transmission",
                   {number("transmissionFactor").share(), texture("transmissionTexture")}),
        ofMaterial("KHR_materials_volume",
                   {number("thicknessFactor").from(0), texture("thicknessTexture"),
                    number("attenuationDistance").above(0), colour("attenuationColor")}),
        ofMaterial("KHR_materials_dispersion", {number("dispersion").from(0)}),
        ofMaterial("KHR_materials_pbrSpecularGlossiness",
                   {numbers("diffuseFactor", 4).share(), texture("diffuseTexture"), colour("specularFactor"),
                    number("glossinessFactor").share(), texture("specularGlossinessTexture")}),
        {"KHR_materials_variants", "file", rulesOfVariants()},
        {"KHR_materials_variants", "primitive", rulesOfMappings()},
        {"KHR_lights_punctual", "file", rulesOfLights()},
        {"KHR_lights_punctual", "node", {"extension", {count("light").needed()}}},
        {"KHR_mesh_quantization", "", {}},
        {"KHR_node_visibility", "node", {"extension", {flag("visible")}}},
        {"EXT_mesh_gpu_instancing",
         "node",
         {"extension", {Rule{.key = "attributes", .kind = Kind::IndexMap, .into = "accessors"}.needed()}}},
        {"EXT_texture_webp", "texture", {"extension", {index("source", "images").needed()}}},
        {"KHR_texture_basisu", "texture", {"extension", {index("source", "images").needed()}}},
        {"EXT_meshopt_compression", "bufferView", rulesOfMeshopt()},
        {"EXT_meshopt_compression", "buffer", {"extension", {flag("fallback")}}},
        {"KHR_draco_mesh_compression",
         "primitive",
         {"extension",
          {index("bufferView", "bufferViews").needed(),
           Rule{.key = "attributes", .kind = Kind::Object, .inner = nullptr}.needed()}}},
    };
    return all;
}

} // namespace

const Rules* rulesOfExtension(std::string_view owner, std::string_view name) {
    for (const Extension& extension : extensions())
        if (extension.name == name && extension.owner == owner)
            return &extension.rules;
    return nullptr;
}

bool belongsElsewhere(std::string_view name) {
    return std::any_of(
        extensions().begin(), extensions().end(), [name](const Extension& e) { return e.name == name; });
}

} // namespace perilune::model
