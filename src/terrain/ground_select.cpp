#include "terrain/ground.h"
#include "terrain/ground_impl.h"

#include <algorithm>

namespace perilune::terrain {

namespace {

constexpr std::size_t kMostTiles = 600;

/// What of the Moon a view can show, and how finely.
class Selector {
  public:
    Selector(const Ground& ground, const TileView& view, double groundBelowEyeM)
        : ground_(ground), view_(view), groundBelowEyeM_(groundBelowEyeM) {
        eyeRadius_ = glm::length(view.eye);
        eyeUp_ = view.eye / eyeRadius_;
        const glm::dvec3 right = glm::normalize(glm::cross(view.forward, view.up));
        const glm::dvec3 up = glm::cross(right, view.forward);
        planes_[0] = glm::normalize(view.forward * view.tanHalfX + right);
        planes_[1] = glm::normalize(view.forward * view.tanHalfX - right);
        planes_[2] = glm::normalize(view.forward * view.tanHalfY + up);
        planes_[3] = glm::normalize(view.forward * view.tanHalfY - up);
        lowestRadius_ = astro::kMoonRadiusM + kLowestGroundM;
        eyeHorizon_ = std::acos(std::min(1.0, lowestRadius_ / std::max(eyeRadius_, 1.0)));
        radiansPerPixel_ = 2.0 * view.tanHalfY / std::max(view.heightPx, 1);
    }

    std::vector<TileId> select(double texelsPerPixel) const {
        std::vector<TileId> chosen;
        for (std::uint8_t face = 0; face < 6; ++face)
            visit({face, 0, 0, 0}, texelsPerPixel, chosen);
        return chosen;
    }

  private:
    static constexpr double kLowestGroundM = -9200.0;
    static constexpr double kSteepest = 1.3; ///< no ground rises further than this times the way to it

    struct Extent {
        glm::dvec3 middle; ///< Moon-fixed, metres
        double radiusM;    ///< of the sphere around all of the tile's ground
        double nearestM;   ///< lower bound of the way from the eye
        double slant;      ///< 1 = seen from above .. kLeastSlant = edge on
        bool belowHorizon;
    };

    Extent extentOf(const TileId& id) const {
        const glm::dvec3 d = directionOf(id, 0.5, 0.5);
        double reach = 0.0; // angle from the middle to the farthest corner
        for (int i = 0; i < 4; ++i)
            reach = std::max(reach, glm::distance(d, directionOf(id, i & 1, i >> 1)));
        reach = 2.0 * std::asin(std::min(1.0, 0.5 * reach));
        const double away = 2.0 * std::asin(std::min(1.0, 0.5 * glm::distance(d, eyeUp_)));
        auto [low, high] = ground_.heightBounds(id);
        // Near the eye its own ground tells more than the bounds of a wide piece of land.
        const double climb = kSteepest * astro::kMoonRadiusM * (away + reach);
        low = std::max(low, std::min(high, groundBelowEyeM_ - climb));
        high = std::min(high, std::max(low, groundBelowEyeM_ + climb));

        Extent e;
        const double middleRadius = astro::kMoonRadiusM + 0.5 * (low + high);
        e.middle = d * middleRadius;
        e.radiusM = std::hypot(middleRadius * 2.0 * std::sin(0.5 * reach), 0.5 * (high - low)) +
                    middleRadius * (1.0 - std::cos(reach));
        const double clearAngle = std::max(0.0, away - reach);
        const double top = astro::kMoonRadiusM + high, bottom = astro::kMoonRadiusM + low;
        e.belowHorizon = clearAngle > eyeHorizon_ + std::acos(std::min(1.0, lowestRadius_ / top));
        // The nearest point of the spherical shell piece that holds the ground.
        const double r = std::clamp(eyeRadius_ * std::cos(clearAngle), bottom, top);
        e.nearestM = std::sqrt(
            std::max(0.0, eyeRadius_ * eyeRadius_ + r * r - 2.0 * eyeRadius_ * r * std::cos(clearAngle)));
        // Along the line of sight a slanted texel is short: between the two lengths of its picture we take
        // their mean.
        const double sine =
            eyeRadius_ > r ? (eyeRadius_ * std::cos(clearAngle) - r) / std::max(e.nearestM, 1.0) : 1.0;
        e.slant =
            std::clamp(std::sqrt(std::max(sine, 0.0)), id.level < 9 ? kLeastSlantAfar : kLeastSlant, 1.0);
        return e;
    }

    void visit(const TileId& id, double texelsPerPixel, std::vector<TileId>& chosen) const {
        const Extent e = extentOf(id);
        if (e.belowHorizon)
            return;
        const glm::dvec3 toMiddle = e.middle - view_.eye;
        for (const glm::dvec3& plane : planes_)
            if (glm::dot(plane, toMiddle) < -e.radiusM)
                return;
        const double texelM = tileSideM(id.level) / kTileTexels;
        const bool sharp = texelM * texelsPerPixel * e.slant <= kSplitAt * radiansPerPixel_ * e.nearestM;
        if (sharp || id.level >= kMaxLevel) {
            chosen.push_back(id);
            return;
        }
        for (unsigned i = 0; i < 4; ++i)
            visit(id.child(i), texelsPerPixel, chosen);
    }

    /// Texels may become this many pixels wide before a tile is split: levels are a factor of two apart, so
    /// the mean lies near one.
    static constexpr double kSplitAt = 1.6;
    static constexpr double kLeastSlant = 0.35, kLeastSlantAfar = 0.5; ///< afar the limb is a silhouette

    const Ground& ground_;
    const TileView& view_;
    double groundBelowEyeM_;
    double eyeRadius_ = 0.0, lowestRadius_ = 0.0, eyeHorizon_ = 0.0, radiansPerPixel_ = 0.0;
    glm::dvec3 eyeUp_{0.0};
    glm::dvec3 planes_[4];
};

} // namespace

std::vector<TileId> Ground::selectTiles(const TileView& view) const {
    if (!(glm::length(view.eye) > 0.5 * astro::kMoonRadiusM))
        return {};
    const double below = impl_->heightAt(cubePoint(glm::normalize(view.eye)), kMaxLevel, true);
    const Selector selector(*this, view, below);
    double texelsPerPixel = view.texelsPerPixel;
    std::vector<TileId> chosen = selector.select(texelsPerPixel);
    while (chosen.size() > kMostTiles)
        chosen = selector.select(texelsPerPixel *= 0.8);
    return chosen;
}

} // namespace perilune::terrain
