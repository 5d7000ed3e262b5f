#pragma once

#include "scene/camera.h"
#include "scene/moment.h"
#include "terrain/surface.h"

#include <optional>
#include <string>

namespace perilune::scene {

/// The light by which what a picture is about is seen.
struct SubjectLight {
    /// 0 = shadows as black as from afar, 1 = lifted: near the ground, and where no sunlit ground is in view.
    double shadowLift = 0.0;
    /// How many stops longer than for a full Moon the picture is exposed, for the ground that it is about and
    /// the sunlit ground around.
    double automatic = 0.0;
    /// How many stops more shadow and night are lifted, so that what it is about is seen where it lies in
    /// them.
    double stops = 0.0;
    /// What that ground gives back then, in parts of what a full Moon does at its exposure.
    double seen = 1.0;
    std::optional<std::string> note; ///< by which light it is seen then: "night, by the light of the Earth"
};

/// `automatic`: what a Moon without hills asks for; nothing where the exposure is fixed.
SubjectLight subjectLightOf(const Look& look, const Camera& camera, const astro::Direction<astro::Mcmf>& sun,
                            const astro::Direction<astro::Mcmf>& earth, std::optional<double> automatic,
                            const terrain::Surface& surface);

/// How high the drawn ground stands over the horizontal of a place, seen from `overM` above it.
base::Angle drawnHorizon(const astro::Selenographic& place, double overM, base::Angle azimuth,
                         const terrain::Surface& surface);

/// Share of the Sun's disc that the drawn ground leaves to a place `overM` above it.
double sunShareOver(const astro::Selenographic& place, double overM, const astro::Direction<astro::Mcmf>& sun,
                    const terrain::Surface& surface);

} // namespace perilune::scene
