#include "survey/bake/bake.h"
#include "survey/bake/equirect.h"
#include "terrain/ground_file.h"
#include "base/image.h"
#include "base/workers.h"

#include <cmath>

namespace perilune::survey {

namespace {

constexpr int kColourShrink =
    8; ///< colour varies slowly: one sample for this many texels of the photo a side

/// One channel combination of the photo, averaged over squares of `shrink` texels.
template <class Value>
Equirect channel(const base::Image& photo, int shrink, const base::Workers& workers, const Value& value) {
    Equirect map{photo.width / shrink, photo.height / shrink, {}};
    map.values.resize(std::size_t(map.width) * std::size_t(map.height));
    workers.forEach(map.height, [&](int y) {
        for (int x = 0; x < map.width; ++x) {
            double sum = 0.0;
            for (int j = 0; j < shrink; ++j)
                for (int i = 0; i < shrink; ++i)
                    sum += value(&photo.pixels[(std::size_t(y * shrink + j) * std::size_t(photo.width) +
                                                std::size_t(x * shrink + i)) *
                                               3]);
            map.values[std::size_t(y) * std::size_t(map.width) + std::size_t(x)] =
                float(sum / (shrink * shrink));
        }
    });
    map.evenLongitude(1.0, workers);
    return map;
}

FaceGrid onCube(const Equirect& map, int texels, const base::Workers& workers) {
    FaceGrid grid(texels, workers);
    grid.fill([&](int face, int x, int y) { return map.cubic(grid.direction(face, x, y)); });
    return grid;
}

} // namespace

double linearFromSrgb(double c) {
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double srgbFromLinear(double l) {
    return l <= 0.0031308 ? 12.92 * l : 1.055 * std::pow(l, 1.0 / 2.4) - 0.055;
}

base::Result<AlbedoFields> bakeAlbedo(const std::filesystem::path& mapsDir, const base::Workers& workers) {
    const auto photo = base::readImage(mapsDir / "lunar_surface.jpg", 3);
    if (!photo)
        return tl::unexpected(photo.error());
    std::array<double, 256> linear;
    for (int i = 0; i < 256; ++i)
        linear[std::size_t(i)] = linearFromSrgb(i / 255.0);
    const auto field = [&](int shrink, int texels, const auto& value) {
        return onCube(channel(*photo, shrink, workers, value), texels << terrain::kBakedLevel, workers);
    };
    return AlbedoFields{field(1, terrain::kLumaTexels, [&](const std::uint8_t* p) { return linear[p[1]]; }),
                        field(kColourShrink, terrain::kCoarseTexels,
                              [](const std::uint8_t* p) { return (p[0] - p[1]) / 255.0; }),
                        field(kColourShrink, terrain::kCoarseTexels,
                              [](const std::uint8_t* p) { return (p[2] - p[1]) / 255.0; })};
}

} // namespace perilune::survey
