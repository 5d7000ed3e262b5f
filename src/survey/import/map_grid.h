#pragma once

#include "survey/import/raster.h"

#include <glm/glm.hpp>

namespace perilune::survey {

/// Where on the Moon the pixels of a map lie. Pixel coordinates count from the outer corner of the first
/// pixel: the centre of pixel i is at i + 0.5.
class MapGrid {
  public:
    explicit MapGrid(const RasterInfo& info);

    glm::dvec2 pixelOf(const glm::dvec3& direction) const;
    glm::dvec3 directionOf(const glm::dvec2& pixel) const;
    /// Size of the pixel at a place, metres on the sphere.
    glm::dvec2 pixelSizeM(const glm::dvec3& direction) const;

    /// Latitude and longitude of a pixel, degrees, also beyond the poles; of a cylindrical map alone.
    bool isCylindrical() const { return std::holds_alternative<Cylindrical>(info_.projection); }
    glm::dvec2 degreesOf(const glm::dvec2& pixel) const;

    /// Pixels around the whole Moon, for a map that goes around; else 0.
    std::int64_t period() const { return period_; }
    /// A row beyond a pole as the row on the other side, half a period on; -1 where there is none.
    std::int64_t mirroredRow(std::int64_t row) const;

    struct Extent {
        double southDeg, northDeg, westDeg, eastDeg; ///< west > east over the date line
    };
    Extent extent() const;

  private:
    RasterInfo info_;
    std::int64_t period_ = 0;
    bool overNorth_ = false, overSouth_ = false;
    double northRow_ = 0.0, southRow_ = 0.0; ///< pixel coordinates of the poles
};

} // namespace perilune::survey
