#pragma once

#include "terrain/ground.h"
#include "terrain/surface.h"

#include <glm/glm.hpp>

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace perilune::terrain {

// What of the sky the ground around a place hides. For pictures a tile keeps its own heights and those of the
// tiles above it in the tree, and the way towards the Sun is followed over them: near ground on the tile's
// own grid, ground farther away on coarser and coarser ones. The azimuth is the Sun's own, so shadows fall
// where they fell.

inline constexpr int kReliefReach = 8;   ///< a grid is followed this many texels far
inline constexpr int kReliefMargin = 10; ///< texels kept around a tile, so that the way never leaves its grid
inline constexpr int kReliefAcross = kTileTexels + 2 * kReliefMargin;

/// Drawn heights of a tile and of the ground around it, and of the tiles above it in the tree.
struct Relief {
    TileId id;
    std::vector<float> heightsM; ///< kReliefAcross^2, middles of the texels, rows from t = 0 up
    float lowM = 0.0f, highM = 0.0f;
    std::shared_ptr<const Relief> parent; ///< null at level 0
};

/// `heightsM` as `Relief` wants them.
std::shared_ptr<const Relief> makeRelief(const TileId& id, const std::vector<double>& heightsM,
                                         std::shared_ptr<const Relief> parent);

inline constexpr int kSunTexels = 32, kSunBorder = 1;
inline constexpr int kSunSize = kSunTexels + 2 * kSunBorder;
inline constexpr double kSunRadiusRad =
    0.004652; ///< of the Sun's disc at its mean distance: 695,700 km / 149.6 Gm
inline constexpr double kSunClearance = 15.0; ///< in radii of the Sun's disc: more above or below is not told

/// How high the middle of the Sun stands over the ground that hides it, for kSunSize^2 points of a tile
/// (kSunTexels across it, middles of texels, and kSunBorder more around): 0 = kSunClearance radii of its disc
/// or more below, 255 = as many above. `sun` is a unit vector, Moon-fixed.
std::vector<std::uint8_t> sunClearance(const Relief& relief, const glm::dvec3& sun);

/// Visible share of the Sun's disc whose middle stands so many of its radii over a straight edge.
double visibleShare(double clearanceRadii);

/// Reliefs that were made, the last used ones: tiles of one region share what lies above them. Any thread may
/// ask.
class ReliefCache {
  public:
    using Heights = std::function<std::vector<double>(const TileId&)>; ///< as for makeRelief
    /// The relief of a tile, with all above it; made from `heights` where it is not there.
    std::shared_ptr<const Relief> find(const TileId& id, bool modelled, const Heights& heights);

  private:
    static constexpr std::size_t kMost = 256; ///< about 7 MB
    struct Key {
        TileId id;
        bool modelled = true;
        auto operator<=>(const Key&) const = default;
    };
    struct Kept {
        std::shared_ptr<const Relief> relief;
        std::list<Key>::iterator used;
    };
    std::mutex mutex_;
    std::map<Key, Kept> kept_;
    std::list<Key> used_; ///< last used first
};

/// How high the measured ground stands over the horizontal plane of a place, seen from `aboveGroundM` over
/// the measured ground there, in one azimuth (from north through east). Negative where only lower ground lies
/// that way.
base::Angle horizonAt(const Surface& surface, const astro::Selenographic& place, base::Angle azimuth,
                      double aboveGroundM);

} // namespace perilune::terrain
