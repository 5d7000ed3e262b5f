#pragma once

#include "base/workers.h"

#include <glm/glm.hpp>

#include <vector>

namespace perilune::survey {

/// A map of the whole Moon in plate carrée: longitude 0 in the middle, north up, texel centres half a texel
/// inside.
struct Equirect {
    int width = 0, height = 0;
    std::vector<float> values; ///< rows from the north

    /// Value at a texel that may lie beyond the seam or beyond a pole.
    float at(int x, int y) const;
    double cubic(const glm::dvec3& direction) const;

    /// Evens every row out along longitude to about `texels` rows' length on the ground (at least one texel):
    /// near the poles the map is stretched, and what is finer there than a row is high is no information.
    void evenLongitude(double texels, const base::Workers& workers);
};

} // namespace perilune::survey
