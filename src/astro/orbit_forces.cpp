#include "astro/orbit_forces.h"

#include "astro/lunar_orientation.h"
#include "astro/time_scales.h"

#include <erfa.h>
#include <erfam.h>

#include <algorithm>
#include <cmath>

namespace perilune::astro {

namespace {

constexpr double kTableStepS = 3.0 * 3600.0;

// The Moon's second degree: Lemoine et al., "GRGM900C: A degree 900 lunar gravity model from GRAIL", Geophys.
// Res. Lett. 41 (2014), here unnormalised. The Earth's: GRS 80 in the tide-free value of the IERS Conventions
// (2010).
constexpr double kMoonJ2 = 2.0321e-4, kMoonC22 = 2.2382e-5, kMoonFieldRadiusM = 1'738'000.0;
constexpr double kEarthJ2 = 1.0826359e-3, kEarthFieldRadiusM = 6'378'136.6;
// Beyond these the second degree is below a millionth of the body's pull.
constexpr double kMoonFieldReachM = 20.0e6, kEarthFieldReachM = 100.0e6;

// The gradient of GM R² (J2 (r² - 3 z²) / 2 + 3 C22 (x² - y²)) / r⁵ in axes fixed to the body.
glm::dvec3 secondDegree(const glm::dvec3& p, double gm, double radiusM, double j2, double c22) {
    const double r2 = glm::dot(p, p), r5 = r2 * r2 * std::sqrt(r2);
    const double q = 0.5 * j2 * (r2 - 3.0 * p.z * p.z) + 3.0 * c22 * (p.x * p.x - p.y * p.y);
    const glm::dvec3 gradient{(j2 + 6.0 * c22) * p.x, (j2 - 6.0 * c22) * p.y, -2.0 * j2 * p.z};
    return gm * radiusM * radiusM / r5 * (gradient - 5.0 * q / r2 * p);
}

glm::dvec3 pull(const glm::dvec3& towards, double gm) {
    const double r2 = glm::dot(towards, towards);
    return gm / (r2 * std::sqrt(r2)) * towards;
}

} // namespace

double orbitTimeOf(base::Instant utc) {
    return ttOf(taiOf(utc)).daysJ2000 * ERFA_DAYSEC;
}

namespace {

struct BothStates {
    glm::dvec3 earth, earthVelocity, sun, sunVelocity;
};

glm::dvec3 vectorOf(const double* v, double scale) {
    return glm::dvec3{v[0], v[1], v[2]} * scale;
}

BothStates statesAt(double orbitTimeS) {
    double heliocentric[2][3], barycentric[2][3];
    eraEpv00(ERFA_DJ00, orbitTimeS / ERFA_DAYSEC, heliocentric, barycentric);
    const EarthState earth = earthAt(orbitTimeS);
    return {earth.position, earth.velocity, earth.position - vectorOf(heliocentric[0], ERFA_DAU),
            earth.velocity - vectorOf(heliocentric[1], ERFA_DAU / ERFA_DAYSEC)};
}

} // namespace

EarthState earthAt(double orbitTimeS) {
    double moon[2][3];
    eraMoon98(ERFA_DJ00, orbitTimeS / ERFA_DAYSEC, moon);
    return {vectorOf(moon[0], -ERFA_DAU), vectorOf(moon[1], -ERFA_DAU / ERFA_DAYSEC)};
}

Neighbours neighboursAt(double orbitTimeS) {
    const BothStates states = statesAt(orbitTimeS);
    return {states.earth, states.earthVelocity, states.sun};
}

NeighbourTable::NeighbourTable(double firstS, double lastS) : firstS_(firstS) {
    const auto count = static_cast<std::size_t>(std::max(1.0, std::ceil((lastS - firstS) / kTableStepS))) + 1;
    rows_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const BothStates s = statesAt(firstS + double(i) * kTableStepS);
        rows_.push_back({s.earth, s.earthVelocity, s.sun, s.sunVelocity});
    }
}

Neighbours NeighbourTable::at(double orbitTimeS) const {
    const double row = (orbitTimeS - firstS_) / kTableStepS;
    const auto i = static_cast<std::size_t>(std::clamp(std::floor(row), 0.0, double(rows_.size() - 2)));
    const double u = row - double(i), w = 1.0 - u;
    const Row &a = rows_[i], &b = rows_[i + 1];
    // Cubic Hermite.
    const double pa = (1.0 + 2.0 * u) * w * w, pb = u * u * (3.0 - 2.0 * u);
    const double va = kTableStepS * u * w * w, vb = -kTableStepS * u * u * w;
    const double slope = 6.0 * u * w / kTableStepS;
    return {pa * a.earth + pb * b.earth + va * a.earthVelocity + vb * b.earthVelocity,
            slope * (b.earth - a.earth) + (1.0 - 4.0 * u + 3.0 * u * u) * a.earthVelocity +
                (3.0 * u * u - 2.0 * u) * b.earthVelocity,
            pa * a.sun + pb * b.sun + va * a.sunVelocity + vb * b.sunVelocity};
}

glm::dvec3 accelerationAt(const glm::dvec3& positionM, double orbitTimeS, const NeighbourTable& neighbours) {
    const Neighbours near = neighbours.at(orbitTimeS);
    const glm::dvec3 toEarth = near.earth - positionM;
    glm::dvec3 sum = pull(-positionM, kGmMoon);
    sum += pull(toEarth, kGmEarth) - pull(near.earth, kGmEarth);
    sum += pull(near.sun - positionM, kGmSun) - pull(near.sun, kGmSun);
    if (glm::dot(positionM, positionM) < kMoonFieldReachM * kMoonFieldReachM) {
        const Rotation<Mcmf, Icrf> fixed = lunarOrientation({orbitTimeS / ERFA_DAYSEC});
        sum += glm::transpose(fixed.m) *
               secondDegree(fixed.m * positionM, kGmMoon, kMoonFieldRadiusM, kMoonJ2, kMoonC22);
    }
    // The Earth's pole has moved by 0.15 degrees since 2000: too little to matter here.
    if (glm::dot(toEarth, toEarth) < kEarthFieldReachM * kEarthFieldReachM)
        sum += secondDegree(-toEarth, kGmEarth, kEarthFieldRadiusM, kEarthJ2, 0.0);
    return sum;
}

} // namespace perilune::astro
