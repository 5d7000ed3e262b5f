#pragma once

#include "terrain/crater.h"
#include "terrain/cube.h"

#include <cstdint>

namespace perilune::terrain {

// Unnamed craters are seeded by place: every cell of a level of the cube's quadtree holds a few, of diameters
// between a quarter and a half of the cell's side, drawn from the cell's own numbers. So they are the same
// for everybody, and a level of the ground is these cells' level and all coarser ones.

inline constexpr int kFirstCraterLevel = 6; ///< of cells: craters of 10.7 to 21.3 km
inline constexpr int kMostCratersInCell = 3;

/// Random numbers of a cell.
class CellNumbers {
  public:
    CellNumbers(int face, int level, std::uint32_t x, std::uint32_t y)
        : state_((std::uint64_t(x) << 32 | y) ^ (std::uint64_t(face * 32 + level) * 0x9e3779b97f4a7c15u)) {
        bits();
    }
    std::uint64_t bits() { // splitmix64
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    double unit() { return double(bits() >> 11) * 0x1p-53; }

  private:
    std::uint64_t state_;
};

/// What the craters in cells of a level are like.
struct CraterLaw {
    int cellLevel = 0;
    bool large = false;                  ///< too large to have been worn down by small impacts alone
    double smallestM = 0.0;              ///< diameter; the largest is twice that, between them N(>D) ~ D^-2
    double meanOnMare = 0.0, mean = 0.0; ///< number in a cell at the middle of a face; on highlands
};
CraterLaw craterLaw(int cellLevel);

/// The craters of one cell. `ruggedAt(CubePoint)` gives 0 (a mare's plain) .. 1 (highlands): plains are
/// younger and have fewer craters, down to the size below which even they are full.
template <class Rugged, class Take>
void cratersOfCell(const CraterLaw& law, int face, std::uint32_t x, std::uint32_t y, const Rugged& ruggedAt,
                   const Take& take) {
    CellNumbers numbers(face, law.cellLevel, x, y);
    const double side = std::ldexp(2.0, -law.cellLevel);
    for (int i = 0; i < kMostCratersInCell; ++i) {
        const double rank = numbers.unit() * kMostCratersInCell;
        const double sx = numbers.unit(), sy = numbers.unit(), size = numbers.unit(), kept = numbers.unit();
        const double phase = numbers.unit() * 6.283185307179586;
        if (rank > law.mean)
            continue;
        const CubePoint place{face, (x + sx) * side - 1.0, (y + sy) * side - 1.0};
        const double u = warp(place.s), v = warp(place.t), r2 = 1.0 + u * u + v * v;
        const double area = (1.0 + u * u) * (1.0 + v * v) / (r2 * std::sqrt(r2));
        if (rank > (law.meanOnMare + (law.mean - law.meanOnMare) * ruggedAt(place)) * area)
            continue;
        // Most craters of a full surface are worn; few are new.
        Crater c = craterOf(law.smallestM / std::sqrt(1.0 - 0.75 * size),
                            1.0 - 0.96 * kept * (law.large ? 1.0 : kept));
        c.centre = directionFromTangents(face, u, v);
        c.phase = phase;
        take(c);
    }
}

} // namespace perilune::terrain
