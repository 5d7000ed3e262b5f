#include "terrain/detail.h"

#include <algorithm>

#include "terrain/brick_sample.h"
#include "terrain/ground_impl.h"
#include "terrain/noise.h"

namespace perilune::terrain {

double ruggedAt(const GroundFile& file, const CubePoint& place) {
    return acrossEdges(place, std::ldexp(2.0, -kBakedLevel) / kCoarseTexels, [&](const CubePoint& point) {
        const PlaceInTile p = placeInTile(point, kBakedLevel);
        return std::clamp(ruggedOf(file.brick(p.id)).at(p.fx, p.fy) / 255.0, 0.0, 1.0);
    });
}

std::vector<Crater> cratersNear(const GroundFile& file, const glm::dvec3& direction, double spread,
                                int level) {
    std::vector<Crater> craters;
    const auto rugged = [&](const CubePoint& p) { return ruggedAt(file, p); };
    for (int octave = kBakedLevel + 1; octave <= std::min(level, kDetailLevel); ++octave) {
        const CraterLaw law = craterLaw(octave + kCellsBelowTile);
        const double reach =
            kCraterReach * law.smallestM / astro::kMoonRadiusM; // of the largest: twice the smallest / 2
        // Coordinates change by at least this much for an angle; towards a face's edges by somewhat more.
        const double margin = (spread + reach) / (0.6 * std::numbers::pi / 4.0);
        const double cells = std::ldexp(1.0, law.cellLevel);
        for (int face = 0; face < 6; ++face) {
            if (glm::dot(direction, glm::dvec3(kFaceAxes[face].normal)) < 0.4)
                continue;
            const CubePoint p = cubePointOn(face, direction);
            if (std::max(std::abs(p.s), std::abs(p.t)) > 1.0 + margin)
                continue;
            const auto first = [&](double c) {
                return std::uint32_t(std::max(0.0, std::floor((c - margin + 1.0) * 0.5 * cells)));
            };
            const auto last = [&](double c) {
                return std::uint32_t(
                    std::clamp(std::floor((c + margin + 1.0) * 0.5 * cells), 0.0, cells - 1.0));
            };
            for (std::uint32_t y = first(p.t); y <= last(p.t); ++y)
                for (std::uint32_t x = first(p.s); x <= last(p.s); ++x)
                    cratersOfCell(law, face, x, y, rugged, [&](const Crater& c) {
                        const double away = spread + kCraterReach * c.radiusM / astro::kMoonRadiusM;
                        const glm::dvec3 way = direction - c.centre;
                        if (glm::dot(way, way) < away * away)
                            craters.push_back(c);
                    });
        }
    }
    return craters;
}

double undulationWaveM(int level) {
    return 2.0 * tileSideM(level) / kTileTexels;
}

double undulationsM(const glm::dvec3& direction, double rugged, int level) {
    double sum = 0.0;
    for (int octave = kBakedLevel + 1; octave <= std::min(level, kDetailLevel); ++octave)
        sum += undulationM(direction, astro::kMoonRadiusM, undulationWaveM(octave), rugged);
    return sum;
}

double detailM(const std::vector<Crater>& craters, const glm::dvec3& direction, double rugged, int level) {
    double sum = undulationsM(direction, rugged, level);
    for (const Crater& c : craters) {
        const double x = radiiFrom(c, direction);
        if (x < kCraterReach)
            sum += craterProfile(c, x);
    }
    return sum;
}

} // namespace perilune::terrain
