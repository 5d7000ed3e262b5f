#pragma once

#include "terrain/raster_kind.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace perilune::survey {

using terrain::RasterKind;

/// Plate carrée (simple or equidistant cylindrical). The outer corner of the first pixel lies at west, north.
struct Cylindrical {
    double westDeg = -180.0, northDeg = 90.0;
    double degreesPerPixelX = 0.0, degreesPerPixelY = 0.0; ///< both positive; rows run south
};

/// Polar stereographic on a sphere, true at the pole: rho = 2 R tan((90° - |latitude|)/2); x = rho sin(l),
/// y = -rho cos(l) around the north pole and +rho cos(l) around the south pole, l = longitude - centreDeg.
struct PolarStereographic {
    bool north = false;
    double radiusM = 1'737'400.0;
    double centreDeg = 0.0;         ///< longitude that runs down from the north pole, up from the south pole
    double leftM = 0.0, topM = 0.0; ///< x, y of the outer corner of the first pixel
    double metresPerPixel = 0.0;
};

using MapProjection = std::variant<Cylindrical, PolarStereographic>;

/// What a label says about a raster. Nothing here is guessed from a file's name.
struct RasterInfo {
    RasterKind kind = RasterKind::Elevation;
    std::int64_t width = 0, height = 0;
    int channels = 1; ///< 1, or 3 for a coloured albedo map
    MapProjection projection;
    double resolutionM = 0.0; ///< of a pixel on the ground, where it is true
    std::string title;        ///< of the data set
    std::string source;       ///< who made it
    std::string licence;      ///< "" = the label does not say
    /// Heights: metres = scale · number of the file + offset, for telling a number as it stands there.
    double scale = 1.0, offset = 0.0;
    std::optional<std::pair<double, double>>
        range;                       ///< of these numbers, least and greatest, if the label says so
    std::vector<std::string> notes;  ///< what was concluded rather than read, one sentence each
    std::vector<std::string> doubts; ///< of that what nobody should take unasked
};

/// A map that is read piece by piece.
class RasterSource {
  public:
    virtual ~RasterSource() = default;
    virtual const RasterInfo& info() const = 0;
    /// The pixels x..x+width-1, y..y+height-1 (all inside), row by row from the north, channels interleaved:
    /// metres above the 1737.4 km sphere, or sRGB-coded 0..1. Not a number = no data. One thread at a time.
    virtual base::Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                                    float* out) = 0;
};

/// Opens a map of any known format by what is in it: a PDS3 label (attached or detached; the image's own name
/// also finds its label), a 16-bit or 8-bit PNG with a sidecar, and all else through the separate program
/// perilune-terrain where it is installed. `kind`: what it is to be used as.
base::Result<std::unique_ptr<RasterSource>> openRaster(const std::filesystem::path& file, RasterKind kind);

} // namespace perilune::survey
