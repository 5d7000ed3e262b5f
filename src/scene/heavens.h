#pragma once

#include "scene/camera.h"
#include "scene/moment.h"
#include "terrain/surface.h"
#include "astro/earth_rotation.h"
#include "astro/earth_shadow.h"
#include "astro/sky.h"

#include <memory>
#include <vector>

namespace perilune::scene {

/// What stands in the sky over the Moon.
struct Heavens {
    SkyShown shown = SkyShown::Stars;
    astro::Rotation<astro::Mcmf, astro::Icrf> fixedFromInertial;
    astro::Position<astro::Mcmf> sun; ///< of the Sun that lights the ground: that of `Scene::sun`
    double sunSeen = 1.0;             ///< share of its disc that the Moon and the Earth leave to the eye
    astro::Position<astro::Mcmf> earth;
    astro::Rotation<astro::Mcmf, astro::Ecef> fixedFromEarth;
    /// The Earth's shadow while it touches the Moon; null else, and in light of another hour.
    std::shared_ptr<const astro::ShadowProfile> eclipse;
    struct Planet {
        const char* name = "";
        astro::Direction<astro::Mcmf> towards; ///< from the eye
        double magnitude = 0.0;
    };
    std::vector<Planet> planets;
};

Heavens heavensOf(const Moment& moment, const astro::Sky& sky, const astro::Direction<astro::Mcmf>& sun,
                  const Camera& camera, const terrain::Surface& surface);

} // namespace perilune::scene
