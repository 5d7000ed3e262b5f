#pragma once

#include "terrain/surface.h"
#include "base/result.h"
#include "base/workers.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace perilune::terrain {

// How much the Sun shines on the polar ground, from its measured heights, over one turn of the nodes of the
// Moon's orbit (18.6 years), in which the Sun comes as high at the poles as it ever does.

/// The caps reach from the poles to this latitude; hills are looked for 5 degrees (150 km) farther out.
inline constexpr double kCapLatitudeDeg = 80.0;

/// Length of the squares at a pole that the light is worked out on: the spacing of the heights there, but
/// 300 m to 2 km.
double polarCellM(const Surface& surface, bool north);

/// One pole's cap: squares on the plane that touches the ball at the pole, looked at from the ball's middle
/// (gnomonic, so that every line of sight is a straight line). x and y are the Moon-fixed ones.
struct PolarLight {
    int side = 0;       ///< squares along each side; their middles lie at (i + 0.5 - side/2) cells
    double cellM = 0.0; ///< of a square at the pole
    /// Mean part of the Sun's disc that is seen, 0..65535 for 0..1; exactly 0 where not even its upper limb
    /// ever is. Rows with y upward. Squares outside the cap are 0.
    std::vector<std::uint16_t> seen;
};

class Illumination {
  public:
    Illumination(PolarLight north, PolarLight south) : caps_{std::move(north), std::move(south)} {}
    /// IlluminationWork (illumination_work.h) from beginning to end.
    static Illumination compute(const Surface& surface, const base::Workers& workers);

    /// Mean part of the Sun's disc that is seen from a place, 0..1, between the squares' middles; nothing
    /// outside the caps. `direction`: Moon-fixed, of length 1.
    std::optional<double> shareAt(const glm::dvec3& direction) const;
    /// 1 = the Sun never rises there, 0 = it does; in between over the last half square at an outline.
    std::optional<double> shadowAt(const glm::dvec3& direction) const;
    /// Area on the 1737.4 km sphere of the squares where the Sun never rises.
    double shadowedKm2(bool north, base::Angle polewardOf) const;
    /// The largest share of a pole's cap, and where it is.
    std::pair<double, astro::Selenographic> brightest(bool north) const;
    double cellM(bool north) const { return caps_[north ? 0 : 1].cellM; }

    /// Writes whole or not at all. `key` says what the heights were; another key does not read it.
    base::Result<void> write(const std::filesystem::path& file, const std::string& key) const;
    static base::Result<Illumination> read(const std::filesystem::path& file, const std::string& key);

  private:
    Illumination() = default;
    PolarLight caps_[2]; ///< north, south
};

} // namespace perilune::terrain
