#pragma once

#include "survey/import/raster.h"

#include <optional>

namespace perilune::survey {

/// How a map is to be opened. `kind` nothing: as its label or sidecar tells, elevation where neither does.
struct RasterWish {
    std::optional<RasterKind> kind;
    std::filesystem::path sidecar; ///< of a PNG; empty: looked for beside it
    bool accept = false;           ///< also where it is doubtful whether a label belongs to an image
};
base::Result<std::unique_ptr<RasterSource>> openRaster(const std::filesystem::path& file,
                                                       const RasterWish& wish);

/// Largest label or sidecar that is read.
inline constexpr std::size_t kMaxLabelBytes = std::size_t{1} << 20;
/// Most bytes of pixels of a PNG: it is decoded as a whole.
inline constexpr std::int64_t kMaxPngBytes = std::int64_t{72} << 20;
/// Longest side of a map, in pixels.
inline constexpr std::int64_t kMaxRasterSide = std::int64_t{1} << 23;

/// What every map must fulfil, whoever described it; "" or what is wrong.
std::string faultOf(const RasterInfo& info);

} // namespace perilune::survey
