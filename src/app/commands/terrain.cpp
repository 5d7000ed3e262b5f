#include "app/commands/terrain.h"

#include "app/commands/terrain_words.h"
#include "app/exit.h"
#include "app/features.h"
#include "terrain/ground.h"
#include "terrain/tile_set.h"
#include "terrain/tile_set_name.h"
#include "base/did_you_mean.h"
#include "base/files.h"
#include "base/platform/interruptible.h"
#include "base/workers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <system_error>

namespace perilune::app {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

std::vector<fs::path> filesWith(const fs::path& folder, const char* extension) {
    std::vector<fs::path> files;
    std::error_code none;
    for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none))
        if (it->path().extension() == extension)
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    return files;
}

/// At most: a map may have holes in them.
std::uint64_t stripBricks(const terrain::TileSetHeader& header) {
    std::uint64_t count = 0;
    for (const terrain::StripHeader& strip : header.strips)
        count += std::uint64_t(strip.tiles.width) * strip.tiles.height;
    return count;
}

/// What the importer concluded.
std::vector<std::string> notesOf(const terrain::TileSetHeader& header) {
    std::vector<std::string> notes;
    std::istringstream in(header.notes);
    for (std::string line; std::getline(in, line);)
        notes.push_back(line);
    return notes;
}

} // namespace

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
                            {"strip_tiles", stripBricks(h)},
                            {"bytes", h.fileBytes},
                            {"title", h.title},
                            {"source", h.source},
                            {"licence", h.licence},
                            {"made_of", h.files},
                            {"notes", notesOf(h)},
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
        for (const std::string& note : notesOf(h))
            say("note", note);
        const std::uint64_t strips = stripBricks(h);
        say("has",
            fmt::format("{} tiles on levels 0 to {}{}, {}{}", h.brickCount - strips, set->maxLevel(),
                        strips > 0 ? fmt::format(", and {} that hold its own pixels towards the poles ({})",
                                                 strips, megabytes(strips * h.brickBytes))
                                   : "",
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
        fmt::print("No map is installed in {}{}\n", folder->string(),
                   kImports.isHere ? ". \"perilune terrain import FILE\" installs one."
                                   : "; " + absenceOf(kImports) + ".");
    return status;
}

int terrainHeight(const TerrainHeightOptions& options) {
    const auto ground =
        terrain::Ground::open(base::shareDir(), base::Workers::onThreads(), terrain::mapsDir());
    if (!ground)
        return report(ground.error());
    const astro::Selenographic place{options.place.latitude, options.place.longitude, 0.0};
    const double heightM = (*ground)->heightM(place), resolutionM = (*ground)->resolutionM(place),
                 slopeDeg = (*ground)->slope(place).degrees();
    const std::string source((*ground)->source(place));
    tellProblems(**ground);
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
    if (const std::string fault = terrain::faultOfName(options.name); !fault.empty())
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
    const std::string meant = base::didYouMean(options.name, names, '"');
    return report(
        base::Error{fmt::format("no map is installed as \"{}\"; {}", options.name,
                                meant.empty() ? "\"perilune terrain info\" tells which are" : meant)});
}

} // namespace perilune::app
