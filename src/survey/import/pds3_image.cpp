#include "survey/import/input_file.h"
#include "survey/import/open.h"
#include "survey/import/pds3_parts.h"
#include "base/files.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace perilune::survey {

namespace fs = std::filesystem;

namespace {

template <class T> T numberAt(const std::byte* at, bool bigEndian) {
    std::byte raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i)
        raw[i] = at[bigEndian ? sizeof(T) - 1 - i : i];
    T value;
    std::memcpy(&value, raw, sizeof(T));
    return value;
}

/// A number of the file; `bits` are those of a real one.
double plainNumber(const SampleFormat& f, const std::byte* at, std::uint64_t& bits) {
    using Type = SampleFormat::Type;
    if (f.type == Type::Real && f.bytes == 4) {
        const auto raw = numberAt<std::uint32_t>(at, f.bigEndian);
        bits = raw;
        return double(std::bit_cast<float>(raw));
    }
    if (f.type == Type::Real) {
        bits = numberAt<std::uint64_t>(at, f.bigEndian);
        return std::bit_cast<double>(bits);
    }
    const bool isSigned = f.type == Type::Signed;
    switch (f.bytes) {
    case 1:
        return isSigned ? double(numberAt<std::int8_t>(at, false))
                        : double(numberAt<std::uint8_t>(at, false));
    case 2:
        return isSigned ? double(numberAt<std::int16_t>(at, f.bigEndian))
                        : double(numberAt<std::uint16_t>(at, f.bigEndian));
    default:
        return isSigned ? double(numberAt<std::int32_t>(at, f.bigEndian))
                        : double(numberAt<std::uint32_t>(at, f.bigEndian));
    }
}

class Pds3Raster final : public RasterSource {
  public:
    Pds3Raster(InputFile file, Pds3Image image) : file_(std::move(file)), image_(std::move(image)) {}

    const RasterInfo& info() const override { return image_.info; }

    base::Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                            float* out) override {
        const bool interleaved = image_.bands == Pds3Image::Bands::SampleInterleaved;
        const std::size_t bytes = std::size_t(image_.format.bytes);
        const int channels = image_.info.channels, inFile = interleaved ? channels : 1;
        buffer_.resize(std::size_t(width) * bytes * std::size_t(inFile));
        for (std::int64_t row = 0; row < height; ++row)
            for (int plane = 0; plane < channels / inFile; ++plane) {
                const std::uint64_t line =
                    image_.bands == Pds3Image::Bands::LineInterleaved
                        ? std::uint64_t(y + row) * std::uint64_t(channels) + std::uint64_t(plane)
                        : std::uint64_t(plane) * std::uint64_t(image_.info.height) + std::uint64_t(y + row);
                const std::uint64_t at = image_.offsetBytes + line * image_.lineBytes + image_.prefixBytes +
                                         std::uint64_t(x) * bytes * std::uint64_t(inFile);
                if (auto ok = file_.read(at, buffer_.data(), buffer_.size()); !ok)
                    return ok;
                const std::byte* from = buffer_.data();
                for (std::int64_t i = 0; i < width; ++i)
                    for (int c = 0; c < inFile; ++c, from += bytes)
                        out[(row * width + i) * channels + (interleaved ? c : plane)] =
                            sampleValue(image_.format, from);
            }
        return {};
    }

  private:
    InputFile file_;
    Pds3Image image_;
    std::vector<std::byte> buffer_;
};

} // namespace

float sampleValue(const SampleFormat& f, double number, std::uint64_t bits) {
    constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
    if (f.type == SampleFormat::Type::Real) {
        // ISIS and others mark what is missing by the greatest numbers there are.
        if (!std::isfinite(number) || std::abs(number) > 1e30)
            return kNothing;
        for (const std::uint64_t missing : f.missingBits)
            if (bits == missing)
                return kNothing;
    }
    for (const double missing : f.missing)
        if (number == missing ||
            (f.type == SampleFormat::Type::Real && f.bytes == 4 && number == double(float(missing))))
            return kNothing;
    const double metres = (number * f.scale + f.offset) * f.unitM - f.datumM;
    return std::abs(metres) < 1e9 ? float(metres) : kNothing;
}

float sampleValue(const SampleFormat& f, const std::byte* at) {
    std::uint64_t bits = 0;
    const double number = plainNumber(f, at, bits);
    return sampleValue(f, number, bits);
}

base::Result<Pds3Image> readPds3(const fs::path& labelFile, std::optional<RasterKind> kind) {
    auto labelled = InputFile::open(labelFile);
    if (!labelled)
        return tl::unexpected(labelled.error());
    std::string text(std::size_t(std::min<std::uint64_t>(labelled->bytes(), kMaxLabelBytes)), '\0');
    if (auto ok = labelled->read(0, text.data(), text.size()); !ok)
        return tl::unexpected(ok.error());
    const auto label = parseOdl(text, labelFile.string());
    if (!label)
        return tl::unexpected(label.error());
    return describePds3(*label, labelFile.string(), kind);
}

base::Result<std::unique_ptr<RasterSource>> openPds3(const fs::path& labelFile,
                                                     std::optional<RasterKind> kind, const fs::path& given) {
    auto image = readPds3(labelFile, kind);
    if (!image)
        return tl::unexpected(image.error());
    std::error_code none;
    const fs::path file = !given.empty()        ? given
                          : image->file.empty() ? labelFile
                                                : fileBeside(labelFile, image->file);
    const fs::path packed = image->packed.empty() ? fs::path() : fileBeside(labelFile, image->packed);
    if (!fs::exists(file, none) && !packed.empty() && fs::exists(packed, none))
        return openPackedPds3(labelFile, std::move(*image), packed, false);
    if (!fs::exists(file, none)) {
        std::string other = packed.empty() ? "" : ", or " + image->packed.string();
        for (const char* extension : {".jp2", ".tif"})
            if (const fs::path like = fileBeside(labelFile, image->file.stem().string() + extension);
                fs::exists(like, none))
                other = ", or import " + like.string() + " itself";
        return base::inputError(
            fmt::format("{}: the image {} that it describes is not beside it; copy it there{}",
                        labelFile.string(), image->file.string(), other));
    }
    auto data = InputFile::open(file);
    if (!data)
        return tl::unexpected(data.error());
    char head[16] = {};
    if (!image->file.empty() && data->bytes() > sizeof head && data->read(0, head, sizeof head) &&
        looksPacked({head, sizeof head}))
        return openPackedPds3(labelFile, std::move(*image), file, false);
    if (data->bytes() < image->endBytes())
        return base::inputError(
            fmt::format("{}: is cut short: {} bytes, and by its label {} are wanted; copy it again",
                        file.string(), data->bytes(), image->endBytes()));
    return std::make_unique<Pds3Raster>(std::move(*data), std::move(*image));
}

} // namespace perilune::survey
