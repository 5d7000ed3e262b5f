#include "terrain/tint.h"

#include "terrain/cube.h"
#include "terrain/tint_scale.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::terrain {

namespace {

constexpr int kTintHeights = kTileTexels + 2 * kTintBorder;

/// Coordinates of the middles of a tile's map texels on the cube's face.
struct Texels {
    double s[kTileMapSize], t[kTileMapSize], u[kTileMapSize], v[kTileMapSize], step;
    explicit Texels(const TileId& id) : step(std::ldexp(2.0, -int(id.level)) / kTileTexels) {
        const auto middle = [&](std::uint32_t tile, int i) {
            return (double(tile) * kTileTexels + i - kTileBorder + 0.5) * step - 1.0;
        };
        for (int i = 0; i < kTileMapSize; ++i) {
            u[i] = warp(s[i] = middle(id.x, i));
            v[i] = warp(t[i] = middle(id.y, i));
        }
    }
};

/// Steepness in degrees from the heights on both sides of a texel: with d = (1, u, v)/r the gradients of the
/// tangents on the unit sphere are r (a - u n) and r (b - v n).
double steepnessDeg(const double* h, double u, double v, double step) {
    const double u1 = 1.0 + u * u, v1 = 1.0 + v * v;
    const double perAngle = 1.0 / (2.0 * step * (std::numbers::pi / 4.0));
    const double hu = (h[1] - h[-1]) * perAngle / u1,
                 hv = (h[kTintHeights] - h[-kTintHeights]) * perAngle / v1;
    const double square = (u1 + v * v) * (hu * hu * u1 + hv * hv * v1 + 2.0 * hu * hv * u * v);
    return std::atan(std::sqrt(std::max(square, 0.0)) / (astro::kMoonRadiusM + *h)) * 180.0 /
           std::numbers::pi;
}

/// Puts a colour over a texel, 0..1 of it.
void put(std::uint8_t* texel, std::uint32_t colour, double amount) {
    for (int c = 0; c < 3; ++c) {
        const double over = (colour >> (16 - 8 * c)) & 0xffu;
        texel[c] = std::uint8_t(std::lround(texel[c] + (over - texel[c]) * amount));
    }
    texel[3] = std::uint8_t(std::lround(255.0 * (1.0 - amount)));
}

} // namespace

void layTint(std::vector<std::uint8_t>& albedo, const TileId& id, GroundTint tint,
             const std::vector<double>& measuredM, const Illumination* light, const HeightSpan& heights) {
    const TintScale& scale = scaleOf(tint);
    const Texels at(id);
    for (int y = 0; y < kTileMapSize; ++y)
        for (int x = 0; x < kTileMapSize; ++x) {
            std::uint8_t* texel = &albedo[std::size_t(y * kTileMapSize + x) * 4];
            constexpr int kInset = kTintBorder - kTileBorder;
            const double* h = measuredM.empty()
                                  ? nullptr
                                  : &measuredM[std::size_t((y + kInset) * kTintHeights + x + kInset)];
            switch (tint) {
            case GroundTint::None:
                break;
            case GroundTint::Elevation:
                put(texel, colourOf(scale, onWholeScaleKm(*h, heights)), 1.0);
                break;
            case GroundTint::Slope:
                put(texel, colourOf(scale, steepnessDeg(h, at.u[x], at.v[y], at.step)), 1.0);
                break;
            case GroundTint::Illumination:
                if (const auto share = light->shareAt(directionFromTangents(id.face, at.u[x], at.v[y])))
                    put(texel, colourOf(scale, *share * 100.0), 1.0);
                break;
            case GroundTint::Shadow:
                if (const auto dark = light->shadowAt(directionFromTangents(id.face, at.u[x], at.v[y])))
                    put(texel, colourOf(scale, 1.0), *dark);
                break;
            }
        }
}

} // namespace perilune::terrain
