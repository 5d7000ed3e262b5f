#pragma once

#include <glm/glm.hpp>

#include <cstddef>

namespace perilune::terrain {

/// Adds undulationM() (noise.h) of one wave at many places, each times `share` there (null: 1), to their
/// heights. Many at once, as the processor has room: the same numbers on every machine.
void addUndulation(double waveM, std::size_t count, const glm::dvec3* directions, const double* rugged,
                   const double* share, double* heightM);

} // namespace perilune::terrain
