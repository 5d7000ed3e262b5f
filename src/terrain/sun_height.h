#pragma once

#include <cstdint>
#include <vector>

namespace perilune::terrain {

/// How high the Sun stands over the equator's plane of the Moon, and how long, over one turn of the nodes of
/// the Moon's orbit: 6798.38 days (18.6 years) from the start of 2019. Declinations count towards one pole.
class SunHeights {
  public:
    struct Poles;
    /// Over both poles, from the same places of the Sun.
    static Poles overACycle();

    /// Mean part of the disc that stands above a declination, given as its tangent: 0..65535 for 0..1, and 0
    /// only where not even the upper limb ever comes so high.
    std::uint32_t above(double tangent) const {
        const double at = (tangent + kMost) * (kSteps / (2.0 * kMost));
        const int i = at <= 0.0 ? 0 : at >= kSteps ? kSteps : int(at);
        return table_[std::size_t(i)];
    }

  private:
    static constexpr double kMost = 0.035; ///< the upper limb never reaches it
    static constexpr int kSteps = 4096;
    std::vector<std::uint16_t> table_;
};
struct SunHeights::Poles {
    SunHeights north, south;
};

} // namespace perilune::terrain
