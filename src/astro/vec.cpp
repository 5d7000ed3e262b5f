#include "astro/vec.h"

#include <algorithm>
#include <cmath>

namespace perilune::astro {

using base::Angle;

Direction<Mcmf> up(const Selenographic& place) {
    const double lat = place.latitude.radians(), lon = place.longitude.radians();
    return {{std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)}};
}

Position<Mcmf> toMcmf(const Selenographic& place) {
    return {up(place).v * (kMoonRadiusM + place.heightM)};
}

Selenographic toSelenographic(const Position<Mcmf>& position) {
    const glm::dvec3& p = position.m;
    const double radius = glm::length(p);
    if (radius == 0.0)
        return {Angle{}, Angle{}, -kMoonRadiusM};
    return {Angle::radians(std::atan2(p.z, std::hypot(p.x, p.y))),
            base::wrapped180(Angle::radians(std::atan2(p.y, p.x))), radius - kMoonRadiusM};
}

Rotation<Mcmf, Enu> localFrame(const Selenographic& place) {
    const double lat = place.latitude.radians(), lon = place.longitude.radians();
    const glm::dvec3 east{-std::sin(lon), std::cos(lon), 0.0};
    const glm::dvec3 north{-std::sin(lat) * std::cos(lon), -std::sin(lat) * std::sin(lon), std::cos(lat)};
    return {glm::dmat3{east, north, up(place).v}};
}

} // namespace perilune::astro
