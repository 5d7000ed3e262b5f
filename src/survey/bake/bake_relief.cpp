#include "survey/bake/bake.h"
#include "survey/bake/crater_bake.h"
#include "survey/bake/equirect.h"
#include "terrain/ground_file.h"
#include "terrain/noise.h"
#include "base/image.h"
#include "base/workers.h"

#include <numbers>

namespace perilune::survey {

namespace {

// lunar_bumpmap.jpg, a fit against LDEM_4.
constexpr double kStepM = 77.0, kZeroM = -9025.0;

constexpr double kCodingM =
    45.0; ///< what a coded height may be off: half a step and some of the JPEG's noise
constexpr double kDataTexelM = std::numbers::pi * 1737400.0 / 512.0;
constexpr int kDataTexels = 256; ///< across a face, about as fine as the map
constexpr int kBakedCells = 8;   ///< craters from 2.7 km, two texels of the baked relief
constexpr double kHills =
    3.2; ///< waves of kilometres are steeper than their share: they are ejecta and broken rims
constexpr double kMareLuma = 0.12, kHighlandLuma = 0.24;

Equirect metres(const base::Image& image, const base::Workers& workers) {
    Equirect map{image.width, image.height, {}};
    for (const std::uint8_t v : image.pixels)
        map.values.push_back(float(kStepM * v + kZeroM));
    map.evenLongitude(1.0, workers);
    return map;
}

/// The smoothest ground that the coded heights allow. Each is known to within half a step and what the JPEG
/// coding adds: within these bounds the field flows toward least bending, which takes away terraces, blocks
/// and streaks and leaves what rises above them.
template <class Tolerance> void smoothWithinBounds(FaceGrid& field, const Tolerance& toleranceM, int rounds) {
    const int n = field.texels();
    const FaceGrid coded = field;
    const base::Workers& workers = field.workers();
    FaceGrid laplacian(n, workers);
    const auto laplace = [&](const FaceGrid& from, FaceGrid& to) {
        workers.forEach(6 * (n + 2), [&](int row) {
            const int face = row / (n + 2), y = row % (n + 2) - 1;
            for (int x = -1; x <= n; ++x)
                to.at(face, x, y) = from.at(face, x - 1, y) + from.at(face, x + 1, y) +
                                    from.at(face, x, y - 1) + from.at(face, x, y + 1) -
                                    4.0f * from.at(face, x, y);
        });
    };
    FaceGrid tolerances(n, workers);
    tolerances.fill([&](int face, int x, int y) { return toleranceM(field.direction(face, x, y)); });
    for (int round = 0; round < rounds; ++round) {
        laplace(field, laplacian);
        workers.forEach(6 * n, [&](int row) {
            const int face = row / n, y = row % n;
            for (int x = 0; x < n; ++x) {
                const float bend = laplacian.at(face, x - 1, y) + laplacian.at(face, x + 1, y) +
                                   laplacian.at(face, x, y - 1) + laplacian.at(face, x, y + 1) -
                                   4.0f * laplacian.at(face, x, y);
                const float middle = coded.at(face, x, y), tolerance = tolerances.at(face, x, y);
                field.at(face, x, y) =
                    std::clamp(field.at(face, x, y) - bend / 40.0f, middle - tolerance, middle + tolerance);
            }
        });
        field.fillMargin();
    }
}

/// A field as blurred as the measured one: what of a model the data already hold.
FaceGrid blurredLikeData(const FaceGrid& field) {
    FaceGrid coarse = field.halved();
    while (coarse.texels() > kDataTexels)
        coarse = coarse.halved();
    FaceGrid blurred(field.texels(), field.workers());
    blurred.fill([&](int face, int x, int y) {
        return coarse.cubic(terrain::CubePoint{face, blurred.coordinate(x), blurred.coordinate(y)});
    });
    return blurred;
}

/// 0 on the maria, which are dark and smooth, 1 on highlands.
FaceGrid ruggedness(const FaceGrid& measured, const FaceGrid& luma) {
    FaceGrid light = luma.halved();
    while (light.texels() > 96)
        light = light.halved();
    FaceGrid mean = measured.halved().halved().halved(), square(measured.texels(), measured.workers());
    square.fill([&](int face, int x, int y) {
        const double away = double(measured.at(face, x, y)) -
                            mean.cubic(terrain::CubePoint{face, square.coordinate(x), square.coordinate(y)});
        return away * away;
    });
    const FaceGrid rough = square.halved().halved().halved();
    FaceGrid rugged(measured.texels(), measured.workers());
    const auto ramp = [](double v, double from, double to) {
        return std::clamp((v - from) / (to - from), 0.0, 1.0);
    };
    rugged.fill([&](int face, int x, int y) {
        const terrain::CubePoint p{face, rugged.coordinate(x), rugged.coordinate(y)};
        const double bright = ramp(light.cubic(p), kMareLuma, kHighlandLuma);
        const double uneven = ramp(std::sqrt(std::max(0.0, rough.cubic(p))), 60.0, 260.0);
        return ramp(0.5 * bright + 0.6 * uneven, 0.2, 0.8);
    });
    return rugged;
}

/// The unevenness between the craters, from the data's texel down to two of the field's.
void addUndulation(FaceGrid& field, const FaceGrid& rugged) {
    field.fill([&](int face, int x, int y) {
        const double land = std::clamp(
            rugged.cubic(terrain::CubePoint{face, field.coordinate(x), field.coordinate(y)}), 0.0, 1.0);
        const glm::dvec3 d = field.direction(face, x, y);
        double sum = 0.0;
        for (double wave = 21000.0; wave > 2600.0; wave /= 2.0)
            sum +=
                kHills * std::sqrt(wave / 21000.0) * terrain::undulationM(d, astro::kMoonRadiusM, wave, land);
        return double(field.at(face, x, y)) + sum;
    });
}

} // namespace

base::Result<ReliefFields> bakeRelief(const std::filesystem::path& mapsDir, const AlbedoFields& albedo,
                                      const base::Workers& workers) {
    const auto image = base::readImage(mapsDir / "lunar_bumpmap.jpg", 1);
    if (!image)
        return tl::unexpected(image.error());
    const auto named = readCraters(mapsDir / "craters.csv");
    if (!named)
        return tl::unexpected(named.error());

    const Equirect map = metres(*image, workers);
    FaceGrid measured(terrain::kCoarseTexels << terrain::kBakedLevel, workers);
    measured.fill([&](int face, int x, int y) { return map.cubic(measured.direction(face, x, y)); });
    smoothWithinBounds(
        measured, [](const glm::dvec3&) { return kCodingM; }, 60);
    // Poleward of some 65° the map's rows are stretched and its blocks show as streaks: the drawn ground is
    // smoother there.
    FaceGrid base = measured;
    smoothWithinBounds(
        base,
        [](const glm::dvec3& d) { return kCodingM * std::clamp((std::abs(d.z) - 0.9) / 0.08, 0.0, 1.0); },
        60);
    FaceGrid rugged = ruggedness(measured, albedo.luma);

    FaceGrid model(terrain::kReliefTexels << terrain::kBakedLevel, workers);
    const NamedRelief craters = sculptNamed(*named, measured, kDataTexelM);
    addUndulation(model, rugged);
    addCraters(model, unnamedCraters(craters.drawn, rugged, kBakedCells));
    FaceGrid held = model;
    addCraters(model, craters.drawn);
    addCraters(held, craters.held);
    const FaceGrid known = blurredLikeData(held);

    FaceGrid drawn(model.texels(), workers);
    drawn.fill([&](int face, int x, int y) {
        return base.cubic(terrain::CubePoint{face, drawn.coordinate(x), drawn.coordinate(y)}) +
               double(model.at(face, x, y) - known.at(face, x, y));
    });
    return ReliefFields{std::move(measured), std::move(rugged), std::move(drawn)};
}

} // namespace perilune::survey
