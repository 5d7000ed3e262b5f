#include "astro/earth_shadow.h"

#include "astro/disc_sizes.h"
#include "astro/earth_air.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::astro {

using base::Angle;

namespace {

constexpr double kPi = std::numbers::pi;
// The Sun's disc is darker towards its edge, most there where the Earth's air lets its light into the shadow:
// C. W. Allen, "Astrophysical Quantities", at 550 nm; its mean over the disc is 1.
double sunBrightness(double fromMiddle) { // in radii of the disc
    const double squared = std::max(1.0 - fromMiddle * fromMiddle, 0.0);
    return (0.30 + 0.93 * std::sqrt(squared) - 0.23 * squared) / 0.805;
}

// Half the arc of a circle round one point (radius `ring`) that lies within `reach` of another, `away` from
// the first.
double halfArc(double ring, double reach, double away) {
    if (ring + away <= reach)
        return kPi;
    if (ring >= away + reach || ring <= away - reach || ring <= 0.0 || away <= 0.0)
        return 0.0;
    return std::acos(
        std::clamp((ring * ring + away * away - reach * reach) / (2.0 * ring * away), -1.0, 1.0));
}

// Calls `add(layer, share)` for the layers of air through which the Sun is seen, with the light that would
// come through each in parts of the whole Sun's if the air held none back.
template <class Add> void forLight(Angle separation, Angle sunRadius, double earthDistanceM, const Add& add) {
    constexpr int kSteps = 6; // along the arc, closer towards its end, where the Sun's edge is
    const double u = separation.radians(), s = sunRadius.radians();
    for (const AirLayer& layer : earthAir()) {
        const double fromAxisM = kEarthEquatorM + layer.heightM;
        // Seen from here the ray comes from fromAxis/distance beside the Earth's centre; before it was bent
        // it came from a point nearer to the axis, beyond it where negative.
        const double from = std::abs(fromAxisM / earthDistanceM - layer.bentRad);
        const double half = halfArc(from, s, u);
        if (half <= 0.0)
            continue;
        double brightness = 0.0;
        for (int i = 0; i < kSteps; ++i) {
            const double before = 1.0 - (i + 0.5) / kSteps;
            const double angle = half * (1.0 - before * before);
            const double squared = from * from + u * u - 2.0 * from * u * std::cos(angle);
            brightness += 2.0 * before / kSteps * sunBrightness(std::sqrt(std::max(squared, 0.0)) / s);
        }
        // Brightness is kept along a ray: what counts is the solid angle of the piece of ring.
        add(layer, brightness * 2.0 * half * fromAxisM * layer.thicknessM /
                       (earthDistanceM * earthDistanceM * kPi * s * s));
    }
}

// Light of the part of the Sun that no disc of radius `other` hides.
double lightBeside(Angle sunRadius, Angle other, Angle separation) {
    constexpr int kRings = 48;
    const double s = sunRadius.radians(), o = other.radians(), d = separation.radians();
    if (d <= o - s)
        return 0.0;
    double hidden = 0.0;
    for (int i = 0; i < kRings; ++i) {
        const double x = (i + 0.5) / kRings;
        hidden += halfArc(x * s, o, d) / kPi * sunBrightness(x) * 2.0 * x / kRings;
    }
    return std::clamp(1.0 - hidden, 0.0, 1.0);
}

Angle angularRadius(double radiusM, double distanceM) {
    return Angle::radians(std::asin(std::min(1.0, radiusM / distanceM)));
}

Angle between(const glm::dvec3& a, const glm::dvec3& b) {
    return Angle::radians(std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b)));
}

} // namespace

double coveredPart(Angle discRadius, Angle otherRadius, Angle separation) {
    const double r = discRadius.radians(), o = otherRadius.radians(), d = separation.radians();
    if (d >= r + o)
        return 0.0;
    if (d <= o - r)
        return 1.0;
    if (d <= r - o)
        return (o * o) / (r * r);
    // Two circular segments over the common chord.
    const double atDisc = std::acos(std::clamp((d * d + r * r - o * o) / (2.0 * d * r), -1.0, 1.0));
    const double atOther = std::acos(std::clamp((d * d + o * o - r * r) / (2.0 * d * o), -1.0, 1.0));
    const double area =
        r * r * (atDisc - std::sin(2.0 * atDisc) / 2.0) + o * o * (atOther - std::sin(2.0 * atOther) / 2.0);
    return std::clamp(area / (kPi * r * r), 0.0, 1.0);
}

glm::dvec3 refractedSunlight(Angle separation, Angle sunRadius, double earthDistanceM) {
    glm::dvec3 sum{kScatteredIntoShadow};
    forLight(separation, sunRadius, earthDistanceM,
             [&sum](const AirLayer& layer, double share) { sum += layer.colour * share; });
    return onScreen(sum);
}

Spectrum bentSunlight(Angle separation, Angle sunRadius, double earthDistanceM) {
    Spectrum sum{};
    forLight(separation, sunRadius, earthDistanceM, [&sum](const AirLayer& layer, double share) {
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += layer.left[i] * share;
    });
    return sum;
}

EarthShadow earthShadow(const Sky& sky, const Selenographic& place) {
    const glm::dvec3 here = toMcmf(place).m;
    const glm::dvec3 toSun = sky.sun.v * sky.sunDistanceM - here;
    const glm::dvec3 toEarth = sky.earth.v * sky.earthDistanceM - here;
    EarthShadow shadow;
    shadow.sunDistanceM = glm::length(toSun);
    shadow.earthDistanceM = glm::length(toEarth);
    shadow.sun = {toSun / shadow.sunDistanceM};
    shadow.earth = {toEarth / shadow.earthDistanceM};
    shadow.sunRadius = angularRadius(kSunRadiusM, shadow.sunDistanceM);
    shadow.earthRadius = angularRadius(kEarthEquatorM, shadow.earthDistanceM);
    shadow.separation = between(shadow.sun.v, shadow.earth.v);
    const Angle dark = angularRadius(kDanjon * kEarthEquatorM, shadow.earthDistanceM);
    if (shadow.separation >= dark + shadow.sunRadius)
        return shadow;
    shadow.covered = coveredPart(shadow.sunRadius, dark, shadow.separation);
    shadow.direct = lightBeside(shadow.sunRadius, dark, shadow.separation);
    shadow.refracted = refractedSunlight(shadow.separation, shadow.sunRadius, shadow.earthDistanceM);
    return shadow;
}

ShadowProfile shadowProfile(const Sky& sky) {
    const Angle sun = angularRadius(kSunRadiusM, sky.sunDistanceM);
    const Angle dark = angularRadius(kDanjon * kEarthEquatorM, sky.earthDistanceM);
    ShadowProfile profile;
    profile.greatestSeparation = sun + dark;
    for (int i = 0; i < ShadowProfile::kSamples; ++i) {
        const Angle separation = profile.greatestSeparation * (double(i) / (ShadowProfile::kSamples - 1));
        profile.light[static_cast<std::size_t>(i)] = glm::dvec3{lightBeside(sun, dark, separation)} +
                                                     refractedSunlight(separation, sun, sky.earthDistanceM);
    }
    return profile;
}

glm::dvec3 ShadowProfile::at(Angle separation) const {
    const double step = separation.radians() / greatestSeparation.radians() * (kSamples - 1);
    if (!(step < kSamples - 1))
        return glm::dvec3{1.0};
    const auto before = static_cast<std::size_t>(std::max(step, 0.0));
    return glm::exp(glm::mix(glm::log(light[before]), glm::log(light[before + 1]), step - std::floor(step)));
}

bool shadowTouchesMoon(const Sky& sky) {
    // From the Moon's limb the two centres stand up to the Moon's radius, as the Earth sees it, closer.
    const Angle reach = angularRadius(kSunRadiusM, sky.sunDistanceM) +
                        angularRadius(kDanjon * kEarthEquatorM + kMoonRadiusM, sky.earthDistanceM);
    return between(sky.sun.v, sky.earth.v) < reach;
}

} // namespace perilune::astro
