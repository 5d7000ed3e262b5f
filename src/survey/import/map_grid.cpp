#include "survey/import/map_grid.h"

#include "astro/vec.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::survey {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

double wrapped(double degrees) {
    return degrees - 360.0 * std::nearbyint(degrees / 360.0); // many times faster than std::remainder
}

} // namespace

MapGrid::MapGrid(const RasterInfo& info) : info_(info) {
    auto* c = std::get_if<Cylindrical>(&info_.projection);
    if (!c)
        return;
    const double around = std::round(360.0 / c->degreesPerPixelX);
    if (double(info.width) >= around - 1e-3 && std::abs(360.0 / c->degreesPerPixelX - around) < 0.5) {
        period_ = std::int64_t(around);
        c->degreesPerPixelX = 360.0 / around; // what a label rounds must not leave a seam
    }
    northRow_ = (c->northDeg - 90.0) / c->degreesPerPixelY;
    southRow_ = (c->northDeg + 90.0) / c->degreesPerPixelY;
    const auto whole = [](double twice) { return std::abs(twice - std::round(twice)) < 0.2; };
    const bool even = period_ > 0 && period_ % 2 == 0;
    overNorth_ = even && northRow_ > -0.1 && northRow_ < 1.1 && whole(2.0 * northRow_);
    overSouth_ = even && southRow_ < double(info.height) + 0.1 && southRow_ > double(info.height) - 1.1 &&
                 whole(2.0 * southRow_);
}

std::int64_t MapGrid::mirroredRow(std::int64_t row) const {
    std::int64_t mirror = -1;
    if (overNorth_ && double(row) + 0.5 < northRow_)
        mirror = std::int64_t(std::round(2.0 * northRow_)) - 1 - row;
    else if (overSouth_ && double(row) + 0.5 > southRow_)
        mirror = std::int64_t(std::round(2.0 * southRow_)) - 1 - row;
    return mirror >= 0 && mirror < info_.height ? mirror : -1;
}

glm::dvec2 MapGrid::pixelOf(const glm::dvec3& d) const {
    if (const auto* c = std::get_if<Cylindrical>(&info_.projection)) {
        const double latitude = std::atan2(d.z, std::sqrt(d.x * d.x + d.y * d.y)) / kDegree,
                     longitude = std::atan2(d.y, d.x) / kDegree;
        // Counted from the middle of the map, so that a place just outside lies just outside.
        const double middle = 0.5 * double(info_.width);
        return {middle + wrapped(longitude - c->westDeg - middle * c->degreesPerPixelX) / c->degreesPerPixelX,
                (c->northDeg - latitude) / c->degreesPerPixelY};
    }
    const auto& p = std::get<PolarStereographic>(info_.projection);
    const double centre = p.centreDeg * kDegree, z = p.north ? d.z : -d.z;
    const double east = d.y * std::cos(centre) - d.x * std::sin(centre),
                 along = d.x * std::cos(centre) + d.y * std::sin(centre);
    // The other pole has no place in the map: all about it counts as far away.
    constexpr double kFarSide = 0.1, kFar = 9.0;
    const double scale = 1.0 + z > kFarSide ? 2.0 * p.radiusM / (1.0 + z)
                                            : kFar * p.radiusM / std::max(1e-6, std::hypot(east, along));
    if (1.0 + z <= kFarSide && std::hypot(east, along) < 1e-6)
        return {kFar * p.radiusM / p.metresPerPixel, kFar * p.radiusM / p.metresPerPixel};
    const double x = east * scale, y = (p.north ? -along : along) * scale;
    return {(x - p.leftM) / p.metresPerPixel, (p.topM - y) / p.metresPerPixel};
}

glm::dvec3 MapGrid::directionOf(const glm::dvec2& pixel) const {
    if (const auto* c = std::get_if<Cylindrical>(&info_.projection)) {
        const double latitude =
                         std::clamp(c->northDeg - pixel.y * c->degreesPerPixelY, -90.0, 90.0) * kDegree,
                     longitude = (c->westDeg + pixel.x * c->degreesPerPixelX) * kDegree;
        return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
                std::sin(latitude)};
    }
    const auto& p = std::get<PolarStereographic>(info_.projection);
    const double x = p.leftM + pixel.x * p.metresPerPixel, y = p.topM - pixel.y * p.metresPerPixel;
    const double rho = std::hypot(x, y), angle = 2.0 * std::atan(rho / (2.0 * p.radiusM));
    const double longitude = p.centreDeg * kDegree + std::atan2(x, p.north ? -y : y);
    return {std::sin(angle) * std::cos(longitude), std::sin(angle) * std::sin(longitude),
            p.north ? std::cos(angle) : -std::cos(angle)};
}

glm::dvec2 MapGrid::degreesOf(const glm::dvec2& pixel) const {
    const auto& c = std::get<Cylindrical>(info_.projection);
    return {c.northDeg - pixel.y * c.degreesPerPixelY, c.westDeg + pixel.x * c.degreesPerPixelX};
}

glm::dvec2 MapGrid::pixelSizeM(const glm::dvec3& d) const {
    if (const auto* c = std::get_if<Cylindrical>(&info_.projection))
        return {c->degreesPerPixelX * kDegree * astro::kMoonRadiusM * std::hypot(d.x, d.y),
                c->degreesPerPixelY * kDegree * astro::kMoonRadiusM};
    const auto& p = std::get<PolarStereographic>(info_.projection);
    const double size =
        p.metresPerPixel * 0.5 * (1.0 + (p.north ? d.z : -d.z)) * astro::kMoonRadiusM / p.radiusM;
    return {size, size};
}

MapGrid::Extent MapGrid::extent() const {
    const double width = double(info_.width), height = double(info_.height);
    if (const auto* c = std::get_if<Cylindrical>(&info_.projection)) {
        Extent e{std::max(-90.0, c->northDeg - height * c->degreesPerPixelY), std::min(90.0, c->northDeg),
                 -180.0, 180.0};
        if (!period_) {
            e.westDeg = wrapped(c->westDeg);
            e.eastDeg = wrapped(c->westDeg + width * c->degreesPerPixelX);
        }
        return e;
    }
    const auto& p = std::get<PolarStereographic>(info_.projection);
    const glm::dvec2 pole{-p.leftM / p.metresPerPixel, p.topM / p.metresPerPixel};
    const bool inside = pole.x >= 0.0 && pole.y >= 0.0 && pole.x <= width && pole.y <= height;
    // The edge has the farthest points, and without the pole the nearest ones and both ends in longitude too.
    double least = 90.0, most = -90.0, west = 1e9, east = -1e9;
    const glm::dvec3 middle = directionOf({0.5 * width, 0.5 * height});
    const double about = std::atan2(middle.y, middle.x) / kDegree;
    constexpr int kSteps = 512;
    for (int side = 0; side < 4; ++side)
        for (int i = 0; i <= kSteps; ++i) {
            const double t = double(i) / kSteps;
            const glm::dvec2 at = side == 0   ? glm::dvec2(t * width, 0.0)
                                  : side == 1 ? glm::dvec2(t * width, height)
                                  : side == 2 ? glm::dvec2(0.0, t * height)
                                              : glm::dvec2(width, t * height);
            const glm::dvec3 d = directionOf(at);
            const double latitude = std::asin(std::clamp(d.z, -1.0, 1.0)) / kDegree,
                         longitude = wrapped(std::atan2(d.y, d.x) / kDegree - about);
            least = std::min(least, latitude), most = std::max(most, latitude);
            west = std::min(west, longitude), east = std::max(east, longitude);
        }
    if (inside)
        return p.north ? Extent{least, 90.0, -180.0, 180.0} : Extent{-90.0, most, -180.0, 180.0};
    return {least, most, wrapped(about + west), wrapped(about + east)};
}

} // namespace perilune::survey
