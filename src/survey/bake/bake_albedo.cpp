#include "survey/bake/bake.h"
#include "survey/bake/equirect.h"
#include "terrain/ground_file.h"
#include "base/image.h"

#include <cmath>

namespace perilune::survey {

namespace {

constexpr int kColourShrink =
    8; ///< colour varies slowly: one sample for this many texels of the photo a side

/// One channel combination of the photo, averaged over squares of `shrink` texels.
template <class Value> Equirect channel(const base::Image& photo, int shrink, const Value& value) {
    Equirect map{photo.width / shrink, photo.height / shrink, {}};
    map.values.resize(std::size_t(map.width) * std::size_t(map.height));
    inParallel(map.height, [&](int y) {
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
    map.evenLongitude(1.0);
    return map;
}

FaceGrid onCube(const Equirect& map, int texels) {
    FaceGrid grid(texels);
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

base::Result<AlbedoFields> bakeAlbedo(const std::filesystem::path& mapsDir) {
    const auto photo = base::readImage(mapsDir / "lunar_surface.jpg", 3);
    if (!photo)
        return tl::unexpected(photo.error());
    std::array<double, 256> linear;
    for (int i = 0; i < 256; ++i)
        linear[std::size_t(i)] = linearFromSrgb(i / 255.0);
    return AlbedoFields{
        onCube(channel(*photo, 1, [&](const std::uint8_t* p) { return linear[p[1]]; }),
               terrain::kLumaTexels << terrain::kBakedLevel),
        onCube(channel(*photo, kColourShrink, [](const std::uint8_t* p) { return (p[0] - p[1]) / 255.0; }),
               terrain::kCoarseTexels << terrain::kBakedLevel),
        onCube(channel(*photo, kColourShrink, [](const std::uint8_t* p) { return (p[2] - p[1]) / 255.0; }),
               terrain::kCoarseTexels << terrain::kBakedLevel)};
}

} // namespace perilune::survey
