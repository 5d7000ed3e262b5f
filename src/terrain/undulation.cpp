#include "terrain/undulation.h"

#include "astro/vec.h"

#include <algorithm>
#include <cstdint>

namespace perilune::terrain {

namespace {

constexpr std::size_t kAtOnce = 64;

/// Places of the noise's lattice: the whole numbers below, and what is left of 1.
struct Block {
    std::int32_t cellX[kAtOnce], cellY[kAtOnce], cellZ[kAtOnce];
    double x[kAtOnce], y[kAtOnce], z[kAtOnce];
    double corner[8][kAtOnce]; ///< what each corner of the cell gives, i·4 + j·2 + k
};

#define PERILUNE_INLINE inline __attribute__((always_inline))

PERILUNE_INLINE void findCells(const double* at, std::int32_t* cell, double* past) {
    for (std::size_t i = 0; i < kAtOnce; ++i) {
        const auto whole = std::int32_t(at[i]);
        cell[i] = whole - (double(whole) > at[i] ? 1 : 0);
    }
    for (std::size_t i = 0; i < kAtOnce; ++i)
        past[i] = at[i] - double(cell[i]);
}

/// The noise at a corner is a plane through 0 there, along one of the twelve edges of a cube (Perlin 2002).
PERILUNE_INLINE void addCorner(Block& b, std::uint32_t corner, std::uint32_t seed) {
    const std::uint32_t dx = corner >> 2, dy = (corner >> 1) & 1u, dz = corner & 1u;
    const double cornerX = dx, cornerY = dy, cornerZ = dz;
    std::uint32_t hash[kAtOnce];
    for (std::size_t i = 0; i < kAtOnce; ++i) {
        std::uint32_t h = (std::uint32_t(b.cellX[i]) + dx) * 0x8da6b343u ^
                          (std::uint32_t(b.cellY[i]) + dy) * 0xd8163841u ^
                          (std::uint32_t(b.cellZ[i]) + dz) * 0xcb1ab31fu ^ seed * 0x9e3779b9u;
        h = (h ^ (h >> 15)) * 0x2c1b3c6du;
        h = (h ^ (h >> 12)) * 0x297a2d39u;
        hash[i] = h ^ (h >> 15);
    }
    for (std::size_t i = 0; i < kAtOnce; ++i) {
        const auto h = std::int32_t(hash[i]);
        // Of two different axes, each up or down: 1, 0 or -1.
        const std::int32_t first = 1 - 2 * (h & 1), second = 1 - (h & 2);
        const std::int32_t firstIsY = (h >> 3) & 1;
        const std::int32_t secondIsY = (h & 12) == 0 ? 1 : 0, secondIsX = (h & 13) == 12 ? 1 : 0;
        const double slopeX = double(first * (1 - firstIsY) + second * secondIsX);
        const double slopeY = double(first * firstIsY + second * secondIsY);
        const double slopeZ = double(second * (1 - secondIsY - secondIsX));
        const double constant = -(slopeX * cornerX + slopeY * cornerY + slopeZ * cornerZ);
        b.corner[corner][i] = constant + slopeX * b.x[i] + slopeY * b.y[i] + slopeZ * b.z[i];
    }
}

PERILUNE_INLINE double fade(double t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

PERILUNE_INLINE void addBlock(double waveM, const glm::dvec3* directions, const double* rugged,
                              const double* share, double* heightM, std::size_t count) {
    const double perUnit = astro::kMoonRadiusM / waveM;
    const auto seed = std::uint32_t(waveM * 16.0);
    double x[kAtOnce], y[kAtOnce], z[kAtOnce];
    for (std::size_t i = 0; i < kAtOnce; ++i) { // beyond the last it is the last one again
        const glm::dvec3& d = directions[std::min(i, count - 1)];
        x[i] = d.x * perUnit;
        y[i] = d.y * perUnit;
        z[i] = d.z * perUnit;
    }
    Block b;
    findCells(x, b.cellX, b.x);
    findCells(y, b.cellY, b.y);
    findCells(z, b.cellZ, b.z);
    for (std::uint32_t corner = 0; corner < 8; ++corner)
        addCorner(b, corner, seed);
    double sum[kAtOnce];
    for (std::size_t i = 0; i < kAtOnce; ++i) {
        const double u = fade(b.x[i]), v = fade(b.y[i]), w = fade(b.z[i]);
        const double edge0 = b.corner[0][i] + (b.corner[4][i] - b.corner[0][i]) * u,
                     edge1 = b.corner[1][i] + (b.corner[5][i] - b.corner[1][i]) * u,
                     edge2 = b.corner[2][i] + (b.corner[6][i] - b.corner[2][i]) * u,
                     edge3 = b.corner[3][i] + (b.corner[7][i] - b.corner[3][i]) * u;
        const double low = edge0 + (edge2 - edge0) * v, high = edge1 + (edge3 - edge1) * v;
        sum[i] = low + (high - low) * w;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const double add = (0.005 + 0.011 * rugged[i]) * waveM * sum[i];
        heightM[i] += share ? share[i] * add : add;
    }
}

PERILUNE_INLINE void addAll(double waveM, std::size_t count, const glm::dvec3* directions,
                            const double* rugged, const double* share, double* heightM) {
    for (std::size_t i = 0; i < count; i += kAtOnce)
        addBlock(waveM, directions + i, rugged + i, share ? share + i : nullptr, heightM + i,
                 std::min(kAtOnce, count - i));
}

// Wider registers give the same numbers: nothing is contracted, and each place is worked out for itself.
#if defined(__x86_64__)
#define PERILUNE_ADD_ALL(name, features)                                                                     \
    __attribute__((target(features))) void name(double waveM, std::size_t count,                             \
                                                const glm::dvec3* directions, const double* rugged,          \
                                                const double* share, double* heightM) {                      \
        addAll(waveM, count, directions, rugged, share, heightM);                                            \
    }
#if defined(__clang__)
PERILUNE_ADD_ALL(addAllBy8, "avx512f,avx512dq,avx512vl")
#else
PERILUNE_ADD_ALL(addAllBy8, "avx512f,avx512dq,avx512vl,prefer-vector-width=512")
#endif
PERILUNE_ADD_ALL(addAllBy4, "avx2")
#endif

} // namespace

void addUndulation(double waveM, std::size_t count, const glm::dvec3* directions, const double* rugged,
                   const double* share, double* heightM) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return addAllBy8(waveM, count, directions, rugged, share, heightM);
    if (__builtin_cpu_supports("avx2"))
        return addAllBy4(waveM, count, directions, rugged, share, heightM);
#endif
    addAll(waveM, count, directions, rugged, share, heightM);
}

} // namespace perilune::terrain
