#pragma once

#include "scene/scene.h"

#include <algorithm>

namespace perilune::scene {

/// Puts places on the drawn ground, as seen from an eye.
class OnGround {
  public:
    OnGround(const terrain::Surface& surface, const astro::Position<astro::Mcmf>& eye, double overM = 0.0)
        : surface_(surface), eye_(eye), overM_(overM) {}
    astro::Position<astro::Mcmf> at(astro::Selenographic place) const {
        const bool near = glm::length(astro::toMcmf(place).m - eye_.m) < kNearM;
        place.heightM = (near ? surface_.drawnHeightM(place) : surface_.heightM(place)) + overM_;
        return astro::toMcmf(place);
    }
    astro::Position<astro::Mcmf> at(const glm::dvec3& direction) const {
        return at(astro::toSelenographic({direction * astro::kMoonRadiusM}));
    }

  private:
    // From farther off than this the modelled relief is but a pixel or two, and asking for it everywhere
    // would cost more time than drawing the picture.
    static constexpr double kNearM = 400'000.0;

    const terrain::Surface& surface_;
    astro::Position<astro::Mcmf> eye_;
    double overM_;
};

/// 0 below `from`, 1 above `to`, smooth between; `from` may lie above `to`.
inline double smoothly(double value, double from, double to) {
    const double t = std::clamp((value - from) / (to - from), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

} // namespace perilune::scene
