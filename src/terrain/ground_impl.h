#pragma once

#include <mutex>
#include <optional>

#include "terrain/brick_sample.h"
#include "terrain/gazetteer.h"
#include "terrain/ground.h"
#include "terrain/ground_file.h"

namespace perilune::terrain {

/// The Moon's names, read when they are first asked for.
struct LazyNames {
    std::filesystem::path moonDir;
    std::once_flag asked;
    std::optional<Gazetteer> names;
};

struct Ground::Impl {
    GroundFile file;
    std::vector<std::string> problems;
    std::unique_ptr<LazyNames> names = std::make_unique<LazyNames>();

    double bakedHeightAt(const CubePoint& place, int level) const;
    /// Drawn height of the ground at the sharpness of a level, metres: the same for every tile that shares
    /// the place.
    double heightAt(const CubePoint& place, int level) const;
};

/// The side of a tile of a level at the middle of a face, the largest there is, metres.
inline double tileSideM(int level) {
    return astro::kMoonRadiusM * std::numbers::pi * 0.5 * std::ldexp(1.0, -level);
}

} // namespace perilune::terrain
