#pragma once

#include "survey/bake/face_grid.h"
#include "base/result.h"
#include "base/workers.h"

#include <array>
#include <filesystem>

namespace perilune::survey {

/// The ground as fields on the cube, finest level each.
struct ReliefFields {
    FaceGrid measured; ///< metres, only what the data hold
    FaceGrid rugged;   ///< 0 = a mare's plain .. 1 = highlands
    FaceGrid drawn;    ///< metres, with the modelled relief
};
struct AlbedoFields {
    FaceGrid luma;              ///< green, linear 0..1
    FaceGrid redOver, blueOver; ///< red - green, blue - green, sRGB-coded -1..1
};

base::Result<AlbedoFields> bakeAlbedo(const std::filesystem::path& mapsDir, const base::Workers& workers);
base::Result<ReliefFields> bakeRelief(const std::filesystem::path& mapsDir, const AlbedoFields& albedo,
                                      const base::Workers& workers);

/// Reads the maps in `mapsDir` (lunar_surface.jpg, lunar_bumpmap.jpg, craters.csv) and writes the ground
/// file, whole or not at all.
base::Result<void> bakeGround(const std::filesystem::path& mapsDir, const std::filesystem::path& output,
                              const base::Workers& workers);

double linearFromSrgb(double coded);
double srgbFromLinear(double linear);

} // namespace perilune::survey
