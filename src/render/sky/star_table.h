#pragma once

#include "base/result.h"

#include <glm/glm.hpp>

#include <filesystem>
#include <vector>

namespace perilune::render {

struct Star {
    glm::vec3 direction{1, 0, 0}; ///< ICRS
    glm::vec3 colour{1.0f};       ///< sRGB-coded, its greatest channel 1
    float magnitude = 0.0f;
};

/// models/sky/stars.csv: the brightest first.
base::Result<std::vector<Star>> readStars(const std::filesystem::path& file);
/// models/sky/constellations.csv: ends of lines, two by two.
base::Result<std::vector<glm::vec3>> readConstellations(const std::filesystem::path& file);

/// Colour of a star from its colour index B-V: temperature by Ballesteros (2012, EPL 97, 34008), colour of a
/// black body by a fit to Planck's law in sRGB, greatest channel 1.
glm::vec3 starColour(double bv);

} // namespace perilune::render
