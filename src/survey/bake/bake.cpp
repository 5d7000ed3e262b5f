#include "survey/bake/bake.h"

#include "terrain/ground_file.h"
#include "base/platform/output_file.h"
#include "base/workers.h"

#include <fmt/format.h>

#include <cstring>
#include <memory>

namespace perilune::survey {

namespace {

/// A field at every level from kBakedLevel to 0.
std::vector<FaceGrid> pyramid(FaceGrid finest) {
    std::vector<FaceGrid> levels;
    levels.push_back(std::move(finest));
    for (int level = terrain::kBakedLevel; level > 0; --level)
        levels.push_back(levels.back().halved());
    std::reverse(levels.begin(), levels.end());
    return levels;
}

std::uint8_t byte(double value) {
    return std::uint8_t(std::clamp(std::lround(value), 0L, 255L));
}
std::int16_t height(double metres) {
    return std::int16_t(std::clamp(std::lround(metres / terrain::kHeightStepM), -32767L, 32767L));
}

template <class T, class Code>
void copyTexels(const FaceGrid& grid, const terrain::TileId& id, int texels, int border, T* out,
                const Code& code) {
    const int x0 = int(id.x) * texels, y0 = int(id.y) * texels;
    for (int y = -border; y < texels + border; ++y)
        for (int x = -border; x < texels + border; ++x)
            *out++ = code(double(grid.at(id.face, x0 + x, y0 + y)));
}

struct Fields {
    std::vector<FaceGrid> drawn, measured, rugged, luma, redOver, blueOver;
};

terrain::Brick makeBrick(const Fields& f, const terrain::TileId& id) {
    terrain::Brick b{};
    const std::size_t l = id.level;
    const auto colour = [](double v) { return byte(v * 255.0 + 128.0); };
    copyTexels(f.drawn[l], id, terrain::kReliefTexels, terrain::kReliefBorder, b.relief, height);
    copyTexels(f.measured[l], id, terrain::kCoarseTexels, terrain::kCoarseBorder, b.measured, height);
    copyTexels(f.luma[l], id, terrain::kLumaTexels, terrain::kLumaBorder, b.luma,
               [](double v) { return byte(srgbFromLinear(std::clamp(v, 0.0, 1.0)) * 255.0); });
    copyTexels(f.redOver[l], id, terrain::kCoarseTexels, terrain::kCoarseBorder, b.redOver, colour);
    copyTexels(f.blueOver[l], id, terrain::kCoarseTexels, terrain::kCoarseBorder, b.blueOver, colour);
    copyTexels(f.rugged[l], id, terrain::kCoarseTexels, terrain::kCoarseBorder, b.rugged,
               [](double v) { return byte(v * 255.0); });
    return b;
}

/// Lowest and highest drawn texel of every tile, from the finest field (so that bounds nest), a texel's reach
/// wider.
std::vector<terrain::HeightRange> heightBounds(const FaceGrid& drawn) {
    std::vector<terrain::HeightRange> ranges(terrain::kBoundsCount, terrain::HeightRange{32767, -32767});
    const int tiles = 1 << terrain::kBoundsLevel, texels = drawn.texels() / tiles;
    drawn.workers().forEach(6 * tiles, [&](int row) {
        const auto face = std::uint8_t(row / tiles);
        const int ty = row % tiles;
        for (int tx = 0; tx < tiles; ++tx) {
            float low = 1e9f, high = -1e9f;
            for (int y = ty * texels - 2; y < (ty + 1) * texels + 2; ++y)
                for (int x = tx * texels - 2; x < (tx + 1) * texels + 2; ++x) {
                    low = std::min(low, drawn.at(face, x, y));
                    high = std::max(high, drawn.at(face, x, y));
                }
            const terrain::TileId id{face, terrain::kBoundsLevel, std::uint32_t(tx), std::uint32_t(ty)};
            const double slack = 0.1 * double(high - low) + 1.0; // what cubic interpolation may overshoot
            ranges[terrain::tileIndex(id)] = {height(double(low) - slack), height(double(high) + slack)};
        }
    });
    for (int level = terrain::kBoundsLevel; level > 0; --level)
        for (std::uint8_t face = 0; face < 6; ++face)
            for (std::uint32_t y = 0; y < (1u << level); ++y)
                for (std::uint32_t x = 0; x < (1u << level); ++x) {
                    const terrain::TileId id{face, std::uint8_t(level), x, y};
                    const terrain::HeightRange& from = ranges[terrain::tileIndex(id)];
                    terrain::HeightRange& to = ranges[terrain::tileIndex(id.parent())];
                    to = {std::min(to.low, from.low), std::max(to.high, from.high)};
                }
    return ranges;
}

base::Result<void> write(const std::filesystem::path& output, const Fields& fields,
                         const std::vector<terrain::HeightRange>& ranges, const base::Workers& workers) {
    auto file = base::OutputFile::create(output);
    if (!file)
        return tl::unexpected(file.error());
    base::Result<void> done;
    const auto write = [&](const void* data, std::size_t bytes) {
        if (done)
            done = file->write(data, bytes);
    };
    terrain::GroundHeader header{};
    std::memcpy(header.magic, terrain::kGroundMagic, sizeof terrain::kGroundMagic);
    header.fileBytes = terrain::kGroundFileBytes;
    header.version = terrain::kGroundVersion;
    header.brickBytes = sizeof(terrain::Brick);
    write(&header, sizeof header);
    write(ranges.data(), ranges.size() * sizeof(terrain::HeightRange));
    const std::vector<char> gap(terrain::kBricksOffset - terrain::kBoundsOffset -
                                ranges.size() * sizeof(terrain::HeightRange));
    write(gap.data(), gap.size());
    for (std::uint8_t level = 0; level <= terrain::kBakedLevel; ++level)
        for (std::uint8_t face = 0; face < 6; ++face) {
            const int side = 1 << level;
            std::vector<terrain::Brick> bricks(std::size_t(side) * std::size_t(side));
            workers.forEach(int(bricks.size()), [&](int i) {
                const terrain::TileId id{face, level, std::uint32_t(i % side), std::uint32_t(i / side)};
                bricks[std::size_t(i)] = makeBrick(fields, id);
            });
            write(bricks.data(), bricks.size() * sizeof(terrain::Brick));
        }
    if (!done)
        return base::machineError(fmt::format("{} ({} MB of room are wanted there)", done.error().message,
                                              terrain::kGroundFileBytes / 1000000 + 1));
    return file->finish();
}

} // namespace

base::Result<void> bakeGround(const std::filesystem::path& mapsDir, const std::filesystem::path& output,
                              const base::Workers& workers) {
    auto albedo = bakeAlbedo(mapsDir, workers);
    if (!albedo)
        return tl::unexpected(albedo.error());
    auto relief = bakeRelief(mapsDir, *albedo, workers);
    if (!relief)
        return tl::unexpected(relief.error());
    const auto ranges = heightBounds(relief->drawn);
    const Fields fields{pyramid(std::move(relief->drawn)),   pyramid(std::move(relief->measured)),
                        pyramid(std::move(relief->rugged)),  pyramid(std::move(albedo->luma)),
                        pyramid(std::move(albedo->redOver)), pyramid(std::move(albedo->blueOver))};
    std::error_code ignored;
    std::filesystem::create_directories(output.parent_path(), ignored);
    return write(output, fields, ranges, workers);
}

} // namespace perilune::survey
