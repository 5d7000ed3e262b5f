#pragma once

#include "terrain/cube.h"
#include "terrain/ground_file.h"
#include "terrain/tile_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace perilune::terrain {

/// Catmull-Rom weights of the four samples around a point a fraction 0..1 past the second of them.
inline std::array<double, 4> catmullRom(double f) {
    return {((-0.5 * f + 1.0) * f - 0.5) * f, (1.5 * f - 2.5) * f * f + 1.0, ((-1.5 * f + 2.0) * f + 0.5) * f,
            (0.5 * f - 0.5) * f * f};
}
/// How these weights change with the fraction.
inline std::array<double, 4> catmullRomSlope(double f) {
    return {(-1.5 * f + 2.0) * f - 0.5, (4.5 * f - 5.0) * f, (-4.5 * f + 4.0) * f + 0.5, (1.5 * f - 1.0) * f};
}

/// A value and how it changes along the brick's x and y.
struct Slanted {
    double value = 0.0, x = 0.0, y = 0.0;
};

/// One of a brick's rasters.
template <class T> struct BrickRaster {
    const T* texels = nullptr; ///< null: nothing is known here
    int across = 0;            ///< texels along the tile
    int border = 0;
    int stride = 1;                   ///< values from one texel to the next
    double base = 0.0, step = 1.0;    ///< value = base + step · texel
    std::shared_ptr<const void> held; ///< what the texels are part of
    int size() const { return across + 2 * border; }

    struct Tap {
        int index = 0; ///< of the first of four texels
        double past = 0.0;
    };
    /// At 0..1 along the brick, somewhat beyond while the border lasts.
    Tap tap(double f) const {
        const double x = f * across + border - 0.5;
        const int i = std::clamp(int(std::floor(x)), 1, size() - 3);
        return {i - 1, x - i};
    }
    /// Bicubic.
    double at(double fx, double fy) const {
        const Tap x = tap(fx), y = tap(fy);
        const auto wx = catmullRom(x.past), wy = catmullRom(y.past);
        double sum = 0.0;
        for (int j = 0; j < 4; ++j) {
            const T* p = texels + ((y.index + j) * size() + x.index) * stride;
            sum += wy[std::size_t(j)] *
                   (wx[0] * p[0] + wx[1] * p[stride] + wx[2] * p[2 * stride] + wx[3] * p[3 * stride]);
        }
        return base + step * sum;
    }
    Slanted slantedAt(double fx, double fy) const {
        const Tap x = tap(fx), y = tap(fy);
        const auto wx = catmullRom(x.past), wy = catmullRom(y.past);
        const auto sx = catmullRomSlope(x.past), sy = catmullRomSlope(y.past);
        Slanted sum;
        for (std::size_t j = 0; j < 4; ++j) {
            const T* p = texels + ((y.index + int(j)) * size() + x.index) * stride;
            const double a = p[0], b = p[stride], c = p[2 * stride], d = p[3 * stride];
            const double row = wx[0] * a + wx[1] * b + wx[2] * c + wx[3] * d;
            sum.value += wy[j] * row;
            sum.x += wy[j] * (sx[0] * a + sx[1] * b + sx[2] * c + sx[3] * d);
            sum.y += sy[j] * row;
        }
        return {base + step * sum.value, step * across * sum.x, step * across * sum.y};
    }
};

inline BrickRaster<std::int16_t> reliefOf(std::shared_ptr<const Brick> b) {
    return {b->relief, kReliefTexels, kReliefBorder, 1, 0.0, kHeightStepM, std::move(b)};
}
inline BrickRaster<std::int16_t> measuredOf(std::shared_ptr<const Brick> b) {
    return {b->measured, kCoarseTexels, kCoarseBorder, 1, 0.0, kHeightStepM, std::move(b)};
}
inline BrickRaster<std::uint8_t> lumaOf(std::shared_ptr<const Brick> b) {
    return {b->luma, kLumaTexels, kLumaBorder, 1, 0.0, 1.0, std::move(b)};
}
inline BrickRaster<std::uint8_t> redOverOf(std::shared_ptr<const Brick> b) {
    return {b->redOver, kCoarseTexels, kCoarseBorder, 1, 0.0, 1.0, std::move(b)};
}
inline BrickRaster<std::uint8_t> blueOverOf(std::shared_ptr<const Brick> b) {
    return {b->blueOver, kCoarseTexels, kCoarseBorder, 1, 0.0, 1.0, std::move(b)};
}
inline BrickRaster<std::uint8_t> ruggedOf(std::shared_ptr<const Brick> b) {
    return {b->rugged, kCoarseTexels, kCoarseBorder, 1, 0.0, 1.0 / 255.0, std::move(b)};
}
inline BrickRaster<std::uint16_t> heightsOf(std::shared_ptr<const HeightBrick> b) {
    if (!b)
        return {nullptr, kTileTexels, kSetBorder};
    return {b->texels, kTileTexels, kSetBorder, 1, double(b->baseM), double(b->stepM), std::move(b)};
}
template <class SetBrick> BrickRaster<std::uint8_t> weightOf(std::shared_ptr<const SetBrick> b) {
    return {b ? b->weight : nullptr, kWeightTexels, kWeightBorder, 1, 0.0, 1.0 / 255.0, std::move(b)};
}
inline BrickRaster<std::uint8_t> colourOf(std::shared_ptr<const AlbedoBrick> b, int channel) {
    return {b ? b->rgb + channel : nullptr, kTileTexels, kSetBorder, 3, 0.0, 1.0, std::move(b)};
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

/// A raster that every tile of a level has, or some: what is sampled at places of the Moon.
/// `rasterOf(TileId)` gives a tile's BrickRaster.
template <class RasterOf> struct Field {
    int level;
    int across;           ///< texels along a tile
    bool zeroWhereAbsent; ///< else what the other faces have counts alone
    RasterOf rasterOf;

    double texel() const { return std::ldexp(2.0, -level) / across; } ///< in coordinates of the cube
};
template <class RasterOf> Field(int, int, bool, RasterOf) -> Field<RasterOf>;

/// A place of the Moon on the grids of the faces that are near it, the one that owns it first.
struct FacesAt {
    struct On {
        CubePoint point;
        double out = 0.0; ///< 1 = on the face's edge
    };
    int count = 0;
    On on[3];

    static double outOf(const CubePoint& p) { return std::max(std::abs(p.s), std::abs(p.t)); }
    explicit FacesAt(const CubePoint& onItsFace) : count(1) { on[0] = {onItsFace, outOf(onItsFace)}; }
    FacesAt(const glm::dvec3& direction, double widestTexel) {
        const int owner = faceOf(direction);
        const auto add = [&](int face) {
            const CubePoint p = cubePointOn(face, direction);
            if (outOf(p) <= 1.0 + widestTexel && count < 3)
                on[count++] = {p, outOf(p)};
        };
        add(owner);
        if (on[0].out < 1.0 - widestTexel)
            return;
        for (int face = 0; face < 6; ++face)
            if (face != owner && glm::dot(direction, glm::dvec3(kFaceAxes[face].normal)) > 0.4)
                add(face);
    }
};

/// The widest texel of any field of this or a finer level, in coordinates of the cube.
inline double widestTexel(int level) {
    return std::ldexp(2.0, -level) / std::min(kCoarseTexels, kWeightTexels);
}

/// A field at a place. Within a texel of an edge of the cube the faces' grids go over into each other, so
/// that there is no step, and every face gets the same number. 0 where nothing is known.
template <class RasterOf> double sample(const Field<RasterOf>& field, const FacesAt& place) {
    const auto onFace = [&](const CubePoint& point, double& value) {
        const PlaceInTile p = placeInTile(point, field.level);
        const auto raster = field.rasterOf(p.id);
        value = raster.texels ? raster.at(p.fx, p.fy) : 0.0;
        return raster.texels || field.zeroWhereAbsent;
    };
    const double texel = field.texel();
    double value = 0.0;
    if (place.on[0].out < 1.0 - texel) {
        onFace(place.on[0].point, value);
        return value;
    }
    double sum = 0.0, weights = 0.0;
    for (int i = 0; i < place.count; ++i) {
        const double weight = std::clamp(1.0 + texel - place.on[i].out, 0.0, 2.0 * texel);
        if (weight > 0.0 && onFace(place.on[i].point, value))
            sum += weight * value, weights += weight;
    }
    return weights > 0.0 ? sum / weights : 0.0;
}

} // namespace perilune::terrain
