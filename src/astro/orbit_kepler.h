#pragma once

#include "astro/orbit_arc.h"

#include <glm/glm.hpp>

namespace perilune::astro {

/// The eccentric anomaly of a mean anomaly, both in radians, for an ellipse.
double eccentricAnomaly(double meanAnomaly, double eccentricity);

/// An unperturbed ellipse around a body.
struct Ellipse {
    double gm = 0.0; ///< m³/s²
    double semiMajorM = 0.0;
    double eccentricity = 0.0;
    glm::dvec3 toPericentre{1, 0, 0}; ///< unit
    glm::dvec3 alongThere{0, 1, 0};   ///< unit, the way it moves at the pericentre
    double pericentreT = 0.0;         ///< a time at which it is there, seconds
    double periodS() const;
    OrbitState at(double t) const;
};

} // namespace perilune::astro
