#include "terrain/detail.h"
#include "terrain/ground.h"
#include "terrain/ground_impl.h"

#include <limits>

namespace perilune::terrain {

namespace {

/// Texels around a tile whose heights are made with it: for its normals and for what shades it.
constexpr int kAround = std::max(kTileBorder + 1, kReliefMargin);
constexpr int kHeights = kTileTexels + 2 * kAround;
constexpr int kInset = kAround - kTileBorder; ///< of the maps in these

/// Normals of the ground from its heights: n ∝ d - grad h / (R + h), where with d = (1, u, v)/r in the face's
/// axes the gradients on the unit sphere are grad u = r (a - u n), grad v = r (b - v n).
std::vector<std::int16_t> normalsFrom(const std::vector<double>& heights, const Places& places) {
    const double scale = 1.0 / (2.0 * places.lattice().spacing() * (std::numbers::pi / 4.0));
    const FaceAxes& axes = kFaceAxes[places.face()];
    const glm::dmat3 toMoon{glm::dvec3(axes.normal), glm::dvec3(axes.s), glm::dvec3(axes.t)};
    std::vector<std::int16_t> normals;
    normals.reserve(kTileMapSize * kTileMapSize * 4);
    const auto coded = [](double c) { return std::int16_t(c * 32767.0 + (c < 0.0 ? -0.5 : 0.5)); };
    for (int y = kInset; y < kInset + kTileMapSize; ++y)
        for (int x = kInset; x < kInset + kTileMapSize; ++x) {
            const double* h = &heights[std::size_t(y * kHeights + x)];
            const double u = places.u(x), v = places.v(y);
            const double u1 = 1.0 + u * u, v1 = 1.0 + v * v;
            const double k = scale * (u1 + v * v) / (astro::kMoonRadiusM + *h);
            const double hu = (h[1] - h[-1]) * k / u1, hv = (h[kHeights] - h[-kHeights]) * k / v1;
            const glm::dvec3 n(1.0 + hu * u + hv * v, u - hu, v - hv);
            const glm::dvec3 moon = toMoon * (n / std::sqrt(glm::dot(n, n)));
            normals.insert(normals.end(), {coded(moon.x), coded(moon.y), coded(moon.z), 0});
        }
    return normals;
}

/// The grain of the soil finer than the photo: a few per cent, from the texel's own place.
double grain(const TileId& id, int x, int y) {
    CellNumbers numbers(id.face, id.level, id.x * kTileTexels + std::uint32_t(x),
                        id.y * kTileTexels + std::uint32_t(y));
    return numbers.unit() + numbers.unit() - 1.0;
}

/// `brightness` is counted as the heights are; empty: nothing is modelled.
std::vector<std::uint8_t> albedoFrom(const std::vector<double>& colours,
                                     const std::vector<double>& brightness, const TileId& id) {
    std::vector<std::uint8_t> out;
    out.reserve(kTileMapSize * kTileMapSize * 4);
    const auto coded = [](double c) { return std::uint8_t(std::clamp(c, 0.0, 255.0) + 0.5); };
    const double grained = std::clamp((id.level - kBakedLevel - 1) / 6.0, 0.0, 1.0) * 0.035;
    const double* c = colours.data();
    for (int y = 0; y < kTileMapSize; ++y)
        for (int x = 0; x < kTileMapSize; ++x, c += 3) {
            double factor = 1.0;
            if (!brightness.empty())
                factor +=
                    std::min(0.22 * brightness[std::size_t((y + kInset) * kHeights + x + kInset)], 0.3) +
                    grained * grain(id, x - kTileBorder, y - kTileBorder);
            out.insert(out.end(), {coded(c[0] * factor), coded(c[1] * factor), coded(c[2] * factor), 255});
        }
    return out;
}

/// The mesh, and with it the tile's middle.
void setCorners(Tile& tile, const Places& places, const std::vector<double>& heights) {
    const auto cornerAt = [&](int i, int j) {
        const double h = heights[std::size_t(j * places.count() + i)];
        tile.minHeightM = std::min(tile.minHeightM, float(h));
        tile.maxHeightM = std::max(tile.maxHeightM, float(h));
        return places.direction(i, j) * (astro::kMoonRadiusM + h);
    };
    tile.origin.m = cornerAt(kTileQuads / 2, kTileQuads / 2);
    tile.corners.reserve(places.size());
    for (int j = 0; j < places.count(); ++j)
        for (int i = 0; i < places.count(); ++i)
            tile.corners.push_back(glm::vec3(cornerAt(i, j) - tile.origin.m));
}

} // namespace

Tile Ground::buildTile(const TileId& id, const GroundLook& look) const {
    impl_->countBuilt();
    Tile tile;
    tile.id = id;
    tile.minHeightM = std::numeric_limits<float>::max();
    tile.maxHeightM = std::numeric_limits<float>::lowest();
    const Places places = impl_->placesOf(Lattice::texels(id, kAround));
    const Impl::Drawn drawn = impl_->drawnOn(places, look.modelled);
    tile.normals = normalsFrom(drawn.heightM, places);
    tile.albedo =
        albedoFrom(impl_->coloursOn(impl_->placesOf(Lattice::texels(id, kTileBorder))), drawn.brightness, id);
    if (look.tint != GroundTint::None) {
        const bool fromHeights = look.tint == GroundTint::Elevation || look.tint == GroundTint::Slope;
        layTint(tile.albedo, id, look.tint,
                fromHeights ? impl_->measuredGrid(id, kTintBorder) : std::vector<double>{},
                fromHeights ? nullptr : &illumination(), look.heights);
    }
    tile.relief = impl_->reliefs->find(id, look.modelled, [&](const TileId& other) {
        return other == id ? drawn.heightM : impl_->heightGrid(other, kReliefMargin, look.modelled);
    });

    const Places corners = impl_->placesOf(Lattice::corners(id));
    setCorners(tile, corners, impl_->drawnOn(corners, look.modelled).heightM);
    for (int y = kAround; y < kHeights - kAround; ++y)
        for (int x = kAround; x < kHeights - kAround; ++x) {
            const auto h = float(drawn.heightM[std::size_t(y * kHeights + x)]);
            tile.minHeightM = std::min(tile.minHeightM, h);
            tile.maxHeightM = std::max(tile.maxHeightM, h);
        }
    tile.skirtM = float(0.04 * tileSideM(id.level) + 0.25 * double(tile.maxHeightM - tile.minHeightM));
    return tile;
}

} // namespace perilune::terrain
