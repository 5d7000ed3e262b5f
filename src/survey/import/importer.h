#pragma once

#include "survey/import/first_look.h"
#include "survey/import/map_grid.h"
#include "terrain/tile_set.h"
#include "base/workers.h"

#include <functional>
#include <optional>

namespace perilune::survey {

/// What importing a map would make.
struct ImportPlan {
    std::string name;             ///< of the installed map
    std::filesystem::path target; ///< its file
    RasterInfo info;
    MapGrid::Extent extent{};
    int maxLevel = 0;
    double texelM = 0.0; ///< of the finest level, at the middle of a face
    std::vector<terrain::TileId>
        finest; ///< tiles of that level that the map reaches, in the order of the work
    std::vector<std::size_t> tilesOfLevel;
    terrain::StripHeader strips[2]{}; ///< rows next to the poles that are kept as they are
    std::size_t stripBricks = 0;
    std::size_t tiles = 0;   ///< with these
    std::uint64_t bytes = 0; ///< at most, of the installed file
    std::string identity;    ///< tells this map from others: name, size, check sum of a sample
    FirstLook look;
    bool accepted = false; ///< the user takes it in spite of all doubts
};

/// Reads a small map, or rows of a large one. An error for numbers that can be no heights of the Moon; what
/// is doubtful stands in the plan. `shareDir`: where the shipped ground is, which heights are held against;
/// empty: they are not.
base::Result<ImportPlan> planImport(RasterSource& source, const std::filesystem::path& file,
                                    const std::string& name, const std::filesystem::path& folder,
                                    const std::filesystem::path& shareDir = {});

/// The installed map that came of the same file, if there is one.
std::optional<std::filesystem::path> installedAlready(const ImportPlan& plan);

/// Done so far and in all, in tiles; false: cancel. Asked from one thread.
using ImportProgress = std::function<bool(std::size_t done, std::size_t total)>;

struct ImportOutcome {
    std::size_t tiles = 0;   ///< with data
    std::size_t resumed = 0; ///< of them those that were there from an earlier run
    std::uint64_t bytes = 0;
};
/// Makes the installed map: the same bytes every time. `shareDir`: where the shipped photo is, to whose
/// brightness an albedo map is brought; empty: it is taken as it is.
base::Result<ImportOutcome> runImport(RasterSource& source, const ImportPlan& plan,
                                      const std::filesystem::path& shareDir, const base::Workers& workers,
                                      const ImportProgress& progress);

/// Bytes that are still to be written, and those that are free there; an error where that is too little.
base::Result<void> checkDiskSpace(const ImportPlan& plan);

} // namespace perilune::survey
