#pragma once

#include <glm/glm.hpp>

#include <cmath>
#include <cstdint>

namespace perilune::terrain {

/// Gradient noise on a lattice of whole numbers, about -1..1, mean 0: the same everywhere, every time.
inline double gradientNoise(const glm::dvec3& at, std::uint32_t seed) {
    const double fx = std::floor(at.x), fy = std::floor(at.y), fz = std::floor(at.z);
    const double x = at.x - fx, y = at.y - fy, z = at.z - fz;
    const auto ix = std::uint32_t(std::int64_t(fx)), iy = std::uint32_t(std::int64_t(fy)),
               iz = std::uint32_t(std::int64_t(fz));
    const auto corner = [&](std::uint32_t i, std::uint32_t j, std::uint32_t k) {
        std::uint32_t h =
            (ix + i) * 0x8da6b343u ^ (iy + j) * 0xd8163841u ^ (iz + k) * 0xcb1ab31fu ^ seed * 0x9e3779b9u;
        h = (h ^ (h >> 15)) * 0x2c1b3c6du;
        h = (h ^ (h >> 12)) * 0x297a2d39u;
        h ^= h >> 15;
        // One of the twelve edges of a cube, with four of them twice (Perlin 2002).
        const double a = x - i, b = y - j, c = z - k;
        const double u = (h & 8u) == 0 ? a : b, w = (h & 12u) == 0 ? b : (h & 13u) == 12u ? a : c;
        return ((h & 1u) ? -u : u) + ((h & 2u) ? -w : w);
    };
    const auto fade = [](double t) { return t * t * t * (t * (t * 6.0 - 15.0) + 10.0); };
    const auto mix = [](double a, double b, double t) { return a + (b - a) * t; };
    const double u = fade(x), v = fade(y), w = fade(z);
    return mix(mix(mix(corner(0, 0, 0), corner(1, 0, 0), u), mix(corner(0, 1, 0), corner(1, 1, 0), u), v),
               mix(mix(corner(0, 0, 1), corner(1, 0, 1), u), mix(corner(0, 1, 1), corner(1, 1, 1), u), v), w);
}

/// One octave of the land's unevenness between craters, metres: waves of `waveM`, of slopes typical for the
/// terrain (Rosenburg et al. 2011: the maria are some three times smoother than the highlands).
inline double undulationM(const glm::dvec3& direction, double radiusM, double waveM, double rugged) {
    const double amplitude = (0.005 + 0.011 * rugged) * waveM;
    return amplitude * gradientNoise(direction * (radiusM / waveM), std::uint32_t(waveM * 16.0));
}

} // namespace perilune::terrain
