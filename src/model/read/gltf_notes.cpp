#include "model/read/gltf_notes.h"

#include "model/read/facts.h"
#include "model/read/gltf_extensions.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace perilune::model {

namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// Primitives for which `is` holds, and the first of them.
struct Primitives {
    std::size_t count = 0;
    std::string first;
};
template <class Is> Primitives primitivesThat(const Json& root, const Is& is) {
    Primitives found;
    std::size_t mesh = 0;
    for (const Json& element : listIn(root, "meshes")) {
        std::size_t i = 0;
        for (const Json& primitive : listIn(element, "primitives")) {
            if (is(primitive) && found.count++ == 0)
                found.first = fmt::format("meshes[{}].primitives[{}]", mesh, i);
            ++i;
        }
        ++mesh;
    }
    return found;
}

/// The textures of a material's own slots.
std::vector<const Json*> texturesIn(const Json& material) {
    std::vector<const Json*> found;
    const auto add = [&found](const Json& owner, const char* key) {
        if (const auto at = owner.find(key); at != owner.end())
            found.push_back(&*at);
    };
    for (const char* key : {"emissiveTexture", "normalTexture", "occlusionTexture"})
        add(material, key);
    if (const auto pbr = material.find("pbrMetallicRoughness"); pbr != material.end())
        for (const char* key : {"baseColorTexture", "metallicRoughnessTexture"})
            add(*pbr, key);
    return found;
}
/// By which set of coordinates a texture lies.
double setOf(const Json& texture) {
    const double set = realOf(texture, "texCoord", 0.0);
    const Json* moved = extensionOf(texture, kTextureTransform);
    return moved == nullptr ? set : realOf(*moved, "texCoord", set);
}

/// Materials that carry one of some extensions.
std::size_t materialsWith(const Json& root, std::initializer_list<const char*> names) {
    std::size_t count = 0;
    for (const Json& material : listIn(root, "materials"))
        count += std::any_of(names.begin(), names.end(),
                             [&](const char* name) { return extensionOf(material, name) != nullptr; })
                     ? 1
                     : 0;
    return count;
}

/// What stands for something that is not drawn as it is.
void noteApproximations(const Json& root, std::vector<std::string>& notes) {
    if (const std::size_t count = materialsWith(root, {"KHR_materials_transmission", "KHR_materials_volume"}))
        notes.push_back(
            fmt::format("{} light through (transmission, volume): drawn as thin see-through colour, "
                        "nothing is bent or dimmed inside",
                        counted(count, "material lets", "materials let")));
    if (const std::size_t count =
            materialsWith(root, {"KHR_materials_iridescence", "KHR_materials_anisotropy",
                                 "KHR_materials_sheen", "KHR_materials_clearcoat"}))
        notes.push_back(
            fmt::format("{} a clear coat, sheen, iridescence or anisotropy: drawn by their factors, "
                        "roughly, without their textures",
                        counted(count, "material has", "materials have")));
    if (const std::size_t count = materialsWith(root, {"KHR_materials_unlit"}))
        notes.push_back(fmt::format("{} unlit: drawn as shining by itself in its own colour",
                                    counted(count, "material is", "materials are")));
    const Primitives thin = primitivesThat(root, [](const Json& p) { return p.value("mode", 4.0) < 4.0; });
    if (thin.count > 0)
        notes.push_back(
            fmt::format("points and lines have no thickness: {} drawn as bars and grains of 0.4 % of "
                        "the model's length, first {}",
                        counted(thin.count, "primitive is", "primitives are"), thin.first));
    std::size_t hard = 0, farSets = 0;
    for (const Json& sampler : listIn(root, "samplers")) {
        const double filter = realOf(sampler, "minFilter", 0.0);
        hard +=
            filter == 9728.0 || filter == 9729.0 || filter == 9984.0 || filter == 9985.0 || filter == 9986.0
                ? 1
                : 0;
    }
    if (hard > 0)
        notes.push_back(fmt::format("{} a texture from afar otherwise than smoothly: drawn smoothly",
                                    counted(hard, "sampler shows", "samplers show")));
    for (const Json& material : listIn(root, "materials"))
        for (const Json* texture : texturesIn(material))
            farSets += setOf(*texture) > 1.0 ? 1 : 0;
    if (farSets > 0)
        notes.push_back(
            fmt::format("{} by a third set of texture coordinates or a later one: drawn by the second",
                        counted(farSets, "texture lies", "textures lie")));
    const Primitives colours =
        primitivesThat(root, [](const Json& p) { return p["attributes"].contains("COLOR_1"); });
    if (colours.count > 0)
        notes.push_back(fmt::format("{} a second set of colours: drawn by the first, first {}",
                                    counted(colours.count, "primitive has", "primitives have"),
                                    colours.first));
}

/// What is read and kept, and that no picture shows.
void noteIgnored(const Json& root, const Gltf& gltf, std::vector<std::string>& notes) {
    if (const std::size_t count = materialsWith(root, {"KHR_materials_dispersion"}))
        notes.push_back(fmt::format("{} dispersion (KHR_materials_dispersion): drawn without",
                                    counted(count, "material has", "materials have")));
    if (!gltf.lights.empty())
        notes.push_back(
            fmt::format("{} (KHR_lights_punctual): nothing is lit by them; the Sun is the light here",
                        counted(gltf.lights.size(), "lamp", "lamps")));
    if (!gltf.cameras.empty())
        notes.push_back(
            fmt::format("{} not looked through", counted(gltf.cameras.size(), "camera is", "cameras are")));
    if (!gltf.variants.empty())
        notes.push_back(fmt::format(
            "{} of its materials (KHR_materials_variants): shown by `model render --variant` alone",
            counted(gltf.variants.size(), "variant", "variants")));
    for (std::string& note : extensionNotes(root))
        notes.push_back(std::move(note));
}

void noteOdd(const Json& root, const Gltf& gltf, std::vector<std::string>& notes) {
    const Primitives empty =
        primitivesThat(root, [](const Json& p) { return !p["attributes"].contains("POSITION"); });
    if (empty.count > 0)
        notes.push_back(fmt::format("{} no positions and not drawn, first {}",
                                    counted(empty.count, "primitive has", "primitives have"), empty.first));
    const Json& accessors = listIn(root, "accessors");
    const Primitives odd = primitivesThat(root, [&](const Json& p) {
        const Json* at = p.contains("indices")                  ? &p["indices"]
                         : p["attributes"].contains("POSITION") ? &p["attributes"]["POSITION"]
                                                                : nullptr;
        return p.value("mode", 4.0) == 4.0 && at != nullptr &&
               std::int64_t(accessors[at->get<std::size_t>()].value("count", 0.0)) % 3 != 0;
    });
    if (odd.count > 0)
        notes.push_back(
            fmt::format("{} no whole number of triangles: the last corners are left out, first {}",
                        counted(odd.count, "primitive has", "primitives have"), odd.first));
    std::size_t bare = 0;
    for (const ModelTexture& texture : gltf.textures)
        bare += texture.image < 0 ? 1 : 0;
    if (bare > 0)
        notes.push_back(
            fmt::format("{} no image: drawn white", counted(bare, "texture has", "textures have")));
}

void noteScenes(const Gltf& gltf, std::vector<std::string>& notes) {
    if (gltf.scenes.empty()) {
        if (!gltf.nodes.empty())
            notes.push_back(fmt::format("it has no scene: all its nodes are drawn ({})", gltf.nodes.size()));
        return;
    }
    const auto scene = std::size_t(std::max(gltf.defaultScene, 0));
    if (gltf.scenes.size() > 1)
        notes.push_back(fmt::format("of {} scenes scenes[{}] is drawn", gltf.scenes.size(), scene));
    std::vector<bool> isShown(gltf.nodes.size());
    for (const int node : gltf.scenes[scene].nodes)
        isShown[std::size_t(node)] = true;
    std::size_t hidden = 0;
    for (const int index : gltf.parentsFirst) {
        const Node& node = gltf.nodes[std::size_t(index)];
        if (node.parent >= 0)
            isShown[std::size_t(index)] = isShown[std::size_t(node.parent)];
        hidden += !isShown[std::size_t(index)] && node.mesh >= 0 ? 1 : 0;
    }
    if (hidden > 0)
        notes.push_back(fmt::format("{} not in scenes[{}] and not drawn",
                                    counted(hidden, "node with a mesh is", "nodes with a mesh are"), scene));
}

long long trianglesOf(double mode, long long elements) {
    return mode == 4.0 ? elements / 3 : mode > 4.0 ? std::max(elements - 2, 0LL) : 0;
}

void count(const Json& root, ModelInfo& info) {
    const Json& accessors = listIn(root, "accessors");
    const auto countOf = [&](const Json& object, const char* key) {
        return object.contains(key)
                   ? (long long)(wholeOf(accessors[std::size_t(wholeOf(object, key, 0))], "count", 0))
                   : 0LL;
    };
    for (const Json& mesh : listIn(root, "meshes"))
        for (const Json& primitive : listIn(mesh, "primitives")) {
            ++info.primitives;
            const long long vertices = countOf(primitive["attributes"], "POSITION");
            info.vertices += vertices;
            info.triangles +=
                trianglesOf(realOf(primitive, "mode", 4.0),
                            primitive.contains("indices") ? countOf(primitive, "indices") : vertices);
        }
}

/// The nodes' names as a tree, each under what it hangs on.
void nameNodes(const Gltf& gltf, ModelInfo& info) {
    std::vector<std::pair<int, int>> waiting; // (node, depth), the next last
    for (auto at = gltf.parentsFirst.rbegin(); at != gltf.parentsFirst.rend(); ++at)
        if (gltf.nodes[std::size_t(*at)].parent < 0)
            waiting.emplace_back(*at, 0);
    while (!waiting.empty()) {
        const auto [index, depth] = waiting.back();
        waiting.pop_back();
        const Node& node = gltf.nodes[std::size_t(index)];
        const std::string mesh = node.mesh >= 0 ? gltf.meshes[std::size_t(node.mesh)].name : "";
        const std::string name = !node.name.empty() ? node.name
                                 : !mesh.empty()    ? mesh
                                                    : fmt::format("node {}", index);
        info.nodes.push_back(std::string(std::size_t(2 * std::min(depth, 20)), ' ') + shown(name));
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child)
            waiting.emplace_back(*child, depth + 1);
    }
}

} // namespace

ModelInfo infoOf(const Json& root, const Gltf& gltf) {
    ModelInfo info;
    info.meshes = int(gltf.meshes.size());
    info.materials = int(gltf.materials.size()) - 1;
    info.textures = int(gltf.textures.size());
    info.animations = int(gltf.animations.size());
    info.skins = int(gltf.skins.size());
    for (const Json& name : listIn(root, "extensionsUsed"))
        info.extensionsUsed.push_back(shown(name.get<std::string>()));
    count(root, info);
    nameNodes(gltf, info);
    for (const Animation& animation : gltf.animations)
        info.motions.push_back({shown(animation.name), animation.lengthS, int(animation.channels.size())});
    for (const GltfScene& scene : gltf.scenes)
        info.scenes.push_back(shown(scene.name));
    for (const std::string& variant : gltf.variants)
        info.variants.push_back(shown(variant));
    noteApproximations(root, info.approximated);
    noteIgnored(root, gltf, info.ignored);
    noteScenes(gltf, info.notes);
    info.notes.insert(info.notes.end(), info.approximated.begin(), info.approximated.end());
    info.notes.insert(info.notes.end(), info.ignored.begin(), info.ignored.end());
    noteOdd(root, gltf, info.notes);
    return info;
}

} // namespace perilune::model
