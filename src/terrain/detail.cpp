#include "terrain/detail.h"

#include "terrain/ground_impl.h"
#include "terrain/noise.h"
#include "terrain/undulation.h"

#include <algorithm>

namespace perilune::terrain {

namespace {

double clampedRugged(const GroundFile& file, const FacesAt& place) {
    return std::clamp(sample(ruggedField(file, kBakedLevel), place), 0.0, 1.0);
}

/// A piece of a face's grid.
struct Piece {
    int face;
    double s0, s1, t0, t1;
};

/// The craters of an octave that may touch the pieces, in an order that does not depend on who asks.
template <class Take>
void cratersOn(const GroundFile& file, const std::vector<Piece>& pieces, int octave, const Take& take) {
    const CraterLaw law = craterLaw(octave + kCellsBelowTile);
    // The largest has a radius of the smallest's diameter. Coordinates change by at most 1.43 · 4/π for an
    // angle of 1 (see addOctave).
    const double margin =
        kCraterReach * law.smallestM / astro::kMoonRadiusM / (0.69 * std::numbers::pi / 4.0);
    const double cells = std::ldexp(1.0, law.cellLevel);
    const auto rugged = [&](const CubePoint& p) {
        const double widest = widestTexel(kBakedLevel);
        return FacesAt::outOf(p) < 1.0 - widest ? clampedRugged(file, FacesAt(p))
                                                : clampedRugged(file, FacesAt(cubeDirection(p), widest));
    };
    for (const Piece& piece : pieces) {
        const auto cell = [&](double c) { return std::floor((c + 1.0) * 0.5 * cells); };
        const auto first = [&](double c) { return std::uint32_t(std::clamp(cell(c - margin), 0.0, cells)); };
        const auto end = [&](double c) {
            return std::uint32_t(std::clamp(cell(c + margin) + 1.0, 0.0, cells));
        };
        for (std::uint32_t y = first(piece.t0); y < end(piece.t1); ++y)
            for (std::uint32_t x = first(piece.s0); x < end(piece.s1); ++x)
                cratersOfCell(law, piece.face, x, y, rugged, take);
    }
}

/// The lattice's extent on its face and on those that it reaches or comes near.
std::vector<Piece> piecesOf(const Places& places) {
    const int last = places.count() - 1;
    std::vector<Piece> pieces;
    double farthest = 0.0;
    for (const int i : {0, last})
        farthest = std::max({farthest, std::abs(places.s(i)), std::abs(places.t(i))});
    for (int face = 0; face < 6; ++face) {
        if (face == places.face()) {
            pieces.push_back({face, places.s(0), places.s(last), places.t(0), places.t(last)});
            continue;
        }
        if (farthest < 0.9)
            continue;
        // The rim of the lattice holds what lies in it, also on another face's grid.
        Piece p{face, 9.0, -9.0, 9.0, -9.0};
        const auto hold = [&](int x, int y) {
            const glm::dvec3 d = places.direction(x, y);
            if (glm::dot(d, glm::dvec3(kFaceAxes[face].normal)) < 0.3)
                return;
            const CubePoint c = cubePointOn(face, d);
            p = {face, std::min(p.s0, c.s), std::max(p.s1, c.s), std::min(p.t0, c.t), std::max(p.t1, c.t)};
        };
        for (int i = 0; i <= last; ++i)
            hold(i, 0), hold(i, last), hold(0, i), hold(last, i);
        if (p.s0 <= p.s1)
            pieces.push_back(p);
    }
    return pieces;
}

} // namespace

double ruggedAt(const GroundFile& file, const FacesAt& place) {
    return clampedRugged(file, place);
}

double undulationWaveM(int level) {
    return 2.0 * tileSideM(level) / kTileTexels;
}

double octaveM(const GroundFile& file, const glm::dvec3& direction, double rugged, int octave) {
    double sum = undulationM(direction, astro::kMoonRadiusM, undulationWaveM(octave), rugged);
    std::vector<Piece> pieces;
    for (int face = 0; face < 6; ++face)
        if (glm::dot(direction, glm::dvec3(kFaceAxes[face].normal)) > 0.4)
            if (const CubePoint p = cubePointOn(face, direction); FacesAt::outOf(p) < 1.1)
                pieces.push_back({face, p.s, p.s, p.t, p.t});
    cratersOn(file, pieces, octave, [&](const Crater& c) {
        const double away = radiiFrom(c, direction);
        if (away < kCraterReach)
            sum += craterProfile(c, away);
    });
    return sum;
}

void addOctave(const GroundFile& file, const Places& places, const std::vector<double>& rugged, int octave,
               const double* heightShare, const double* brightnessShare, std::vector<double>& heightM,
               std::vector<double>& brightness) {
    const int count = places.count();
    addUndulation(undulationWaveM(octave), places.size(), &places.direction(0), rugged.data(), heightShare,
                  heightM.data());
    const double spacing = places.lattice().spacing();
    cratersOn(file, piecesOf(places), octave, [&](const Crater& c) {
        const CubePoint middle = cubePointOn(places.face(), c.centre);
        // |grad u| = sqrt(1 + u² + v²) sqrt(1 + u²) on the unit sphere, and so for the grid's coordinates:
        const double u = warp(middle.s), v = warp(middle.t), r2 = 1.0 + u * u + v * v;
        const double angle = kCraterReach * c.radiusM / astro::kMoonRadiusM;
        const double reach = 1.02 * angle / (std::numbers::pi / 4.0) / spacing;
        const double reachS = reach * std::sqrt(r2 / (1.0 + u * u)) + 0.01,
                     reachT = reach * std::sqrt(r2 / (1.0 + v * v)) + 0.01;
        const auto from = [&](double i) { return int(std::clamp(std::ceil(i), 0.0, double(count))); };
        const auto to = [&](double i) { return int(std::clamp(std::floor(i), -1.0, double(count - 1))); };
        const double column = (middle.s - places.s(0)) / spacing, row = (middle.t - places.t(0)) / spacing;
        const int x0 = from(column - reachS), x1 = to(column + reachS);
        const double farthest = angle * angle;
        for (int y = from(row - reachT), y1 = to(row + reachT); y <= y1; ++y)
            for (int x = x0; x <= x1; ++x) {
                const glm::dvec3 way = places.direction(x, y) - c.centre;
                const double square = way.x * way.x + way.y * way.y + way.z * way.z;
                if (square >= farthest)
                    continue;
                const double away = std::sqrt(square) * (astro::kMoonRadiusM / c.radiusM);
                const std::size_t i = std::size_t(y * count + x);
                const double add = craterProfile(c, away);
                heightM[i] += heightShare ? heightShare[i] * add : add;
                if (c.fresh > 0.0)
                    brightness[i] += (brightnessShare ? brightnessShare[i] : 1.0) * craterBrightness(c, away);
            }
    });
}

} // namespace perilune::terrain
