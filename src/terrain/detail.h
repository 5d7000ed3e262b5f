#pragma once

#include "terrain/crater.h"
#include "terrain/crater_cells.h"
#include "terrain/ground_file.h"
#include "terrain/lattice.h"

#include <vector>

namespace perilune::terrain {

// The modelled ground finer than the baked one: every level of tiles beyond kBakedLevel adds one octave of
// craters and one of undulation, down to kDetailLevel. It is drawn, and never a source of numbers.

inline constexpr int kDetailLevel = 16;   ///< the ground is complete there: craters from 1.3 m
inline constexpr int kCellsBelowTile = 3; ///< cells of an octave's craters are 8 texels wide
inline constexpr double kDetailLowM = -700.0, kDetailHighM = 250.0; ///< what all octaves together may add

/// 0 = a mare's plain .. 1 = highlands, from the baked file.
double ruggedAt(const GroundFile& file, const FacesAt& place);

/// One octave's height at a direction, metres.
double octaveM(const GroundFile& file, const glm::dvec3& direction, double rugged, int octave);

/// Adds one octave at the places of a lattice, each times `share` there (null: 1), to height and brightness.
/// The same numbers as octaveM().
void addOctave(const GroundFile& file, const Places& places, const std::vector<double>& rugged, int octave,
               const double* heightShare, const double* brightnessShare, std::vector<double>& heightM,
               std::vector<double>& brightness);

/// Wave length of the undulation that a level adds, metres.
double undulationWaveM(int level);

/// Distance to a crater's middle in its radii.
inline double radiiFrom(const Crater& c, const glm::dvec3& direction) {
    const glm::dvec3 way = direction - c.centre;
    return std::sqrt(way.x * way.x + way.y * way.y + way.z * way.z) * (astro::kMoonRadiusM / c.radiusM);
}

} // namespace perilune::terrain
