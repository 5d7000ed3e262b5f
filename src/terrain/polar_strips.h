#pragma once

#include "terrain/brick_sample.h"
#include "terrain/tile_set.h"

#include <memory>

namespace perilune::terrain {

// Towards the poles a cylindrical map has far more pixels along its rows than a level's texels can hold: what
// the texels give at the pixels' centres is off by hundreds of metres there. So an installed map has these
// rows as they are, which takes a fraction of what finer tiles would, and they lie over the tiles.

/// The strips of an installed map at the sharpness of a level. For one thread, which asks for places that
/// lie beside each other.
class PolarStrips {
  public:
    PolarStrips(const TileSet& set, int level);
    /// The level whose texels are about as far apart as the map's rows: what is narrower is no slope, but
    /// what a pixel has of one point where its neighbours, kilometres long, have others.
    static int spacingOf(const TileSet& set) { return set.maxLevel() + 1; }
    /// How sharp they are drawn: narrower ones would be ribs that run to the pole.
    static int drawnLevel(const TileSet& set, int level) { return std::min(level, set.maxLevel() + 3); }

    /// Whether there is one that may say something at places with this sine of latitude.
    bool reach(double sineOfLatitude) const {
        return sineOfLatitude > 0.0 ? sineOfLatitude > fromSine_[0] : -sineOfLatitude > fromSine_[1];
    }
    /// The height at a place, from that of the tiles there.
    double over(double heightM, const glm::dvec3& direction);
    /// The same with its slant on a face.
    Slanted over(const Slanted& heightM, const CubePoint& place);

  private:
    /// Height and weight on a strip; their changes per degree of longitude (x) and of latitude (y).
    struct Strip {
        Slanted height, weight;
    };
    Strip at(double latitudeDeg, double longitudeDeg, bool north);
    double share(const StripHeader& strip, double latitudeDeg, bool north) const;

    const TileSet& set_;
    double texelM_; ///< of the level; 0: that counts no more
    double fromSine_[2] = {2.0, 2.0};
    TileId asked_{255, 0, 0, 0};
    std::shared_ptr<const HeightBrick> brick_;
};

} // namespace perilune::terrain
