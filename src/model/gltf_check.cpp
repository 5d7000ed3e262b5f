#include "model/gltf_check.h"

#include "model/gltf_extensions.h"
#include "model/gltf_material_check.h"
#include "model/gltf_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace perilune::model {

namespace {

using Index = std::int64_t;

constexpr int kMaxDepth = 128; ///< of nodes in nodes

/// A member that must be a whole number, not negative; `fallback` where it is absent (-1: must be there).
Index number(const Json& object, const char* key, const std::string& where, Index fallback = -1) {
    const auto found = object.find(key);
    if (found == object.end()) {
        if (fallback >= 0)
            return fallback;
        throw Wrong{fmt::format("{} has no \"{}\"", where, key)};
    }
    if (!found->is_number())
        throw Wrong{fmt::format("{}: \"{}\" is no number", where, key)};
    const double value = found->get<double>();
    if (!(value >= 0.0) || value > 4.0e15 || value != std::floor(value))
        throw Wrong{fmt::format("{}: \"{}\" is {}, not a count", where, key, found->dump())};
    return Index(value);
}

/// The document and its top-level lists.
class Document {
  public:
    explicit Document(const Json& root) : root_(root) {}

    void check() const {
        checkBuffers();
        checkAccessors();
        checkImages();
        forEach("materials", [](const Json&, const std::string&) {});
        forEach("samplers", [](const Json&, const std::string&) {});
        checkMaterials(root_);
        checkTextures();
        checkMeshes();
        checkNodes();
    }

  private:
    static const Json& listIn(const Json& object, const char* key, const std::string& where) {
        const auto found = object.find(key);
        if (found != object.end() && !found->is_array())
            throw Wrong{fmt::format("{}\"{}\" is no list", where, key)};
        return model::listIn(object, key);
    }
    const Json& list(const char* key) const { return listIn(root_, key, ""); }

    /// Calls `each(element, "bufferViews[3]")` for the objects of a top-level list.
    template <class Each> void forEach(const char* key, Each each) const {
        std::size_t i = 0;
        for (const Json& element : list(key)) {
            const std::string where = fmt::format("{}[{}]", key, i++);
            if (!element.is_object())
                throw Wrong{where + " is no object"};
            each(element, where);
        }
    }
    /// An index into a top-level list, where the member is there.
    const Json* refer(const Json& object, const char* key, const char* into, const std::string& where) const {
        if (!object.contains(key))
            return nullptr;
        return &at(number(object, key, where), into, fmt::format("{}: \"{}\"", where, key));
    }
    const Json& at(Index index, const char* into, const std::string& where) const {
        const Json& target = list(into);
        if (index >= Index(target.size()))
            throw Wrong{fmt::format("{} is {}, but there are {} {}", where, index, target.size(), into)};
        return target[std::size_t(index)];
    }

    void checkBuffers() const {
        forEach(
            "buffers",
            [](const Json& buffer, const std::string& where) {
                const Index length = number(buffer, "byteLength", where);
                if (length > Index(kMaxModelBytes))
                    throw Wrong{fmt::format("{} asks for {} bytes, at most {} are read", where, length,
                                            kMaxModelBytes)};
            });
        forEach("bufferViews", [this](const Json& view, const std::string& where) {
            const Json* buffer = refer(view, "buffer", "buffers", where);
            if (buffer == nullptr) {
                throw Wrong{where + " has no \"buffer\""};
            }
            const Index offset = number(view, "byteOffset", where, 0);
            const Index length = number(view, "byteLength", where);
            const Index there = number(*buffer, "byteLength", where);
            if (offset + length > there) {
                throw Wrong{fmt::format("{} covers bytes {} to {} of a buffer of {}", where, offset,
                                        offset + length, there)};
            }
            const Index stride = number(view, "byteStride", where, 4);
            if (stride < 4 || stride > 252) {
                throw Wrong{fmt::format("{}: \"byteStride\" is {}, not 4 to 252", where, stride)};
            }
        });
    }

    static Index componentBytes(Index type, const std::string& where) {
        switch (type) {
        case 5120:
        case 5121:
            return 1;
        case 5122:
        case 5123:
            return 2;
        case 5125:
        case 5126:
            return 4;
        default:
            throw Wrong{fmt::format("{}: \"componentType\" {} does not exist", where, type)};
        }
    }
    static Index components(const Json& accessor, const std::string& where) {
        const auto type = accessor.find("type");
        const std::string name = type != accessor.end() && type->is_string() ? type->get<std::string>() : "";
        constexpr std::pair<std::string_view, Index> kTypes[] = {
            {"SCALAR", 1}, {"VEC2", 2}, {"VEC3", 3}, {"VEC4", 4}, {"MAT2", 4}, {"MAT3", 9}, {"MAT4", 16}};
        for (const auto& [known, count] : kTypes)
            if (name == known)
                return count;
        throw Wrong{
            fmt::format("{}: \"type\" {} does not exist", where, name.empty() ? "is missing or" : name)};
    }
    void checkFits(const Json& part, const std::string& where, Index count, Index elementBytes) const {
        const Json& view = at(number(part, "bufferView", where), "bufferViews", where + ": \"bufferView\"");
        const Index offset = number(part, "byteOffset", where, 0);
        const Index stride = number(view, "byteStride", where, elementBytes);
        const Index length = number(view, "byteLength", where);
        const Index end = offset + (count > 0 ? (count - 1) * stride + elementBytes : 0);
        if (end > length)
            throw Wrong{fmt::format("{} needs {} bytes of a bufferView of {}", where, end, length)};
    }
    void checkAccessors() const {
        forEach(
            "accessors",
            [this](const Json& accessor, const std::string& where) {
                const Index count = number(accessor, "count", where);
                if (count > Index(kMaxModelIndices))
                    throw Wrong{fmt::format("{}: \"count\" is {}, at most {} are read", where, count,
                                            kMaxModelIndices)};
                const Index bytes = componentBytes(number(accessor, "componentType", where), where) *
                                    components(accessor, where);
                if (accessor.contains("bufferView"))
                    checkFits(accessor, where, count, bytes);
                const auto sparse = accessor.find("sparse");
                if (sparse == accessor.end())
                    return;
                const std::string inside = where + ".sparse";
                if (!sparse->is_object() || !sparse->contains("indices") ||
                    !(*sparse)["indices"].is_object() || !sparse->contains("values") ||
                    !(*sparse)["values"].is_object())
                    throw Wrong{inside + " lacks \"indices\" or \"values\""};
                const Index changed = number(*sparse, "count", inside);
                if (changed > count)
                    throw Wrong{fmt::format("{} changes {} of {} elements", inside, changed, count)};
                const Json& indices = (*sparse)["indices"];
                checkFits(indices, inside + ".indices", changed,
                          componentBytes(number(indices, "componentType", inside), inside));
                checkFits((*sparse)["values"], inside + ".values", changed, bytes);
            });
    }

    void checkImages() const {
        forEach("images", [this](const Json& image, const std::string& where) {
            if (refer(image, "bufferView", "bufferViews", where) == nullptr &&
                !(image.contains("uri") && image["uri"].is_string()))
                throw Wrong{where + " has neither \"uri\" nor \"bufferView\""};
        });
        forEach("textures", [this](const Json& texture, const std::string& where) {
            refer(texture, "source", "images", where);
            refer(texture, "sampler", "samplers", where);
        });
    }

    void checkTextures() const {
        forEach(
            "materials",
            [this](const Json& material, const std::string& where) {
                const auto textureOf = [&](const Json& owner, const char* key) {
                    if (const auto found = owner.find(key); found != owner.end())
                        refer(*found, "index", "textures", where + "." + key);
                };
                for (const char* key : {"normalTexture", "occlusionTexture", "emissiveTexture"})
                    textureOf(material, key);
                if (const auto pbr = material.find("pbrMetallicRoughness"); pbr != material.end())
                    for (const char* key : {"baseColorTexture", "metallicRoughnessTexture"})
                        textureOf(*pbr, key);
            });
    }

    void checkMeshes() const {
        forEach(
            "meshes",
            [this](const Json& mesh, const std::string& where) {
                std::size_t i = 0;
                for (const Json& primitive : listIn(mesh, "primitives", where + ".")) {
                    const std::string inside = fmt::format("{}.primitives[{}]", where, i++);
                    if (!primitive.is_object())
                        throw Wrong{inside + " is no object"};
                    checkPrimitive(primitive, inside);
                }
            });
    }
    void checkPrimitive(const Json& primitive, const std::string& where) const {
        if (number(primitive, "mode", where, 4) > 6) {
            throw Wrong{
                fmt::format("{}: \"mode\" is {}, not 0 to 6", where, number(primitive, "mode", where))};
        }
        refer(primitive, "material", "materials", where);
        if (const Json* indices = refer(primitive, "indices", "accessors", where)) {
            const Index type = number(*indices, "componentType", where);
            if ((type != 5121 && type != 5123 && type != 5125) || components(*indices, where) != 1)
                throw Wrong{where + ": \"indices\" refers to an accessor that holds no indices"};
        }
        const auto attributes = primitive.find("attributes");
        if (attributes == primitive.end() || !attributes->is_object())
            throw Wrong{where + " has no \"attributes\""};
        Index count = -1;
        for (const auto& [name, value] : attributes->items()) {
            const Json& accessor = *refer(*attributes, name.c_str(), "accessors", where);
            const Index here = number(accessor, "count", where);
            if (count >= 0 && here != count)
                throw Wrong{fmt::format("{}: its attributes have {} and {} elements", where, count, here)};
            count = here;
            checkAttribute(name, accessor, where);
        }
    }
    /// Of what kind an attribute's elements must be; KHR_mesh_quantization allows whole numbers too.
    void checkAttribute(const std::string& name, const Json& accessor, const std::string& where) const {
        const Index count = components(accessor, where), type = number(accessor, "componentType", where);
        const auto isOf = [&name](std::string_view kind) { return name.rfind(kind, 0) == 0; };
        if (name == "POSITION" || name == "NORMAL") {
            const bool small = type != 5125 && (type != 5126 && usesExtension(root_, kQuantization));
            if (count != 3 || (type != 5126 && !small))
                throw Wrong{fmt::format("{}: {} must be VEC3 of floats", where, name)};
        } else if (isOf("TEXCOORD_") || isOf("COLOR_")) {
            const bool right = isOf("COLOR_") ? count == 3 || count == 4 : count == 2;
            if (!right)
                throw Wrong{
                    fmt::format("{}: {} must be {}", where, name, isOf("COLOR_") ? "VEC3 or VEC4" : "VEC2")};
            // A whole number is a share of the greatest, or nobody can tell what it means.
            const auto normalized = accessor.find("normalized");
            const bool isShare = normalized != accessor.end() && *normalized == true;
            if (type != 5126 && !(isShare && (type == 5121 || type == 5123)) &&
                !usesExtension(root_, kQuantization))
                throw Wrong{fmt::format("{}: {} must be floats, or bytes or shorts that are \"normalized\"",
                                        where, name)};
        }
    }

    static void checkNumbers(const Json& object, const char* key, std::size_t count,
                             const std::string& where) {
        const auto found = object.find(key);
        if (found == object.end())
            return;
        const bool right = found->is_array() && found->size() == count &&
                           std::all_of(found->begin(), found->end(), [](const Json& n) {
                               return n.is_number() && std::isfinite(n.get<double>());
                           });
        if (!right)
            throw Wrong{fmt::format("{}: \"{}\" is no list of {} numbers", where, key, count)};
    }
    void checkNodes() const {
        const std::size_t count = list("nodes").size();
        std::vector<Index> parent(count, -1);
        Index self = 0;
        forEach("nodes", [&](const Json& node, const std::string& where) {
            refer(node, "mesh", "meshes", where);
            checkNumbers(node, "matrix", 16, where);
            checkNumbers(node, "translation", 3, where);
            checkNumbers(node, "rotation", 4, where);
            checkNumbers(node, "scale", 3, where);
            for (const Json& child : listIn(node, "children", where + ".")) {
                if (!child.is_number_integer() || child.get<Index>() < 0 ||
                    child.get<Index>() >= Index(count))
                    throw Wrong{fmt::format("{} has the child {}, but there are {} nodes", where,
                                            shown(child.dump()), count)};
                Index& above = parent[std::size_t(child.get<Index>())];
                if (above >= 0)
                    throw Wrong{fmt::format("nodes[{}] has two parents, nodes[{}] and {}", child.get<Index>(),
                                            above, where)};
                above = self;
            }
            ++self;
        });
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t steps = 0;
            for (Index at = parent[i]; at >= 0; at = parent[std::size_t(at)]) {
                if (++steps > count)
                    throw Wrong{fmt::format("nodes[{}] is its own ancestor", i)};
                if (steps > std::size_t(kMaxDepth))
                    throw Wrong{fmt::format("nodes[{}] lies more than {} nodes deep", i, kMaxDepth)};
            }
        }
        forEach("scenes", [&](const Json& scene, const std::string& where) {
            for (const Json& node : listIn(scene, "nodes", where + "."))
                if (!node.is_number_integer() || node.get<Index>() < 0 || node.get<Index>() >= Index(count))
                    throw Wrong{fmt::format("{} names node {}, but there are {} nodes", where,
                                            shown(node.dump()), count)};
        });
        refer(root_, "scene", "scenes", "the file");
    }

    const Json& root_;
};

} // namespace

void checkDocument(const Json& root) {
    Document(root).check();
}

base::Result<void> checkGltf(std::span<const std::uint8_t> bytes, const std::string& name) {
    try {
        const GltfParts parts = takeApart(bytes);
        refuseExtensions(parts);
        checkDocument(parts.root);
        return {};
    } catch (const Wrong& wrong) {
        return base::inputError(fmt::format("{}: {}; {}", name, wrong.what, wrong.cure));
    } catch (const Json::exception& error) {
        return base::inputError(fmt::format("{}: it is no proper glTF ({})", name, error.what()));
    }
}

} // namespace perilune::model
