#pragma once

#include <cstdint>
#include <vector>

namespace perilune::overlay {

/// A small 8-bit picture of coverage.
struct Coverage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> texels;
    std::uint8_t& at(int x, int y) { return texels[std::size_t(y) * std::size_t(width) + std::size_t(x)]; }
};

/// Averages every texel with its left neighbour: what a glyph rasterised at twice the width needs so that
/// linear filtering at any fraction of a pixel gives even stems. The picture grows by one column.
Coverage smoothedAcross(const Coverage& in);

/// Blurred by about `radius` texels and strengthened; the picture grows by `margin` on every side.
Coverage blurred(const Coverage& in, int radius, int margin, float gain);

/// A filled circle with a soft rim, one empty texel around it.
Coverage roundDot(float radius);

/// Places pictures side by side on shelves with an empty texel between them.
/// The top left 4x4 texels are full coverage.
struct Packed {
    int width = 0, height = 0;
    std::vector<std::uint8_t> texels;
    std::vector<std::pair<int, int>> corners; ///< top left of each picture, in the order given
};
Packed pack(const std::vector<Coverage>& pictures);

} // namespace perilune::overlay
