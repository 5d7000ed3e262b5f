#include "model/gltf_notes.h"

#include "model/gltf_extensions.h"
#include "model/gltf_material_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

/// The textures of a material that are drawn.
std::vector<const Json*> drawnTextures(const Json& material) {
    std::vector<const Json*> found;
    const auto add = [&found](const Json& owner, const char* key) {
        const auto at = owner.find(key);
        if (at != owner.end() && at->is_object())
            found.push_back(&*at);
    };
    add(material, "emissiveTexture");
    const auto pbr = material.find("pbrMetallicRoughness");
    if (pbr != material.end() && pbr->is_object()) {
        add(*pbr, "baseColorTexture");
        add(*pbr, "metallicRoughnessTexture");
    }
    return found;
}

/// By which set of coordinates a texture lies.
double setOf(const Json& texture) {
    double set = texture.value("texCoord", 0.0);
    if (const auto extensions = texture.find("extensions"); extensions != texture.end())
        if (const auto moved = extensions->find(kTextureTransform); moved != extensions->end())
            set = moved->value("texCoord", set);
    return set;
}

void noteMaterials(const Json& root, std::vector<std::string>& notes) {
    std::size_t bumps = 0, occluded = 0, farSets = 0;
    for (const Json& material : listIn(root, "materials")) {
        bumps += material.contains("normalTexture") ? 1 : 0;
        occluded += material.contains("occlusionTexture") ? 1 : 0;
        for (const Json* texture : drawnTextures(material))
            farSets += setOf(*texture) > 1.0 ? 1 : 0;
    }
    if (bumps > 0)
        notes.push_back(
            fmt::format("the normal maps of {} are not drawn: surfaces are as smooth as their triangles",
                        counted(bumps, "material", "materials")));
    if (occluded > 0)
        notes.push_back(fmt::format("the occlusion maps of {} are not drawn",
                                    counted(occluded, "material", "materials")));
    if (farSets > 0)
        notes.push_back(
            fmt::format("{} by a third set of texture coordinates or a later one: drawn by the second",
                        counted(farSets, "texture lies", "textures lie")));
}

/// Textures that the coordinates of a primitive do not reach.
void noteCoordinates(const Json& root, std::vector<std::string>& notes) {
    const Json& materials = listIn(root, "materials");
    const Primitives bare = primitivesThat(root, [&](const Json& primitive) {
        const auto at = primitive.find("material");
        if (at == primitive.end())
            return false;
        const auto textures = drawnTextures(materials[at->get<std::size_t>()]);
        return std::any_of(textures.begin(), textures.end(), [&](const Json* texture) {
            const auto set = std::min(setOf(*texture), 1.0);
            return !primitive["attributes"].contains(fmt::format("TEXCOORD_{:.0f}", set));
        });
    });
    if (bare.count > 0)
        notes.push_back(fmt::format("{} no coordinates for its texture: drawn in one colour of it, first {}",
                                    counted(bare.count, "primitive has", "primitives have"), bare.first));
}

void noteFactors(const Json& root, std::vector<std::string>& notes) {
    if (const std::size_t count = factorsOutside(root); count > 0)
        notes.push_back(fmt::format("{} factors outside of 0 to 1: drawn with the nearest within",
                                    counted(count, "material has", "materials have")));
}

/// Nodes are turned by quaternions of length 1, to within what exporters round.
void noteTurns(const Json& root, std::vector<std::string>& notes) {
    constexpr double kRounded = 0.005;
    std::size_t odd = 0;
    for (const Json& node : listIn(root, "nodes")) {
        double squares = 0.0;
        for (const Json& part : listIn(node, "rotation"))
            squares += part.get<double>() * part.get<double>();
        odd += node.contains("rotation") && std::abs(std::sqrt(squares) - 1.0) > kRounded ? 1 : 0;
    }
    if (odd > 0)
        notes.push_back(fmt::format("{} no length of 1: drawn as if it had",
                                    counted(odd, "rotation has", "rotations have")));
}

void noteMotion(const Json& root, std::vector<std::string>& notes) {
    if (const std::size_t count = listIn(root, "animations").size(); count > 0)
        notes.push_back(fmt::format("{} not played: it stands in its rest pose",
                                    counted(count, "animation is", "animations are")));
    if (const std::size_t count = listIn(root, "skins").size(); count > 0)
        notes.push_back(fmt::format("{} not bent: what hangs on it is drawn as it was modelled",
                                    counted(count, "skin is", "skins are")));
    const Primitives morphs =
        primitivesThat(root, [](const Json& p) { return !listIn(p, "targets").empty(); });
    if (morphs.count > 0)
        notes.push_back(fmt::format("morph targets are not applied: {} drawn without, first {}",
                                    counted(morphs.count, "primitive is", "primitives are"), morphs.first));
}

void noteWhatIsLeftOut(const Json& root, std::vector<std::string>& notes) {
    if (const std::size_t count = listIn(root, "cameras").size(); count > 0)
        notes.push_back(fmt::format("{} not looked through", counted(count, "camera is", "cameras are")));
    const Primitives thin = primitivesThat(root, [](const Json& p) { return p.value("mode", 4.0) < 4.0; });
    if (thin.count > 0)
        notes.push_back(fmt::format("points and lines are not drawn: {} left out, first {}",
                                    counted(thin.count, "primitive is", "primitives are"), thin.first));
    const Primitives empty = primitivesThat(root, [](const Json& p) {
        return p.value("mode", 4.0) >= 4.0 && !p["attributes"].contains("POSITION");
    });
    if (empty.count > 0)
        notes.push_back(fmt::format("{} no positions and not drawn, first {}",
                                    counted(empty.count, "primitive has", "primitives have"), empty.first));
    std::size_t hollow = 0;
    for (const Json& mesh : listIn(root, "meshes"))
        hollow += listIn(mesh, "primitives").empty() ? 1 : 0;
    if (hollow > 0)
        notes.push_back(fmt::format("{} nothing in it", counted(hollow, "mesh has", "meshes have")));
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
    for (const Json& texture : listIn(root, "textures"))
        bare += texture.contains("source") ? 0 : 1;
    if (bare > 0)
        notes.push_back(
            fmt::format("{} no image: drawn white", counted(bare, "texture has", "textures have")));
}

/// Counts the meshes that nodes put into the scene that is drawn.
// NOLINTNEXTLINE(misc-no-recursion): the depth was checked
void countShown(const Json& nodes, std::size_t index, std::vector<bool>& shown) {
    if (shown[index])
        return;
    shown[index] = true;
    for (const Json& child : listIn(nodes[index], "children"))
        countShown(nodes, child.get<std::size_t>(), shown);
}

void noteScenes(const Json& root, std::vector<std::string>& notes) {
    const Json& scenes = listIn(root, "scenes");
    const Json& nodes = listIn(root, "nodes");
    if (scenes.empty()) {
        if (!nodes.empty())
            notes.push_back(fmt::format("it has no scene: all its nodes are drawn ({})", nodes.size()));
        return;
    }
    const std::size_t scene = root.contains("scene") ? std::size_t(root["scene"].get<double>()) : 0;
    if (scenes.size() > 1)
        notes.push_back(fmt::format("of {} scenes scenes[{}] is drawn", scenes.size(), scene));
    std::vector<bool> shown(nodes.size());
    for (const Json& node : listIn(scenes[scene], "nodes"))
        countShown(nodes, node.get<std::size_t>(), shown);
    std::size_t hidden = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        hidden += !shown[i] && nodes[i].contains("mesh") ? 1 : 0;
    if (hidden > 0)
        notes.push_back(fmt::format("{} not in scenes[{}] and not drawn",
                                    counted(hidden, "node with a mesh is", "nodes with a mesh are"), scene));
}

void noteSize(const glm::dvec3& sizeM, std::vector<std::string>& notes) {
    constexpr double kLargest = 300.0, kSmallest = 0.05; // the ISS is 109 m wide
    const double longest = std::max({sizeM.x, sizeM.y, sizeM.z});
    if (longest <= 0.0)
        notes.emplace_back("nothing of it is drawn: it has no triangles in its scene");
    else if (longest > kLargest)
        notes.push_back(
            fmt::format("it is {:.0f} m long; glTF is in metres: was it made in millimetres or centimetres? "
                        "Scale it and export it again",
                        longest));
    else if (longest < kSmallest)
        notes.push_back(fmt::format(
            "it is {:.2g} m long; glTF is in metres: was it made in kilometres? Scale it and export "
            "it again",
            longest));
}

} // namespace

std::vector<std::string> notesOn(const Json& root, const glm::dvec3& sizeM) {
    std::vector<std::string> notes;
    noteSize(sizeM, notes);
    noteScenes(root, notes);
    for (std::string& note : extensionNotes(root))
        notes.push_back(std::move(note));
    noteMaterials(root, notes);
    noteCoordinates(root, notes);
    noteFactors(root, notes);
    noteTurns(root, notes);
    noteMotion(root, notes);
    noteWhatIsLeftOut(root, notes);
    return notes;
}

} // namespace perilune::model
