#include "model/shape.h"

#include "model/gltf_check.h"

#include <cmath>

namespace perilune::model {

namespace {

constexpr int kTriangles = 4;
constexpr int kTriangleStrip = 5;
constexpr int kTriangleFan = 6;

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

bool appendShape(ModelData& data, const Shape& shape, const glm::dmat4& transform) {
    if (shape.indices.empty())
        return true;
    if (data.vertices.size() + shape.vertices.size() > kMaxModelVertices ||
        data.indices.size() + shape.indices.size() > kMaxModelIndices)
        return false;
    const auto base = std::uint32_t(data.vertices.size());
    const glm::dmat3 linear(transform);
    const double determinant = glm::determinant(linear);
    const glm::dmat3 normalTransform =
        std::abs(determinant) > 1e-300 ? glm::transpose(glm::inverse(linear)) : glm::dmat3(1.0);
    for (ModelVertex vertex : shape.vertices) {
        vertex.position = glm::vec3(transform * glm::dvec4(vertex.position, 1.0));
        const glm::dvec3 normal = normalTransform * glm::dvec3(vertex.normal);
        const double length = glm::length(normal);
        vertex.normal = length > 0.0 ? glm::vec3(normal / length) : glm::vec3(0, 1, 0);
        data.low = data.vertices.empty() ? vertex.position : glm::min(data.low, vertex.position);
        data.high = data.vertices.empty() ? vertex.position : glm::max(data.high, vertex.position);
        data.vertices.push_back(vertex);
    }
    const int material = shape.material < 0 ? int(data.materials.size()) - 1 : shape.material;
    data.parts.push_back({std::uint32_t(data.indices.size()), std::uint32_t(shape.indices.size()), material});
    const bool mirrored = determinant < 0.0; // then triangles turn over
    for (std::size_t i = 0; i + 2 < shape.indices.size(); i += 3) {
        data.indices.push_back(base + shape.indices[i]);
        data.indices.push_back(base + shape.indices[i + (mirrored ? 2 : 1)]);
        data.indices.push_back(base + shape.indices[i + (mirrored ? 1 : 2)]);
    }
    return true;
}

} // namespace perilune::model
