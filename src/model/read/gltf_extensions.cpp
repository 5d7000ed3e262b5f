#include "model/read/gltf_extensions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace perilune::model {

namespace {

/// Read, and drawn or told what becomes of it (gltf_notes.h).
constexpr std::array<std::string_view, 21> kRead = {"KHR_mesh_quantization",
                                                    kTextureTransform,
                                                    kEmissiveStrength,
                                                    "KHR_materials_unlit",
                                                    "KHR_materials_clearcoat",
                                                    "KHR_materials_specular",
                                                    "KHR_materials_ior",
                                                    "KHR_materials_sheen",
                                                    "KHR_materials_iridescence",
                                                    "KHR_materials_anisotropy",
                                                    "KHR_materials_transmission",
                                                    "KHR_materials_volume",
                                                    "KHR_materials_variants",
                                                    "KHR_lights_punctual",
                                                    "KHR_node_visibility",
                                                    "EXT_mesh_gpu_instancing",
                                                    "EXT_meshopt_compression",
                                                    "KHR_draco_mesh_compression",
                                                    "EXT_texture_webp",
                                                    "KHR_xmp_json_ld",
                                                    "KHR_materials_dispersion"};
constexpr std::array<std::string_view, 6> kPacked = {"KHR_meshopt_compression", "MPEG_mesh_compression",
                                                     "KHR_texture_basisu",      "EXT_texture_avif",
                                                     "MSFT_texture_dds",        "KHR_gaussian_splatting"};

bool isAmong(const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
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
    for (const char* key : {"extensionsUsed", "extensionsRequired"}) {
        const Json& names = listIn(root, key);
        if (std::any_of(names.begin(), names.end(), [name](const Json& n) {
                return n.is_string() && n.get_ref<const std::string&>() == name;
            }))
            return true;
    }
    return false;
}

void refuseExtensions(const Json& root) {
    for (const char* key : {"extensionsRequired", "extensionsUsed"}) {
        const auto found = root.find(key);
        if (found != root.end() &&
            !(found->is_array() &&
              std::all_of(found->begin(), found->end(), [](const Json& n) { return n.is_string(); })))
            throw Wrong{fmt::format("\"{}\" is no list of names", key)};
    }
    for (const Json& name : listIn(root, "extensionsRequired")) {
        const auto& text = name.get_ref<const std::string&>();
        if (isAmong(kPacked, text))
            throw Wrong{fmt::format("it is packed with {}, which is not read", text),
                        "export it again without, with PNG, JPEG or WebP for its images"};
        if (!isAmong(kRead, text))
            throw Wrong{fmt::format("it needs {}, which is not read", shown(text)),
                        "export it again without that extension"};
    }
}

std::vector<std::string> extensionNotes(const Json& root) {
    std::map<std::string, Places> found;
    findExtensions(root, "", found);
    std::vector<std::string> notes;
    for (const auto& [name, places] : found) {
        if (isAmong(kRead, name))
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
