#pragma once

#include <glm/glm.hpp>

#include <cmath>
#include <cstdint>
#include <numbers>

namespace perilune::terrain {

/// A point of the cube: face 0..5 (+X, -X, +Y, -Y, +Z, -Z) and equal-angle coordinates, -1..1 on the face
/// itself; somewhat beyond on the continuation of its grid over the neighbours.
struct CubePoint {
    int face = 0;
    double s = 0.0, t = 0.0;
};

/// Axes of a face; s × t points outward, and t is north on the four side faces.
struct FaceAxes {
    glm::ivec3 normal, s, t;
};
inline constexpr FaceAxes kFaceAxes[6] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},  {{-1, 0, 0}, {0, -1, 0}, {0, 0, 1}},
    {{0, 1, 0}, {-1, 0, 0}, {0, 0, 1}}, {{0, -1, 0}, {1, 0, 0}, {0, 0, 1}},
    {{0, 0, 1}, {0, 1, 0}, {-1, 0, 0}}, {{0, 0, -1}, {0, 1, 0}, {1, 0, 0}},
};

/// Tangent of the angle that an equal-angle coordinate stands for; exact at -1, 0 and 1, odd to the last bit.
inline double warp(double s) {
    return std::abs(s) == 1.0 ? s : std::tan(s * (std::numbers::pi / 4.0));
}

/// Unit direction from the two tangents. Points on an edge come out the same, bit for bit, from both faces.
inline glm::dvec3 directionFromTangents(int face, double u, double v) {
    const FaceAxes& a = kFaceAxes[face];
    const glm::dvec3 d(a.normal.x + u * a.s.x + v * a.t.x, a.normal.y + u * a.s.y + v * a.t.y,
                       a.normal.z + u * a.s.z + v * a.t.z);
    return d / std::sqrt(d.x * d.x + d.y * d.y + d.z * d.z);
}

inline glm::dvec3 cubeDirection(const CubePoint& p) {
    return directionFromTangents(p.face, warp(p.s), warp(p.t));
}

/// The face that owns a direction: the largest component; on edges the lower face number.
int faceOf(const glm::dvec3& direction);

/// Coordinates of a direction on a face's grid, continued beyond it where need be (the direction must lie in
/// the hemisphere of the face).
CubePoint cubePointOn(int face, const glm::dvec3& direction);
inline CubePoint cubePoint(const glm::dvec3& direction) {
    return cubePointOn(faceOf(direction), direction);
}

} // namespace perilune::terrain
