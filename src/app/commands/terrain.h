#pragma once

#include "app/commands/loading.h"
#include "app/commands/terrain_fetch.h"
#include "app/commands/terrain_illuminate.h"
#include "terrain/raster_kind.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace perilune::app {

struct TerrainImportOptions {
    Paths files;
    std::optional<terrain::RasterKind> kind;
    std::string name;
    std::filesystem::path sidecar;
    bool dryRun = false, again = false, json = false;
    bool accept = false; ///< also what is doubtful
};
/// Makes installed maps of files, one each.
int terrainImport(const TerrainImportOptions& options);

struct TerrainInfoOptions {
    bool json = false, check = false;
};
/// Tells what is installed.
int terrainInfo(const TerrainInfoOptions& options);

struct TerrainHeightOptions {
    LatLon place;
    bool json = false;
};
int terrainHeight(const TerrainHeightOptions& options);

struct TerrainRemoveOptions {
    std::string name;
};
int terrainRemove(const TerrainRemoveOptions& options);

/// All options of `perilune terrain …`; parsed values land here.
struct TerrainOptions {
    TerrainImportOptions import;
    TerrainInfoOptions info;
    TerrainHeightOptions height;
    TerrainRemoveOptions remove;
    TerrainFetchOptions fetch;
    TerrainIlluminateOptions illuminate;
};
/// Adds `terrain` and what belongs to it; the one that was chosen is put into `chosen`.
void addTerrain(CLI::App& app, TerrainOptions& options, std::function<int()>& chosen);

} // namespace perilune::app
