#include "astro/sky.h"

#include "astro/bodies.h"
#include "astro/lunar_orientation.h"
#include "astro/time_scales.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

namespace perilune::astro {

using base::Angle;

namespace {

Selenographic subPoint(const Direction<Mcmf>& towards) {
    return toSelenographic(Position<Mcmf>{towards.v * kMoonRadiusM});
}

} // namespace

base::Result<void> knownToSky(base::Instant at) {
    const std::chrono::year_month_day date{base::dayOf(at)};
    if (int(date.year()) < kFirstSkyYear || int(date.year()) > kLastSkyYear)
        return base::inputError(
            fmt::format("{}: the positions of Sun and Earth hold from {} to {}; choose a day between",
                        base::formatInstant(at), kFirstSkyYear, kLastSkyYear));
    return {};
}

base::Result<Sky> skyAt(base::Instant at) {
    if (const auto known = knownToSky(at); !known)
        return tl::unexpected(known.error());
    const Epoch<Tt> tt = ttOf(taiOf(at));
    const Epoch<Tdb> tdb = tdbOf(tt);
    const Bodies bodies = bodiesAt(tdb, tt);

    // Light left the body before: over so short a time it moved on a straight line. The Sun's own motion
    // about the barycentre (15 m/s) shifts it by 8 km in 500 s, which is nothing at 1 au.
    const glm::dvec3 moonVelocity = bodies.earthFromBarycentre.velocity + bodies.moonFromEarth.velocity;
    const glm::dvec3 toSun = -(bodies.earthFromSun.position + bodies.moonFromEarth.position);
    const glm::dvec3 toEarth = -bodies.moonFromEarth.position;
    const double lightTime = lightDays(glm::length(toEarth));
    const glm::dvec3 toEarthThen = toEarth - bodies.earthFromBarycentre.velocity * lightTime;

    Sky sky;
    sky.at = at;
    sky.fixedFromInertial = lunarOrientation(tdb);
    sky.sun = sky.fixedFromInertial(Direction<Icrf>{aberrated(toSun, moonVelocity)});
    sky.sunDistanceM = glm::length(toSun);
    sky.earth = sky.fixedFromInertial(Direction<Icrf>{aberrated(toEarthThen, moonVelocity)});
    sky.earthDistanceM = glm::length(toEarth);
    // The light that reaches the Earth now left the Moon when it stood elsewhere in its way round the Sun.
    sky.apparentDistanceM = glm::length(bodies.moonFromEarth.position - moonVelocity * lightTime);
    sky.subsolar = subPoint(sky.sun);
    sky.subearth = subPoint(sky.earth);

    const double cosPhase = glm::dot(glm::normalize(toSun), glm::normalize(toEarth));
    sky.phaseAngle = Angle::radians(std::acos(glm::clamp(cosPhase, -1.0, 1.0)));
    sky.phasePercent = 50.0 * (1.0 + cosPhase);

    // The pole's direction projected on the sky around the Moon as the Earth sees it.
    const glm::dvec3 pole = glm::transpose(sky.fixedFromInertial.m) * glm::dvec3{0.0, 0.0, 1.0};
    const glm::dvec3 toMoon = glm::normalize(bodies.moonFromEarth.position);
    const glm::dvec3 east = glm::normalize(glm::cross(glm::dvec3{0.0, 0.0, 1.0}, toMoon));
    const glm::dvec3 north = glm::cross(toMoon, east);
    sky.positionAngle =
        base::wrapped360(Angle::radians(std::atan2(glm::dot(pole, east), glm::dot(pole, north))));
    return sky;
}

Horizontal horizontal(const Direction<Mcmf>& towards, double distanceM, const Selenographic& place) {
    const glm::dvec3 fromPlace = towards.v * distanceM - toMcmf(place).m;
    const glm::dvec3 local = glm::transpose(localFrame(place).m) * glm::normalize(fromPlace);
    return {base::wrapped360(Angle::radians(std::atan2(local.x, local.y))),
            Angle::radians(std::asin(glm::clamp(local.z, -1.0, 1.0)))};
}

} // namespace perilune::astro
