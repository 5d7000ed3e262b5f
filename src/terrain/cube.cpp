#include "terrain/cube.h"

#include "terrain/ground.h"

namespace perilune::terrain {

glm::dvec3 directionOf(const TileId& id, double s, double t) {
    const double step = std::ldexp(2.0, -int(id.level));
    return cubeDirection({id.face, (id.x + s) * step - 1.0, (id.y + t) * step - 1.0});
}

int faceOf(const glm::dvec3& d) {
    const glm::dvec3 a = glm::abs(d);
    if (a.x >= a.y && a.x >= a.z)
        return d.x >= 0.0 ? 0 : 1;
    if (a.y >= a.z)
        return d.y >= 0.0 ? 2 : 3;
    return d.z >= 0.0 ? 4 : 5;
}

CubePoint cubePointOn(int face, const glm::dvec3& d) {
    const FaceAxes& a = kFaceAxes[face];
    const double n = glm::dot(d, glm::dvec3(a.normal));
    constexpr double kScale = 4.0 / std::numbers::pi;
    return {face, std::atan2(glm::dot(d, glm::dvec3(a.s)), n) * kScale,
            std::atan2(glm::dot(d, glm::dvec3(a.t)), n) * kScale};
}

} // namespace perilune::terrain
