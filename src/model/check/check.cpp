#include "model/check/check.h"

#include "model/check/schema.h"

#include <fmt/format.h>

#include <set>
#include <string_view>

namespace perilune::model {

namespace {

constexpr const char* kQuantizationName = "KHR_mesh_quantization";

/// The two numbers of "2.0".
bool readVersion(const std::string& text, double& major, double& minor) {
    const std::size_t dot = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos &&
               part.size() < 10;
    };
    if (dot == std::string::npos || !digits(text.substr(0, dot)) || !digits(text.substr(dot + 1)))
        return false;
    major = double(std::stol(text.substr(0, dot)));
    minor = double(std::stol(text.substr(dot + 1)));
    return true;
}

} // namespace

void checkAsset(const Json& root) {
    const Json& asset = root["asset"];
    double major = 0, minor = 0, least = 0, leastMinor = 0;
    if (!readVersion(textOf(asset, "version"), major, minor) || major != 2.0)
        throw Wrong{"it is not glTF version 2"};
    if (asset.contains("minVersion")) {
        if (!readVersion(textOf(asset, "minVersion"), least, leastMinor))
            throw Wrong{"asset.minVersion is no version"};
        if (least > major || (least == major && leastMinor > minor))
            throw Wrong{fmt::format("asset.minVersion {} is above its version {}",
                                    textOf(asset, "minVersion"), textOf(asset, "version"))};
    }
    const Json &used = listIn(root, "extensionsUsed"), &required = listIn(root, "extensionsRequired");
    const std::set<Json> known(used.begin(), used.end()), needed(required.begin(), required.end());
    for (const Json& name : required)
        if (!known.contains(name))
            throw Wrong{fmt::format("it requires {}, which is not named in \"extensionsUsed\"",
                                    shown(name.get_ref<const std::string&>()))};
    if (known.contains(kQuantizationName) && !needed.contains(kQuantizationName))
        throw Wrong{"it uses KHR_mesh_quantization and does not name it in \"extensionsRequired\""};
}

void checkCamerasAndLights(const Json& root) {
    forEach(root, "cameras", [](const Json& camera, const std::string& where) {
        const bool flat = camera.contains("orthographic"), deep = camera.contains("perspective");
        if (flat && deep)
            throw Wrong{where + " has both \"orthographic\" and \"perspective\""};
        const std::string type = textOf(camera, "type");
        if ((type == "orthographic" && !flat) || (type == "perspective" && !deep))
            throw Wrong{fmt::format("{} has no \"{}\"", where, type)};
        if (!flat && !deep)
            return; // of a type that is not known
        const Json& inner = flat ? camera["orthographic"] : camera["perspective"];
        const double near = realOf(inner, "znear", 0.0);
        if (inner.contains("zfar") && realOf(inner, "zfar", 0.0) <= near)
            throw Wrong{where + ": its zfar is not beyond its znear"};
        if (flat && (realOf(inner, "xmag", 1.0) == 0.0 || realOf(inner, "ymag", 1.0) == 0.0))
            throw Wrong{where + ": its xmag or ymag is 0"};
    });
    const Json* lights = extensionOf(root, "KHR_lights_punctual");
    std::size_t i = 0;
    for (const Json& light : lights ? listIn(*lights, "lights") : Json::array()) {
        const std::string where = fmt::format("extensions.KHR_lights_punctual.lights[{}]", i++);
        if (textOf(light, "type") != "spot")
            continue;
        if (!light.contains("spot"))
            throw Wrong{where + " is a spot light and has no \"spot\""};
        const double inner = realOf(light["spot"], "innerConeAngle", 0.0);
        const double outer = realOf(light["spot"], "outerConeAngle", 0.785398163397448);
        constexpr double kRight = 1.5707963267948966;
        if (inner >= outer || outer > kRight || inner >= kRight)
            throw Wrong{where + ": its cones are not one within the other, at most a quarter turn wide"};
    }
    forEach(root, "nodes", [&](const Json& node, const std::string& where) {
        const Json* light = extensionOf(node, "KHR_lights_punctual");
        if (light == nullptr)
            return;
        const std::size_t count = lights ? listIn(*lights, "lights").size() : 0;
        if (wholeOf(*light, "light", 0) >= std::int64_t(count))
            throw Wrong{fmt::format("{}: its light is {}, but there are {} lights", where,
                                    wholeOf(*light, "light", 0), count)};
    });
}

void checkDocument(const Json& root, Oddities& odd) {
    checkAgainst(root, root, rulesOfFile(), "", odd);
    checkAsset(root);
    Uses uses(root);
    checkBuffers(root);
    checkAccessors(root, uses);
    checkImages(root, uses);
    checkMaterials(root);
    checkCamerasAndLights(root);
    checkMeshes(root, uses);
    checkNodes(root);
    checkSkins(root, uses);
    checkAnimations(root, uses);
}

} // namespace perilune::model
