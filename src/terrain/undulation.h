#pragma once

#include "astro/vec.h"

#include <glm/glm.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>

namespace perilune::terrain {

/// undulationM() (noise.h) of one wave at many places that lie close to each other, the same numbers: a cell
/// of the noise's lattice is worked out once for all places in a row that fall into it.
class Undulation {
  public:
    explicit Undulation(double waveM)
        : waveM_(waveM), perUnit_(astro::kMoonRadiusM / waveM), seed_(std::uint32_t(waveM * 16.0)) {}

    double at(const glm::dvec3& direction, double rugged) {
        const glm::dvec3 p = direction * perUnit_;
        const std::int64_t cell[3] = {floorOf(p.x), floorOf(p.y), floorOf(p.z)};
        if (cell[0] != cell_[0] || cell[1] != cell_[1] || cell[2] != cell_[2])
            enter(cell);
        const double x = p.x - double(cell[0]), y = p.y - double(cell[1]), z = p.z - double(cell[2]);
        const auto fade = [](double t) { return t * t * t * (t * (t * 6.0 - 15.0) + 10.0); };
        double corner[8];
        for (int i = 0; i < 8; ++i)
            corner[i] = constant_[i] + slopeX_[i] * x + slopeY_[i] * y + slopeZ_[i] * z;
        const double u = fade(x), v = fade(y), w = fade(z);
        double edge[4];
        for (int i = 0; i < 4; ++i)
            edge[i] = corner[i] + (corner[i + 4] - corner[i]) * u;
        const double low = edge[0] + (edge[2] - edge[0]) * v, high = edge[1] + (edge[3] - edge[1]) * v;
        return (0.005 + 0.011 * rugged) * waveM_ * (low + (high - low) * w);
    }

  private:
    static std::int64_t floorOf(double v) {
        const auto i = std::int64_t(v);
        return i - (double(i) > v ? 1 : 0);
    }
    /// Corner i·4 + j·2 + k of the cell: the noise there is a plane through 0 at the corner.
    void enter(const std::int64_t (&cell)[3]) {
        std::copy(std::begin(cell), std::end(cell), std::begin(cell_));
        for (std::uint32_t i = 0; i < 8; ++i) {
            const std::uint32_t x = i >> 2, y = (i >> 1) & 1u, z = i & 1u;
            std::uint32_t h = (std::uint32_t(cell[0]) + x) * 0x8da6b343u ^
                              (std::uint32_t(cell[1]) + y) * 0xd8163841u ^
                              (std::uint32_t(cell[2]) + z) * 0xcb1ab31fu ^ seed_ * 0x9e3779b9u;
            h = (h ^ (h >> 15)) * 0x2c1b3c6du;
            h = (h ^ (h >> 12)) * 0x297a2d39u;
            h ^= h >> 15;
            glm::dvec3 slope(0.0); // gradientNoise's edges of a cube
            slope[(h & 8u) == 0 ? 0 : 1] += (h & 1u) ? -1.0 : 1.0;
            slope[(h & 12u) == 0 ? 1 : (h & 13u) == 12u ? 0 : 2] += (h & 2u) ? -1.0 : 1.0;
            slopeX_[i] = slope.x;
            slopeY_[i] = slope.y;
            slopeZ_[i] = slope.z;
            constant_[i] = -(slope.x * x + slope.y * y + slope.z * z);
        }
    }

    double waveM_, perUnit_;
    std::uint32_t seed_;
    std::int64_t cell_[3] = {std::numeric_limits<std::int64_t>::min(), 0, 0};
    double slopeX_[8] = {}, slopeY_[8] = {}, slopeZ_[8] = {}, constant_[8] = {};
};

} // namespace perilune::terrain
