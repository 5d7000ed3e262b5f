#include "survey/import/importer.h"

#include "survey/bake/face_grid.h"
#include "survey/import/height_tally.h"
#include "survey/import/strip_maker.h"
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
    std::copy_n(plan.strips, 2, d.strips);
    for (const std::string& note : plan.info.notes)
        d.notes += note + "\n";
    return d;
}

/// The work of an import, part by part.
class Work {
  public:
    Work(RasterSource& source, const ImportPlan& plan, terrain::TileSetWriter& writer,
         const base::Workers& workers, const ImportProgress& progress)
        : plan_(plan), writer_(writer), workers_(workers), progress_(progress),
          map_(source, plan.look.marks, plan.look.holes) {}

    MapSampler& map() { return map_; }

    /// Makes those of these tiles that are not there yet; all that are there then.
    template <class Make>
    base::Result<std::vector<terrain::TileId>> make(const std::vector<terrain::TileId>& tiles,
                                                    const Make& makeOne) {
        std::vector<terrain::TileId> made;
        for (std::size_t from = 0; from < tiles.size(); from += kBatch) {
            if (progress_ && !progress_(done_, plan_.tiles))
                return base::cancelled("stopped; the same import goes on from here");
            const std::size_t count = std::min(kBatch, tiles.size() - from);
            std::vector<base::Result<std::optional<MadeTile>>> batch(count);
            workers_.forEach(int(count), [&](int i) {
                const terrain::TileId& id = tiles[from + std::size_t(i)];
                if (!writer_.has(id))
                    batch[std::size_t(i)] = makeOne(id);
            });
            for (std::size_t i = 0; i < count; ++i) {
                const terrain::TileId& id = tiles[from + i];
                if (!batch[i])
                    return tl::unexpected(batch[i].error());
                if (*batch[i])
                    if (auto ok = putTile(writer_, plan_.info.kind, id, **batch[i]); !ok)
                        return tl::unexpected(ok.error());
                if (writer_.has(id))
                    made.push_back(id);
            }
            done_ += count;
        }
        return made;
    }

    base::Result<void> makeStrip(bool north) {
        const terrain::StripHeader& strip = plan_.strips[north ? 0 : 1];
        const auto made = make(bricksOf(strip, north),
                               [&](const terrain::TileId& id) { return makeStripBrick(map_, strip, id); });
        if (!made)
            return tl::unexpected(made.error());
        for (const terrain::TileId& brick : *made)
            for (const terrain::TileId& id : tilesUnder(map_.grid(), strip, brick, plan_.maxLevel))
                writer_.widen(id, brick);
        return {};
    }

  private:
    const ImportPlan& plan_;
    terrain::TileSetWriter& writer_;
    const base::Workers& workers_;
    const ImportProgress& progress_;
    MapSampler map_;
    std::size_t done_ = 0;
};

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
    planStrips(map.grid(), plan.info, plan.texelM, plan.strips);
    for (const bool north : {true, false})
        plan.stripBricks += bricksOf(plan.strips[north ? 0 : 1], north).size();
    plan.tiles += plan.stripBricks;
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
    Work work(source, plan, *writer, workers, progress);
    ToneMatch tone;
    if (plan.info.kind == RasterKind::Albedo && !shareDir.empty()) {
        const auto matched = matchTone(work.map(), plan.finest, shareDir);
        if (!matched)
            return tl::unexpected(matched.error());
        tone = *matched;
    }
    ImportOutcome out;
    out.resumed = writer->count();
    auto tiles = work.make(plan.finest, [&](const terrain::TileId& id) {
        return makeFinest(work.map(), id, plan.texelM, tone);
    });
    if (!tiles)
        return tl::unexpected(tiles.error());
    // Rows alone were looked at before: what lies between them is known now.
    if (work.map().sawForeignHeights() && !plan.accepted) {
        writer->discard();
        return base::inputError(fmt::format("{}: some of its pixels are outside of the Moon's heights "
                                            "({:.0f} to {:.0f} m); are unit, scale, "
                                            "offset and \"no data\" right? --accept takes it as it is",
                                            plan.info.title, double(kDeepestM), double(kHighestM)));
    }
    if (tiles->empty()) {
        writer->discard();
        return base::inputError(
            fmt::format("{}: the map holds no data, or less than a strip of 10 pixels", plan.info.title));
    }
    for (const bool north : {true, false})
        if (auto ok = work.makeStrip(north); !ok)
            return tl::unexpected(ok.error());
    for (int level = plan.maxLevel - 1; level >= 0; --level) {
        tiles = work.make(parentsOf(*tiles), [&](const terrain::TileId& id) {
            auto tile = makeCoarser(*writer, plan.info.kind, id);
            return tile ? base::Result<std::optional<MadeTile>>(std::move(*tile))
                        : base::Result<std::optional<MadeTile>>(tl::unexpected(tile.error()));
        });
        if (!tiles)
            return tl::unexpected(tiles.error());
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
