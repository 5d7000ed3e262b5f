#include "survey/import/png_raster.h"

#include "survey/import/input_file.h"
#include "survey/import/open.h"
#include "base/files.h"
#include "base/image.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace perilune::survey {

namespace fs = std::filesystem;

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

class ElevationPng final : public RasterSource {
  public:
    ElevationPng(base::Image16 image, RasterInfo info, const Sidecar& sidecar, int divisor)
        : image_(std::move(image)), info_(std::move(info)), scale_(sidecar.scale), offset_(sidecar.offset),
          noData_(sidecar.noData.value_or(-1.0)), divisor_(divisor) {}

    const RasterInfo& info() const override { return info_; }

    base::Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                            float* out) override {
        for (std::int64_t j = 0; j < height; ++j) {
            const std::uint16_t* row = image_.pixels.data() + (y + j) * info_.width + x;
            for (std::int64_t i = 0; i < width; ++i) {
                const double number = row[i] / divisor_;
                *out++ = number == noData_ ? kNothing : float(number * scale_ + offset_);
            }
        }
        return {};
    }

  private:
    base::Image16 image_;
    RasterInfo info_;
    double scale_, offset_, noData_;
    int divisor_; ///< 257 for a picture of 8 bits, which is widened when it is read
};

class AlbedoPng final : public RasterSource {
  public:
    AlbedoPng(base::Image image, RasterInfo info, const Sidecar& sidecar)
        : image_(std::move(image)), info_(std::move(info)), noData_(sidecar.noData.value_or(-1.0)) {}

    const RasterInfo& info() const override { return info_; }

    base::Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                            float* out) override {
        const int n = info_.channels, inFile = image_.channels; // 2 and 4 have an alpha behind
        const bool alpha = inFile == 2 || inFile == 4;
        for (std::int64_t j = 0; j < height; ++j) {
            const std::uint8_t* p = image_.pixels.data() + ((y + j) * info_.width + x) * inFile;
            for (std::int64_t i = 0; i < width; ++i, p += inFile) {
                bool nothing = !alpha || p[inFile - 1] >= 128 ? noData_ >= 0.0 : true;
                for (int c = 0; c < n && nothing && !(alpha && p[inFile - 1] < 128); ++c)
                    nothing = p[c] == noData_;
                for (int c = 0; c < n; ++c)
                    *out++ = nothing ? kNothing : float(p[c]) / 255.0f;
            }
        }
        return {};
    }

  private:
    base::Image image_;
    RasterInfo info_;
    double noData_;
};

base::Result<fs::path> sidecarOf(const fs::path& file) {
    fs::path longName = file, shortName = file;
    longName += ".json";
    shortName.replace_extension(".json");
    std::error_code none;
    for (const fs::path& path : {longName, shortName})
        if (fs::exists(path, none))
            return path;
    return base::inputError(
        fmt::format("{}: nothing tells where on the Moon this picture lies; write {} beside it "
                    "or give --sidecar FILE (docs/TERRAIN.md tells its form)",
                    file.string(), longName.filename().string()));
}

} // namespace

base::Result<std::unique_ptr<RasterSource>> openPng(const fs::path& file, const fs::path& given,
                                                    std::optional<RasterKind> kind) {
    fs::path sidecarFile = given;
    if (given.empty()) {
        auto found = sidecarOf(file);
        if (!found)
            return tl::unexpected(found.error());
        sidecarFile = *found;
    }
    const auto text = base::readText(sidecarFile, kMaxLabelBytes);
    if (!text)
        return tl::unexpected(text.error());
    const auto sidecar = parseSidecar(*text, sidecarFile.string());
    if (!sidecar)
        return tl::unexpected(sidecar.error());
    RasterInfo info = sidecar->info;
    info.kind = kind.value_or(sidecar->kind.value_or(RasterKind::Elevation));
    info.scale = sidecar->scale, info.offset = sidecar->offset;
    if (!kind && !sidecar->kind)
        info.notes.push_back("Its sidecar does not say what the numbers are: they were taken for heights.");

    // Width, height, bits and colour type stand at fixed places of every PNG.
    auto bytes = InputFile::open(file);
    std::uint8_t head[26] = {};
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->bytes() < sizeof(head))
        return base::inputError(fmt::format("{}: is no whole PNG; copy it again", file.string()));
    if (auto ok = bytes->read(0, head, sizeof(head)); !ok)
        return tl::unexpected(ok.error());
    const auto number = [&](int at) {
        return std::int64_t(head[at]) << 24 | head[at + 1] << 16 | head[at + 2] << 8 | head[at + 3];
    };
    info.width = number(16), info.height = number(20);
    const int bits = head[24], colour = head[25];
    const bool grey = colour == 0 || colour == 4;
    if (info.kind == RasterKind::Elevation && !grey)
        return base::inputError(fmt::format(
            "{}: heights are wanted in one grey channel, and this picture has colours; --as albedo takes it",
            file.string()));
    info.channels = info.kind == RasterKind::Albedo && !grey ? 3 : 1;
    if (sidecar->poleInMiddle)
        info.notes.push_back("Its sidecar does not say where the pole is: it was taken for the middle.");
    if (auto* polar = std::get_if<PolarStereographic>(&info.projection)) {
        const double x = sidecar->poleInMiddle ? 0.5 * double(info.width) : sidecar->poleX,
                     y = sidecar->poleInMiddle ? 0.5 * double(info.height) : sidecar->poleY;
        polar->leftM = -x * polar->metresPerPixel;
        polar->topM = y * polar->metresPerPixel;
    }
    if (info.title.empty())
        info.title = file.stem().string();
    if (const std::string fault = faultOf(info); !fault.empty())
        return base::inputError(fmt::format("{}: {}; mend the sidecar", sidecarFile.string(), fault));
    const std::int64_t inMemory =
        info.width * info.height * (info.kind == RasterKind::Elevation ? 2 : info.channels);
    if (inMemory > kMaxPngBytes)
        return base::inputError(
            fmt::format("{}: {} x {} pixels are too many for a PNG, which is read as a whole; "
                        "save it as GeoTIFF, or in parts",
                        file.string(), info.width, info.height));
    if (info.kind == RasterKind::Albedo) {
        auto image = base::readImage(file);
        if (!image)
            return tl::unexpected(image.error());
        return std::make_unique<AlbedoPng>(std::move(*image), std::move(info), *sidecar);
    }
    auto image = base::readImage16(file);
    if (!image)
        return tl::unexpected(image.error());
    return std::make_unique<ElevationPng>(std::move(*image), std::move(info), *sidecar, bits == 16 ? 1 : 257);
}

} // namespace perilune::survey
