#include "model/gltf_extensions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace perilune::model {

namespace {

constexpr std::array<std::string_view, 3> kRead = {kQuantization, kTextureTransform, kEmissiveStrength};
constexpr std::array<std::string_view, 4> kPackedMeshes = {
    "KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression",
    "MPEG_mesh_compression"};
constexpr std::array<std::string_view, 4> kPackedImages = {"KHR_texture_basisu", "EXT_texture_webp",
                                                           "EXT_texture_avif", "MSFT_texture_dds"};

bool isOneOf(const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isNamedIn(const Json& root, const char* key, std::string_view name) {
    const Json& names = listIn(root, key);
    return std::any_of(names.begin(), names.end(), [name](const Json& n) {
        return n.is_string() && n.get_ref<const std::string&>() == name;
    });
}

Wrong packed(const std::string& what, std::string_view name) {
    return {fmt::format("{} packed with {}, which is not read", what, name),
            "export it again without compression, with PNG or JPEG for its images"};
}

/// The extension of this kind that an object of the file carries.
std::optional<std::string> carried(const Json& object, const auto& kinds) {
    const auto found = object.is_object() ? object.find("extensions") : object.end();
    if (!object.is_object() || found == object.end() || !found->is_object())
        return {};
    for (const auto& [name, value] : found->items())
        if (isOneOf(kinds, name))
            return name;
    return {};
}

/// An element of a list by the number that an object has for it; null where there is none.
const Json* referred(const Json& object, const char* key, const Json& list) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || found == object.end() || !found->is_number_unsigned() ||
        found->get<std::size_t>() >= list.size())
        return nullptr;
    return &list[found->get<std::size_t>()];
}

/// Parts that are there in packed form alone, whatever the file says that it needs.
void refusePackedParts(const GltfParts& parts) {
    const Json& root = parts.root;
    const Json& accessors = listIn(root, "accessors");
    std::size_t mesh = 0;
    for (const Json& element : listIn(root, "meshes")) {
        std::size_t primitive = 0;
        for (const Json& part : element.is_object() ? listIn(element, "primitives") : Json::array()) {
            const std::string where = fmt::format("meshes[{}].primitives[{}] is", mesh, primitive++);
            const auto name = carried(part, kPackedMeshes);
            if (!name || !part.contains("attributes") || !part["attributes"].is_object())
                continue;
            for (const auto& [attribute, index] : part["attributes"].items()) {
                const Json* accessor = referred(part["attributes"], attribute.c_str(), accessors);
                if (accessor != nullptr && accessor->is_object() && !accessor->contains("bufferView"))
                    throw packed(where, *name);
            }
        }
        ++mesh;
    }
    std::size_t view = 0;
    for (const Json& element : listIn(root, "bufferViews")) {
        const auto name = carried(element, kPackedMeshes);
        const Json& buffers = listIn(root, "buffers");
        const Json* buffer = referred(element, "buffer", buffers);
        const bool own = buffer != nullptr && buffer == &buffers[0] && parts.hasBinary;
        if (name && buffer != nullptr && buffer->is_object() && !buffer->contains("uri") && !own)
            throw packed(fmt::format("bufferViews[{}] is", view), *name);
        ++view;
    }
    std::size_t texture = 0;
    for (const Json& element : listIn(root, "textures")) {
        const auto name = carried(element, kPackedImages);
        if (name && !element.contains("source"))
            throw packed(fmt::format("textures[{}] is", texture), *name);
        ++texture;
    }
}

/// Where an extension stands, and how often.
struct Places {
    std::string first;
    std::size_t count = 0;
};

// NOLINTNEXTLINE(misc-no-recursion): the depth was checked
void findExtensions(const Json& value, const std::string& where, std::map<std::string, Places>& found) {
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            if (value[i].is_structured())
                findExtensions(value[i], fmt::format("{}[{}]", where, i), found);
    } else if (value.is_object()) {
        for (const auto& [key, member] : value.items()) {
            if (key == "extensions" && member.is_object()) {
                for (const auto& [name, content] : member.items()) {
                    Places& places = found[name];
                    if (places.count++ == 0)
                        places.first = where.empty() ? "the file" : where;
                }
            }
            if (key != "extras" && member.is_structured())
                findExtensions(member, where.empty() ? key : where + "." + key, found);
        }
    }
}

} // namespace

bool usesExtension(const Json& root, std::string_view name) {
    return isNamedIn(root, "extensionsUsed", name) || isNamedIn(root, "extensionsRequired", name);
}

void refuseExtensions(const GltfParts& parts) {
    const Json& root = parts.root;
    for (const char* key : {"extensionsRequired", "extensionsUsed"}) {
        const auto found = root.find(key);
        if (found != root.end() &&
            !(found->is_array() &&
              std::all_of(found->begin(), found->end(), [](const Json& n) { return n.is_string(); })))
            throw Wrong{fmt::format("\"{}\" is no list of names", key)};
    }
    const Json& required = listIn(root, "extensionsRequired");
    for (const Json& name : required) {
        const auto& text = name.get_ref<const std::string&>();
        if (isOneOf(kPackedMeshes, text) || isOneOf(kPackedImages, text))
            throw packed("it is", text);
    }
    refusePackedParts(parts);
    for (const Json& name : required)
        if (!isOneOf(kRead, name.get_ref<const std::string&>()))
            throw Wrong{
                fmt::format("it needs {}, which is not read", shown(name.get_ref<const std::string&>())),
                "export it again without that extension"};
}

std::vector<std::string> extensionNotes(const Json& root) {
    std::map<std::string, Places> found;
    findExtensions(root, "", found);
    std::vector<std::string> notes;
    for (const auto& [name, places] : found) {
        if (isOneOf(kRead, name))
            continue;
        const std::string more = places.count == 1 ? " is"
                                 : places.count == 2
                                     ? " and another place are"
                                     : fmt::format(" and {} other places are", places.count - 1);
        notes.push_back(
            fmt::format("{} is not read: {}{} drawn without it", shown(name), shown(places.first), more));
    }
    return notes;
}

} // namespace perilune::model
