#include "survey/import/open.h"

#include "survey/import/input_file.h"
#include "survey/import/pds3_parts.h"
#include "survey/import/pds4_label.h"
#include "survey/import/piped_raster.h"
#include "survey/import/png_raster.h"
#include "astro/vec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::survey {

namespace fs = std::filesystem;

namespace {

bool isPng(std::string_view head) {
    return head.starts_with("\x89PNG\r\n\x1a\n");
}

std::string headOf(const fs::path& file) {
    auto input = InputFile::open(file);
    if (!input)
        return "";
    std::string head(std::size_t(std::min<std::uint64_t>(input->bytes(), 1024)), '\0');
    return input->read(0, head.data(), head.size()) ? head : "";
}

/// An image beside which a label lies.
base::Result<std::unique_ptr<RasterSource>> openBeside(const fs::path& file, const LabelBeside& beside,
                                                       bool packed, const RasterWish& wish) {
    const std::string label = beside.label.string();
    if (beside.image.empty() && beside.packed.empty()) // it is broken, or attached to pixels of its own
        if (auto read = readPds3(beside.label, wish.kind); !read)
            return tl::unexpected(read.error());
    const auto sameStem = [&](const fs::path& named) {
        return !named.empty() && sameName(named.stem().string(), file.stem().string());
    };
    if (!beside.namesIt && !wish.accept && !(packed && sameStem(beside.image)))
        return base::inputError(fmt::format("{}: the label {} beside it describes {}, not this file; name "
                                            "that one, or bring the label that belongs "
                                            "here; --accept takes {}",
                                            file.string(), label,
                                            beside.image.empty() ? "itself" : beside.image.string(),
                                            packed ? "the file as it is, without it" : "it for this file's"));
    if (!packed)
        return openPds3(beside.label, wish.kind, file);
    auto image = readPds3(beside.label, wish.kind);
    if (!image)
        return tl::unexpected(image.error());
    if (beside.namesIt)
        return openPackedPds3(beside.label, std::move(*image), file, wish.accept);
    // The same image packed, which its label does not know of: only where the file itself says the same.
    if (sameStem(beside.image)) {
        auto numbers = openPipedNumbers(file, image->info.kind);
        if (!numbers)
            return tl::unexpected(numbers.error());
        if (numbers->placed || wish.accept)
            return openPackedPds3(beside.label, std::move(*image), file, wish.accept);
        return base::inputError(fmt::format("{}: does not say where it lies, and the label {} beside it "
                                            "describes {}; if it is the same image "
                                            "packed, --accept goes by the label",
                                            file.string(), label, beside.image.string()));
    }
    return openPiped(file, wish.kind.value_or(RasterKind::Elevation));
}

/// A label of PDS4 that describes what is not here, or something else than the image it lies beside.
base::Result<void> checkPds4(const fs::path& file, const RasterWish& wish) {
    std::error_code none;
    if (const Pds4Label own = pds4Of(file); !own.label.empty()) {
        const auto isHere = [&](const std::string& name) {
            return fs::is_regular_file(file.parent_path() / fs::path(name).filename(), none);
        };
        if (!std::any_of(own.files.begin(), own.files.end(), isHere))
            return base::inputError(fmt::format("{}: this label describes {}, which does not lie beside it; "
                                                "bring it there under that name",
                                                file.string(), own.inWords()));
        return {};
    }
    if (const Pds4Label beside = pds4Beside(file);
        !beside.label.empty() && !beside.names(file) && !wish.accept)
        return base::inputError(fmt::format("{}: the label {} beside it describes {}, not this file; name "
                                            "that one, or bring the label that belongs here; --accept takes "
                                            "the file as it is, without it",
                                            file.string(), beside.label.string(), beside.inWords()));
    return {};
}

base::Result<std::unique_ptr<RasterSource>> openAny(const fs::path& file, const RasterWish& wish) {
    auto input = InputFile::open(file);
    if (!input)
        return tl::unexpected(input.error());
    const std::string head = headOf(file);
    if (!wish.sidecar.empty() && !isPng(head))
        return base::inputError(
            fmt::format("{}: is no PNG, and only a PNG has a sidecar; leave --sidecar away", file.string()));
    if (isPng(head))
        return openPng(file, wish.sidecar, wish.kind);
    if (looksLikePds3(head))
        return openPds3(file, wish.kind);
    if (const LabelBeside beside = labelBeside(file); !beside.label.empty())
        return openBeside(file, beside, looksPacked(head), wish);
    if (auto ok = checkPds4(file, wish); !ok)
        return tl::unexpected(ok.error());
    auto piped = openPiped(file, wish.kind.value_or(RasterKind::Elevation));
    if (!piped)
        return piped;
    if (const std::string fault = faultOf((*piped)->info()); !fault.empty())
        return base::inputError(fmt::format("{}: {}; is its coordinate system right?", file.string(), fault));
    return piped;
}

/// A map of radii, whose label does not say so, as heights.
class Radii final : public RasterSource {
  public:
    explicit Radii(std::unique_ptr<RasterSource> source)
        : source_(std::move(source)), info_(source_->info()) {
        info_.offset -= astro::kMoonRadiusM;
        info_.notes.push_back(
            "Its numbers are about as large as the Moon's radius: 1737.4 km were taken off.");
    }
    const RasterInfo& info() const override { return info_; }
    base::Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                            float* out) override {
        auto ok = source_->read(x, y, width, height, out);
        for (std::int64_t i = 0; ok && i < width * height; ++i)
            out[i] = float(double(out[i]) - astro::kMoonRadiusM);
        return ok;
    }

  private:
    std::unique_ptr<RasterSource> source_;
    RasterInfo info_;
};

/// Whether a map's numbers are all about as large as the Moon's radius: no height is.
base::Result<bool> holdsRadii(RasterSource& source) {
    const RasterInfo& info = source.info();
    constexpr int kRows = 16;
    constexpr double kLeast = 1.70e6, kMost = 1.78e6;
    const std::int64_t width = std::min<std::int64_t>(info.width, 4096);
    std::vector<float> row(std::size_t(width * info.channels));
    bool any = false;
    for (int i = 0; i < kRows; ++i) {
        if (auto ok = source.read((info.width - width) / 2, (2 * i + 1) * info.height / (2 * kRows), width, 1,
                                  row.data());
            !ok)
            return tl::unexpected(ok.error());
        for (const float value : row) {
            if (std::isnan(value))
                continue;
            if (!(double(value) > kLeast && double(value) < kMost))
                return false;
            any = true;
        }
    }
    return any;
}

} // namespace

base::Result<std::unique_ptr<RasterSource>> openRaster(const fs::path& file, const RasterWish& wish) {
    auto source = openAny(file, wish);
    if (!source || (*source)->info().kind != RasterKind::Elevation)
        return source;
    const auto radii = holdsRadii(**source);
    if (!radii)
        return tl::unexpected(radii.error());
    if (*radii)
        return std::make_unique<Radii>(std::move(*source));
    return source;
}

base::Result<std::unique_ptr<RasterSource>> openRaster(const fs::path& file, RasterKind kind) {
    return openRaster(file, RasterWish{kind, {}});
}

} // namespace perilune::survey
