#include "survey/import/likeness.h"

#include "terrain/brick_sample.h"
#include "terrain/ground_file.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>

namespace perilune::survey {

namespace {

constexpr std::size_t kLeastPlaces = 300;
/// The shipped ground is 231 m (RMS) from LOLA's: relief below this says nothing.
constexpr double kLeastReliefM = 500.0;
constexpr double kLike = 0.9, kUnlike = 0.5; ///< correlations
constexpr double kMostGain = 1.5, kMostShiftM = 700.0;

struct Fit {
    double correlation = 0.0;
    double gain = 1.0;    ///< heights of the map for one of the ground's
    double shiftM = 0.0;  ///< the map's mean over the ground's
    double reliefM = 0.0; ///< of the ground, standard deviation
    std::size_t places = 0;
};

double shippedHeightM(const terrain::GroundFile& ground, const glm::dvec3& direction) {
    const terrain::PlaceInTile p = terrain::placeInTile(terrain::cubePoint(direction), terrain::kBakedLevel);
    return terrain::measuredOf(ground.brick(p.id)).at(p.fx, p.fy);
}

using Move = std::function<glm::dvec2(glm::dvec2)>;

Fit fitOf(const terrain::GroundFile& ground, const MapGrid& grid, const SpreadHeights& map,
          const Move& move) {
    double w = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    Fit fit;
    for (std::size_t i = 0; i < map.pixels.size(); ++i) {
        const double y = double(map.heightsM[i]);
        if (std::isnan(y))
            continue;
        const glm::dvec3 direction = grid.directionOf(move(map.pixels[i]));
        const double x = shippedHeightM(ground, direction);
        const glm::dvec2 size = grid.pixelSizeM(direction);
        const double area = size.x * size.y;
        w += area, a += area * x, b += area * y;
        aa += area * x * x, bb += area * y * y, ab += area * x * y;
        ++fit.places;
    }
    if (w <= 0.0)
        return fit;
    const double xx = aa / w - a * a / w / w, yy = bb / w - b * b / w / w, xy = ab / w - a * b / w / w;
    fit.reliefM = std::sqrt(std::max(0.0, xx));
    fit.shiftM = (b - a) / w;
    if (xx > 0.0 && yy > 0.0)
        fit.correlation = xy / std::sqrt(xx * yy), fit.gain = xy / xx;
    return fit;
}

} // namespace

std::vector<std::string> doubtsOfLikeness(const RasterInfo& info, const SpreadHeights& map,
                                          const std::filesystem::path& shareDir) {
    const auto ground = terrain::GroundFile::open(terrain::groundPath(shareDir));
    if (!ground)
        return {};
    const MapGrid grid(info);
    const Fit asItIs = fitOf(*ground, grid, map, [](glm::dvec2 p) { return p; });
    if (asItIs.places < kLeastPlaces || asItIs.reliefM < kLeastReliefM)
        return {};
    if (asItIs.correlation > kLike) {
        if (asItIs.gain > kMostGain || asItIs.gain < 1.0 / kMostGain)
            return {
                fmt::format("its heights are {:.3g} times those of the shipped ground at the same places; is "
                            "its scale lost, or its unit?",
                            asItIs.gain)};
        if (std::abs(asItIs.shiftM) > kMostShiftM)
            return {
                fmt::format("its heights stand {:+.0f} m against the shipped ground at the same places; is "
                            "its offset lost, or the radius that heights count from?",
                            asItIs.shiftM)};
        return {};
    }
    if (asItIs.correlation > kUnlike)
        return {};
    const double width = double(info.width), height = double(info.height);
    struct Way {
        const char* name;
        Move move;
        bool allowed = true;
    };
    const double period = double(grid.period());
    const Way ways[] = {
        {"turned by 180° of longitude",
         [=](glm::dvec2 p) { return glm::dvec2(std::fmod(p.x + 0.5 * period, period), p.y); }, period > 0.0},
        {"with south up", [=](glm::dvec2 p) { return glm::dvec2(p.x, height - p.y); }},
        {"mirrored, east for west", [=](glm::dvec2 p) { return glm::dvec2(width - p.x, p.y); }},
        {"turned upside down", [=](glm::dvec2 p) { return glm::dvec2(width - p.x, height - p.y); }},
        {"with rows and columns exchanged",
         [=](glm::dvec2 p) { return glm::dvec2(p.y * width / height, p.x * height / width); }},
    };
    for (const Way& way : ways) {
        if (!way.allowed)
            continue;
        if (const Fit fit = fitOf(*ground, grid, map, way.move); fit.correlation > kLike)
            return {fmt::format(
                "it does not fit the shipped ground (r = {:.2f}), but {} it does (r = {:.2f}); is it "
                "its label that lies beside it?",
                asItIs.correlation, way.name, fit.correlation)};
    }
    return {};
}

} // namespace perilune::survey
