#pragma once

#include "scene/camera.h"
#include "scene/heavens.h"

#include <string>
#include <vector>

namespace perilune::scene {

/// How many stops longer than for a full Moon a picture is exposed on its own: for the sunlight that the
/// camera gets back from the ground in view; where none of it is lit by the Sun, for the light of the Earth.
/// It depends on the arguments alone, which are directions in Moon-fixed axes.
double automaticStops(const Camera& camera, const astro::Direction<astro::Mcmf>& sun,
                      const astro::Direction<astro::Mcmf>& earth);

/// How many stops more the Earth's shadow asks for while it lies on the ground in view; 0 outside of
/// eclipses.
double eclipseStops(const Camera& camera, const Heavens& heavens);

/// "exposed 3 stops longer", where it is more than one.
std::vector<std::string> exposureNotes(double stops);

} // namespace perilune::scene
