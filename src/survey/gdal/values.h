#pragma once

#include "survey/import/raster.h"
#include "base/result.h"

#include <gdal_priv.h>

#include <string>
#include <vector>

namespace perilune::survey::gdal {

/// How a stored number becomes metres above 1737.4 km or brightness: stored * scale + offset, and where
/// `linear` the sRGB curve after that. What lies outside least..most after it is no data.
struct Values {
    double scale = 1.0, offset = 0.0;
    bool linear = false;
    double least = 0.0, most = 0.0;
    double storedLeast = 0.0, storedMost = 0.0; ///< stored numbers outside these are marks, not values
    bool masked = false;                        ///< the band has a mask that is to be asked

    float operator()(double stored) const;
};

/// Heights of one band. `acrossM`: how wide the map is; `radiusM`: of its coordinate system's sphere. What is
/// concluded from the numbers' range is said in `notes`, or in `doubts` where nobody should take it unasked.
base::Result<Values> heightsOf(GDALDataset& dataset, GDALRasterBand& band, double radiusM, double acrossM,
                               std::vector<std::string>& notes, std::vector<std::string>& doubts);

base::Result<Values> brightnessOf(GDALRasterBand& band, std::vector<std::string>& notes);

} // namespace perilune::survey::gdal
