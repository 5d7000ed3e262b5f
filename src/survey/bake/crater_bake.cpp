#include "survey/bake/crater_bake.h"

#include "terrain/crater_cells.h"
#include "terrain/noise.h"
#include "astro/vec.h"
#include "base/files.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <string>

namespace perilune::survey {

namespace {

constexpr double kLargestKm = 230.0; ///< wider ones are basins, whose shape is in the data

/// Two directions that span the ground at a place.
struct Span {
    glm::dvec3 a, b;
    explicit Span(const glm::dvec3& up) {
        a = glm::normalize(std::abs(up.z) < 0.9 ? glm::dvec3(-up.y, up.x, 0.0)
                                                : glm::dvec3(0.0, -up.z, up.y));
        b = glm::cross(up, a);
    }
};

/// A large crater in full: its outline wobbles, its walls are terraced, its peak is a group of hills.
double sculptedHeight(const terrain::Crater& c, const Span& span, const glm::dvec3& direction) {
    const glm::dvec3 way = (direction - c.centre) * astro::kMoonRadiusM / c.radiusM;
    double x = std::sqrt(glm::dot(way, way));
    if (x >= terrain::kCraterReach * 1.1)
        return 0.0;
    const double east = glm::dot(way, span.a), north = glm::dot(way, span.b);
    const double turn = std::atan2(north, east) + c.phase;
    const double near = std::min(x, 1.0);
    const double wobble =
        0.035 * std::sin(2.0 * turn + 3.0 * c.phase) + 0.025 * std::sin(3.0 * turn + 5.0 * c.phase) +
        0.018 * std::sin(5.0 * turn + 7.0 * c.phase) + 0.012 * std::sin(9.0 * turn + 11.0 * c.phase);
    x *= 1.0 + wobble * near;
    if (c.terraces > 0.0 && x > c.floor && x < 1.0) {
        // One or two slumped steps, each along a part of the wall only: there its run is bent to be steep and
        // flat.
        const double wall = (x - c.floor) / (1.0 - c.floor);
        const double steps = 1.5 + 0.5 * std::sin(c.phase * 9.0);
        const double part = std::max(0.0, 0.45 + 0.55 * std::sin(2.0 * turn + c.phase * 4.0) *
                                                     std::sin(3.0 * turn - c.phase));
        const double ragged =
            1.3 * std::sin(2.0 * turn + c.phase) + 0.8 * std::sin(7.0 * turn + 2.0 * c.phase);
        const double bent = wall + c.terraces * part *
                                       std::sin(2.0 * std::numbers::pi * steps * wall + ragged) /
                                       (2.0 * std::numbers::pi * steps) * (1.0 - wall) * wall * 3.2;
        x = c.floor + (1.0 - c.floor) * std::clamp(bent, 0.0, 1.0);
    }
    double height = terrain::craterProfile(c, x);
    if (c.terraces > 0.0 && x < terrain::kCraterReach) {
        // Hummocks of the floor, the wall's foot and the blanket.
        const double heavy = c.depthM * c.terraces * (x < 1.0 ? 0.35 + 0.65 * x : terrain::kCraterReach - x);
        height += 0.05 * heavy * terrain::gradientNoise(way * 5.5 + c.phase * 40.0, 77u) +
                  0.03 * heavy * terrain::gradientNoise(way * 12.0 + c.phase * 90.0, 78u);
    }
    if (c.peakM > 0.0 && x < 0.45)
        for (int i = 0; i < 3; ++i) {
            const double way0 = 0.07 * (i + 0.4), angle = c.phase * (3.0 + i) + 2.4 * i;
            const double dx = east - way0 * std::cos(angle), dy = north - way0 * std::sin(angle);
            const double narrow = 0.075 - 0.012 * i;
            height += c.peakM * (0.75 - 0.18 * i) * std::exp(-(dx * dx + dy * dy) / (2.0 * narrow * narrow));
        }
    return height;
}

/// The texels of one face that a crater may change.
struct Patch {
    int face = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0;
};
template <class Take> void forPatches(const terrain::Crater& c, int texels, const Take& take) {
    const Span span(c.centre);
    const double reach = terrain::kCraterReach * 1.1 * c.radiusM / astro::kMoonRadiusM;
    for (int face = 0; face < 6; ++face) {
        double s0 = 9.0, s1 = -9.0, t0 = 9.0, t1 = -9.0;
        for (int i = 0; i < 17; ++i) {
            const double angle = i * std::numbers::pi / 8.0;
            const double out = i == 16 ? 0.0 : 1.09 * reach;
            const glm::dvec3 d =
                glm::normalize(c.centre + out * (std::cos(angle) * span.a + std::sin(angle) * span.b));
            if (glm::dot(d, glm::dvec3(terrain::kFaceAxes[face].normal)) < 0.2)
                continue;
            const terrain::CubePoint p = terrain::cubePointOn(face, d);
            s0 = std::min(s0, p.s), s1 = std::max(s1, p.s), t0 = std::min(t0, p.t), t1 = std::max(t1, p.t);
        }
        const auto texel = [&](double at) { return int(std::floor((at + 1.0) * 0.5 * texels)); };
        const Patch p{face, std::max(0, texel(s0)), std::min(texels - 1, texel(s1)), std::max(0, texel(t0)),
                      std::min(texels - 1, texel(t1))};
        if (p.x0 <= p.x1 && p.y0 <= p.y1)
            take(p);
    }
}

/// Mean of a crater's profile over the spot that a sample of the data stands for, `blur` radii wide.
double blurredProfile(const terrain::Crater& c, double x, double blur) {
    double sum = 0.0, weights = 0.0;
    for (int j = -2; j <= 2; ++j)
        for (int i = -2; i <= 2; ++i) {
            const double dx = 0.5 * i * blur, dy = 0.5 * j * blur, w = std::exp(-0.5 * (i * i + j * j));
            sum += w * terrain::craterProfile(c, std::hypot(x + dx, dy));
            weights += w;
        }
    return sum / weights;
}

/// Least-squares share of the fresh crater's relief that the measured ground shows, over a plane.
double fittedShare(const terrain::Crater& fresh, const FaceGrid& measured, double dataTexelM) {
    const Span span(fresh.centre);
    const double blur = 0.55 * dataTexelM / fresh.radiusM;
    constexpr int kRings = 9, kSpokes = 24;
    double sumM = 0.0, sumH = 0.0, sumMM = 0.0, sumMH = 0.0, n = 0.0;
    for (int ring = 0; ring < kRings; ++ring) {
        const double x = 1.8 * (ring + 0.5) / kRings;
        const double model = blurredProfile(fresh, x, blur);
        double height = 0.0; // the mean around a ring is free of any slope of the land
        for (int i = 0; i < kSpokes; ++i) {
            const double angle = 2.0 * std::numbers::pi * i / kSpokes;
            height += measured.cubic(
                glm::normalize(fresh.centre + x * fresh.radiusM / astro::kMoonRadiusM *
                                                  (std::cos(angle) * span.a + std::sin(angle) * span.b)));
        }
        height /= kSpokes;
        sumM += x * model, sumH += x * height, sumMM += x * model * model, sumMH += x * model * height,
            n += x;
    }
    const double variance = sumMM - sumM * sumM / n;
    return variance > 0.0 ? (sumMH - sumM * sumH / n) / variance : 0.0;
}

} // namespace

base::Result<std::vector<NamedCrater>> readCraters(const std::filesystem::path& path) {
    const auto text = base::readText(path, std::size_t{1} << 24);
    if (!text)
        return tl::unexpected(text.error());
    std::vector<NamedCrater> craters;
    int line = 0;
    for (std::size_t start = 0; start < text->size(); ++line) {
        const std::size_t end = std::min(text->find('\n', start), text->size());
        const std::string_view row(text->data() + start, end - start);
        start = end + 1;
        if (line == 0 || row.empty())
            continue;
        double number[3] = {};
        std::size_t at = row.find(',');
        bool good = at != row.npos;
        for (int i = 0; i < 3 && good; ++i) {
            const std::size_t next = std::min(row.find(',', at + 1), row.size());
            const auto value =
                at < next ? base::decimalNumber(row.substr(at + 1, next - at - 1)) : std::nullopt;
            good = value.has_value();
            number[i] = value.value_or(0.0);
            at = next;
        }
        if (!good || std::abs(number[0]) > 90.0 || std::abs(number[1]) > 180.0 || !(number[2] > 0.0))
            return base::inputError(
                fmt::format("{}:{}: error: no crater; write name,latitude,longitude,diameter_km",
                            path.string(), line + 1));
        const astro::Selenographic place{base::Angle::degrees(number[0]), base::Angle::degrees(number[1]),
                                         0.0};
        craters.push_back({astro::up(place).v, number[2] * 1000.0});
    }
    return craters;
}

NamedRelief sculptNamed(const std::vector<NamedCrater>& named, const FaceGrid& measured, double dataTexelM) {
    NamedRelief relief{std::vector<terrain::Crater>(named.size()),
                       std::vector<terrain::Crater>(named.size())};
    measured.workers().forEach(
        int(named.size()),
        [&](int index) {
            const NamedCrater& from = named[std::size_t(index)];
            if (from.diameterM > kLargestKm * 1000.0)
                return;
            const double seed = terrain::CellNumbers(7, 0, std::uint32_t(index), 0).unit();
            terrain::Crater fresh = terrain::craterOf(from.diameterM, 0.0);
            fresh.centre = from.centre;
            const double texels = from.diameterM / dataTexelM;
            const double polar =
                std::clamp((std::abs(from.centre.z) - 0.9945) / 0.004, 0.0, 1.0); // from 84° to 87°
            const double trust = std::clamp((texels - 1.4 - polar) / (1.6 + 2.0 * polar), 0.0, 1.0);
            const double usual = 0.9 - 0.35 * seed;
            const bool seen = texels > 0.8;
            const double share =
                seen ? std::clamp(fittedShare(fresh, measured, dataTexelM), 0.05, 1.1) : usual;
            const double depth = trust * share + (1.0 - trust) * std::max(share, usual);
            terrain::Crater c = terrain::craterOf(from.diameterM, std::clamp((1.0 - depth) / 0.9, 0.0, 1.0));
            c.centre = from.centre;
            c.phase = seed * 2.0 * std::numbers::pi;
            relief.drawn[std::size_t(index)] = c;
            const double part = share / depth;
            c.depthM *= part, c.rimM *= part, c.peakM *= part;
            relief.held[std::size_t(index)] = c;
        });
    const auto none = [](const terrain::Crater& c) { return c.radiusM <= 0.0; };
    std::erase_if(relief.drawn, none);
    std::erase_if(relief.held, none);
    return relief;
}

std::vector<terrain::Crater> unnamedCraters(const std::vector<terrain::Crater>& named, const FaceGrid& rugged,
                                            int toCellLevel) {
    std::vector<terrain::Crater> craters, young;
    std::copy_if(
        named.begin(), named.end(), std::back_inserter(young),
        [](const terrain::Crater& c) {
            return c.radiusM > 12000.0 && c.depthM > 0.8 * terrain::craterOf(2.0 * c.radiusM, 0.0).depthM;
        });
    const auto swept = [&](const terrain::Crater& small) {
        return std::any_of(young.begin(), young.end(), [&](const terrain::Crater& large) {
            const double reach = 1.15 * large.radiusM / astro::kMoonRadiusM;
            const glm::dvec3 way = small.centre - large.centre;
            return glm::dot(way, way) < reach * reach;
        });
    };
    for (int level = terrain::kFirstCraterLevel; level <= toCellLevel; ++level) {
        const terrain::CraterLaw law = terrain::craterLaw(level);
        for (int face = 0; face < 6; ++face)
            for (std::uint32_t y = 0; y < (1u << level); ++y)
                for (std::uint32_t x = 0; x < (1u << level); ++x)
                    terrain::cratersOfCell(
                        law, face, x, y, [&](const terrain::CubePoint& p) { return rugged.cubic(p); },
                        [&](const terrain::Crater& c) {
                            if (!swept(c))
                                craters.push_back(c);
                        });
    }
    return craters;
}

void addCraters(FaceGrid& field, const std::vector<terrain::Crater>& craters) {
    // Bands of rows, each with its craters in order, so that any number of threads gives the same sums.
    constexpr int kBandRows = 64;
    const int n = field.texels(), bandsInFace = (n + kBandRows - 1) / kBandRows;
    struct Job {
        std::size_t crater;
        Patch patch;
    };
    std::vector<std::vector<Job>> bands(std::size_t(6 * bandsInFace));
    for (std::size_t i = 0; i < craters.size(); ++i)
        forPatches(craters[i], n, [&](const Patch& p) {
            for (int band = p.y0 / kBandRows; band <= p.y1 / kBandRows; ++band)
                bands[std::size_t(p.face * bandsInFace + band)].push_back({i, p});
        });
    field.workers().forEach(int(bands.size()), [&](int index) {
        const int first = index % bandsInFace * kBandRows, last = std::min(n, first + kBandRows) - 1;
        for (const Job& job : bands[std::size_t(index)]) {
            const terrain::Crater& c = craters[job.crater];
            const Span span(c.centre);
            const double reach = terrain::kCraterReach * 1.1 * c.radiusM / astro::kMoonRadiusM;
            for (int y = std::max(first, job.patch.y0); y <= std::min(last, job.patch.y1); ++y) {
                const double v = terrain::warp(field.coordinate(y));
                for (int x = job.patch.x0; x <= job.patch.x1; ++x) {
                    const glm::dvec3 d = terrain::directionFromTangents(job.patch.face, field.warped(x), v);
                    const glm::dvec3 way = d - c.centre;
                    if (glm::dot(way, way) < reach * reach)
                        field.at(job.patch.face, x, y) += float(sculptedHeight(c, span, d));
                }
            }
        }
    });
    field.fillMargin();
}

} // namespace perilune::survey
