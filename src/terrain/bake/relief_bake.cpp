#include "terrain/bake/bake.h"

#include "base/image.h"
#include "terrain/bake/equirect.h"
#include "terrain/ground_file.h"

namespace perilune::terrain {

namespace {

// lunar_bumpmap.jpg, a fit against LDEM_4.
constexpr double kStepM = 77.0, kZeroM = -9025.0;

Equirect metres(const base::Image& image) {
    Equirect map{image.width, image.height, {}};
    for (const std::uint8_t v : image.pixels)
        map.values.push_back(float(kStepM * v + kZeroM));
    map.evenLongitude(1.0);
    return map;
}

} // namespace

base::Result<ReliefFields> bakeRelief(const std::filesystem::path& mapsDir, const AlbedoFields&) {
    const auto image = base::readImage(mapsDir / "lunar_bumpmap.jpg", 1);
    if (!image)
        return tl::unexpected(image.error());
    const Equirect map = metres(*image);
    ReliefFields fields{FaceGrid(kCoarseTexels << kBakedLevel), FaceGrid(kCoarseTexels << kBakedLevel),
                        FaceGrid(kReliefTexels << kBakedLevel)};
    fields.measured.fill(
        [&](int face, int x, int y) { return map.cubic(fields.measured.direction(face, x, y)); });
    fields.rugged.fill([&](int, int, int) { return 1.0; });
    fields.drawn.fill([&](int face, int x, int y) {
        return fields.measured.cubic(CubePoint{face, fields.drawn.coordinate(x), fields.drawn.coordinate(y)});
    });
    return fields;
}

} // namespace perilune::terrain
