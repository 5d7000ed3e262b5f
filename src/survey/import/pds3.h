#pragma once

#include "survey/import/odl.h"
#include "survey/import/raster.h"

#include <optional>
#include <string_view>
#include <vector>

namespace perilune::survey {

/// How the numbers of an image lie in its file.
struct SampleFormat {
    enum class Type { Signed, Unsigned, Real };
    Type type = Type::Signed;
    int bytes = 2; ///< 1, 2, 4 or 8 (real alone)
    bool bigEndian = false;
    double scale = 1.0, offset = 0.0; ///< value = scale · number + offset, in `unitM` metres each
    double unitM = 1.0;
    double datumM = 0.0; ///< subtracted at the end: metres from the Moon's centre to the zero of heights
    std::vector<double> missing;            ///< numbers that stand for no data
    std::vector<std::uint64_t> missingBits; ///< the same as bit patterns of a real number
};

/// Where the image lies, and how.
struct Pds3Image {
    RasterInfo info;
    SampleFormat format;
    std::filesystem::path file;    ///< as the label names it; empty: the labelled file itself
    std::uint64_t offsetBytes = 0; ///< of the first line
    std::uint64_t lineBytes = 0;   ///< with prefix and suffix
    std::uint64_t prefixBytes = 0; ///< of a line, before the first sample
    enum class Bands { Sequential, LineInterleaved, SampleInterleaved };
    Bands bands = Bands::Sequential;
    std::uint64_t endBytes() const; ///< how long the file must be
};

/// Understands a label. `kind` nothing: as the label tells.
base::Result<Pds3Image> describePds3(const OdlObject& label, const std::string& fileName,
                                     std::optional<RasterKind> kind);

/// One number of the file as metres above the 1737.4 km sphere (or as brightness); not a number = no data.
float sampleValue(const SampleFormat& format, const std::byte* at);

/// Whether a file begins as a PDS3 label does.
bool looksLikePds3(std::string_view head);

/// Opens a labelled image by its label, attached or detached.
base::Result<std::unique_ptr<RasterSource>> openPds3(const std::filesystem::path& label,
                                                     std::optional<RasterKind> kind);

} // namespace perilune::survey
