#pragma once

#include "survey/import/raster.h"
#include "base/result.h"

#include <gdal_priv.h>

#include <memory>
#include <string>
#include <vector>

namespace perilune::survey::gdal {

constexpr double kMoonM = 1'737'400.0; ///< radius of the sphere that the Moon's heights are measured from

/// Where a data set lies on the Moon, and through what it is to be read: itself, or a view of it that GDAL
/// warps into one of the two projections that Perilune knows.
struct Placing {
    MapProjection projection;
    double resolutionM = 0.0;
    double radiusM = 0.0; ///< of the sphere that the file's own coordinate system stands on
    GDALDatasetUniquePtr warped;
    std::vector<std::string> notes;
};

/// Refuses what has no coordinate system and what has one that is not the Moon's.
base::Result<Placing> place(GDALDataset& dataset);

} // namespace perilune::survey::gdal
