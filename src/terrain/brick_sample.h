#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "terrain/cube.h"
#include "terrain/ground_file.h"

namespace perilune::terrain {

/// Catmull-Rom weights of the four samples around a point a fraction 0..1 past the second of them.
inline std::array<double, 4> catmullRom(double f) {
    return {((-0.5 * f + 1.0) * f - 0.5) * f, (1.5 * f - 2.5) * f * f + 1.0, ((-1.5 * f + 2.0) * f + 0.5) * f,
            (0.5 * f - 0.5) * f * f};
}

/// One of a brick's rasters.
template <class T> struct BrickRaster {
    const T* texels = nullptr;
    int across = 0; ///< texels along the tile
    int border = 0;
    int size() const { return across + 2 * border; }

    /// Bicubic, at 0..1 along the brick (somewhat beyond while the border lasts), in stored units.
    double at(double fx, double fy) const {
        const double x = fx * across + border - 0.5, y = fy * across + border - 0.5;
        const int ix = std::clamp(int(std::floor(x)), 1, size() - 3),
                  iy = std::clamp(int(std::floor(y)), 1, size() - 3);
        const auto wx = catmullRom(x - ix), wy = catmullRom(y - iy);
        double sum = 0.0;
        for (int j = 0; j < 4; ++j) {
            const T* row = texels + (iy - 1 + j) * size() + ix - 1;
            sum += wy[std::size_t(j)] * (wx[0] * row[0] + wx[1] * row[1] + wx[2] * row[2] + wx[3] * row[3]);
        }
        return sum;
    }
};

inline BrickRaster<std::int16_t> reliefOf(const Brick& b) {
    return {b.relief, kReliefTexels, kReliefBorder};
}
inline BrickRaster<std::int16_t> measuredOf(const Brick& b) {
    return {b.measured, kCoarseTexels, kCoarseBorder};
}
inline BrickRaster<std::uint8_t> lumaOf(const Brick& b) {
    return {b.luma, kLumaTexels, kLumaBorder};
}
inline BrickRaster<std::uint8_t> redOverOf(const Brick& b) {
    return {b.redOver, kCoarseTexels, kCoarseBorder};
}
inline BrickRaster<std::uint8_t> blueOverOf(const Brick& b) {
    return {b.blueOver, kCoarseTexels, kCoarseBorder};
}
inline BrickRaster<std::uint8_t> ruggedOf(const Brick& b) {
    return {b.rugged, kCoarseTexels, kCoarseBorder};
}

/// Where a tile lies in its brick: the brick's 0..1 is `offset + scale · (tile's 0..1)`.
struct BrickWindow {
    double x = 0.0, y = 0.0, scale = 1.0;
};
inline BrickWindow windowOf(const TileId& id) {
    if (id.level <= kBakedLevel)
        return {};
    const int up = id.level - kBakedLevel;
    const double scale = std::ldexp(1.0, -up);
    const std::uint32_t mask = (1u << up) - 1u;
    return {(id.x & mask) * scale, (id.y & mask) * scale, scale};
}

/// A grid of `count`² samples of a brick's raster, `first + i·step` along the tile (0..1) in both directions.
template <class T>
std::vector<double> resample(const BrickRaster<T>& raster, const BrickWindow& window, double first,
                             double step, int count) {
    struct Tap {
        int index;
        std::array<double, 4> w;
    };
    const auto taps = [&](double offset) {
        std::vector<Tap> list(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            const double x =
                (offset + window.scale * (first + i * step)) * raster.across + raster.border - 0.5;
            const int ix = std::clamp(int(std::floor(x)), 1, raster.size() - 3);
            list[std::size_t(i)] = {ix - 1, catmullRom(x - ix)};
        }
        return list;
    };
    const std::vector<Tap> columns = taps(window.x), rows = taps(window.y);
    const int top = rows.front().index, bottom = rows.back().index + 4;
    std::vector<double> wide(static_cast<std::size_t>((bottom - top) * count)),
        out(static_cast<std::size_t>(count * count));
    for (int y = top; y < bottom; ++y)
        for (int i = 0; i < count; ++i) {
            const Tap& c = columns[std::size_t(i)];
            const T* p = raster.texels + y * raster.size() + c.index;
            wide[std::size_t((y - top) * count + i)] =
                c.w[0] * p[0] + c.w[1] * p[1] + c.w[2] * p[2] + c.w[3] * p[3];
        }
    for (int j = 0; j < count; ++j) {
        const Tap& r = rows[std::size_t(j)];
        const double* p = &wide[std::size_t((r.index - top) * count)];
        for (int i = 0; i < count; ++i, ++p)
            out[std::size_t(j * count + i)] =
                r.w[0] * p[0] + r.w[1] * p[count] + r.w[2] * p[2 * count] + r.w[3] * p[3 * count];
    }
    return out;
}

/// The tile of a level that holds a point of the cube, and where in it (0..1).
struct PlaceInTile {
    TileId id;
    double fx = 0.0, fy = 0.0;
};
inline PlaceInTile placeInTile(const CubePoint& p, int level) {
    const double side = std::ldexp(1.0, level);
    const double x = (p.s + 1.0) * 0.5 * side, y = (p.t + 1.0) * 0.5 * side;
    const double tx = std::clamp(std::floor(x), 0.0, side - 1.0),
                 ty = std::clamp(std::floor(y), 0.0, side - 1.0);
    return {
        {std::uint8_t(p.face), std::uint8_t(level), std::uint32_t(tx), std::uint32_t(ty)}, x - tx, y - ty};
}

/// A field at a point of the cube; `onFace(CubePoint)` samples one face's grid. Within a texel of an edge of
/// the cube the faces' grids go over into each other, so that there is no step, and both faces get the same
/// number.
template <class OnFace> double acrossEdges(const CubePoint& place, double texel, const OnFace& onFace) {
    const auto out = [](const CubePoint& p) { return std::max(std::abs(p.s), std::abs(p.t)); };
    if (out(place) < 1.0 - texel)
        return onFace(place);
    const glm::dvec3 direction = cubeDirection(place);
    double sum = 0.0, weights = 0.0;
    for (int face = 0; face < 6; ++face) {
        if (glm::dot(direction, glm::dvec3(kFaceAxes[face].normal)) < 0.4)
            continue;
        const CubePoint p = cubePointOn(face, direction);
        const double weight = std::clamp(1.0 + texel - out(p), 0.0, 2.0 * texel);
        if (weight > 0.0)
            sum += weight * onFace(p), weights += weight;
    }
    return sum / weights;
}

} // namespace perilune::terrain
