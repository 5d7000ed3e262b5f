#pragma once

#include "survey/import/raster.h"

#include <optional>
#include <string>

namespace perilune::survey {

/// What a sidecar says about a PNG (docs/TERRAIN.md tells its form).
struct Sidecar {
    std::optional<RasterKind> kind;
    RasterInfo info; ///< without size and channels
    bool poleInMiddle = false;
    double poleX = 0.0, poleY = 0.0;  ///< pixels from the left and the upper edge, where not in the middle
    double scale = 1.0, offset = 0.0; ///< metres = scale · number + offset
    std::optional<double> noData;
};

/// Reads a sidecar's text; an error is one line, file:line:column: what; what to do.
base::Result<Sidecar> parseSidecar(const std::string& text, const std::string& fileName);

/// Opens a PNG of 8 or 16 bits. `sidecar` empty: `<name>.png.json`, else `<name>.json` beside it.
base::Result<std::unique_ptr<RasterSource>> openPng(const std::filesystem::path& file,
                                                    const std::filesystem::path& sidecar,
                                                    std::optional<RasterKind> kind);

} // namespace perilune::survey
