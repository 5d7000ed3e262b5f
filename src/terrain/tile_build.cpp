#include "terrain/ground.h"

#include <limits>

#include "terrain/detail.h"
#include "terrain/ground_impl.h"

namespace perilune::terrain {

namespace {

constexpr int kHeights =
    kTileMapSize + 2; ///< heights at the texels and one more on each side, for the slopes

/// Heights at the middles of the texels, rows from t = 0 up.
std::vector<double> texelHeights(const Brick& brick, const TileId& id) {
    std::vector<double> heights;
    if (id.level <= kBakedLevel) {
        heights.reserve(kHeights * kHeights);
        constexpr int kSkip = kReliefBorder - kTileBorder - 1;
        for (int y = 0; y < kHeights; ++y)
            for (int x = 0; x < kHeights; ++x)
                heights.push_back(brick.relief[(y + kSkip) * kReliefSize + x + kSkip] * kHeightStepM);
        return heights;
    }
    heights = resample(reliefOf(brick), windowOf(id), (-kTileBorder - 0.5) / kTileTexels, 1.0 / kTileTexels,
                       kHeights);
    for (double& h : heights)
        h *= kHeightStepM;
    return heights;
}

/// Tangents of the middles of the texels, one more on each side than the maps have.
struct TexelTangents {
    double u[kHeights], v[kHeights];
    explicit TexelTangents(const TileId& id) {
        const double step = std::ldexp(2.0, -int(id.level)) / kTileTexels;
        for (int i = 0; i < kHeights; ++i) {
            const auto tangent = [&](std::uint32_t tile) {
                return warp((double(tile) * kTileTexels + i - kTileBorder - 1 + 0.5) * step - 1.0);
            };
            u[i] = tangent(id.x);
            v[i] = tangent(id.y);
        }
    }
};

/// Normals of the ground from its heights: n ∝ d - grad h / (R + h), where with d = (1, u, v)/r in the face's
/// axes the gradients on the unit sphere are grad u = r (a - u n), grad v = r (b - v n).
std::vector<std::int16_t> normalsFrom(const std::vector<double>& heights, const TileId& id,
                                      const TexelTangents& at) {
    const double step = std::ldexp(2.0, -int(id.level)) / kTileTexels;
    const double scale = 1.0 / (2.0 * step * (std::numbers::pi / 4.0));
    const FaceAxes& axes = kFaceAxes[id.face];
    const glm::dmat3 toMoon{glm::dvec3(axes.normal), glm::dvec3(axes.s), glm::dvec3(axes.t)};
    std::vector<std::int16_t> normals;
    normals.reserve(kTileMapSize * kTileMapSize * 4);
    const auto coded = [](double c) { return std::int16_t(c * 32767.0 + (c < 0.0 ? -0.5 : 0.5)); };
    for (int y = 0; y < kTileMapSize; ++y)
        for (int x = 0; x < kTileMapSize; ++x) {
            const double* h = &heights[std::size_t((y + 1) * kHeights + x + 1)];
            const double u = at.u[x + 1], v = at.v[y + 1];
            const double u1 = 1.0 + u * u, v1 = 1.0 + v * v;
            const double k = scale * (u1 + v * v) / (astro::kMoonRadiusM + *h);
            const double hu = (h[1] - h[-1]) * k / u1, hv = (h[kHeights] - h[-kHeights]) * k / v1;
            const glm::dvec3 n(1.0 + hu * u + hv * v, u - hu, v - hv);
            const glm::dvec3 moon = toMoon * (n / std::sqrt(glm::dot(n, n)));
            normals.insert(normals.end(), {coded(moon.x), coded(moon.y), coded(moon.z), 0});
        }
    return normals;
}

/// The craters' traces on the middles of the texels (as texelHeights counts them).
struct Traces {
    std::vector<double> heightM, brightness;
};
Traces tracesOf(const std::vector<Crater>& craters, const TileId& id, const TexelTangents& at) {
    Traces traces{std::vector<double>(kHeights * kHeights), std::vector<double>(kHeights * kHeights)};
    std::vector<glm::dvec3> directions;
    directions.reserve(kHeights * kHeights);
    for (int y = 0; y < kHeights; ++y)
        for (int x = 0; x < kHeights; ++x)
            directions.push_back(directionFromTangents(id.face, at.u[x], at.v[y]));
    const double texel = std::ldexp(2.0, -int(id.level)) / kTileTexels;
    for (const Crater& c : craters) {
        const CubePoint middle = cubePointOn(id.face, c.centre);
        const double reach =
            kCraterReach * c.radiusM / astro::kMoonRadiusM / (0.6 * std::numbers::pi / 4.0) / texel;
        const auto range = [&](double centre, std::uint32_t tile) {
            const double i = (centre + 1.0) / texel - double(tile) * kTileTexels + kTileBorder + 1 - 0.5;
            return std::pair(int(std::clamp(std::ceil(i - reach), 0.0, double(kHeights))),
                             int(std::clamp(std::floor(i + reach), -1.0, double(kHeights - 1))));
        };
        const auto [x0, x1] = range(middle.s, id.x);
        const auto [y0, y1] = range(middle.t, id.y);
        for (int y = y0; y <= y1; ++y)
            for (int x = x0; x <= x1; ++x) {
                const std::size_t i = std::size_t(y * kHeights + x);
                const double away = radiiFrom(c, directions[i]);
                if (away >= kCraterReach)
                    continue;
                traces.heightM[i] += craterProfile(c, away);
                if (c.fresh > 0.0)
                    traces.brightness[i] += craterBrightness(c, away);
            }
    }
    return traces;
}

/// Adds the octaves of detail to the texels' heights.
void addDetail(std::vector<double>& heights, const Traces& traces, const std::vector<double>& rugged,
               const TileId& id, const TexelTangents& at) {
    for (int y = 0; y < kHeights; ++y)
        for (int x = 0; x < kHeights; ++x) {
            const std::size_t i = std::size_t(y * kHeights + x);
            heights[i] += undulationsM(directionFromTangents(id.face, at.u[x], at.v[y]),
                                       std::clamp(rugged[i] / 255.0, 0.0, 1.0), id.level) +
                          traces.heightM[i];
        }
}

/// The grain of the soil finer than the photo: a few per cent, from the texel's own place.
double grain(const TileId& id, int x, int y) {
    CellNumbers numbers(id.face, id.level, id.x * kTileTexels + std::uint32_t(x),
                        id.y * kTileTexels + std::uint32_t(y));
    return numbers.unit() + numbers.unit() - 1.0;
}

std::vector<std::uint8_t> albedoOf(const Brick& brick, const TileId& id, const Traces* traces) {
    const BrickWindow window = windowOf(id);
    constexpr double kFirst = (-kTileBorder + 0.5) / kTileTexels, kStep = 1.0 / kTileTexels;
    const auto luma = resample(lumaOf(brick), window, kFirst, kStep, kTileMapSize);
    const auto red = resample(redOverOf(brick), window, kFirst, kStep, kTileMapSize);
    const auto blue = resample(blueOverOf(brick), window, kFirst, kStep, kTileMapSize);
    std::vector<std::uint8_t> out;
    out.reserve(luma.size() * 4);
    const auto coded = [](double c) { return std::uint8_t(std::clamp(c, 0.0, 255.0) + 0.5); };
    const double grained = std::clamp((id.level - kBakedLevel - 1) / 6.0, 0.0, 1.0) * 0.035;
    for (int y = 0; y < kTileMapSize; ++y)
        for (int x = 0; x < kTileMapSize; ++x) {
            const std::size_t i = std::size_t(y * kTileMapSize + x);
            double factor = 1.0;
            if (traces)
                factor += std::min(0.22 * traces->brightness[std::size_t((y + 1) * kHeights + x + 1)], 0.3) +
                          grained * grain(id, x - kTileBorder, y - kTileBorder);
            out.insert(out.end(), {coded((luma[i] + red[i] - 128.0) * factor), coded(luma[i] * factor),
                                   coded((luma[i] + blue[i] - 128.0) * factor), 255});
        }
    return out;
}

} // namespace

Tile Ground::buildTile(const TileId& id, const GroundLook&) const {
    const Brick& brick = impl_->file.brick(id);
    Tile tile;
    tile.id = id;
    const TexelTangents at(id);
    std::vector<double> heights = texelHeights(brick, id);
    std::vector<Crater> craters;
    if (id.level <= kBakedLevel) {
        tile.albedo = albedoOf(brick, id, nullptr);
    } else {
        const glm::dvec3 middle = directionOf(id, 0.5, 0.5);
        double spread = 0.0;
        for (int i = 0; i < 4; ++i)
            spread = std::max(spread, glm::distance(middle, directionOf(id, i & 1, i >> 1)));
        craters = cratersNear(impl_->file, middle, spread * 1.1, id.level);
        const Traces traces = tracesOf(craters, id, at);
        const auto rugged = resample(ruggedOf(brick), windowOf(id), (-kTileBorder - 0.5) / kTileTexels,
                                     1.0 / kTileTexels, kHeights);
        addDetail(heights, traces, rugged, id, at);
        tile.albedo = albedoOf(brick, id, &traces);
    }
    tile.normals = normalsFrom(heights, id, at);

    const double side = std::ldexp(2.0, -int(id.level));
    const auto cornerAt = [&](int i, int j) {
        CubePoint p{id.face, (id.x + double(i) / kTileQuads) * side - 1.0,
                    (id.y + double(j) / kTileQuads) * side - 1.0};
        const glm::dvec3 d = cubeDirection(p);
        // On an edge of the cube both faces must ask for the same point.
        if (std::abs(p.s) == 1.0 || std::abs(p.t) == 1.0)
            p = cubePoint(d);
        double h = impl_->bakedHeightAt(p, id.level);
        if (id.level > kBakedLevel)
            h += detailM(craters, d, ruggedAt(impl_->file, p), id.level);
        tile.minHeightM = std::min(tile.minHeightM, float(h));
        tile.maxHeightM = std::max(tile.maxHeightM, float(h));
        return d * (astro::kMoonRadiusM + h);
    };
    tile.minHeightM = std::numeric_limits<float>::max();
    tile.maxHeightM = std::numeric_limits<float>::lowest();
    tile.origin.m = cornerAt(kTileQuads / 2, kTileQuads / 2);
    tile.corners.reserve((kTileQuads + 1) * (kTileQuads + 1));
    for (int j = 0; j <= kTileQuads; ++j)
        for (int i = 0; i <= kTileQuads; ++i)
            tile.corners.push_back(glm::vec3(cornerAt(i, j) - tile.origin.m));
    for (int y = kTileBorder + 1; y < kHeights - kTileBorder - 1; ++y)
        for (int x = kTileBorder + 1; x < kHeights - kTileBorder - 1; ++x) {
            const auto h = float(heights[std::size_t(y * kHeights + x)]);
            tile.minHeightM = std::min(tile.minHeightM, h);
            tile.maxHeightM = std::max(tile.maxHeightM, h);
        }
    tile.skirtM = float(0.04 * tileSideM(id.level) + 0.25 * double(tile.maxHeightM - tile.minHeightM));
    return tile;
}

} // namespace perilune::terrain
