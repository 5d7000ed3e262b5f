#include "terrain/ground.h"

#include <limits>

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

/// Normals of the ground from its heights: n ∝ d - grad h / (R + h), where with d = (1, u, v)/r in the face's
/// axes the gradients on the unit sphere are grad u = r (a - u n), grad v = r (b - v n).
std::vector<std::int16_t> normalsFrom(const std::vector<double>& heights, const TileId& id) {
    const double step = std::ldexp(2.0, -int(id.level)) / kTileTexels;
    double u[kTileMapSize], v[kTileMapSize], perU[kTileMapSize], perV[kTileMapSize];
    for (int i = 0; i < kTileMapSize; ++i) {
        const auto tangent = [&](std::uint32_t tile) {
            return warp((double(tile) * kTileTexels + i - kTileBorder + 0.5) * step - 1.0);
        };
        u[i] = tangent(id.x);
        v[i] = tangent(id.y);
        const double scale = 1.0 / (2.0 * step * (std::numbers::pi / 4.0));
        perU[i] = scale / (1.0 + u[i] * u[i]);
        perV[i] = scale / (1.0 + v[i] * v[i]);
    }
    const FaceAxes& axes = kFaceAxes[id.face];
    const glm::dmat3 toMoon{glm::dvec3(axes.normal), glm::dvec3(axes.s), glm::dvec3(axes.t)};
    std::vector<std::int16_t> normals;
    normals.reserve(kTileMapSize * kTileMapSize * 4);
    const auto coded = [](double c) { return std::int16_t(c * 32767.0 + (c < 0.0 ? -0.5 : 0.5)); };
    for (int y = 0; y < kTileMapSize; ++y)
        for (int x = 0; x < kTileMapSize; ++x) {
            const double* h = &heights[std::size_t((y + 1) * kHeights + x + 1)];
            const double r2 = 1.0 + u[x] * u[x] + v[y] * v[y];
            const double k = r2 / (astro::kMoonRadiusM + *h);
            const double hu = (h[1] - h[-1]) * perU[x] * k, hv = (h[kHeights] - h[-kHeights]) * perV[y] * k;
            const glm::dvec3 n(1.0 + hu * u[x] + hv * v[y], u[x] - hu, v[y] - hv);
            const glm::dvec3 moon = toMoon * (n / std::sqrt(glm::dot(n, n)));
            normals.insert(normals.end(), {coded(moon.x), coded(moon.y), coded(moon.z), 0});
        }
    return normals;
}

std::vector<std::uint8_t> albedoOf(const Brick& brick, const TileId& id) {
    const BrickWindow window = windowOf(id);
    constexpr double kFirst = (-kTileBorder + 0.5) / kTileTexels, kStep = 1.0 / kTileTexels;
    const auto luma = resample(lumaOf(brick), window, kFirst, kStep, kTileMapSize);
    const auto red = resample(redOverOf(brick), window, kFirst, kStep, kTileMapSize);
    const auto blue = resample(blueOverOf(brick), window, kFirst, kStep, kTileMapSize);
    std::vector<std::uint8_t> out;
    out.reserve(luma.size() * 4);
    const auto coded = [](double c) { return std::uint8_t(std::clamp(c, 0.0, 255.0) + 0.5); };
    for (std::size_t i = 0; i < luma.size(); ++i)
        out.insert(out.end(),
                   {coded(luma[i] + red[i] - 128.0), coded(luma[i]), coded(luma[i] + blue[i] - 128.0), 255});
    return out;
}

} // namespace

Tile Ground::buildTile(const TileId& id) const {
    const Brick& brick = impl_->file.brick(id);
    Tile tile;
    tile.id = id;
    const std::vector<double> heights = texelHeights(brick, id);
    tile.normals = normalsFrom(heights, id);
    tile.albedo = albedoOf(brick, id);

    const double side = std::ldexp(2.0, -int(id.level));
    const auto cornerAt = [&](int i, int j) {
        CubePoint p{id.face, (id.x + double(i) / kTileQuads) * side - 1.0,
                    (id.y + double(j) / kTileQuads) * side - 1.0};
        const glm::dvec3 d = cubeDirection(p);
        // On an edge of the cube both faces must ask for the same point.
        if (std::abs(p.s) == 1.0 || std::abs(p.t) == 1.0)
            p = cubePoint(d);
        const double h = impl_->heightAt(p, id.level);
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
    for (const double h : heights) {
        tile.minHeightM = std::min(tile.minHeightM, float(h));
        tile.maxHeightM = std::max(tile.maxHeightM, float(h));
    }
    tile.skirtM = float(0.04 * tileSideM(id.level) + 0.25 * double(tile.maxHeightM - tile.minHeightM));
    return tile;
}

} // namespace perilune::terrain
