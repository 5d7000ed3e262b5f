#include "astro/bodies.h"

#include <erfa.h>
#include <erfam.h>

#include <cmath>

namespace perilune::astro {

namespace {

constexpr double kAuM = ERFA_DAU;
constexpr double kLightMPerDay = ERFA_CMPS * ERFA_DAYSEC;

State stateOf(const double pv[2][3]) {
    return {glm::dvec3{pv[0][0], pv[0][1], pv[0][2]} * kAuM, glm::dvec3{pv[1][0], pv[1][1], pv[1][2]} * kAuM};
}

} // namespace

Bodies bodiesAt(Epoch<Tdb> tdb, Epoch<Tt> tt) {
    double heliocentric[2][3], barycentric[2][3], moon[2][3];
    eraEpv00(ERFA_DJ00, tdb.daysJ2000, heliocentric, barycentric);
    eraMoon98(ERFA_DJ00, tt.daysJ2000, moon);
    return {stateOf(heliocentric), stateOf(barycentric), stateOf(moon)};
}

glm::dvec3 aberrated(const glm::dvec3& towards, const glm::dvec3& velocity) {
    const glm::dvec3 unit = glm::normalize(towards), beta = velocity / kLightMPerDay;
    double natural[3] = {unit.x, unit.y, unit.z}, v[3] = {beta.x, beta.y, beta.z}, proper[3];
    // The Sun's potential changes the direction by under a milliarcsecond: its distance is given as 1 au.
    eraAb(natural, v, 1.0, std::sqrt(1.0 - glm::dot(beta, beta)), proper);
    return {proper[0], proper[1], proper[2]};
}

double lightDays(double distanceM) {
    return distanceM / kLightMPerDay;
}

SeenFromEarth seenFromEarth(const Bodies& bodies) {
    const glm::dvec3 toSun = -bodies.earthFromSun.position, toMoon = bodies.moonFromEarth.position;
    const glm::dvec3 velocity = bodies.earthFromBarycentre.velocity;
    const glm::dvec3 moonThen =
        toMoon - (velocity + bodies.moonFromEarth.velocity) * lightDays(glm::length(toMoon));
    return {aberrated(toSun, velocity) * glm::length(toSun),
            aberrated(moonThen, velocity) * glm::length(moonThen)};
}

SeenFromEarth seenFromEarth(Epoch<Tt> tt) {
    // The Earth moves 50 m in the two milliseconds between TT and TDB.
    return seenFromEarth(bodiesAt({tt.daysJ2000}, tt));
}

} // namespace perilune::astro
