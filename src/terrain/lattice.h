#pragma once

#include "terrain/brick_sample.h"

#include <vector>

namespace perilune::terrain {

/// A square grid of places on a tile and around it, in 128ths of the tile: exact numbers, so that tiles that
/// share a place ask for the same one.
struct Lattice {
    TileId tile;
    int first = 1, step = 2, count = kTileTexels;

    /// The middles of the texels, and `border` more on each side.
    static Lattice texels(const TileId& id, int border) {
        return {id, 1 - 2 * border, 2, kTileTexels + 2 * border};
    }
    /// The corners of the mesh.
    static Lattice corners(const TileId& id) { return {id, 0, 128 / kTileQuads, kTileQuads + 1}; }

    /// Coordinate on the cube's face; `along` is the tile's x or y.
    double coordinate(std::uint32_t along, int i) const {
        return (double(along) * 128.0 + first + i * step) * std::ldexp(1.0, -6 - int(tile.level)) - 1.0;
    }
    double spacing() const { return step * std::ldexp(1.0, -6 - int(tile.level)); }
};

/// The places of a lattice.
class Places {
  public:
    /// `widestTexel` of all fields that will be sampled.
    Places(const Lattice& lattice, double widestTexel);

    const Lattice& lattice() const { return lattice_; }
    int face() const { return lattice_.tile.face; }
    int level() const { return lattice_.tile.level; }
    int count() const { return lattice_.count; }
    std::size_t size() const { return std::size_t(count()) * std::size_t(count()); }
    /// Coordinates and tangents of a column, of a row.
    double s(int x) const { return s_[std::size_t(x)]; }
    double t(int y) const { return t_[std::size_t(y)]; }
    double u(int x) const { return u_[std::size_t(x)]; }
    double v(int y) const { return v_[std::size_t(y)]; }
    const glm::dvec3& direction(int x, int y) const { return directions_[std::size_t(y * count() + x)]; }

    const glm::dvec3& direction(std::size_t i) const { return directions_[i]; }

    /// The places beside or beyond an edge of the cube.
    struct NearEdge {
        std::size_t index;
        FacesAt faces;
    };
    const std::vector<NearEdge>& nearEdges() const { return nearEdges_; }

  private:
    Lattice lattice_;
    std::vector<double> s_, t_, u_, v_;
    std::vector<glm::dvec3> directions_;
    std::vector<NearEdge> nearEdges_;
};

/// A field at all places, row by row; false: nothing is known at any, and `out` is not touched.
template <class RasterOf>
bool sampleAll(const Field<RasterOf>& field, const Places& places, std::vector<double>& out) {
    struct Run { ///< columns or rows in one brick
        std::uint32_t brick;
        int from, to;
    };
    const int count = places.count();
    const double side = std::ldexp(1.0, field.level);
    const auto runsOf = [&](const auto& coordinate) {
        std::vector<Run> runs;
        for (int i = 0; i < count; ++i) {
            const double tile = std::floor((coordinate(i) + 1.0) * 0.5 * side);
            const auto brick = std::uint32_t(std::clamp(tile, 0.0, side - 1.0));
            if (runs.empty() || runs.back().brick != brick)
                runs.push_back({brick, i, i});
            runs.back().to = i + 1;
        }
        return runs;
    };
    const auto columns = runsOf([&](int i) { return places.s(i); });
    const auto rows = runsOf([&](int i) { return places.t(i); });
    bool any = false;
    const auto start = [&] {
        if (!any)
            out.assign(places.size(), 0.0);
        any = true;
    };
    std::vector<double> wide;
    for (const Run& r : rows)
        for (const Run& c : columns) {
            const auto raster =
                field.rasterOf({std::uint8_t(places.face()), std::uint8_t(field.level), c.brick, r.brick});
            if (!raster.texels)
                continue;
            start();
            const auto tap = [&](double coordinate, std::uint32_t brick) {
                return raster.tap((coordinate + 1.0) * 0.5 * side - brick);
            };
            const int top = tap(places.t(r.from), r.brick).index,
                      bottom = tap(places.t(r.to - 1), r.brick).index + 4, width = c.to - c.from;
            wide.resize(std::size_t((bottom - top) * width));
            for (int i = 0; i < width; ++i) {
                const auto x = tap(places.s(c.from + i), c.brick);
                const auto w = catmullRom(x.past);
                const auto* p = raster.texels + (top * raster.size() + x.index) * raster.stride;
                for (int y = 0; y < bottom - top; ++y, p += raster.size() * raster.stride)
                    wide[std::size_t(y * width + i)] = w[0] * p[0] + w[1] * p[raster.stride] +
                                                       w[2] * p[2 * raster.stride] +
                                                       w[3] * p[3 * raster.stride];
            }
            for (int j = r.from; j < r.to; ++j) {
                const auto y = tap(places.t(j), r.brick);
                const auto w = catmullRom(y.past);
                const double* p = &wide[std::size_t((y.index - top) * width)];
                double* to = &out[std::size_t(j * count + c.from)];
                for (int i = 0; i < width; ++i, ++p)
                    to[i] = raster.base + raster.step * (w[0] * p[0] + w[1] * p[width] + w[2] * p[2 * width] +
                                                         w[3] * p[3 * width]);
            }
        }
    for (const Places::NearEdge& place : places.nearEdges()) {
        const double value = sample(field, place.faces);
        if (value != 0.0)
            start();
        if (any)
            out[place.index] = value;
    }
    return any;
}

} // namespace perilune::terrain
