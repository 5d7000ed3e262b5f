#include "astro/sky.h"

#include <chrono>
#include <cmath>

#include <erfa.h>
#include <erfam.h>
#include <fmt/format.h>

#include "astro/lunar_orientation.h"
#include "astro/time_scales.h"

namespace perilune::astro {

using base::Angle;

namespace {

constexpr double kAuM = ERFA_DAU;
constexpr double kLightMPerDay = ERFA_CMPS * ERFA_DAYSEC;

struct State {
    glm::dvec3 position; // metres
    glm::dvec3 velocity; // metres a day
};

// Where the bodies are, ICRF axes. The Earth by VSOP2000-fitted series (eraEpv00: 13.4 km against DE405 at
// most for 1900-2100), the Moon by the ELP 2000-82 terms of Meeus, Astronomical Algorithms ch. 47
// (eraMoon98).
struct Bodies {
    State earthFromSun, earthFromBarycentre, moonFromEarth;
};

State stateOf(const double pv[2][3]) {
    return {glm::dvec3{pv[0][0], pv[0][1], pv[0][2]} * kAuM, glm::dvec3{pv[1][0], pv[1][1], pv[1][2]} * kAuM};
}

Bodies bodiesAt(Epoch<Tdb> tdb, Epoch<Tt> tt) {
    double heliocentric[2][3], barycentric[2][3], moon[2][3];
    eraEpv00(ERFA_DJ00, tdb.daysJ2000, heliocentric, barycentric);
    eraMoon98(ERFA_DJ00, tt.daysJ2000, moon);
    return {stateOf(heliocentric), stateOf(barycentric), stateOf(moon)};
}

// The direction in which an observer moving at `velocity` (metres a day, barycentric) sees what lies towards
// `from`.
glm::dvec3 aberrated(const glm::dvec3& towards, const glm::dvec3& velocity) {
    const glm::dvec3 unit = glm::normalize(towards), beta = velocity / kLightMPerDay;
    double natural[3] = {unit.x, unit.y, unit.z}, v[3] = {beta.x, beta.y, beta.z}, proper[3];
    // The Sun's potential changes the direction by under a milliarcsecond: its distance is given as 1 au.
    eraAb(natural, v, 1.0, std::sqrt(1.0 - glm::dot(beta, beta)), proper);
    return {proper[0], proper[1], proper[2]};
}

Selenographic subPoint(const Direction<Mcmf>& towards) {
    return toSelenographic(Position<Mcmf>{towards.v * kMoonRadiusM});
}

} // namespace

base::Result<Sky> skyAt(base::Instant at) {
    const std::chrono::year_month_day date{base::dayOf(at)};
    if (int(date.year()) < kFirstSkyYear || int(date.year()) > kLastSkyYear)
        return base::inputError(
            fmt::format("{}: the positions of Sun and Earth hold from {} to {}; choose a day between",
                        base::formatInstant(at), kFirstSkyYear, kLastSkyYear));
    const Epoch<Tt> tt = ttOf(taiOf(at));
    const Epoch<Tdb> tdb = tdbOf(tt);
    const Bodies bodies = bodiesAt(tdb, tt);

    // Light left the body before: over so short a time it moved on a straight line. The Sun's own motion
    // about the barycentre (15 m/s) shifts it by 8 km in 500 s, which is nothing at 1 au.
    const glm::dvec3 moonVelocity = bodies.earthFromBarycentre.velocity + bodies.moonFromEarth.velocity;
    const glm::dvec3 toSun = -(bodies.earthFromSun.position + bodies.moonFromEarth.position);
    const glm::dvec3 toEarth = -bodies.moonFromEarth.position;
    const double lightDays = glm::length(toEarth) / kLightMPerDay;
    const glm::dvec3 toEarthThen = toEarth - bodies.earthFromBarycentre.velocity * lightDays;

    Sky sky;
    sky.at = at;
    sky.fixedFromInertial = lunarOrientation(tdb);
    sky.sun = sky.fixedFromInertial(Direction<Icrf>{aberrated(toSun, moonVelocity)});
    sky.sunDistanceM = glm::length(toSun);
    sky.earth = sky.fixedFromInertial(Direction<Icrf>{aberrated(toEarthThen, moonVelocity)});
    sky.earthDistanceM = glm::length(toEarth);
    // The light that reaches the Earth now left the Moon when it stood elsewhere in its way round the Sun.
    sky.apparentDistanceM = glm::length(bodies.moonFromEarth.position - moonVelocity * lightDays);
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
