#pragma once

#include "survey/import/raster.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace perilune::survey {

/// The Moon's heights reach from -9.1 to +10.8 km (Smith et al. 2010, LOLA): what lies beyond is none.
inline constexpr float kDeepestM = -9'200.0f, kHighestM = 10'800.0f;

/// Counts the heights of a map, to tell whether they can be the Moon's: marks for "nothing was measured" that
/// nobody declared, a scale, an offset or a unit that was lost.
class HeightTally {
  public:
    explicit HeightTally(const RasterInfo& info);

    /// Heights as a RasterSource reads them.
    void add(const float* heights, std::size_t count);

    /// What speaks against the map, one sentence each; `info`: of the same map.
    std::vector<std::string> doubts(const RasterInfo& info) const;
    /// What is odd but may be right.
    std::vector<std::string> notes() const;
    std::uint64_t seen() const { return seen_; } ///< with data
    /// Heights that stand for no data, if the doubts about them are right.
    std::vector<float> marks() const;

    /// Whether a height is that of a mark, as exactly as a reader gives it.
    static bool isMark(float height, float mark) {
        return std::abs(height - mark) <= 2e-3f + 1e-7f * std::abs(mark);
    }

  private:
    /// A number that files use for "no data".
    struct Mark {
        double number = 0.0;
        float heightM = 0.0f;
        std::uint64_t count = 0;
        bool inRange = false; ///< it could be a height as well
    };
    bool isUndeclared(const Mark& mark) const;
    std::string share(std::uint64_t count) const;

    std::array<Mark, 6> marks_;
    std::uint64_t seen_ = 0, outside_ = 0;                              ///< `outside_`: without the marks
    float low_ = std::numeric_limits<float>::infinity(), high_ = -low_; ///< of all but marks out of range
    std::vector<std::uint32_t> bins_;                                   ///< of a metre, from kDeepestM on
};

} // namespace perilune::survey
