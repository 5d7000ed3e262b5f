#pragma once

#include "survey/gdal/placing.h"
#include "survey/gdal/values.h"
#include "survey/import/raster.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace perilune::survey::gdal {

/// Readies GDAL: its drivers, a bounded cache, no network, no Python, errors kept instead of printed.
void prepare();

/// A file that GDAL reads, as a map of the Moon. Messages do not name the file: whoever asks does.
base::Result<std::unique_ptr<RasterSource>> open(const std::filesystem::path& file, RasterKind kind);

/// The numbers as they stand in the file, for one whose label says what they mean.
struct Numbers {
    std::unique_ptr<RasterSource> source;
    bool placed = false; ///< the file itself says where it lies
};
base::Result<Numbers> openNumbers(const std::filesystem::path& file, RasterKind kind);

} // namespace perilune::survey::gdal
