#pragma once

#include "survey/import/map_sampler.h"

#include <algorithm>
#include <cmath>

namespace perilune::survey {

inline double sharpKernel(double t) { // Catmull-Rom
    t = std::abs(t);
    return t < 1.0 ? (1.5 * t - 2.5) * t * t + 1.0 : t < 2.0 ? ((-0.5 * t + 2.5) * t - 4.0) * t + 2.0 : 0.0;
}

inline std::int64_t modulo(std::int64_t a, std::int64_t n) {
    const std::int64_t r = a % n;
    return r < 0 ? r + n : r;
}

/// Pixels of a window at once; a larger block is asked in parts.
inline constexpr std::int64_t kWindowPixels = std::int64_t{3} << 20;

/// A piece of the map in memory; it may reach beyond the map, over the seam and over the poles.
struct MapSampler::Window {
    std::int64_t x = 0, y = 0, width = 0, height = 0;
    bool around = false; ///< all columns of a map that goes around the Moon
    std::int64_t period = 0;
    int channels = 1;
    std::vector<float> pixels;

    std::int64_t column(std::int64_t px) const {
        const std::int64_t column = px - x;
        if (around)
            return modulo(column, period);
        if (period > 0 && column < 0)
            return column + period;
        return period > 0 && column >= width ? column - period : column;
    }
    const float* at(std::int64_t px, std::int64_t py) const {
        return &pixels[std::size_t(((py - y) * width + column(px)) * channels)];
    }

    /// The window that holds all these pixels with a margin.
    void include(const std::vector<glm::dvec2>& at, std::int64_t marginX, std::int64_t marginY);
};

/// Where the centres of a window's pixels lie. Rows beyond a pole come down on its other side.
class PixelDirections {
  public:
    PixelDirections(const MapGrid& grid, std::int64_t x, std::int64_t y, std::int64_t width);
    void beginRow(std::int64_t row); ///< of the window
    glm::dvec3 at(std::int64_t column) const {
        return around_.empty() ? grid_.directionOf({double(x_ + column) + 0.5, double(y_ + row_) + 0.5})
                               : glm::dvec3(cosine_ * around_[std::size_t(column)], sine_);
    }

  private:
    const MapGrid& grid_;
    std::int64_t x_, y_, row_ = 0;
    std::vector<glm::dvec2> around_; ///< of a cylindrical map: cosine and sine of the columns' longitudes
    double cosine_ = 1.0, sine_ = 0.0;
};

} // namespace perilune::survey
