#include "model/read/gltf_document.h"

#include "model/read/accessor_reader.h"
#include "model/read/limits.h"

#include <fmt/format.h>
#include <glm/gtc/matrix_transform.hpp>

#include <algorithm>
#include <limits>

namespace perilune::model {

namespace {

template <int N>
glm::vec<N, double> vectorIn(const Json& object, const char* key, glm::vec<N, double> fallback) {
    const Json& list = listIn(object, key);
    for (int i = 0; i < N && list.size() == std::size_t(N); ++i)
        fallback[i] = list[std::size_t(i)].get<double>();
    return fallback;
}
int indexIn(const Json& object, const char* key) {
    return int(wholeOf(object, key, -1));
}
std::vector<int> indicesIn(const Json& object, const char* key) {
    std::vector<int> out;
    for (const Json& index : listIn(object, key))
        out.push_back(int(index.get<double>()));
    return out;
}
std::vector<float> floatsIn(const Json& object, const char* key) {
    std::vector<float> out;
    for (const Json& value : listIn(object, key))
        out.push_back(float(value.get<double>()));
    return out;
}

/// EXT_mesh_gpu_instancing: where each instance stands in its node.
std::vector<glm::dmat4> instancesOf(const Sources& sources, const Json& node, const std::string& where,
                                    Budget& budget) {
    const Json* extension = extensionOf(node, "EXT_mesh_gpu_instancing");
    std::vector<glm::dmat4> out;
    if (extension == nullptr)
        return out;
    const Json& attributes = (*extension)["attributes"];
    for (const auto& [name, value] : attributes.items()) {
        const AccessorReader reader(sources, std::size_t(value.get<double>()));
        const int wanted = name == "ROTATION" ? 4 : name == "TRANSLATION" || name == "SCALE" ? 3 : 0;
        if (wanted != 0 && reader.components() != wanted)
            throw Wrong{
                fmt::format("{}: {} of its instances is made of {}", where, name, told(reader.form()))};
        if (!out.empty() && out.size() != reader.count())
            throw Wrong{
                fmt::format("{}: its instances have {} and {} elements", where, out.size(), reader.count())};
        if (out.empty())
            budget.take(reader.count(), sizeof(glm::dmat4));
        out.resize(reader.count(), glm::dmat4(1.0));
    }
    const auto each = [&](const char* name, const auto& apply) {
        if (!attributes.contains(name))
            return;
        const AccessorReader reader(sources, std::size_t(wholeOf(attributes, name, 0)));
        for (std::size_t i = 0; i < out.size(); ++i)
            apply(reader, i);
    };
    each("TRANSLATION", [&](const AccessorReader& r, std::size_t i) {
        out[i] = glm::translate(out[i], glm::dvec3(r.vec<3>(i)));
    });
    each(
        "ROTATION",
        [&](const AccessorReader& r, std::size_t i) {
            const glm::dquat turn(r.value(i, 3), r.value(i, 0), r.value(i, 1), r.value(i, 2));
            if (glm::length(turn) > 0.0)
                out[i] = out[i] * glm::mat4_cast(glm::normalize(turn));
        });
    each("SCALE", [&](const AccessorReader& r, std::size_t i) {
        out[i] = glm::scale(out[i], glm::dvec3(r.vec<3>(i)));
    });
    return out;
}

void takeNodes(const Sources& sources, Gltf& gltf) {
    Budget budget;
    forEach(sources.root(), "nodes", [&](const Json& in, const std::string& where) {
        Node node;
        node.name = textOf(in, "name");
        node.children = indicesIn(in, "children");
        node.mesh = indexIn(in, "mesh");
        node.skin = indexIn(in, "skin");
        node.camera = indexIn(in, "camera");
        if (const Json* light = extensionOf(in, "KHR_lights_punctual"))
            node.light = indexIn(*light, "light");
        if (const Json* shown = extensionOf(in, "KHR_node_visibility"))
            node.isHidden = shown->value("visible", Json(true)) == false;
        node.hasMatrix = in.contains("matrix");
        for (std::size_t i = 0; node.hasMatrix && i < 16; ++i)
            node.matrix[int(i / 4)][int(i % 4)] = in["matrix"][i].get<double>();
        node.translation = vectorIn<3>(in, "translation", node.translation);
        node.scale = vectorIn<3>(in, "scale", node.scale);
        const glm::dvec4 turn = vectorIn<4>(in, "rotation", {0.0, 0.0, 0.0, 1.0});
        node.rotation = glm::normalize(glm::dquat(turn.w, turn.x, turn.y, turn.z));
        node.weights = floatsIn(in, "weights");
        node.instances = instancesOf(sources, in, where, budget);
        gltf.nodes.push_back(std::move(node));
    });
    for (std::size_t i = 0; i < gltf.nodes.size(); ++i)
        for (const int child : gltf.nodes[i].children)
            gltf.nodes[std::size_t(child)].parent = int(i);
    for (std::size_t i = 0; i < gltf.nodes.size(); ++i)
        if (gltf.nodes[i].parent < 0)
            gltf.parentsFirst.push_back(int(i));
    for (std::size_t i = 0; i < gltf.parentsFirst.size(); ++i) {
        const std::vector<int>& children = gltf.nodes[std::size_t(gltf.parentsFirst[i])].children;
        gltf.parentsFirst.insert(gltf.parentsFirst.end(), children.begin(), children.end());
    }
}

void takeSkins(const Sources& sources, Gltf& gltf) {
    for (const Json& in : listIn(sources.root(), "skins")) {
        Skin skin{textOf(in, "name"), indicesIn(in, "joints"), {}};
        skin.inverseBinds.resize(skin.joints.size(), glm::dmat4(1.0));
        if (in.contains("inverseBindMatrices")) {
            const AccessorReader reader(sources, std::size_t(wholeOf(in, "inverseBindMatrices", 0)));
            for (std::size_t i = 0; reader.hasData() && i < skin.joints.size(); ++i)
                for (int c = 0; c < 16; ++c)
                    skin.inverseBinds[i][c / 4][c % 4] = reader.raw(i, c);
        }
        gltf.skins.push_back(std::move(skin));
    }
}

void takeLightsAndCameras(const Json& root, Gltf& gltf) {
    if (const Json* lights = extensionOf(root, "KHR_lights_punctual"))
        for (const Json& in : listIn(*lights, "lights")) {
            Light light{textOf(in, "name"), textOf(in, "type")};
            light.colour = glm::vec3(vectorIn<3>(in, "color", glm::dvec3(1.0)));
            light.intensity = float(realOf(in, "intensity", 1.0));
            light.rangeM = float(realOf(in, "range", 0.0));
            const Json spot = in.value("spot", Json::object());
            light.innerRadians = float(realOf(spot, "innerConeAngle", 0.0));
            light.outerRadians = float(realOf(spot, "outerConeAngle", 0.785398163));
            gltf.lights.push_back(std::move(light));
        }
    for (const Json& in : listIn(root, "cameras")) {
        GltfCamera camera;
        camera.name = textOf(in, "name");
        camera.perspective = in.contains("perspective");
        const Json inner = in.value(camera.perspective ? "perspective" : "orthographic", Json::object());
        camera.yfovRadians = realOf(inner, "yfov", 0.0);
        camera.aspect = realOf(inner, "aspectRatio", 0.0);
        camera.znearM = realOf(inner, "znear", 0.0);
        camera.zfarM = realOf(inner, "zfar", 0.0);
        camera.xmag = realOf(inner, "xmag", 0.0);
        camera.ymag = realOf(inner, "ymag", 0.0);
        gltf.cameras.push_back(std::move(camera));
    }
    if (const Json* variants = extensionOf(root, "KHR_materials_variants"))
        for (const Json& in : listIn(*variants, "variants"))
            gltf.variants.push_back(textOf(in, "name"));
}

} // namespace

void Budget::take(std::size_t elements, std::size_t bytesEach) {
    taken_ += elements * bytesEach;
    if (taken_ > kMaxDecodedBytes)
        throw Wrong{
            fmt::format("its lists come to more than {} bytes when they are unpacked", kMaxDecodedBytes)};
}

Gltf documentOf(const Sources& sources) {
    const Json& root = sources.root();
    Gltf gltf;
    for (const Json& scene : listIn(root, "scenes"))
        gltf.scenes.push_back({textOf(scene, "name"), indicesIn(scene, "nodes")});
    gltf.defaultScene = indexIn(root, "scene");
    takeLightsAndCameras(root, gltf);
    takeMaterials(root, gltf);
    takeMeshes(sources, gltf);
    takeNodes(sources, gltf);
    takeSkins(sources, gltf);
    takeAnimations(sources, gltf);
    return gltf;
}

} // namespace perilune::model
