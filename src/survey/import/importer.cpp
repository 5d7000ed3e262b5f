#include "survey/import/importer.h"

#include "survey/bake/face_grid.h"
#include "survey/import/height_tally.h"
#include "survey/import/tile_maker.h"
#include "survey/import/tone.h"
#include "astro/vec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::survey {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBatch = 64; ///< tiles made at once, then written in order
constexpr int kReachSteps = 6;

double texelOf(int level) {
    return astro::kMoonRadiusM * std::numbers::pi * 0.5 / terrain::kTileTexels * std::ldexp(1.0, -level);
}

/// The tiles of the finest level under one tile that the map may reach.
void collect(const MapSampler& map, const terrain::TileId& id, int finest, bool everywhere,
             std::vector<terrain::TileId>& out) {
    if (!everywhere) {
        MapSampler::Block block;
        block.width = block.height = kReachSteps + 1;
        for (int j = 0; j <= kReachSteps; ++j)
            for (int i = 0; i <= kReachSteps; ++i)
                block.directions.push_back(directionOf(id, double(i) / kReachSteps, double(j) / kReachSteps));
        if (!map.mayReach(block))
            return;
    }
    if (id.level == finest) {
        out.push_back(id);
        return;
    }
    for (unsigned i = 0; i < 4; ++i)
        collect(map, id.child(i), finest, everywhere, out);
}

std::vector<terrain::TileId> parentsOf(const std::vector<terrain::TileId>& tiles) {
    std::vector<terrain::TileId> parents;
    for (const terrain::TileId& id : tiles) // children stand side by side in this order
        if (parents.empty() || parents.back() != id.parent())
            parents.push_back(id.parent());
    return parents;
}

std::uint64_t setBytes(RasterKind kind, std::size_t tiles) {
    return sizeof(terrain::TileSetHeader) +
           tiles * (terrain::TileSetWriter::bytesPerBrick(kind) + sizeof(terrain::TileEntry)) + (1u << 16);
}

terrain::TileSetDescription describe(const ImportPlan& plan) {
    terrain::TileSetDescription d;
    d.kind = plan.info.kind;
    d.maxLevel = plan.maxLevel;
    d.resolutionM = plan.info.resolutionM;
    d.southDeg = plan.extent.southDeg, d.northDeg = plan.extent.northDeg;
    d.westDeg = plan.extent.westDeg, d.eastDeg = plan.extent.eastDeg;
    d.title = plan.info.title, d.source = plan.info.source, d.licence = plan.info.licence;
    d.files = plan.identity;
    for (const std::string& note : plan.info.notes)
        d.notes += note + "\n";
    return d;
}

} // namespace

base::Result<ImportPlan> planImport(RasterSource& source, const fs::path& file, const std::string& name,
                                    const fs::path& folder, const fs::path& shareDir) {
    ImportPlan plan;
    plan.name = name;
    plan.target = folder / (name + ".tiles");
    plan.info = source.info();
    MapSampler map(source);
    plan.extent = map.grid().extent();
    while (plan.maxLevel < terrain::kMaxLevel &&
           texelOf(plan.maxLevel) > plan.info.resolutionM * (1.0 + 1e-9))
        ++plan.maxLevel;
    plan.texelM = texelOf(plan.maxLevel);
    auto look = lookAt(source, file, shareDir);
    if (!look)
        return tl::unexpected(look.error());
    plan.look = std::move(*look);
    plan.info.notes.insert(plan.info.notes.end(), plan.look.notes.begin(), plan.look.notes.end());
    plan.identity = fmt::format("{}; {} x {} pixels; {:08x}", file.filename().string(), plan.info.width,
                                plan.info.height, plan.look.checkSum);
    const bool everywhere =
        map.grid().period() > 0 && plan.extent.southDeg <= -89.9 && plan.extent.northDeg >= 89.9;
    for (std::uint8_t face = 0; face < 6; ++face)
        collect(map, {face, 0, 0, 0}, plan.maxLevel, everywhere, plan.finest);
    plan.tilesOfLevel.assign(std::size_t(plan.maxLevel) + 1, 0);
    std::vector<terrain::TileId> tiles = plan.finest;
    for (int level = plan.maxLevel; level >= 0; --level) {
        plan.tilesOfLevel[std::size_t(level)] = tiles.size();
        plan.tiles += tiles.size();
        tiles = level > 0 ? parentsOf(tiles) : tiles;
    }
    plan.bytes = setBytes(plan.info.kind, plan.tiles);
    if (plan.finest.empty())
        return base::inputError(
            fmt::format("{}: the map has no place on the Moon; is its label right?", file.string()));
    return plan;
}

std::optional<fs::path> installedAlready(const ImportPlan& plan) {
    std::error_code none;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(plan.target.parent_path(), none), end; !none && it != end;
         it.increment(none))
        if (it->path().extension() == ".tiles")
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files)
        if (const auto set = terrain::TileSet::open(file);
            set && set->kind() == plan.info.kind && plan.identity == set->header().files)
            return file;
    return std::nullopt;
}

base::Result<void> checkDiskSpace(const ImportPlan& plan) {
    std::error_code failed, none;
    const fs::path folder = plan.target.parent_path();
    const auto room = fs::space(folder, failed);
    if (failed)
        return base::machineError(
            fmt::format("{}: cannot tell how much room there is ({})", folder.string(), failed.message()));
    fs::path part = plan.target;
    part += ".part";
    const std::uintmax_t before = fs::file_size(part, none);
    const std::uint64_t there = none ? 0 : std::uint64_t(before);
    const std::uint64_t wanted = plan.bytes > there ? plan.bytes - there : 0;
    if (room.available < wanted)
        return base::machineError(fmt::format("{}: {:.1f} MB are wanted there and {:.1f} MB are free; make "
                                              "room, or set XDG_DATA_HOME to a larger disk",
                                              folder.string(), double(wanted) / 1e6,
                                              double(room.available) / 1e6));
    return {};
}

base::Result<ImportOutcome> runImport(RasterSource& source, const ImportPlan& plan, const fs::path& shareDir,
                                      const base::Workers& workers, const ImportProgress& progress) {
    std::error_code failed;
    fs::create_directories(plan.target.parent_path(), failed);
    if (failed)
        return base::machineError(
            fmt::format("{}: cannot be made ({})", plan.target.parent_path().string(), failed.message()));
    if (auto ok = checkDiskSpace(plan); !ok)
        return tl::unexpected(ok.error());
    auto writer = terrain::TileSetWriter::create(plan.target, describe(plan));
    if (!writer)
        return tl::unexpected(writer.error());
    MapSampler map(source, plan.look.marks, plan.look.holes);
    ToneMatch tone;
    if (plan.info.kind == RasterKind::Albedo && !shareDir.empty()) {
        const auto matched = matchTone(map, plan.finest, shareDir);
        if (!matched)
            return tl::unexpected(matched.error());
        tone = *matched;
    }
    ImportOutcome out;
    out.resumed = writer->count();
    std::size_t done = 0;
    const RasterKind kind = plan.info.kind;
    std::vector<terrain::TileId> tiles = plan.finest, made;
    for (int level = plan.maxLevel; level >= 0; --level) {
        made.clear();
        for (std::size_t from = 0; from < tiles.size(); from += kBatch) {
            if (progress && !progress(done, plan.tiles))
                return base::cancelled("stopped; the same import goes on from here");
            const std::size_t count = std::min(kBatch, tiles.size() - from);
            std::vector<base::Result<std::optional<MadeTile>>> batch(count);
            workers.forEach(int(count), [&](int i) {
                const terrain::TileId& id = tiles[from + std::size_t(i)];
                auto& slot = batch[std::size_t(i)];
                if (writer->has(id))
                    return;
                if (level == plan.maxLevel)
                    slot = makeFinest(map, id, plan.texelM, tone);
                else if (auto tile = makeCoarser(*writer, kind, id))
                    slot = std::optional(std::move(*tile));
                else
                    slot = tl::unexpected(tile.error());
            });
            for (std::size_t i = 0; i < count; ++i) {
                const terrain::TileId& id = tiles[from + i];
                if (!batch[i])
                    return tl::unexpected(batch[i].error());
                if (*batch[i])
                    if (auto ok = putTile(*writer, kind, id, **batch[i]); !ok)
                        return tl::unexpected(ok.error());
                if (writer->has(id))
                    made.push_back(id);
            }
            done += count;
        }
        // Rows alone were looked at before: what lies between them is known now.
        if (level == plan.maxLevel && map.sawForeignHeights() && !plan.accepted) {
            writer->discard();
            return base::inputError(fmt::format("{}: some of its pixels are outside of the Moon's heights "
                                                "({:.0f} to {:.0f} m); are unit, scale, "
                                                "offset and \"no data\" right? --accept takes it as it is",
                                                plan.info.title, double(kDeepestM), double(kHighestM)));
        }
        if (made.empty()) {
            writer->discard();
            return base::inputError(
                fmt::format("{}: the map holds no data, or less than a strip of 10 pixels", plan.info.title));
        }
        tiles = level > 0 ? parentsOf(made) : made;
    }
    if (progress)
        progress(plan.tiles, plan.tiles);
    out.tiles = writer->count();
    if (auto ok = writer->finish(); !ok)
        return tl::unexpected(ok.error());
    out.bytes = std::uint64_t(fs::file_size(plan.target, failed));
    return out;
}

} // namespace perilune::survey
