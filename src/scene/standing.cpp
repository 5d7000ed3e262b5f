#include "scene/standing.h"

#include "scene/camera.h"
#include "scene/where.h"

#include <cmath>

namespace perilune::scene {

using base::Angle;

namespace {

constexpr double kBesideM = 45.0;     ///< from the middle of what stands there
constexpr double kElevationDeg = 4.0; ///< a little over the horizon: more sky than ground

} // namespace

Angle earthward(const astro::Selenographic& place) {
    const auto local = astro::localFrame(place).inverse();
    const glm::dvec3 v = local(astro::Direction<astro::Mcmf>{{1.0, 0.0, 0.0}}).v;
    return std::hypot(v.x, v.y) < 1e-9 ? Angle{} : base::wrapped360(Angle::radians(std::atan2(v.x, v.y)));
}

Look standingAt(const astro::Selenographic& place) {
    Look look = lookFromSite(place.latitude, place.longitude);
    look.azimuth = earthward(place);
    look.elevation = Angle::degrees(kElevationDeg);
    return look;
}

std::optional<Look> standingAt(const timeline::Site& site, timeline::KnownDay known,
                               const timeline::Timeline& timeline) {
    const auto where = whereIs(site, known, timeline);
    if (!where)
        return std::nullopt;
    const astro::Selenographic place{where->middle.latitude, where->middle.longitude, 0.0};
    if (site.model.empty())
        return standingAt(place);
    const glm::dmat3 frame = astro::localFrame(place).m;
    const Angle towards = earthward(place);
    const glm::dvec3 ahead = frame[0] * std::sin(towards.radians()) + frame[1] * std::cos(towards.radians());
    const astro::Selenographic beside =
        astro::toSelenographic({frame[2] * astro::kMoonRadiusM - ahead * kBesideM});
    Look look = standingAt(astro::Selenographic{beside.latitude, beside.longitude, 0.0});
    look.azimuth = towards;
    return look;
}

const astro::Trajectory* pathCalled(std::string_view word) {
    if (const astro::Trajectory* named = astro::trajectoryNamed(word))
        return named;
    for (const astro::Trajectory& trajectory : astro::trajectories())
        if (trajectory.craft == word)
            return &trajectory;
    return nullptr;
}

} // namespace perilune::scene
