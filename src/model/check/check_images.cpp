#include "model/check/check.h"
#include "model/check/schema.h"
#include "model/read/gltf_extensions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace perilune::model {

namespace {

/// Where a material names a texture.
struct TextureSlot {
    std::string place;
    const Json* info;
};

/// A slot in words has "Texture" at its end, in the standard's own objects and in extensions alike.
void addSlots(const Json& object, const std::string& where, std::vector<TextureSlot>& slots) {
    for (const auto& [key, value] : object.items())
        if (value.is_object() && value.contains("index") && key.ends_with("Texture"))
            slots.push_back({placeIn(where, key.c_str()), &value});
}

std::vector<TextureSlot> slotsOf(const Json& material) {
    std::vector<TextureSlot> slots;
    addSlots(material, "", slots);
    if (const auto pbr = material.find("pbrMetallicRoughness"); pbr != material.end())
        addSlots(*pbr, "pbrMetallicRoughness", slots);
    if (const auto extensions = material.find("extensions"); extensions != material.end())
        for (const auto& [name, content] : extensions->items())
            if (rulesOfExtension("material", name) != nullptr)
                addSlots(content, name, slots);
    return slots;
}

bool isNumberList(const Json& list) {
    return std::all_of(
        list.begin(), list.end(), [](const Json& n) { return n.is_number(); });
}

} // namespace

void checkImages(const Json& root, Uses& uses) {
    forEach(
        root, "images",
        [&](const Json& image, const std::string& where) {
            const bool hasView = image.contains("bufferView");
            if (hasView == image.contains("uri"))
                throw Wrong{fmt::format("{} has {} \"uri\" {} \"bufferView\"", where,
                                        hasView ? "both" : "neither", hasView ? "and" : "nor")};
            if (!hasView)
                return;
            if (!image.contains("mimeType"))
                throw Wrong{where + " has a \"bufferView\" and no \"mimeType\""};
            if (named(root, image, "bufferView", "bufferViews")->contains("byteStride"))
                throw Wrong{where + ": its bufferView has a \"byteStride\", which only vertices may have"};
            uses.view(root, wholeOf(image, "bufferView", 0), "an image", where);
        });
    forEach(root, "textures", [&](const Json& texture, const std::string& where) {
        const auto need = [&](const Json* image, std::initializer_list<const char*> types) {
            const std::string type = image ? textOf(*image, "mimeType") : "";
            if (!type.empty() &&
                std::none_of(types.begin(), types.end(), [&](const char* t) { return type == t; }))
                throw Wrong{fmt::format("{} shows an image of the kind {}, which does not belong there",
                                        where, shown(type))};
        };
        need(named(root, texture, "source", "images"), {"image/png", "image/jpeg"});
        if (const Json* webp = extensionOf(texture, "EXT_texture_webp"))
            need(named(root, *webp, "source", "images"), {"image/webp"});
    });
}

void checkMaterials(const Json& root) {
    forEach(root, "materials", [](const Json& material, const std::string& where) {
        if (const Json* ior = extensionOf(material, "KHR_materials_ior"))
            if (const double value = realOf(*ior, "ior", 1.5); value != 0.0 && value < 1.0)
                throw Wrong{fmt::format("{}: its ior is {}, neither 0 nor at least 1", where, value)};
    });
    const Json* variants = extensionOf(root, "KHR_materials_variants");
    const double count = variants ? double(listIn(*variants, "variants").size()) : 0.0;
    forEach(root, "meshes", [&](const Json& mesh, const std::string& where) {
        std::size_t i = 0;
        for (const Json& primitive : listIn(mesh, "primitives")) {
            const std::string inside = fmt::format("{}.primitives[{}]", where, i++);
            const Json* mappings = extensionOf(primitive, "KHR_materials_variants");
            std::set<double> seen;
            for (const Json& mapping : mappings ? listIn(*mappings, "mappings") : Json::array())
                for (const Json& variant :
                     isNumberList(mapping["variants"]) ? mapping["variants"] : Json::array()) {
                    const double v = variant.get<double>();
                    if (v >= count)
                        throw Wrong{
                            fmt::format("{} names variant {}, but there are {} variants", inside, v, count)};
                    if (!seen.insert(v).second)
                        throw Wrong{fmt::format("{} has two materials for variant {}", inside, v)};
                }
        }
    });
}

WantedSets wantedSets(const Json& material) {
    WantedSets wanted;
    for (const TextureSlot& slot : slotsOf(material)) {
        std::int64_t set = wholeOf(*slot.info, "texCoord", 0);
        if (const Json* moved = extensionOf(*slot.info, "KHR_texture_transform"))
            set = wholeOf(*moved, "texCoord", set);
        if (set + 1 > wanted.count)
            wanted = {set + 1, slot.place};
    }
    return wanted;
}

bool lacksTangents(const Json& root, const Json& primitive) {
    const Json* material = named(root, primitive, "material", "materials");
    if (material == nullptr || primitive["attributes"].contains("TANGENT"))
        return false;
    return extensionOf(*material, "KHR_materials_anisotropy") != nullptr &&
           !material->contains("normalTexture");
}

} // namespace perilune::model
