#include "app/commands/terrain.h"

#include "app/commands/long_work.h"
#include "app/exit.h"
#include "survey/import/importer.h"
#include "survey/import/open.h"
#include "terrain/ground.h"
#include "terrain/tile_set.h"
#include "base/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <system_error>

namespace perilune::app {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

void print(const ordered_json& out) {
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

base::Result<fs::path> terrainDir() {
    const fs::path data = base::dataDir();
    if (data.empty())
        return base::machineError(
            "this machine has no home for installed maps; set XDG_DATA_HOME to a folder");
    return data / "terrain";
}

const char* wordFor(terrain::RasterKind kind) {
    return kind == terrain::RasterKind::Albedo ? "albedo" : "elevation";
}

std::string degrees(double value, const char* positive, const char* negative) {
    return fmt::format("{:.2f}° {}", std::abs(value), value < 0.0 ? negative : positive);
}

std::string extentInWords(double south, double north, double west, double east) {
    const std::string latitudes = fmt::format("{} to {}", degrees(south, "N", "S"), degrees(north, "N", "S"));
    if (west <= -180.0 && east >= 180.0)
        return south <= -89.99 && north >= 89.99 ? "the whole Moon" : latitudes + ", all around";
    return fmt::format("{}, {} to {}", latitudes, degrees(west, "E", "W"), degrees(east, "E", "W"));
}

std::string metres(double m) {
    return m < 10.0     ? fmt::format("{:.2f} m", m)
           : m < 1000.0 ? fmt::format("{:.0f} m", m)
                        : fmt::format("{:.2f} km", m / 1000.0);
}

std::string megabytes(std::uint64_t bytes) {
    return bytes < 10'000'000 ? fmt::format("{:.1f} MB", double(bytes) / 1e6)
                              : fmt::format("{:.0f} MB", double(bytes) / 1e6);
}

ordered_json extentJson(double south, double north, double west, double east) {
    return {{"south", south}, {"north", north}, {"west", west}, {"east", east}};
}

void say(const char* key, const std::string& value) {
    fmt::print("  {:<12}{}\n", key, value.empty() ? "not told" : value);
}

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
            {"bytes_at_most", plan.bytes},
            {"title", plan.info.title},
            {"source", plan.info.source},
            {"licence", plan.info.licence}};
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
    say("becomes", fmt::format("{}: at most {} tiles on levels 0 to {}, texels of {}, {}", plan.name,
                               plan.tiles, plan.maxLevel, metres(plan.texelM), megabytes(plan.bytes)));
    say("in", plan.target.string());
}

/// One file; its line of JSON is added to `out`.
int importOne(const fs::path& file, const TerrainImportOptions& options, const fs::path& folder,
              const Interruptible& guard, ordered_json& out) {
    const auto source = survey::openRaster(file, survey::RasterWish{options.kind, options.sidecar});
    if (!source)
        return report(source.error());
    const std::string name = options.name.empty() ? survey::nameFor(file) : options.name;
    if (const std::string fault = survey::faultOfName(name); !fault.empty())
        return report(base::Error{
            fmt::format("\"{}\" cannot be the name of a map: {}; give --name NAME", name, fault)});
    const auto plan = survey::planImport(**source, file, name, folder);
    if (!plan)
        return report(plan.error());
    if (options.dryRun) {
        options.json ? out.push_back(planJson(*plan)) : tellPlan(file, *plan);
        return kDone;
    }
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
    const auto done =
        survey::runImport(**source, *plan, base::shareDir(), [&](std::size_t made, std::size_t total) {
            line.show(std::int64_t(made), std::int64_t(total));
            return !guard.wasInterrupted();
        });
    line.end();
    if (!done)
        return report(done.error());
    if (done->stopped) {
        tell(fmt::format(
            "perilune: stopped; the same command goes on from here, \"perilune terrain remove {}\" "
            "drops what was done\n",
            name));
        return kInterrupted;
    }
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
    }
    return kDone;
}

std::vector<fs::path> filesWith(const fs::path& folder, const char* extension) {
    std::vector<fs::path> files;
    std::error_code none;
    for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none))
        if (it->path().extension() == extension)
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    return files;
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
    const Interruptible guard;
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

int terrainInfo(const TerrainInfoOptions& options) {
    const auto folder = terrainDir();
    if (!folder)
        return report(folder.error());
    int status = kDone;
    ordered_json sets = ordered_json::array(), unfinished = ordered_json::array();
    const auto files = filesWith(*folder, ".tiles");
    for (const fs::path& file : files) {
        const std::string name = file.stem().string();
        const auto set = terrain::TileSet::open(file);
        std::string state = "whole";
        if (!set)
            state = set.error().message;
        else if (options.check && !set->bricksAreWhole())
            state = fmt::format("{}: is damaged; import it again with --again", file.string());
        if (state != "whole") {
            status = kBadInput;
            tell(fmt::format("perilune: {}\n", state));
        }
        if (!set) {
            if (options.json)
                sets.push_back({{"name", name}, {"file", file.string()}, {"state", state}});
            continue;
        }
        const terrain::TileSetHeader& h = set->header();
        if (options.json) {
            sets.push_back({{"name", name},
                            {"kind", wordFor(set->kind())},
                            {"file", file.string()},
                            {"resolution_m", h.resolutionM},
                            {"extent", extentJson(h.south, h.north, h.west, h.east)},
                            {"finest_level", set->maxLevel()},
                            {"tiles", h.brickCount},
                            {"bytes", h.fileBytes},
                            {"title", h.title},
                            {"source", h.source},
                            {"licence", h.licence},
                            {"made_of", h.files},
                            {"state", options.check ? state : "not checked"}});
            continue;
        }
        fmt::print("{}\n", name);
        say("is", fmt::format("{}, {} a pixel", wordFor(set->kind()), metres(h.resolutionM)));
        say("covers", extentInWords(h.south, h.north, h.west, h.east));
        say("title", h.title);
        say("source", h.source);
        say("licence", h.licence);
        say("made of", h.files);
        say("has", fmt::format("{} tiles on levels 0 to {}, {}{}", h.brickCount, set->maxLevel(),
                               megabytes(h.fileBytes), options.check && state == "whole" ? ", checked" : ""));
    }
    for (const fs::path& file : filesWith(*folder, ".part")) {
        const std::string name = file.stem().stem().string();
        if (options.json)
            unfinished.push_back(name);
        else
            fmt::print("{}\n  unfinished; import the same file again to go on\n", name);
    }
    if (options.json)
        print({{"folder", folder->string()}, {"sets", sets}, {"unfinished", unfinished}});
    else if (files.empty())
        fmt::print("No map is installed in {}. \"perilune terrain import FILE\" installs one.\n",
                   folder->string());
    return status;
}

int terrainHeight(const TerrainHeightOptions& options) {
    const auto ground = terrain::Ground::open(base::shareDir(), base::dataDir() / "terrain");
    if (!ground)
        return report(ground.error());
    for (const std::string& problem : (*ground)->problems())
        tell(fmt::format("perilune: {}\n", problem));
    const astro::Selenographic place{options.place.latitude, options.place.longitude, 0.0};
    const double heightM = (*ground)->heightM(place), resolutionM = (*ground)->resolutionM(place),
                 slopeDeg = (*ground)->slope(place).degrees();
    const std::string source((*ground)->source(place));
    if (options.json) {
        print({{"lat", place.latitude.degrees()},
               {"lon", base::wrapped180(place.longitude).degrees()},
               {"height_m", heightM},
               {"slope_deg", slopeDeg},
               {"source", source},
               {"resolution_m", resolutionM}});
        return kDone;
    }
    fmt::print("{:<12}{:.1f} m above the 1737.4 km sphere\n", "height", heightM);
    fmt::print("{:<12}{:.1f}°\n", "slope", slopeDeg);
    fmt::print("{:<12}{}\n", "source", source);
    fmt::print("{:<12}{}\n", "resolution", metres(resolutionM));
    return kDone;
}

int terrainRemove(const TerrainRemoveOptions& options) {
    const auto folder = terrainDir();
    if (!folder)
        return report(folder.error());
    if (const std::string fault = survey::faultOfName(options.name); !fault.empty())
        return report(base::Error{fmt::format("\"{}\" is no name of a map: {}", options.name, fault)});
    bool any = false;
    for (const char* extension : {".tiles", ".tiles.part"}) {
        const fs::path file = *folder / (options.name + extension);
        std::error_code failed;
        if (fs::remove(file, failed))
            any = true;
        else if (failed)
            return report(
                base::Error{fmt::format("{}: cannot be removed ({})", file.string(), failed.message()),
                            base::Fault::Machine});
    }
    if (any) {
        fmt::print("{} was removed\n", options.name);
        return kDone;
    }
    std::vector<std::string> names;
    for (const fs::path& file : filesWith(*folder, ".tiles"))
        names.push_back(file.stem().string());
    const std::string close = base::closestWord(options.name, names);
    return report(base::Error{fmt::format("no map is installed as \"{}\"; {}", options.name,
                                          close.empty() ? "\"perilune terrain info\" tells which are"
                                                        : fmt::format("did you mean \"{}\"?", close))});
}

} // namespace perilune::app
