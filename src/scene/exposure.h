#pragma once

#include "scene/camera.h"
#include "scene/heavens.h"

#include <optional>
#include <string>
#include <vector>

namespace perilune::scene {

/// What ground that the Sun shines on gives back of its light, 1 at full Moon: Lunar-Lambert (McEwen 1996)
/// and the opposition surge, as the ground is drawn. Unit vectors.
double sunlitFrom(const glm::dvec3& up, const glm::dvec3& toEye, const glm::dvec3& sun);
/// The same of the Earth's light, as it is drawn.
double earthlightOn(const glm::dvec3& place, const glm::dvec3& sun, const glm::dvec3& earth);
/// What the ground in view gives back, bright ground counting most; nothing where none is in view. Hills
/// throw no shadows here.
std::optional<double> lightInView(const Camera& camera, const astro::Direction<astro::Mcmf>& sun,
                                  const astro::Direction<astro::Mcmf>& earth);

/// How many stops longer than for a full Moon a picture is exposed on its own: for the sunlight that the
/// camera gets back from the ground in view; where none of it is lit by the Sun, for the light of the Earth.
/// It depends on the arguments alone, which are directions in Moon-fixed axes.
double automaticStops(const Camera& camera, const astro::Direction<astro::Mcmf>& sun,
                      const astro::Direction<astro::Mcmf>& earth);

/// The same for ground that gives back so much.
double stopsFor(double light);

/// How many stops more the Earth's shadow asks for while it lies on the ground in view; 0 outside of
/// eclipses.
double eclipseStops(const Camera& camera, const Heavens& heavens);

/// "exposed 3 stops longer", where it is more than one.
std::vector<std::string> exposureNotes(double stops);

} // namespace perilune::scene
