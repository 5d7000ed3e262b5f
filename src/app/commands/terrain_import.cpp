#include "app/commands/long_work.h"
#include "app/commands/terrain.h"
#include "app/commands/terrain_words.h"
#include "app/exit.h"
#include "survey/import/importer.h"
#include "survey/import/open.h"
#include "terrain/tile_set_name.h"
#include "base/files.h"
#include "base/platform/interruptible.h"
#include "base/workers.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace perilune::app {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

ordered_json planJson(const survey::ImportPlan& plan) {
    ordered_json levels = ordered_json::array();
    for (std::size_t i = 0; i < plan.tilesOfLevel.size(); ++i)
        levels.push_back(plan.tilesOfLevel[i]);
    return {{"name", plan.name},
            {"kind", wordFor(plan.info.kind)},
            {"file", plan.target.string()},
            {"width", plan.info.width},
            {"height", plan.info.height},
            {"resolution_m", plan.info.resolutionM},
            {"extent", extentJson(plan.extent.southDeg, plan.extent.northDeg, plan.extent.westDeg,
                                  plan.extent.eastDeg)},
            {"finest_level", plan.maxLevel},
            {"texel_m", plan.texelM},
            {"tiles", plan.tiles},
            {"tiles_by_level", levels},
            {"strip_tiles", plan.stripBricks},
            {"bytes_at_most", plan.bytes},
            {"title", plan.info.title},
            {"source", plan.info.source},
            {"licence", plan.info.licence},
            {"notes", plan.info.notes},
            {"doubts", plan.look.doubts}};
}

void tellPlan(const fs::path& file, const survey::ImportPlan& plan) {
    const survey::RasterInfo& info = plan.info;
    const bool polar = std::holds_alternative<survey::PolarStereographic>(info.projection);
    fmt::print("{}\n", file.string());
    say("is", fmt::format("{}, {} x {} pixels of {}, {}", wordFor(info.kind), info.width, info.height,
                          metres(info.resolutionM), polar ? "polar stereographic" : "cylindrical"));
    say("covers",
        extentInWords(plan.extent.southDeg, plan.extent.northDeg, plan.extent.westDeg, plan.extent.eastDeg));
    say("title", info.title);
    say("source", info.source);
    say("licence", info.licence);
    for (const std::string& note : info.notes)
        say("note", note);
    say("becomes",
        fmt::format("{}: at most {} tiles on levels 0 to {}, texels of {}{}, {}", plan.name,
                    plan.tiles - plan.stripBricks, plan.maxLevel, metres(plan.texelM),
                    plan.stripBricks > 0
                        ? fmt::format(", and {} that hold its own pixels towards the poles", plan.stripBricks)
                        : "",
                    megabytes(plan.bytes)));
    say("in", plan.target.string());
}

/// One file; its line of JSON is added to `out`.
int importOne(const fs::path& file, const TerrainImportOptions& options, const fs::path& folder,
              const base::Interruptible& guard, ordered_json& out) {
    const auto source =
        survey::openRaster(file, survey::RasterWish{options.kind, options.sidecar, options.accept});
    if (!source)
        return report(source.error());
    const std::string name = options.name.empty() ? terrain::nameFor(file) : options.name;
    if (const std::string fault = terrain::faultOfName(name); !fault.empty())
        return report(base::Error{
            fmt::format("\"{}\" cannot be the name of a map: {}; give --name NAME", name, fault)});
    auto plan = survey::planImport(**source, file, name, folder, base::shareDir());
    if (!plan)
        return report(plan.error());
    plan->accepted = options.accept;
    if (options.accept)
        for (const std::string& doubt : plan->look.doubts)
            plan->info.notes.push_back("Accepted: " + doubt);
    const bool refused = !plan->look.doubts.empty() && !options.accept;
    if (options.json && (options.dryRun || refused))
        out.push_back(planJson(*plan));
    else if (options.dryRun)
        tellPlan(file, *plan);
    for (const std::string& doubt : plan->look.doubts)
        tell(fmt::format("perilune: {}: {}\n", file.string(), doubt));
    if (refused)
        return report(base::Error{
            fmt::format("{}: is not imported; if it is right all the same, --accept", file.string())});
    if (options.dryRun)
        return kDone;
    std::error_code none;
    if (!options.again) {
        if (const auto there = survey::installedAlready(*plan)) {
            tell(fmt::format("perilune: {}: is installed already, as {}; --again makes it anew\n",
                             file.string(), there->stem().string()));
            return kDone;
        }
        if (fs::exists(plan->target, none))
            return report(base::Error{fmt::format(
                "{}: another map is installed as {}; choose another --name, or --again to replace it",
                file.string(), name)});
    }
    ProgressLine line("tiles");
    const auto done = survey::runImport(**source, *plan, base::shareDir(), base::Workers::onThreads(),
                                        [&](std::size_t made, std::size_t total) {
                                            line.show(std::int64_t(made), std::int64_t(total));
                                            return !guard.wasInterrupted();
                                        });
    line.end();
    if (!done && done.error().fault == base::Fault::Cancelled)
        return report(base::Error{fmt::format("stopped; the same command goes on from here, \"perilune "
                                              "terrain remove {}\" drops what was done",
                                              name),
                                  base::Fault::Cancelled});
    if (!done)
        return report(done.error());
    if (options.json) {
        ordered_json entry = planJson(*plan);
        entry["tiles"] = done->tiles;
        entry["bytes"] = done->bytes;
        out.push_back(entry);
    } else {
        fmt::print("{}: {}, {} a pixel, {}; {} tiles, {}{}\n", name, wordFor(plan->info.kind),
                   metres(plan->info.resolutionM),
                   extentInWords(plan->extent.southDeg, plan->extent.northDeg, plan->extent.westDeg,
                                 plan->extent.eastDeg),
                   done->tiles, megabytes(done->bytes),
                   done->resumed > 0 ? fmt::format(" ({} were there from an earlier run)", done->resumed)
                                     : "");
        for (const std::string& note : plan->info.notes)
            say("note", note);
    }
    return kDone;
}

} // namespace

int terrainImport(const TerrainImportOptions& options) {
    if (options.files.size() > 1 && (!options.name.empty() || !options.sidecar.empty())) {
        tell("perilune: --name and --sidecar belong to one file; import the files one by one\n");
        return kUsage;
    }
    const auto folder = terrainDir();
    if (!folder)
        return report(folder.error());
    const base::Interruptible guard;
    ordered_json out = ordered_json::array();
    int status = kDone;
    for (const fs::path& file : options.files) {
        const int one = importOne(file, options, *folder, guard, out);
        status = std::max(status, one);
        if (one == kInterrupted || one == kMachine)
            break;
    }
    if (options.json)
        print(out);
    return status;
}

} // namespace perilune::app
