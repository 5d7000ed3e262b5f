#pragma once

#include <optional>

#include <glm/glm.hpp>

#include "astro/vec.h"
#include "scene/moment.h"
#include "terrain/surface.h"

namespace perilune::scene {

/// An eye in Moon-fixed space.
struct Camera {
    astro::Position<astro::Mcmf> eye;
    astro::Direction<astro::Mcmf> forward;
    astro::Direction<astro::Mcmf> up;
    base::Angle fieldOfView = base::Angle::degrees(30.0); ///< vertical
    /// Where the target stands in the picture, in halves of its height/width from the middle (x right, y up):
    /// the strip below moves the Moon's middle up.
    glm::dvec2 shift{0.0};
};

/// The eye of a look; it stands at least 2 m above the drawn ground whatever the look says.
Camera cameraOf(const Look& look, const terrain::Surface& surface);

/// The look that shows the whole disc from over a place.
Look wholeDisc(base::Angle latitude, base::Angle longitude);

/// On the way from one look to another: along the great circle, with the range eased in the logarithm so that a
/// flight from the whole disc to the ground rises and sinks smoothly. t in 0..1, ends exact.
Look between(const Look& from, const Look& to, double t);

/// Projection of Moon-fixed points into a picture of `aspect` = width / height.
class Projection {
  public:
    Projection(const Camera& camera, double aspect);
    /// x right, y down, each 0..1 over the picture; depth in metres along the view. Nothing for points behind the eye.
    struct Point {
        double x = 0, y = 0, depthM = 0;
    };
    std::optional<Point> project(const astro::Position<astro::Mcmf>& position) const;
    /// The Moon's ball hides it (the horizon of the 1737.4 km sphere lowered to `groundM`, so that hills do not hide themselves).
    bool behindMoon(const astro::Position<astro::Mcmf>& position, double groundM = -9000.0) const;
    /// Where a ray through a picture point meets the sphere of 1737.4 km + heightM.
    std::optional<astro::Selenographic> pick(double x, double y, double heightM = 0.0) const;

  private:
    Camera camera_;
    double aspect_;
    glm::dvec3 right_, up_, forward_;
    double tanHalf_;
};

} // namespace perilune::scene
