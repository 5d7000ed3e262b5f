#pragma once

#include "survey/import/raster.h"

#include <filesystem>
#include <memory>

namespace perilune::survey {

/// The separate program that reads through GDAL: PERILUNE_TERRAIN where that is set, else perilune-terrain
/// beside the running program or in libexec/perilune beside its folder, else in PATH; empty where there is
/// none.
std::filesystem::path importProgram();

struct PipeOptions {
    std::filesystem::path program; ///< "" = importProgram()
    double patienceS = 120.0;      ///< how long it may be silent before it is given up
};

/// Opens a map through perilune-terrain. The program runs as long as the raster lives; its errors, its death
/// and its silence become one line each. Where it is missing, the message names the Debian package to build
/// it with.
base::Result<std::unique_ptr<RasterSource>> openPiped(const std::filesystem::path& file, RasterKind kind,
                                                      const PipeOptions& options = {});

/// The numbers of a file as they stand there, for one whose label says what they mean.
struct PipedNumbers {
    std::unique_ptr<RasterSource> source;
    bool placed = false; ///< the file itself says where it lies, and so does its info
};
base::Result<PipedNumbers> openPipedNumbers(const std::filesystem::path& file, RasterKind kind,
                                            const PipeOptions& options = {});

} // namespace perilune::survey
