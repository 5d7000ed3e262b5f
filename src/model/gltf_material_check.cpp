#include "model/gltf_material_check.h"

#include "model/gltf_extensions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace perilune::model {

namespace {

bool isNumber(const Json& value) {
    return value.is_number() && std::isfinite(value.get<double>());
}

/// Looks at members of one object of the file, which has a name there.
class Members {
  public:
    Members(const Json& object, std::string where) : object_(object), where_(std::move(where)) {}

    const Json* find(const char* key) const {
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }
    void number(const char* key) const {
        if (const Json* value = find(key); value && !isNumber(*value))
            throw wrong(key, "is no number");
    }
    void numbers(const char* key, std::size_t count) const {
        const Json* value = find(key);
        if (value && !(value->is_array() && value->size() == count &&
                       std::all_of(value->begin(), value->end(), isNumber)))
            throw wrong(key, fmt::format("is no list of {} numbers", count));
    }
    void yesOrNo(const char* key) const {
        if (const Json* value = find(key); value && !value->is_boolean())
            throw wrong(key, "is neither true nor false");
    }
    void count(const char* key) const {
        if (const Json* value = find(key); value && !value->is_number_unsigned())
            throw wrong(key, "is no count");
    }
    void oneOf(const char* key, std::initializer_list<int> known) const {
        const Json* value = find(key);
        if (value && !(value->is_number_integer() &&
                       std::find(known.begin(), known.end(), value->get<std::int64_t>()) != known.end()))
            throw wrong(key, "has a value that does not exist");
    }
    /// Calls `look(Members)` where the member is there.
    template <class Look> void object(const char* key, Look look) const {
        const Json* value = find(key);
        if (!value)
            return;
        if (!value->is_object())
            throw wrong(key, "is no object");
        look(Members(*value, where_ + "." + key));
    }
    Wrong wrong(const char* key, const std::string& what) const {
        return {fmt::format("{}: \"{}\" {}", where_, key, what)};
    }

  private:
    const Json& object_;
    std::string where_;
};

void checkTexture(const Members& texture) {
    if (!texture.find("index"))
        throw texture.wrong("index", "is missing: it names no texture");
    texture.count("texCoord");
    texture.object("extensions", [](const Members& extensions) {
        extensions.object(kTextureTransform, [](const Members& moved) {
            moved.numbers("offset", 2);
            moved.numbers("scale", 2);
            moved.number("rotation");
            moved.count("texCoord");
        });
    });
}

void checkMaterial(const Members& material) {
    material.object("pbrMetallicRoughness", [](const Members& pbr) {
        pbr.numbers("baseColorFactor", 4);
        pbr.number("metallicFactor");
        pbr.number("roughnessFactor");
        pbr.object("baseColorTexture", checkTexture);
        pbr.object("metallicRoughnessTexture", checkTexture);
    });
    for (const char* key : {"normalTexture", "occlusionTexture", "emissiveTexture"})
        material.object(key, checkTexture);
    material.numbers("emissiveFactor", 3);
    material.number("alphaCutoff");
    material.yesOrNo("doubleSided");
    if (const Json* mode = material.find("alphaMode"))
        if (*mode != "OPAQUE" && *mode != "MASK" && *mode != "BLEND")
            throw material.wrong("alphaMode", "is none of OPAQUE, MASK, BLEND");
    material.object("extensions", [](const Members& extensions) {
        extensions.object(kEmissiveStrength,
                          [](const Members& strength) { strength.number("emissiveStrength"); });
    });
}

bool isOutside(const Json& object, const char* key) {
    const auto outside = [](const Json& value) {
        return value.get<double>() < 0.0 || value.get<double>() > 1.0;
    };
    const auto found = object.find(key);
    if (found == object.end())
        return false;
    return found->is_array() ? std::any_of(found->begin(), found->end(), outside) : outside(*found);
}

} // namespace

void checkMaterials(const Json& root) {
    std::size_t i = 0;
    for (const Json& material : listIn(root, "materials"))
        checkMaterial({material, fmt::format("materials[{}]", i++)});
    i = 0;
    for (const Json& sampler : listIn(root, "samplers")) {
        const Members members(sampler, fmt::format("samplers[{}]", i++));
        for (const char* key : {"wrapS", "wrapT"})
            members.oneOf(key, {33071, 33648, 10497});
        members.oneOf("magFilter", {9728, 9729});
        members.oneOf("minFilter", {9728, 9729, 9984, 9985, 9986, 9987});
    }
}

std::size_t factorsOutside(const Json& root) {
    std::size_t count = 0;
    for (const Json& material : listIn(root, "materials")) {
        bool outside = isOutside(material, "emissiveFactor");
        if (const auto pbr = material.find("pbrMetallicRoughness"); pbr != material.end())
            for (const char* key : {"baseColorFactor", "metallicFactor", "roughnessFactor"})
                outside = outside || isOutside(*pbr, key);
        count += outside ? 1 : 0;
    }
    return count;
}

} // namespace perilune::model
