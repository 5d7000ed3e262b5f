#include "terrain/polar_strips.h"

#include "terrain/ground.h"

#include <cmath>
#include <numbers>

namespace perilune::terrain {

namespace {

constexpr double kStripDegree = std::numbers::pi / 180.0;
constexpr double kStripRampRows = 16.0; ///< over which a strip comes to count alone, from its edge on

double smoothed(double t) {
    t = std::clamp(t, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

double stripLatitudeOf(const glm::dvec3& d) {
    return std::atan2(d.z, std::sqrt(d.x * d.x + d.y * d.y)) / kStripDegree;
}

/// Degrees between the pole and a strip's edge towards the equator.
double stripReachOf(const StripHeader& strip, bool north) {
    return north ? 90.0 - (strip.northDeg - strip.rows * strip.stepYDeg) : strip.northDeg + 90.0;
}

} // namespace

PolarStrips::PolarStrips(const TileSet& set, int level)
    : set_(set),
      texelM_(level < kMaxLevel
                  ? astro::kMoonRadiusM * std::numbers::pi * 0.5 / kTileTexels * std::ldexp(1.0, -level)
                  : 0.0) {
    if (level <= set.maxLevel()) // the tiles are as sharp as that
        return;
    for (const bool north : {true, false})
        if (const StripHeader* strip = set.strip(north))
            fromSine_[north ? 0 : 1] = std::cos(stripReachOf(*strip, north) * kStripDegree);
}

/// How much it counts at a latitude: all, but it goes over into the tiles at its edge, within its last row,
/// where rows run together in the pole, and where its pixels are narrower than what is asked for.
double PolarStrips::share(const StripHeader& strip, double latitudeDeg, bool north) const {
    const double fromPole = 90.0 - (north ? latitudeDeg : -latitudeDeg);
    double share = smoothed((stripReachOf(strip, north) - fromPole) / (kStripRampRows * strip.stepYDeg));
    const double firstRow = north ? 90.0 - strip.northDeg + 0.5 * strip.stepYDeg
                                  : strip.northDeg - (strip.rows - 0.5) * strip.stepYDeg + 90.0;
    if (firstRow > 0.25 * strip.stepYDeg)
        share *= smoothed((fromPole / firstRow - 0.2) / 0.7);
    if (texelM_ > 0.0) {
        const double pixelM =
            strip.stepXDeg * kStripDegree * astro::kMoonRadiusM * std::sin(fromPole * kStripDegree);
        share *= smoothed(2.0 * pixelM / texelM_ - 1.0);
    }
    return share;
}

PolarStrips::Strip PolarStrips::at(double latitudeDeg, double longitudeDeg, bool north) {
    const StripHeader& strip = *set_.strip(north);
    const double share = this->share(strip, latitudeDeg, north);
    if (share == 0.0)
        return {};
    double x = (longitudeDeg - strip.westDeg) / strip.stepXDeg;
    x -= strip.columns * std::floor(x / strip.columns);
    const double y = (strip.northDeg - latitudeDeg) / strip.stepYDeg;
    const auto brickOf = [](double pixel, std::uint32_t pixels) {
        return std::uint32_t(std::clamp(pixel, 0.0, double(pixels - 1)) / kTileTexels);
    };
    const TileId id{std::uint8_t(kStripFace + (north ? 0 : 1)), 0, brickOf(x, strip.columns),
                    brickOf(y, strip.rows)};
    if (id != asked_)
        asked_ = id, brick_ = set_.heights(id);
    if (!brick_)
        return {};
    constexpr double kAcross = kTileTexels;
    const double fx = x / kAcross - id.x, fy = y / kAcross - id.y;
    Strip here{heightsOf(brick_).slantedAt(fx, fy), weightOf(brick_).slantedAt(fx, fy)};
    if (here.weight.value >= 1.0 || here.weight.value <= 0.0)
        here.weight = {here.weight.value >= 1.0 ? 1.0 : 0.0, 0.0, 0.0};
    for (Slanted* s : {&here.height, &here.weight}) {
        s->x /= kAcross * strip.stepXDeg;
        s->y /= -kAcross * strip.stepYDeg;
    }
    if (share == 1.0) // its ways over into others end evenly
        return here;
    constexpr double kStep = 1e-5;
    const double slant =
        (this->share(strip, latitudeDeg + kStep, north) - this->share(strip, latitudeDeg - kStep, north)) /
        (2.0 * kStep);
    here.weight = {here.weight.value * share, here.weight.x * share,
                   here.weight.y * share + here.weight.value * slant};
    return here;
}

double PolarStrips::over(double heightM, const glm::dvec3& d) {
    if (!reach(d.z))
        return heightM;
    const Strip strip = at(stripLatitudeOf(d), std::atan2(d.y, d.x) / kStripDegree, d.z > 0.0);
    return heightM + (strip.height.value - heightM) * strip.weight.value;
}

Slanted PolarStrips::over(const Slanted& h, const CubePoint& place) {
    const double u = warp(place.s), v = warp(place.t);
    const FaceAxes& axes = kFaceAxes[place.face];
    const glm::dvec3 a(axes.s), b(axes.t), out = glm::dvec3(axes.normal) + u * a + v * b;
    if (!reach(out.z / std::sqrt(1.0 + u * u + v * v)))
        return h;
    const Strip strip = at(stripLatitudeOf(out), std::atan2(out.y, out.x) / kStripDegree, out.z > 0.0);
    // How longitude and latitude change along the face's coordinates.
    const double round = std::max(out.x * out.x + out.y * out.y, 1e-18), far = std::sqrt(round);
    const auto degreesAlong = [&](const glm::dvec3& way, double tangent) {
        const glm::dvec3 step = way * (1.0 + tangent * tangent) * (std::numbers::pi / 4.0);
        const double farther = (out.x * step.x + out.y * step.y) / far;
        return glm::dvec2((out.x * step.y - out.y * step.x) / round,
                          (far * step.z - out.z * farther) / (round + out.z * out.z)) /
               kStripDegree;
    };
    const glm::dvec2 alongS = degreesAlong(a, u), alongT = degreesAlong(b, v);
    const auto along = [](const Slanted& s, const glm::dvec2& way) { return s.x * way.x + s.y * way.y; };
    const double w = strip.weight.value, more = strip.height.value - h.value;
    return {h.value + more * w,
            h.x + (along(strip.height, alongS) - h.x) * w + more * along(strip.weight, alongS),
            h.y + (along(strip.height, alongT) - h.y) * w + more * along(strip.weight, alongT)};
}

} // namespace perilune::terrain
