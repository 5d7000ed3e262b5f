#pragma once

#include "terrain/detail.h"
#include "terrain/gazetteer.h"
#include "terrain/ground.h"
#include "terrain/ground_file.h"
#include "terrain/horizon.h"
#include "terrain/illumination_work.h"
#include "terrain/lattice.h"
#include "terrain/tile_set.h"
#include "terrain/tint.h"
#include "base/workers.h"

#include <atomic>
#include <mutex>
#include <optional>

namespace perilune::terrain {

/// The Moon's names, read when they are first asked for.
struct LazyNames {
    std::filesystem::path moonDir;
    std::once_flag asked;
    std::optional<Gazetteer> names;
};

/// The light at the poles, worked out or read from the cache when it is first asked for.
struct LazyLight {
    std::mutex mutex; ///< of these three: whoever holds it takes a step
    std::string key;  ///< what the light depends on, in words
    std::optional<IlluminationWork> work;
    std::optional<Illumination> light;
    std::atomic<bool> ready{false}; ///< `light` is there, and stays as it is
    std::atomic<double> progress{0.0};
    std::once_flag begun;
    base::Task<void> beside; ///< works it out for those who do not wait
};

struct Ground::Impl {
    Impl(GroundFile baked, base::Workers beside) : file(std::move(baked)), workers(std::move(beside)) {}

    GroundFile file;
    base::Workers workers;
    std::vector<TileSet> elevations, albedos; ///< coarse to fine
    std::vector<std::string> problems;
    std::unique_ptr<LazyNames> names = std::make_unique<LazyNames>();
    std::unique_ptr<LazyLight> light = std::make_unique<LazyLight>();
    std::unique_ptr<ReliefCache> reliefs = std::make_unique<ReliefCache>();
    mutable std::atomic<unsigned> built{0}; ///< tiles since the maps' pages were given back

    /// Height at a place at the sharpness of a level, metres: the same for every tile that shares the place.
    /// `modelled`: with the modelled relief; without, it is what was measured.
    double heightAt(const CubePoint& place, int level, bool modelled) const;

    /// The same at the middles of a tile's texels, with `border` more on each side, row by row.
    std::vector<double> heightGrid(const TileId& id, int border, bool modelled) const;
    std::vector<double> measuredGrid(const TileId& id, int border) const {
        return heightGrid(id, border, false);
    }

    /// What is drawn at the places of a lattice.
    struct Drawn {
        std::vector<double> heightM, brightness; ///< brightness: what modelled craters add, -1..1
    };
    Drawn drawnOn(const Places& places, bool modelled) const;
    /// sRGB-coded RGB, 0..255, row by row, of the photo and the installed maps.
    std::vector<double> coloursOn(const Places& places) const;

    Places placesOf(const Lattice& lattice) const;
    int coarsestLevel(int level) const; ///< of all fields that a tile of this level is made of

    /// Every few hundred tiles the pages of the installed maps are given back, so that a flight over a large
    /// map does not gather all of it in memory.
    void countBuilt() const;
};

/// The side of a tile of a level at the middle of a face, the largest there is, metres.
inline double tileSideM(int level) {
    return astro::kMoonRadiusM * std::numbers::pi * 0.5 * std::ldexp(1.0, -level);
}

/// The fields of the baked ground and of installed maps, at the sharpness of a level.
inline auto reliefField(const GroundFile& file, int level) {
    const auto raster = [&file](const TileId& id) { return reliefOf(file.brick(id)); };
    return Field{std::min(level, kBakedLevel), kReliefTexels, false, raster};
}
inline auto measuredField(const GroundFile& file, int level) {
    const auto raster = [&file](const TileId& id) { return measuredOf(file.brick(id)); };
    return Field{std::min(level, kBakedLevel), kCoarseTexels, false, raster};
}
inline auto ruggedField(const GroundFile& file, int level) {
    const auto raster = [&file](const TileId& id) { return ruggedOf(file.brick(id)); };
    return Field{std::min(level, kBakedLevel), kCoarseTexels, false, raster};
}
inline auto heightField(const TileSet& set, int level) {
    const auto raster = [&set](const TileId& id) { return heightsOf(set.heights(id)); };
    return Field{std::min(level, set.maxLevel()), kTileTexels, false, raster};
}
/// A map's heights at places: those of its tiles, and its strips over them. False: it has none there.
bool sampleMap(const TileSet& set, const Places& places, bool modelled, std::vector<double>& out);
inline auto weightField(const TileSet& set, int level) {
    const auto raster = [&set](const TileId& id) {
        return set.kind() == RasterKind::Elevation ? weightOf(set.heights(id)) : weightOf(set.albedo(id));
    };
    return Field{std::min(level, set.maxLevel()), kWeightTexels, true, raster};
}
inline auto colourField(const TileSet& set, int level, int channel) {
    const auto raster = [&set, channel](const TileId& id) { return colourOf(set.albedo(id), channel); };
    return Field{std::min(level, set.maxLevel()), kTileTexels, false, raster};
}

} // namespace perilune::terrain
