#include "astro/earth_shadow.h"

#include "astro/disc_sizes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::astro {

using base::Angle;

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kTopM = (kDanjon - 1.0) * kEarthEquatorM; // above it light counts as direct

// The air, in layers; red, green and blue stand for 610, 550 and 465 nm.
struct Layer {
    double bentRad;  // by how much a ray with this lowest height is bent
    glm::dvec3 left; // part of its light that is left
};
constexpr int kLayers = 512;
// Thin layers below, where the air changes fast.
constexpr double heightM(int layer) {
    const double x = (layer + 0.5) / kLayers;
    return kTopM * x * x;
}
constexpr double thicknessM(int layer) {
    return 2.0 * kTopM * (layer + 0.5) / (kLayers * kLayers);
}

// Column along a ray that just touches height h, of a gas with density exp(-z/scale) at height z.
double grazing(double h, double scaleM) {
    return std::sqrt(2.0 * kPi * kEarthEquatorM * scaleM) * std::exp(-h / scaleM);
}

// Part of an ozone column of unit thickness that such a ray crosses: a layer round 22 km, 5 km to either side
// (US Standard Atmosphere 1976, figure 9, rounded). z = h + y², so the ray's element is sqrt(2R) dy.
double grazingOzone(double h) {
    constexpr double kMiddleM = 22'000.0, kWidthM = 5'000.0, kStep = 2.0;
    double sum = 0.0;
    for (double y = kStep / 2.0; y < 260.0; y += kStep) {
        const double z = (h + y * y - kMiddleM) / kWidthM;
        sum += std::exp(-z * z / 2.0);
    }
    return 2.0 * std::sqrt(2.0 * kEarthEquatorM) * sum * kStep / (kWidthM * std::sqrt(2.0 * kPi));
}

std::array<Layer, kLayers> makeAir() {
    constexpr double kScaleM = 8'000.0;       // of air's density near the ground
    constexpr double kRefractivity = 2.77e-4; // at sea level, 15 °C: C. W. Allen, "Astrophysical Quantities"
    // Optical depths of the whole air straight up. Rayleigh: J. E. Hansen & L. D. Travis, Space Sci. Rev. 16
    // (1974), equation 2.30. Ozone, 300 Dobson units in the Chappuis bands: V. Gorshelev et al., Atmos. Meas.
    // Tech. 7 (2014). Aerosol: clear continental air, 0.1 at 550 nm, scale height 1.5 km.
    const glm::dvec3 rayleigh{0.0638, 0.0972, 0.195}, ozone{0.037, 0.027, 0.004},
        aerosol{0.087, 0.100, 0.124};
    constexpr double kAerosolScaleM = 1'500.0;
    constexpr double kCloudTopM =
        10'000.0; // clouds and mountains close the edge below, less and less upwards
    std::array<Layer, kLayers> air{};
    for (int i = 0; i < kLayers; ++i) {
        const double h = heightM(i);
        Layer& layer = air[static_cast<std::size_t>(i)];
        layer.bentRad =
            kRefractivity * std::sqrt(2.0 * kPi * kEarthEquatorM / kScaleM) * std::exp(-h / kScaleM);
        const glm::dvec3 depth = rayleigh * (grazing(h, kScaleM) / kScaleM) + ozone * grazingOzone(h) +
                                 aerosol * (grazing(h, kAerosolScaleM) / kAerosolScaleM);
        layer.left = glm::exp(-depth) * std::min(1.0, h / kCloudTopM);
    }
    return air;
}

const std::array<Layer, kLayers>& theAir() {
    static const std::array<Layer, kLayers> air = makeAir();
    return air;
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
    const double u = separation.radians(), s = sunRadius.radians();
    glm::dvec3 sum{0.0};
    for (int i = 0; i < kLayers; ++i) {
        const Layer& layer = theAir()[static_cast<std::size_t>(i)];
        const double fromAxisM = kEarthEquatorM + heightM(i);
        // Seen from here the ray comes from fromAxis/distance beside the Earth's centre; before it was bent
        // it came from a point nearer to the axis, beyond it where negative.
        const double source = fromAxisM / earthDistanceM - layer.bentRad;
        const double from = std::abs(source);
        // Half the arc of the ring at which that point lies on the Sun's disc.
        double half = 0.0;
        if (from <= s - u)
            half = kPi;
        else if (from < u + s && from > u - s && u > 0.0 && from > 0.0)
            half = std::acos(std::clamp((from * from + u * u - s * s) / (2.0 * from * u), -1.0, 1.0));
        // Brightness is kept along a ray: what counts is the solid angle of the piece of ring.
        sum += layer.left * (2.0 * half * fromAxisM * thicknessM(i) / (earthDistanceM * earthDistanceM));
    }
    return sum / (kPi * s * s);
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
        profile.light[static_cast<std::size_t>(i)] = glm::dvec3{1.0 - coveredPart(sun, dark, separation)} +
                                                     refractedSunlight(separation, sun, sky.earthDistanceM);
    }
    return profile;
}

bool shadowTouchesMoon(const Sky& sky) {
    // From the Moon's limb the two centres stand up to the Moon's radius, as the Earth sees it, closer.
    const Angle reach = angularRadius(kSunRadiusM, sky.sunDistanceM) +
                        angularRadius(kDanjon * kEarthEquatorM + kMoonRadiusM, sky.earthDistanceM);
    return between(sky.sun.v, sky.earth.v) < reach;
}

} // namespace perilune::astro
