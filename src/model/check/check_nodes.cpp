#include "model/check/check.h"

#include <fmt/format.h>
#include <glm/glm.hpp>
#include <glm/gtc/quaternion.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::model {

namespace {

std::size_t indexIn(const Json& value) {
    return std::size_t(value.get<double>());
}

/// The greatest sum of a column's numbers, none counted below 0.
float normOf(const glm::mat4& m) {
    float norm = 0.0f;
    for (int c = 0; c < 4; ++c)
        norm = std::max(norm, std::abs(m[c][0]) + std::abs(m[c][1]) + std::abs(m[c][2]) + std::abs(m[c][3]));
    return norm;
}

/// A matrix that moves, turns and scales, no more: taken apart and put together again it is as large as it
/// was. In single precision and no stricter than that, as the official validator has it.
bool isTurnAndScale(const Json& list) {
    glm::mat4 m(1.0f);
    for (std::size_t i = 0; i < 16; ++i)
        m[int(i / 4)][int(i % 4)] = float(list[i].get<double>());
    const float determinant = glm::determinant(m);
    if (m[0][3] != 0.0f || m[1][3] != 0.0f || m[2][3] != 0.0f || m[3][3] != 1.0f || determinant == 0.0f)
        return false;
    glm::vec3 scale(glm::length(glm::vec3(m[0])), glm::length(glm::vec3(m[1])), glm::length(glm::vec3(m[2])));
    if (determinant < 0.0f)
        scale.x = -scale.x;
    glm::mat3 turn(m);
    for (int i = 0; i < 3; ++i)
        turn[i] /= scale[i];
    glm::mat4 again(glm::mat3_cast(glm::quat_cast(turn)));
    for (int i = 0; i < 3; ++i)
        again[i] *= scale[i];
    again[3] = m[3];
    constexpr float kRounded = 5e-5f;
    return std::abs(normOf(m) - normOf(again)) < kRounded;
}

void checkPlacing(const Json& node, const std::string& where) {
    const bool hasParts = node.contains("translation") || node.contains("rotation") || node.contains("scale");
    if (node.contains("matrix")) {
        if (hasParts)
            throw Wrong{where + " has both a matrix and a translation, rotation or scale"};
        if (!isTurnAndScale(node["matrix"]))
            throw Wrong{where + ".matrix does not consist of a translation, rotation and scale"};
    }
    if (node.contains("rotation")) {
        double squares = 0.0;
        for (const Json& part : node["rotation"])
            squares += part.get<double>() * part.get<double>();
        if (std::abs(std::sqrt(squares) - 1.0) > kRoundedTurn)
            throw Wrong{fmt::format("{}.rotation has a length of {:.4g}, not 1", where, std::sqrt(squares))};
    }
}

/// On which node each hangs; none on two, none on itself.
std::vector<int> parentsIn(const Json& root) {
    const Json& nodes = listIn(root, "nodes");
    std::vector<int> parent(nodes.size(), -1);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const Json& child : listIn(nodes[i], "children")) {
            int& above = parent[indexIn(child)];
            if (above >= 0)
                throw Wrong{fmt::format("nodes[{}] has two parents, nodes[{}] and nodes[{}]", indexIn(child),
                                        above, i)};
            above = int(i);
        }
    // From each node up, not again where another has been: 1 on this way, 2 on one that ended well.
    std::vector<int> seen(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        int at = int(i);
        for (; at >= 0 && seen[std::size_t(at)] == 0; at = parent[std::size_t(at)])
            seen[std::size_t(at)] = 1;
        if (at >= 0 && seen[std::size_t(at)] == 1)
            throw Wrong{fmt::format("nodes[{}] is its own ancestor", at)};
        for (at = int(i); at >= 0 && seen[std::size_t(at)] == 1; at = parent[std::size_t(at)])
            seen[std::size_t(at)] = 2;
    }
    return parent;
}

/// At the top of what each node hangs; each way up is gone once.
std::vector<int> rootsOf(const std::vector<int>& parent) {
    std::vector<int> root(parent.size(), -1);
    for (std::size_t i = 0; i < parent.size(); ++i) {
        int at = int(i);
        while (root[std::size_t(at)] < 0 && parent[std::size_t(at)] >= 0)
            at = parent[std::size_t(at)];
        const int top = root[std::size_t(at)] < 0 ? at : root[std::size_t(at)];
        for (at = int(i); at >= 0 && root[std::size_t(at)] < 0; at = parent[std::size_t(at)])
            root[std::size_t(at)] = top;
    }
    return root;
}
/// The first joint that does not hang on a node; -1: all do.
int jointBeside(const std::vector<int>& parent, int above, const Json& joints) {
    std::vector<bool> hangs(parent.size());
    hangs[std::size_t(above)] = true;
    for (const Json& joint : joints) {
        int at = int(indexIn(joint));
        while (at >= 0 && !hangs[std::size_t(at)])
            at = parent[std::size_t(at)];
        if (at < 0)
            return int(indexIn(joint));
        for (at = int(indexIn(joint)); !hangs[std::size_t(at)]; at = parent[std::size_t(at)])
            hangs[std::size_t(at)] = true;
    }
    return -1;
}

} // namespace

void checkNodes(const Json& root) {
    const Json& meshes = listIn(root, "meshes");
    forEach(root, "nodes", [&](const Json& node, const std::string& where) {
        checkPlacing(node, where);
        if (!node.contains("mesh")) {
            for (const char* key : {"skin", "weights"})
                if (node.contains(key))
                    throw Wrong{fmt::format("{} has a \"{}\" and no \"mesh\"", where, key)};
            return;
        }
        const Json& mesh = meshes[indexIn(node["mesh"])];
        if (node.contains("weights") && node["weights"].size() != targetsOf(mesh))
            throw Wrong{fmt::format("{} has {} weights, its mesh {} morph targets", where,
                                    node["weights"].size(), targetsOf(mesh))};
        if (node.contains("skin")) {
            const Json& primitives = listIn(mesh, "primitives");
            if (std::none_of(primitives.begin(), primitives.end(),
                             [](const Json& p) { return p["attributes"].contains("JOINTS_0"); }))
                throw Wrong{where + " has a skin, but its mesh has no joints"};
        }
    });
    const std::vector<int> parent = parentsIn(root);
    forEach(root, "scenes", [&](const Json& scene, const std::string& where) {
        for (const Json& node : listIn(scene, "nodes"))
            if (parent[indexIn(node)] >= 0)
                throw Wrong{
                    fmt::format("{} names nodes[{}], which hangs on another node", where, indexIn(node))};
    });
}

void checkSkins(const Json& root, Uses& uses) {
    const std::vector<int> parent = parentsIn(root), top = rootsOf(parent);
    forEach(root, "skins", [&](const Json& skin, const std::string& where) {
        const Json& joints = skin["joints"];
        for (const Json& joint : joints)
            if (top[indexIn(joint)] != top[indexIn(joints[0])])
                throw Wrong{where + ": its joints hang on no common node"};
        if (skin.contains("skeleton"))
            if (const int beside = jointBeside(parent, int(indexIn(skin["skeleton"])), joints); beside >= 0)
                throw Wrong{fmt::format("{}: joint nodes[{}] does not hang on its skeleton", where, beside)};
        const Json* binds = named(root, skin, "inverseBindMatrices", "accessors");
        if (binds == nullptr)
            return;
        const std::string place = where + ".inverseBindMatrices";
        const Form form = formOf(*binds);
        if (!form.is(16, 5126))
            throw Wrong{fmt::format("{} are {}, not 4 by 4 floats", place, told(form))};
        if (form.count < std::int64_t(joints.size()))
            throw Wrong{fmt::format("{} are {}, but there are {} joints", place, form.count, joints.size())};
        uses.accessor(wholeOf(skin, "inverseBindMatrices", 0), "inverse bind matrices", place);
        if (const std::int64_t view = wholeOf(*binds, "bufferView", -1); view >= 0) {
            uses.view(root, view, "inverse bind matrices", place);
            if (listIn(root, "bufferViews")[std::size_t(view)].contains("byteStride"))
                throw Wrong{place + " have a \"byteStride\", which only vertices may have"};
        }
    });
    // A skinned mesh and its joints stand in the same scenes.
    const Json& skins = listIn(root, "skins");
    forEach(root, "scenes", [&](const Json& scene, const std::string& where) {
        std::vector<bool> isHere(parent.size());
        for (const Json& node : listIn(scene, "nodes"))
            isHere[indexIn(node)] = true;
        std::size_t i = 0;
        for (const Json& node : listIn(root, "nodes")) {
            const std::size_t self = i++;
            if (!node.contains("skin") || !isHere[std::size_t(top[self])])
                continue;
            for (const Json& joint : skins[indexIn(node["skin"])]["joints"])
                if (!isHere[std::size_t(top[indexIn(joint)])])
                    throw Wrong{fmt::format("{} has nodes[{}], but not its joint nodes[{}]", where, self,
                                            indexIn(joint))};
        }
    });
}

} // namespace perilune::model
