#include "survey/import/map_grid.h"
#include "survey/import/pds3.h"
#include "survey/import/piped_raster.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace perilune::survey {

namespace fs = std::filesystem;

namespace {

/// Numbers that another program reads, understood as a label says.
class PackedPds3 final : public RasterSource {
  public:
    PackedPds3(std::unique_ptr<RasterSource> numbers, Pds3Image image)
        : numbers_(std::move(numbers)), image_(std::move(image)) {}

    const RasterInfo& info() const override { return image_.info; }

    base::Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                            float* out) override {
        if (auto ok = numbers_->read(x, y, width, height, out); !ok)
            return ok;
        const SampleFormat& f = image_.format;
        const double whole = std::ldexp(1.0, f.bytes * 8);
        for (std::int64_t i = 0; i < width * height * image_.info.channels; ++i) {
            double number = double(out[i]);
            // The packing may not know the sign that the label gives.
            if (f.type == SampleFormat::Type::Signed && number >= 0.5 * whole)
                number -= whole;
            else if (f.type == SampleFormat::Type::Unsigned && number < 0.0)
                number += whole;
            out[i] = sampleValue(f, number, std::bit_cast<std::uint32_t>(out[i]));
        }
        return {};
    }

  private:
    std::unique_ptr<RasterSource> numbers_;
    Pds3Image image_;
};

/// Pixels between the places that two give one picture; 0 where that cannot be said.
double apart(RasterInfo a, RasterInfo b) {
    a.width = b.width, a.height = b.height;
    const MapGrid one(a), other(b);
    double most = 0.0;
    for (const glm::dvec2 at : {glm::dvec2(0.25, 0.25), glm::dvec2(0.75, 0.5), glm::dvec2(0.4, 0.75)}) {
        const glm::dvec2 pixel = at * glm::dvec2(double(b.width), double(b.height));
        glm::dvec2 off = other.pixelOf(one.directionOf(pixel)) - pixel;
        if (other.period() > 0)
            off.x = std::remainder(off.x, double(other.period()));
        most = std::max({most, std::abs(off.x), std::abs(off.y)});
    }
    return most;
}

} // namespace

bool looksPacked(std::string_view head) {
    using namespace std::string_view_literals;
    for (const std::string_view magic :
         {"\0\0\0\x0cjP  \r\n"sv, "\xff\x4f\xff\x51"sv, "II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
        if (head.starts_with(magic))
            return true;
    return false;
}

base::Result<std::unique_ptr<RasterSource>> openPackedPds3(const fs::path& label, Pds3Image image,
                                                           const fs::path& file, bool accept) {
    auto numbers = openPipedNumbers(file, image.info.kind);
    if (!numbers)
        return tl::unexpected(numbers.error());
    const RasterInfo& own = numbers->source->info();
    if (own.width != image.info.width || own.height != image.info.height ||
        own.channels != image.info.channels)
        return base::inputError(fmt::format("{}: has {} x {} pixels in {} channels, and its label {} says {} "
                                            "x {} in {}; bring the two that belong "
                                            "together",
                                            file.string(), own.width, own.height, own.channels,
                                            label.string(), image.info.width, image.info.height,
                                            image.info.channels));
    if (const double pixels = numbers->placed ? apart(own, image.info) : 0.0; pixels > 1.5 && !accept)
        return base::inputError(
            fmt::format("{}: lies {:.0f} pixels from where its label {} puts it; bring the "
                        "two that belong together, or --accept goes by the label",
                        file.string(), pixels, label.string()));
    image.info.notes.push_back(
        fmt::format("Its numbers and its place are those of the label {}.", label.filename().string()));
    return std::make_unique<PackedPds3>(std::move(numbers->source), std::move(image));
}

} // namespace perilune::survey
