#include "model/pose/pose.h"
#include "model/pose/shape.h"

#include <fmt/format.h>
#include <glm/gtc/matrix_transform.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::model {

namespace {

constexpr float kThin = 0.002f;  ///< radius of lines and points, of the length of the model
constexpr float kWire = 0.0006f; ///< of edges

std::uint32_t packed(const glm::vec4& colour) {
    std::uint32_t out = 0;
    for (int c = 0; c < 4; ++c)
        out |= std::uint32_t(std::lround(std::clamp(colour[c], 0.0f, 1.0f) * 255.0f)) << (8 * c);
    return out;
}

/// Each edge of triangles once, as pairs.
std::vector<std::uint32_t> edgesOf(const std::vector<std::uint32_t>& triangles) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (std::size_t i = 0; i + 2 < triangles.size(); i += 3)
        for (std::size_t k = 0; k < 3; ++k)
            edges.push_back(
                std::minmax(std::uint32_t(triangles[i + k]), std::uint32_t(triangles[i + (k + 1) % 3])));
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<std::uint32_t> out;
    for (const auto& [a, b] : edges)
        out.insert(out.end(), {a, b});
    return out;
}

template <class List> auto orOf(const List& list, std::size_t i, typename List::value_type fallback) {
    return i < list.size() ? list[i] : fallback;
}

/// The vertices of a primitive with its morph targets' shares added.
std::vector<ModelVertex> morphed(const Primitive& in, const std::vector<float>& weights) {
    std::vector<ModelVertex> out(in.positions.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        ModelVertex& v = out[i];
        v.position = in.positions[i];
        v.normal = orOf(in.normals, i, glm::vec3(0.0f));
        v.tangent = orOf(in.tangents, i, glm::vec4(0.0f));
        v.uv = orOf(in.uv[0], i, glm::vec2(0.0f));
        v.uv1 = orOf(in.uv[1], i, glm::vec2(0.0f));
        glm::vec4 colour = orOf(in.colours, i, glm::vec4(1.0f));
        for (std::size_t t = 0; t < in.targets.size(); ++t) {
            const float share = t < weights.size() ? weights[t] : 0.0f;
            if (share == 0.0f)
                continue;
            const MorphTarget& target = in.targets[t];
            v.position += share * orOf(target.positions, i, glm::vec3(0.0f));
            v.normal += share * orOf(target.normals, i, glm::vec3(0.0f));
            v.tangent += glm::vec4(share * orOf(target.tangents, i, glm::vec3(0.0f)), 0.0f);
            v.uv += share * orOf(target.uv[0], i, glm::vec2(0.0f));
            v.uv1 += share * orOf(target.uv[1], i, glm::vec2(0.0f));
            colour += share * orOf(target.colours, i, glm::vec4(0.0f));
        }
        v.colour = packed(colour);
    }
    return out;
}

/// Moves each vertex with its joints; the node that wears the skin has no part in it.
void bend(const Primitive& in, const Skin& skin, const Pose& pose, std::vector<ModelVertex>& vertices) {
    std::vector<glm::dmat4> joints;
    for (std::size_t j = 0; j < skin.joints.size(); ++j)
        joints.push_back(pose.world[std::size_t(skin.joints[j])] * skin.inverseBinds[j]);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        glm::dmat4 sum(0.0);
        for (const auto& set : in.influences)
            for (int c = 0; c < 4; ++c) {
                const std::size_t joint = set[i].joint[std::size_t(c)];
                if (set[i].weight[c] != 0.0f && joint < joints.size())
                    sum += double(set[i].weight[c]) * joints[joint];
            }
        if (sum[3][3] == 0.0)
            continue;
        ModelVertex& v = vertices[i];
        v.position = glm::vec3(sum * glm::dvec4(v.position, 1.0)) / float(sum[3][3]);
        const glm::dmat3 linear(sum);
        const double side = glm::determinant(linear) < 0.0 ? -1.0 : 1.0;
        const glm::dmat3 cofactors(side * glm::cross(linear[1], linear[2]),
                                   side * glm::cross(linear[2], linear[0]),
                                   side * glm::cross(linear[0], linear[1]));
        v.normal = glm::vec3(cofactors * glm::dvec3(v.normal));
        v.tangent = glm::vec4(glm::vec3(linear * glm::dvec3(v.tangent)), v.tangent.w);
        if (glm::length(v.normal) > 0.0f)
            v.normal = glm::normalize(v.normal);
    }
}

/// How a look is drawn that the renderer does not know. What becomes of it is told (gltf_notes.h).
ModelMaterial drawn(ModelMaterial material) {
    if (material.unlit) {
        // Its own light alone: what it would show in any.
        material.emissive = glm::vec3(material.baseColour);
        material.emissiveTexture = material.baseTexture;
        material.emissiveUv = material.baseUv;
        material.baseColour = glm::vec4(0.0f, 0.0f, 0.0f, material.baseColour.a);
        material.metallic = 0.0f;
        material.roughness = 1.0f;
        material.normalTexture = material.occlusionTexture = -1;
    }
    if (material.transmission > 0.0f) {
        constexpr float kClear = 0.85f; // of what falls on it, at most, goes through
        material.alphaMode = AlphaMode::Blend;
        material.baseColour.a *= 1.0f - kClear * material.transmission;
    }
    return material;
}

class Flattening {
  public:
    Flattening(const Gltf& gltf, const PoseWish& wish) : gltf_(gltf), wish_(wish), pose_(poseOf(gltf, wish)) {
        for (const ModelMaterial& material : gltf.materials)
            data_.materials.push_back(drawn(material));
        data_.textures = gltf.textures;
        for (const Node& node : gltf.nodes)
            data_.nodes.push_back(
                {node.name.empty() && node.mesh >= 0 ? gltf.meshes[std::size_t(node.mesh)].name : node.name,
                 node.parent});
    }

    base::Result<ModelData> make() {
        for (const int index : gltf_.parentsFirst) {
            const Node& node = gltf_.nodes[std::size_t(index)];
            if (node.mesh >= 0 && pose_.isShown[std::size_t(index)])
                for (const Primitive& primitive : gltf_.meshes[std::size_t(node.mesh)].primitives)
                    if (!place(primitive, node, std::size_t(index)))
                        return base::inputError(
                            "its scene comes to more vertices than are drawn; simplify it");
        }
        if (!addThin())
            return base::inputError("its scene comes to more vertices than are drawn; simplify it");
        return std::move(data_);
    }

  private:
    bool place(const Primitive& primitive, const Node& node, std::size_t index) {
        Shape shape;
        shape.vertices = morphed(primitive, pose_.weights[index]);
        const bool isBent = node.skin >= 0 && !primitive.influences.empty();
        if (isBent)
            bend(primitive, gltf_.skins[std::size_t(node.skin)], pose_, shape.vertices);
        shape.material = materialOf(primitive);
        shape.node = int(index);
        const bool isPoints = primitive.mode == 0;
        const bool isThin = primitive.mode < 4 || wish_.wires;
        shape.indices = primitive.mode < 4 ? thinParts(primitive.mode, primitive.indices)
                                           : triangulate(primitive.mode, primitive.indices);
        if (wish_.wires && primitive.mode >= 4)
            shape.indices = edgesOf(shape.indices);
        if (!isThin && primitive.normals.empty())
            addFlatNormals(shape);
        const glm::dmat4 world = size_ * (isBent ? glm::dmat4(1.0) : pose_.world[index]);
        const auto put = [&](const glm::dmat4& where) {
            if (!isThin)
                return appendShape(data_, shape, where);
            keepThin(shape, !isPoints, where);
            return thinVertices_ < (std::size_t{1} << 20);
        };
        if (node.instances.empty())
            return put(world);
        return std::all_of(node.instances.begin(), node.instances.end(),
                           [&](const glm::dmat4& instance) { return put(world * instance); });
    }
    int materialOf(const Primitive& primitive) const {
        for (const auto& [variant, material] : primitive.variants)
            if (variant == wish_.variant)
                return material;
        return primitive.material;
    }
    /// Lines and points wait until it is known how long the model is.
    void keepThin(const Shape& shape, bool isLine, const glm::dmat4& where) {
        Shape out;
        out.material = shape.material;
        out.node = shape.node;
        for (const std::uint32_t index : shape.indices) {
            ModelVertex v = shape.vertices[index];
            v.position = glm::vec3(where * glm::dvec4(v.position, 1.0));
            thinLow_ = thin_.empty() && out.vertices.empty() ? v.position : glm::min(thinLow_, v.position);
            thinHigh_ = thin_.empty() && out.vertices.empty() ? v.position : glm::max(thinHigh_, v.position);
            out.vertices.push_back(v);
        }
        thinVertices_ += out.vertices.size();
        thin_.emplace_back(isLine, std::move(out));
    }
    bool addThin() {
        glm::vec3 low = data_.low, high = data_.high;
        if (thinVertices_ > 0) {
            low = data_.vertices.empty() ? thinLow_ : glm::min(low, thinLow_);
            high = data_.vertices.empty() ? thinHigh_ : glm::max(high, thinHigh_);
        }
        const float radius = std::max(glm::distance(low, high) * (wish_.wires ? kWire : kThin), 1e-6f);
        return std::all_of(thin_.begin(), thin_.end(), [&](const auto& thin) {
            return appendShape(data_, thickened(thin.second, thin.first, radius), glm::dmat4(1.0));
        });
    }

    const Gltf& gltf_;
    PoseWish wish_;
    Pose pose_;
    // The front looks along +Z, which is north where it stands, and +X west.
    glm::dmat4 size_ =
        glm::scale(glm::rotate(glm::dmat4(1.0), -glm::radians(wish_.headingDeg), glm::dvec3(0, 1, 0)),
                   glm::dvec3(wish_.scale));
    ModelData data_;
    std::vector<std::pair<bool, Shape>> thin_;
    std::size_t thinVertices_ = 0;
    glm::vec3 thinLow_{0.0f}, thinHigh_{0.0f};
};

} // namespace

base::Result<ModelData> flatten(const Gltf& gltf, const PoseWish& wish) {
    return Flattening(gltf, wish).make();
}

} // namespace perilune::model
