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
};

/// Indices of a primitive (glTF's modes 0..6) as single triangles; strips and fans are opened, points and
/// lines give none.
std::vector<std::uint32_t> triangulate(int mode, const std::vector<std::uint32_t>& indices);

/// Gives every triangle its own corners with the normal of its face, for files that have no normals.
void addFlatNormals(Shape& shape);

/// Adds a shape to what is drawn, where a node puts it. False when the model would grow too large.
bool appendShape(ModelData& data, const Shape& shape, const glm::dmat4& transform);

} // namespace perilune::model
