#pragma once

#include <vector>

#include "terrain/crater.h"
#include "terrain/crater_cells.h"
#include "terrain/ground_file.h"

namespace perilune::terrain {

// The modelled ground finer than the baked one: every level of tiles beyond kBakedLevel adds one octave of
// craters and one of undulation, down to kDetailLevel. It is drawn, and never a source of numbers.

inline constexpr int kDetailLevel = 16;   ///< the ground is complete there: craters from 1.3 m
inline constexpr int kCellsBelowTile = 3; ///< cells of an octave's craters are 8 texels wide
inline constexpr double kDetailLowM = -700.0, kDetailHighM = 250.0; ///< what all octaves together may add

/// 0 = a mare's plain .. 1 = highlands, from the baked file.
double ruggedAt(const GroundFile& file, const CubePoint& place);

/// The craters of all octaves up to a level's that may touch the ground within `spread` (radians) of a
/// direction, in an order that does not depend on who asks.
std::vector<Crater> cratersNear(const GroundFile& file, const glm::dvec3& direction, double spread,
                                int level);

/// Wave length of the undulation that a level adds, metres.
double undulationWaveM(int level);

/// Craters plus undulation at a point, metres. `craters` must hold at least those that reach it.
double detailM(const std::vector<Crater>& craters, const glm::dvec3& direction, double rugged, int level);
double undulationsM(const glm::dvec3& direction, double rugged, int level);

/// Distance to a crater's middle in its radii.
inline double radiiFrom(const Crater& c, const glm::dvec3& direction) {
    const glm::dvec3 way = direction - c.centre;
    return std::sqrt(way.x * way.x + way.y * way.y + way.z * way.z) * (astro::kMoonRadiusM / c.radiusM);
}

} // namespace perilune::terrain
