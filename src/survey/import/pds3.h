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
    std::filesystem::path packed;  ///< a file that holds the same pixels packed, if the label names one
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
/// The same of a number that was read already; `bits`: those of a real one.
float sampleValue(const SampleFormat& format, double number, std::uint64_t bits);

/// Whether a file begins as a PDS3 label does.
bool looksLikePds3(std::string_view head);

/// Reads a label, and understands it.
base::Result<Pds3Image> readPds3(const std::filesystem::path& label, std::optional<RasterKind> kind);

/// Opens a labelled image by its label, attached or detached, packed or not. `image`: the file that has the
/// pixels, whatever the label names; empty: as it names it.
base::Result<std::unique_ptr<RasterSource>> openPds3(const std::filesystem::path& label,
                                                     std::optional<RasterKind> kind,
                                                     const std::filesystem::path& image = {});

/// The pixels of a file that is packed (JPEG 2000, TIFF), through perilune-terrain, with the numbers and the
/// place that a label gives them. An error where their sizes differ, or where the file itself says that it
/// lies elsewhere; that one not with `accept`.
base::Result<std::unique_ptr<RasterSource>> openPackedPds3(const std::filesystem::path& label,
                                                           Pds3Image image, const std::filesystem::path& file,
                                                           bool accept);
/// Whether a file begins as JPEG 2000 or TIFF does.
bool looksPacked(std::string_view head);

/// The label beside an image that was named itself.
struct LabelBeside {
    std::filesystem::path label;         ///< empty: there is none
    std::filesystem::path image, packed; ///< what it names
    bool namesIt = false;
};
LabelBeside labelBeside(const std::filesystem::path& image);

} // namespace perilune::survey
