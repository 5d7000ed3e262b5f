#pragma once

#include "model/model.h"

#include <glm/glm.hpp>

#include <cstdint>
#include <vector>

namespace perilune::model {

/// A primitive in the mesh's own axes, before a node puts it somewhere.
struct Shape {
    std::vector<ModelVertex> vertices;
    std::vector<std::uint32_t> indices;
    int material = -1;
    int node = -1;
};

/// Indices of a primitive (glTF's modes 0..6) as single triangles; strips and fans are opened, points and
/// lines give none.
std::vector<std::uint32_t> triangulate(int mode, const std::vector<std::uint32_t>& indices);
/// Indices of a line (modes 1..3) in pairs, those of points one by one; triangles give none.
std::vector<std::uint32_t> thinParts(int mode, const std::vector<std::uint32_t>& indices);

/// Gives every triangle its own corners with the normal of its face, for files that have no normals.
void addFlatNormals(Shape& shape);

/// A line's pieces as bars of four sides, points as grains of eight, `radiusM` thick; so that what has no
/// thickness is seen at all. `shape` holds pairs of vertices or single ones, where they are drawn.
Shape thickened(const Shape& shape, bool isLine, float radiusM);

/// Adds a shape to what is drawn, where a node puts it. False when the model would grow too large.
bool appendShape(ModelData& data, const Shape& shape, const glm::dmat4& transform);

} // namespace perilune::model
