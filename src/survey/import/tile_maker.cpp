#include "survey/import/tile_maker.h"

#include "survey/bake/bake.h"
#include "terrain/cube.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace perilune::survey {

namespace {

constexpr int kWeightCell = terrain::kTileTexels / terrain::kWeightTexels; ///< texels across one weight
constexpr double kClear = 5.0;    ///< texels beside a void in which the map does not count yet
constexpr double kFeather = 16.0; ///< texels over which it comes to count alone
constexpr int kVoidMargin = 32,
              kVoidStep = 2; ///< texels beyond the tile, and between places, where voids are looked for
constexpr int kVoidSize = (terrain::kTileTexels + 2 * kVoidMargin) / kVoidStep + 1;
static_assert(kVoidMargin > terrain::kWeightBorder * kWeightCell + kClear + kFeather);

const std::array<float, 256>& linearOfByte() {
    static const auto table = [] {
        std::array<float, 256> t{};
        for (int i = 0; i < 256; ++i)
            t[std::size_t(i)] = float(linearFromSrgb(i / 255.0));
        return t;
    }();
    return table;
}

double smooth(double t) {
    t = std::clamp(t, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

/// How much the map counts: nothing beside voids, alone from kClear + kFeather texels on.
base::Result<void> weigh(MapSampler& map, const terrain::TileId& id, MadeTile& tile) {
    MapSampler::Block block;
    block.width = block.height = kVoidSize;
    block.directions.reserve(std::size_t(kVoidSize * kVoidSize));
    for (int j = 0; j < kVoidSize; ++j)
        for (int i = 0; i < kVoidSize; ++i)
            block.directions.push_back(
                directionOf(id, double(i * kVoidStep - kVoidMargin) / terrain::kTileTexels,
                            double(j * kVoidStep - kVoidMargin) / terrain::kTileTexels));
    std::vector<std::uint8_t> voids;
    bool whole = false;
    if (auto ok = map.findVoids(block, voids, whole); !ok)
        return ok;
    tile.weights.fill(255);
    if (whole)
        return {};
    constexpr int kReach = int(kClear + kFeather) / kVoidStep + 1;
    for (int j = 0; j < terrain::kWeightSize; ++j)
        for (int i = 0; i < terrain::kWeightSize; ++i) {
            const double x = ((i - terrain::kWeightBorder + 0.5) * kWeightCell + kVoidMargin) / kVoidStep,
                         y = ((j - terrain::kWeightBorder + 0.5) * kWeightCell + kVoidMargin) / kVoidStep;
            double nearest = 1e9;
            for (int v = std::max(0, int(y) - kReach); v <= std::min(kVoidSize - 1, int(y) + kReach + 1); ++v)
                for (int u = std::max(0, int(x) - kReach); u <= std::min(kVoidSize - 1, int(x) + kReach + 1);
                     ++u)
                    if (voids[std::size_t(v * kVoidSize + u)])
                        nearest = std::min(nearest, (u - x) * (u - x) + (v - y) * (v - y));
            const double distance = std::sqrt(nearest) * kVoidStep;
            tile.weights[std::size_t(j * terrain::kWeightSize + i)] =
                std::uint8_t(std::lround(255.0 * smooth((distance - kClear) / kFeather)));
        }
    return {};
}

/// Tiles of one level as they were written, by texel of their faces.
class Finer {
  public:
    Finer(const terrain::TileSetWriter& writer, RasterKind kind, int level)
        : writer_(writer), kind_(kind), level_(level) {}

    struct Texel {
        bool there = false;
        double weight = 0.0; ///< 0..1
        double value[3] = {0.0, 0.0, 0.0};
    };
    /// Also beyond the face, where the neighbour is asked.
    base::Result<Texel> texel(int face, std::int64_t x, std::int64_t y) {
        const std::int64_t n = std::int64_t{terrain::kTileTexels} << level_;
        double fx = double(x), fy = double(y); // in texels, 0 = the centre of the first
        if (x < 0 || y < 0 || x >= n || y >= n) {
            const double step = 2.0 / double(n);
            const terrain::CubePoint there = terrain::cubePoint(
                terrain::cubeDirection({face, (fx + 0.5) * step - 1.0, (fy + 0.5) * step - 1.0}));
            face = there.face;
            fx = std::clamp((there.s + 1.0) / step - 0.5, -0.5, double(n) - 0.5);
            fy = std::clamp((there.t + 1.0) / step - 0.5, -0.5, double(n) - 0.5);
        }
        const auto cell = [&](double f) {
            return std::uint32_t(
                std::clamp((f + 0.5) / terrain::kTileTexels, 0.0, double((n / terrain::kTileTexels) - 1)));
        };
        const terrain::TileId id{std::uint8_t(face), std::uint8_t(level_), cell(fx), cell(fy)};
        const auto tile = load(id);
        if (!tile)
            return tl::unexpected(tile.error());
        Texel out;
        if (!*tile)
            return out;
        out.there = true;
        const double lx = fx - double(id.x) * terrain::kTileTexels,
                     ly = fy - double(id.y) * terrain::kTileTexels;
        const auto block = [](double l) {
            return terrain::kWeightBorder +
                   std::clamp(int((l + 0.5) / kWeightCell), 0, terrain::kWeightTexels - 1);
        };
        out.weight = (*tile)->weights[std::size_t(block(ly) * terrain::kWeightSize + block(lx))] / 255.0;
        const int ix = int(std::floor(lx)), iy = int(std::floor(ly));
        const double tx = lx - ix, ty = ly - iy;
        for (int p = 0; p < (*tile)->planes; ++p) {
            const float* v = &(*tile)->values[std::size_t(p) * kSetTexels +
                                              std::size_t((iy + terrain::kSetBorder) * terrain::kSetSize +
                                                          ix + terrain::kSetBorder)];
            out.value[p] = tx == 0.0 && ty == 0.0
                               ? double(v[0])
                               : (1.0 - ty) * ((1.0 - tx) * double(v[0]) + tx * double(v[1])) +
                                     ty * ((1.0 - tx) * double(v[terrain::kSetSize]) +
                                           tx * double(v[terrain::kSetSize + 1]));
        }
        return out;
    }

  private:
    base::Result<const MadeTile*> load(const terrain::TileId& id) {
        if (const auto found = tiles_.find(id); found != tiles_.end())
            return found->second.get();
        auto& place = tiles_[id];
        if (!writer_.has(id))
            return nullptr;
        auto tile = std::make_unique<MadeTile>();
        if (kind_ == RasterKind::Elevation) {
            auto brick = std::make_unique<terrain::HeightBrick>();
            if (auto ok = writer_.get(id, *brick); !ok)
                return tl::unexpected(ok.error());
            tile->values.resize(kSetTexels);
            for (std::size_t i = 0; i < kSetTexels; ++i)
                tile->values[i] = brick->baseM + brick->stepM * float(brick->texels[i]);
            std::copy_n(brick->weight, kWeights, tile->weights.begin());
        } else {
            auto brick = std::make_unique<terrain::AlbedoBrick>();
            if (auto ok = writer_.get(id, *brick); !ok)
                return tl::unexpected(ok.error());
            tile->planes = 3;
            tile->values.resize(3 * kSetTexels);
            for (std::size_t i = 0; i < kSetTexels; ++i)
                for (std::size_t p = 0; p < 3; ++p)
                    tile->values[p * kSetTexels + i] = linearOfByte()[brick->rgb[i * 3 + p]];
            std::copy_n(brick->weight, kWeights, tile->weights.begin());
        }
        place = std::move(tile);
        return place.get();
    }

    const terrain::TileSetWriter& writer_;
    RasterKind kind_;
    int level_;
    std::map<terrain::TileId, std::unique_ptr<MadeTile>> tiles_;
};

} // namespace

bool fillHoles(std::vector<float>& values, int planes) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < kSetTexels; ++i)
        if (std::isnan(values[i]))
            open.push_back(i);
    if (open.size() == kSetTexels)
        return false;
    std::vector<std::pair<std::size_t, std::array<float, 3>>> found;
    std::vector<std::size_t> left;
    while (!open.empty()) {
        found.clear(), left.clear();
        for (const std::size_t i : open) {
            const int x = int(i % terrain::kSetSize), y = int(i / terrain::kSetSize);
            double sum[3] = {0.0, 0.0, 0.0};
            int n = 0;
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx) {
                    if (x + dx < 0 || y + dy < 0 || x + dx >= terrain::kSetSize ||
                        y + dy >= terrain::kSetSize)
                        continue;
                    const std::size_t k = std::size_t((y + dy) * terrain::kSetSize + x + dx);
                    if (std::isnan(values[k]))
                        continue;
                    for (int p = 0; p < planes; ++p)
                        sum[p] += double(values[std::size_t(p) * kSetTexels + k]);
                    ++n;
                }
            if (n == 0) {
                left.push_back(i);
                continue;
            }
            std::array<float, 3> mean{};
            for (int p = 0; p < planes; ++p)
                mean[std::size_t(p)] = float(sum[p] / n);
            found.emplace_back(i, mean);
        }
        for (const auto& [i, mean] : found)
            for (int p = 0; p < planes; ++p)
                values[std::size_t(p) * kSetTexels + i] = mean[std::size_t(p)];
        open.swap(left);
    }
    return true;
}

void measure(MadeTile& tile) {
    const auto [low, high] = std::minmax_element(tile.values.begin(), tile.values.begin() + kSetTexels);
    tile.lowM = *low, tile.highM = *high;
}

base::Result<std::optional<MadeTile>> makeFinest(MapSampler& map, const terrain::TileId& id, double texelM,
                                                 const ToneMatch& tone) {
    MadeTile tile;
    if (auto ok = weigh(map, id, tile); !ok)
        return tl::unexpected(ok.error());
    if (std::all_of(tile.weights.begin(), tile.weights.end(), [](std::uint8_t w) { return w == 0; }))
        return std::optional<MadeTile>();
    if (map.info().kind == RasterKind::Elevation) {
        const MapSampler::Lattice lattice{
            id.face, id.level, std::int64_t(id.x) * terrain::kTileTexels - terrain::kSetBorder,
            std::int64_t(id.y) * terrain::kTileTexels - terrain::kSetBorder, terrain::kSetSize};
        if (auto ok = map.fit(lattice, texelM, tile.values); !ok)
            return tl::unexpected(ok.error());
    } else {
        MapSampler::Block block;
        block.width = block.height = terrain::kSetSize;
        block.texelM = texelM;
        block.directions.reserve(kSetTexels);
        for (int j = 0; j < terrain::kSetSize; ++j)
            for (int i = 0; i < terrain::kSetSize; ++i)
                block.directions.push_back(
                    directionOf(id, (i - terrain::kSetBorder + 0.5) / terrain::kTileTexels,
                                (j - terrain::kSetBorder + 0.5) / terrain::kTileTexels));
        if (auto ok = map.sample(block); !ok)
            return tl::unexpected(ok.error());
        tile.planes = 3;
        tile.values.resize(3 * kSetTexels);
        const std::size_t channels = std::size_t(map.info().channels);
        for (std::size_t i = 0; i < kSetTexels; ++i)
            for (std::size_t p = 0; p < 3; ++p) {
                const double coded = double(block.values[i * channels + (channels == 3 ? p : 0)]);
                tile.values[p * kSetTexels + i] =
                    std::isnan(coded)
                        ? float(coded)
                        : float(linearFromSrgb(std::clamp(coded * tone.gain[p] + tone.lift[p], 0.0, 1.0)));
            }
    }
    if (!fillHoles(tile.values, tile.planes))
        return std::optional<MadeTile>();
    measure(tile);
    return std::optional(std::move(tile));
}

base::Result<MadeTile> makeCoarser(const terrain::TileSetWriter& writer, RasterKind kind,
                                   const terrain::TileId& id) {
    Finer finer(writer, kind, id.level + 1);
    MadeTile tile;
    tile.planes = kind == RasterKind::Elevation ? 1 : 3;
    tile.values.assign(std::size_t(tile.planes) * kSetTexels, std::nanf(""));
    for (int j = 0; j < terrain::kSetSize; ++j)
        for (int i = 0; i < terrain::kSetSize; ++i) {
            const std::int64_t x = 2 * (std::int64_t(id.x) * terrain::kTileTexels + i - terrain::kSetBorder),
                               y = 2 * (std::int64_t(id.y) * terrain::kTileTexels + j - terrain::kSetBorder);
            double weights = 0.0, sum[3] = {0.0, 0.0, 0.0};
            for (int k = 0; k < 4; ++k) {
                const auto texel = finer.texel(id.face, x + k % 2, y + k / 2);
                if (!texel)
                    return tl::unexpected(texel.error());
                if (!texel->there)
                    continue;
                // What was filled in beside data counts only where there is nothing else.
                const double weight = texel->weight + 1e-4;
                weights += weight;
                for (int p = 0; p < tile.planes; ++p)
                    sum[p] += weight * texel->value[p];
            }
            for (int p = 0; p < tile.planes && weights > 0.0; ++p)
                tile.values[std::size_t(p) * kSetTexels + std::size_t(j * terrain::kSetSize + i)] =
                    float(sum[p] / weights);
        }
    for (int j = 0; j < terrain::kWeightSize; ++j)
        for (int i = 0; i < terrain::kWeightSize; ++i) {
            double sum = 0.0;
            for (int k = 0; k < 4; ++k) {
                const std::int64_t x = 2 * (std::int64_t(id.x) * terrain::kWeightTexels + i -
                                            terrain::kWeightBorder) +
                                       k % 2,
                                   y = 2 * (std::int64_t(id.y) * terrain::kWeightTexels + j -
                                            terrain::kWeightBorder) +
                                       k / 2;
                const auto texel = finer.texel(id.face, x * kWeightCell + 1, y * kWeightCell + 1);
                if (!texel)
                    return tl::unexpected(texel.error());
                sum += texel->there ? texel->weight : 0.0;
            }
            tile.weights[std::size_t(j * terrain::kWeightSize + i)] =
                std::uint8_t(std::lround(255.0 * sum / 4.0));
        }
    fillHoles(tile.values, tile.planes);
    measure(tile);
    return tile;
}

base::Result<void> putTile(terrain::TileSetWriter& writer, RasterKind kind, const terrain::TileId& id,
                           const MadeTile& tile) {
    if (kind == RasterKind::Elevation)
        return writer.put(id, terrain::packHeights(tile.values.data(), tile.weights.data()), tile.lowM,
                          tile.highM);
    terrain::AlbedoBrick brick;
    std::copy(tile.weights.begin(), tile.weights.end(), brick.weight);
    for (std::size_t i = 0; i < kSetTexels; ++i)
        for (std::size_t p = 0; p < 3; ++p)
            brick.rgb[i * 3 + p] = std::uint8_t(std::lround(
                255.0 * std::clamp(srgbFromLinear(double(tile.values[p * kSetTexels + i])), 0.0, 1.0)));
    return writer.put(id, brick);
}

} // namespace perilune::survey
