#pragma once

#include "scene/moment.h"
#include "terrain/surface.h"
#include "astro/sky.h"
#include "astro/vec.h"

#include <glm/glm.hpp>

#include <optional>

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

/// The eye stands at least so far above the drawn ground whatever the look says.
inline constexpr double kLeastEyeHeightM = 2.0;

/// The eye of a look from over the ground that has the whole picture to itself.
Camera cameraOf(const Look& look, const terrain::Surface& surface);
/// The eye of any look. `sun`: to the Sun that lights the Moon. A spacecraft that does not fly then is at the
/// nearer end of its path; one that is not known leaves the eye over the ground.
Camera cameraOf(const Look& look, const astro::Sky& sky, const astro::Direction<astro::Mcmf>& sun,
                const terrain::Surface& surface);

/// The part of the picture that titles and strip leave free: what a look frames stands there, smaller in
/// the same share, so that a look shows the same ground with and without the strip.
struct FreeArea {
    double middle = 0.0; ///< y of its middle in halves of the picture's height, up
    double share = 1.0;  ///< its height as a share of the picture's
};
FreeArea freeArea(const Layers& layers);

/// The eye of a moment: its look, framed in the free area. The second asks for the sky where the look needs
/// it.
Camera cameraOf(const Moment& moment, const astro::Sky& sky, const terrain::Surface& surface);
Camera cameraOf(const Moment& moment, const terrain::Surface& surface);

/// The look that shows the whole disc from over a place, its diameter 93 % of the free height.
Look wholeDisc(base::Angle latitude, base::Angle longitude);

/// The usual looks from elsewhere. From the Earth: the whole disc, celestial north up.
Look lookFromEarth();
/// Level, to the north.
Look lookFromSite(base::Angle latitude, base::Angle longitude);
/// At the Moon.
Look lookFromCraft(std::string id);
/// From the side; the greatest distance fits into a picture of 16:9.
Look lookAtTwoBodies();

/// Whether the camera can go from one to the other without a cut: both from over the ground, or from the same
/// stand at the same aim.
bool sameStand(const Look& a, const Look& b);

/// On the way from one look to another: from one stand direction and field of view change evenly; to another
/// there is a cut at the end. Over the ground: along the great circle, rising while the places are far apart,
/// on the path on which the picture flows evenly (van Wijk and Nuij 2003, "Smooth and efficient zooming and
/// panning"). The heading turns evenly against the course, so that a way past a pole does not spin. t in
/// 0..1, ends exact.
Look between(const Look& from, const Look& to, double t);
/// How long that way feels: about the number of picture heights that flow by; 0 for equal looks.
double lengthOfWay(const Look& from, const Look& to);

/// Projection of Moon-fixed points into a picture of `aspect` = width / height.
class Projection {
  public:
    Projection(const Camera& camera, double aspect);
    /// x right, y down, each 0..1 over the picture; depth in metres along the view. Nothing for points behind
    /// the eye.
    struct Point {
        double x = 0, y = 0, depthM = 0;
    };
    std::optional<Point> project(const astro::Position<astro::Mcmf>& position) const;
    /// The Moon's ball hides it (the horizon of the 1737.4 km sphere lowered to `groundM`, so that hills do
    /// not hide themselves).
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
