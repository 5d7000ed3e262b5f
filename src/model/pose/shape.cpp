#include "model/pose/shape.h"

#include "model/read/limits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::model {

namespace {

constexpr int kTriangles = 4;
constexpr int kTriangleStrip = 5;
constexpr int kTriangleFan = 6;

/// A place no farther than single precision can hold the distances of.
glm::vec3 near(const glm::dvec4& place) {
    constexpr double kFarthest = 1e15;
    glm::vec3 out(0.0f);
    for (int i = 0; i < 3; ++i)
        out[i] = std::isnan(place[i]) ? 0.0f : float(std::clamp(place[i], -kFarthest, kFarthest));
    return out;
}

glm::vec3 unit(const glm::dvec3& vector, const glm::vec3& fallback) {
    const double length = glm::length(vector);
    return length > 0.0 && std::isfinite(length) ? glm::vec3(vector / length) : fallback;
}

} // namespace

std::vector<std::uint32_t> triangulate(int mode, const std::vector<std::uint32_t>& indices) {
    std::vector<std::uint32_t> out;
    const std::size_t count = indices.size();
    if (mode == kTriangles)
        out.assign(indices.begin(), indices.begin() + std::ptrdiff_t(count - count % 3));
    else if (mode == kTriangleStrip)
        for (std::size_t i = 0; i + 2 < count; ++i)
            out.insert(out.end(), {indices[i], indices[i + 1 + i % 2], indices[i + 2 - i % 2]});
    else if (mode == kTriangleFan)
        for (std::size_t i = 0; i + 2 < count; ++i)
            out.insert(out.end(), {indices[i + 1], indices[i + 2], indices[0]});
    return out;
}

std::vector<std::uint32_t> thinParts(int mode, const std::vector<std::uint32_t>& indices) {
    constexpr int kPoints = 0, kLines = 1, kClosed = 2, kLine = 3;
    std::vector<std::uint32_t> out;
    const std::size_t count = indices.size();
    if (mode == kPoints)
        out = indices;
    else if (mode == kLines)
        out.assign(indices.begin(), indices.begin() + std::ptrdiff_t(count - count % 2));
    else if (mode == kClosed || mode == kLine)
        for (std::size_t i = 0; i + 1 < count; ++i)
            out.insert(out.end(), {indices[i], indices[i + 1]});
    if (mode == kClosed && count > 2)
        out.insert(out.end(), {indices.back(), indices.front()});
    return out;
}

void addFlatNormals(Shape& shape) {
    std::vector<ModelVertex> corners;
    corners.reserve(shape.indices.size());
    for (std::size_t i = 0; i + 2 < shape.indices.size(); i += 3) {
        ModelVertex corner[3];
        for (std::size_t k = 0; k < 3; ++k)
            corner[k] = shape.vertices[shape.indices[i + k]];
        const glm::vec3 normal =
            glm::cross(corner[1].position - corner[0].position, corner[2].position - corner[0].position);
        const float length = glm::length(normal);
        for (ModelVertex& vertex : corner) {
            vertex.normal = length > 0.0f ? normal / length : glm::vec3(0, 1, 0);
            corners.push_back(vertex);
        }
    }
    shape.vertices = std::move(corners);
    shape.indices.resize(shape.vertices.size());
    for (std::size_t i = 0; i < shape.indices.size(); ++i)
        shape.indices[i] = std::uint32_t(i);
}

Shape thickened(const Shape& shape, bool isLine, float radiusM) {
    Shape out;
    out.material = shape.material;
    out.node = shape.node;
    const auto add = [&out](ModelVertex vertex, const glm::vec3& away, float by) {
        vertex.position += away * by;
        vertex.normal = away;
        vertex.tangent = glm::vec4(0.0f);
        out.vertices.push_back(vertex);
    };
    const auto face = [&out](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        out.indices.insert(out.indices.end(), {a, b, c});
    };
    for (std::size_t i = 0; isLine && i + 1 < shape.vertices.size(); i += 2) {
        const ModelVertex &from = shape.vertices[i], &to = shape.vertices[i + 1];
        const glm::vec3 along = unit(to.position - from.position, {0, 1, 0});
        const glm::vec3 aside = unit(
            glm::cross(along, std::abs(along.y) < 0.9f ? glm::vec3(0, 1, 0) : glm::vec3(1, 0, 0)), {1, 0, 0});
        const glm::vec3 over = glm::cross(along, aside);
        const auto base = std::uint32_t(out.vertices.size());
        for (const ModelVertex* end : {&from, &to})
            for (const glm::vec3& away : {aside, over, -aside, -over})
                add(*end, away, radiusM);
        for (std::uint32_t k = 0; k < 4; ++k) {
            const std::uint32_t a = base + k, b = base + (k + 1) % 4;
            face(a, b, b + 4);
            face(a, b + 4, a + 4);
        }
    }
    for (std::size_t i = 0; !isLine && i < shape.vertices.size(); ++i) {
        const auto base = std::uint32_t(out.vertices.size());
        for (const glm::vec3& away : {glm::vec3(1, 0, 0), glm::vec3(0, 0, -1), glm::vec3(-1, 0, 0),
                                      glm::vec3(0, 0, 1), glm::vec3(0, 1, 0), glm::vec3(0, -1, 0)})
            add(shape.vertices[i], away, radiusM);
        for (std::uint32_t k = 0; k < 4; ++k) {
            face(base + k, base + (k + 1) % 4, base + 4);
            face(base + (k + 1) % 4, base + k, base + 5);
        }
    }
    return out;
}

bool appendShape(ModelData& data, const Shape& shape, const glm::dmat4& transform) {
    if (shape.indices.empty())
        return true;
    if (data.vertices.size() + shape.vertices.size() > kMaxModelVertices ||
        data.indices.size() + shape.indices.size() > kMaxModelIndices)
        return false;
    const auto base = std::uint32_t(data.vertices.size());
    const glm::dmat3 linear(transform);
    const double determinant = glm::determinant(linear);
    // By cofactors, which also a node has that is scaled to nothing along an axis.
    const double side = determinant < 0.0 ? -1.0 : 1.0;
    const glm::dmat3 normalTransform(side * glm::cross(linear[1], linear[2]),
                                     side * glm::cross(linear[2], linear[0]),
                                     side * glm::cross(linear[0], linear[1]));
    for (ModelVertex vertex : shape.vertices) {
        vertex.position = near(transform * glm::dvec4(vertex.position, 1.0));
        vertex.normal = unit(normalTransform * glm::dvec3(vertex.normal), {0, 1, 0});
        if (vertex.tangent.w != 0.0f)
            vertex.tangent = {unit(linear * glm::dvec3(vertex.tangent), {1, 0, 0}),
                              vertex.tangent.w * float(side)};
        data.low = data.vertices.empty() ? vertex.position : glm::min(data.low, vertex.position);
        data.high = data.vertices.empty() ? vertex.position : glm::max(data.high, vertex.position);
        data.vertices.push_back(vertex);
    }
    const int material = shape.material < 0 ? int(data.materials.size()) - 1 : shape.material;
    data.parts.push_back(
        {std::uint32_t(data.indices.size()), std::uint32_t(shape.indices.size()), material, shape.node});
    const bool mirrored = determinant < 0.0; // then triangles turn over
    for (std::size_t i = 0; i + 2 < shape.indices.size(); i += 3) {
        data.indices.push_back(base + shape.indices[i]);
        data.indices.push_back(base + shape.indices[i + (mirrored ? 2 : 1)]);
        data.indices.push_back(base + shape.indices[i + (mirrored ? 1 : 2)]);
    }
    return true;
}

} // namespace perilune::model
