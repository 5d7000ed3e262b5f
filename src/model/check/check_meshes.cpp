#include "model/check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace perilune::model {

namespace {

enum class Role { Position, Normal, Tangent, Coordinates, Colour, Joints, Weights, Own, None };

struct Semantic {
    Role role = Role::None;
    std::int64_t set = 0;
};

Semantic semanticOf(const std::string& name) {
    if (name.starts_with("_"))
        return {Role::Own, 0};
    constexpr std::array<std::pair<std::string_view, Role>, 3> kSingle = {
        {{"POSITION", Role::Position}, {"NORMAL", Role::Normal}, {"TANGENT", Role::Tangent}}};
    for (const auto& [known, role] : kSingle)
        if (name == known)
            return {role, 0};
    constexpr std::array<std::pair<std::string_view, Role>, 4> kSets = {{{"TEXCOORD_", Role::Coordinates},
                                                                         {"COLOR_", Role::Colour},
                                                                         {"JOINTS_", Role::Joints},
                                                                         {"WEIGHTS_", Role::Weights}}};
    for (const auto& [known, role] : kSets) {
        if (!name.starts_with(known))
            continue;
        const std::string_view set = std::string_view(name).substr(known.size());
        const bool isSet = !set.empty() && set.size() < 4 &&
                           set.find_first_not_of("0123456789") == std::string_view::npos &&
                           (set == "0" || set[0] != '0');
        if (isSet)
            return {role, std::stol(std::string(set))};
    }
    return {};
}

constexpr int kByte = 5120, kUnsignedByte = 5121, kShort = 5122, kUnsignedShort = 5123, kFloat = 5126;

/// Floats, or shares of the greatest byte or short.
bool isShareOrFloat(const Form& form, int components) {
    return form.is(components, kFloat) || form.is(components, kUnsignedByte, true) ||
           form.is(components, kUnsignedShort, true);
}
bool isSignedShare(const Form& form, int components) {
    return form.is(components, kByte, true) || form.is(components, kShort, true);
}

/// KHR_mesh_quantization lets more kinds of numbers in.
bool fits(Role role, const Form& form, bool isTarget, bool isQuantized) {
    const bool isSmall = isQuantized && form.type < 5125;
    switch (role) {
    case Role::Position:
        return form.is(3, kFloat) || (isSmall && form.components == 3 && !form.isMatrix &&
                                      (!isTarget || form.type == kByte || form.type == kShort));
    case Role::Normal:
        return form.is(3, kFloat) || (isSmall && isSignedShare(form, 3));
    case Role::Tangent:
        return form.is(isTarget ? 3 : 4, kFloat) || (isSmall && isSignedShare(form, isTarget ? 3 : 4));
    case Role::Coordinates:
        if (isTarget)
            return form.is(2, kFloat) || isShareOrFloat(form, 2) || isSignedShare(form, 2);
        return isShareOrFloat(form, 2) || (isSmall && form.components == 2 && !form.isMatrix);
    case Role::Colour:
        return isShareOrFloat(form, 3) || isShareOrFloat(form, 4) ||
               (isTarget && (isSignedShare(form, 3) || isSignedShare(form, 4)));
    case Role::Joints:
        return form.is(4, kUnsignedByte) || form.is(4, kUnsignedShort);
    case Role::Weights:
        return isShareOrFloat(form, 4);
    default:
        return form.type != 5125;
    }
}

class PrimitiveCheck {
  public:
    PrimitiveCheck(const Json& root, const Json& primitive, std::string where, Uses& uses)
        : root_(root), primitive_(primitive), where_(std::move(where)), uses_(uses),
          isQuantized_(isUsed("KHR_mesh_quantization")) {}

    void check() {
        std::array<std::int64_t, 8> sets{};
        std::array<std::int64_t, 8> highest{};
        for (const auto& [name, value] : primitive_["attributes"].items()) {
            const Semantic semantic = semanticOf(name);
            if (semantic.role == Role::None)
                throw Wrong{fmt::format("{}: there is no attribute {}", where_, shown(name))};
            const auto role = std::size_t(semantic.role);
            ++sets[std::min<std::size_t>(role, 7)];
            highest[std::min<std::size_t>(role, 7)] =
                std::max(highest[std::min<std::size_t>(role, 7)], semantic.set);
            attribute(name, semantic.role, value, false, where_);
        }
        for (const Role role : {Role::Coordinates, Role::Colour, Role::Joints, Role::Weights})
            if (sets[std::size_t(role)] > 0 && highest[std::size_t(role)] + 1 != sets[std::size_t(role)])
                throw Wrong{fmt::format("{}: its sets of an attribute are not numbered 0, 1, …", where_)};
        if (sets[std::size_t(Role::Joints)] != sets[std::size_t(Role::Weights)])
            throw Wrong{fmt::format("{} has {} sets of joints and {} of weights", where_,
                                    sets[std::size_t(Role::Joints)], sets[std::size_t(Role::Weights)])};
        material(sets[std::size_t(Role::Coordinates)]);
        indices();
        targets();
    }

  private:
    bool isUsed(const char* name) const {
        const Json& used = listIn(root_, "extensionsUsed");
        return std::find(used.begin(), used.end(), name) != used.end();
    }
    void attribute(const std::string& name, Role role, const Json& value, bool isTarget,
                   const std::string& where) {
        const auto index = std::int64_t(value.get<double>());
        const Json& accessor = listIn(root_, "accessors")[std::size_t(index)];
        const Form form = formOf(accessor);
        const std::string place = fmt::format("{}: {}", where, shown(name));
        if (!fits(role, form, isTarget, isQuantized_))
            throw Wrong{
                fmt::format("{} is made of {}, which it cannot be{}", place, told(form),
                            role == Role::Position && !isQuantized_ ? "; it must be VEC3 of floats" : "")};
        if (role == Role::Position && !(accessor.contains("min") && accessor.contains("max")))
            throw Wrong{fmt::format("{}: accessors[{}] has no \"min\" and \"max\"", place, index)};
        const bool hasStride = accessor.contains("bufferView") &&
                               named(root_, accessor, "bufferView", "bufferViews")->contains("byteStride");
        if (wholeOf(accessor, "byteOffset", 0) % 4 != 0 ||
            (form.elementBytes() % 4 != 0 && accessor.contains("bufferView") && !hasStride))
            throw Wrong{place + ": its elements do not begin at multiples of 4 bytes"};
        uses_.accessor(index, "vertices", place);
        uses_.vertices(root_, index, place);
        if (isTarget)
            return;
        if (count_ >= 0 && form.count != count_)
            throw Wrong{fmt::format("{}: its attributes have {} and {} elements", where, count_, form.count)};
        count_ = form.count;
    }
    void material(std::int64_t sets) const {
        std::vector<const Json*> materials = {named(root_, primitive_, "material", "materials")};
        for (const Json* one : materials) {
            if (one == nullptr)
                continue;
            const WantedSets wanted = wantedSets(*one);
            if (wanted.count > sets)
                throw Wrong{fmt::format("{}: its material's {} needs TEXCOORD_{}, which it has not", where_,
                                        wanted.texture, wanted.count - 1)};
        }
        if (lacksTangents(root_, primitive_))
            throw Wrong{where_ + ": its material needs directions on the surface, and it has no TANGENT"};
    }
    void indices() {
        const Json* accessor = named(root_, primitive_, "indices", "accessors");
        if (accessor == nullptr)
            return;
        const std::string place = where_ + ".indices";
        const Form form = formOf(*accessor);
        if (!form.is(1, kUnsignedByte) && !form.is(1, kUnsignedShort) && !form.is(1, 5125))
            throw Wrong{fmt::format("{}: \"indices\" refers to an accessor that holds no indices, but {}",
                                    where_, told(form))};
        const auto index = std::int64_t(primitive_["indices"].get<double>());
        uses_.accessor(index, "indices", place);
        if (const std::int64_t view = wholeOf(*accessor, "bufferView", -1); view >= 0) {
            uses_.view(root_, view, "indices", place);
            if (listIn(root_, "bufferViews")[std::size_t(view)].contains("byteStride"))
                throw Wrong{place + " have a \"byteStride\", which only vertices may have"};
        }
    }
    void targets() {
        std::size_t i = 0;
        for (const Json& target : listIn(primitive_, "targets")) {
            const std::string inside = fmt::format("{}.targets[{}]", where_, i++);
            for (const auto& [name, value] : target.items()) {
                const Role role = semanticOf(name).role;
                if (role == Role::None || role == Role::Joints || role == Role::Weights)
                    throw Wrong{fmt::format("{}: there is no attribute {} to change", inside, shown(name))};
                if (!primitive_["attributes"].contains(name))
                    throw Wrong{
                        fmt::format("{} changes {}, which its primitive does not have", inside, shown(name))};
                attribute(name, role, value, true, inside);
                const Json& accessor = listIn(root_, "accessors")[std::size_t(value.get<double>())];
                if (formOf(accessor).count != count_)
                    throw Wrong{fmt::format("{}: {} has {} elements, its primitive {}", inside, shown(name),
                                            formOf(accessor).count, count_)};
            }
        }
    }

    const Json& root_;
    const Json& primitive_;
    std::string where_;
    Uses& uses_;
    bool isQuantized_;
    std::int64_t count_ = -1;
};

} // namespace

std::size_t targetsOf(const Json& mesh) {
    const Json& primitives = listIn(mesh, "primitives");
    return primitives.empty() ? 0 : listIn(primitives[0], "targets").size();
}

void checkMeshes(const Json& root, Uses& uses) {
    forEach(
        root, "meshes",
        [&](const Json& mesh, const std::string& where) {
            std::size_t i = 0;
            for (const Json& primitive : listIn(mesh, "primitives")) {
                const std::string inside = fmt::format("{}.primitives[{}]", where, i++);
                PrimitiveCheck(root, primitive, inside, uses).check();
                if (listIn(primitive, "targets").size() != targetsOf(mesh))
                    throw Wrong{inside + " has another number of morph targets than the first"};
            }
            if (mesh.contains("weights") && mesh["weights"].size() != targetsOf(mesh))
                throw Wrong{fmt::format("{} has {} weights and {} morph targets", where,
                                        mesh["weights"].size(), targetsOf(mesh))};
        });
}

} // namespace perilune::model
