#pragma once

#include "astro/earth_shadow.h"

#include <glm/glm.hpp>

#include <memory>
#include <vector>

namespace perilune::render {

/// A planet, as bright as it is.
struct FramePlanet {
    glm::vec3 direction{1, 0, 0}; ///< inertial axes
    float magnitude = 0.0f;
    glm::vec3 colour{1.0f};
};

/// What stands in the sky; directions and places as seen from the eye.
struct FrameSky {
    bool stars = true;
    bool constellations = false;
    glm::mat3 moonFromInertial{1.0f};
    std::vector<FramePlanet> planets;
    glm::vec3 sun{1, 0, 0};     ///< direction, Moon-fixed axes
    float sunRadius = 0.00465f; ///< of the disc, radians
    float sunSeen = 1.0f;       ///< share of the disc that neither the Moon nor the Earth hides
    std::shared_ptr<const astro::ShadowProfile> eclipse; ///< while the Earth's shadow touches the Moon
    glm::dvec3 earth{3.8e8, 0, 0};                       ///< from the eye, metres, Moon-fixed axes
    glm::mat3 moonFromEarth{1.0f};                       ///< from Earth-fixed axes
};

} // namespace perilune::render
