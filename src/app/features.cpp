#include "app/features.h"

#include "app/commands/loading.h"
#include "app/commands/record_archive.h"
#include "app/commands/record_update.h"
#include "app/commands/terrain.h"
#include "app/exit.h"
#include "app/window/window.h"

#include <fmt/format.h>

#ifndef PERILUNE_VERSION
#define PERILUNE_VERSION "0"
#endif

namespace perilune::app {

constexpr Feature kWindows{PERILUNE_HAS_WINDOW != 0, "window", "PERILUNE_WINDOW"};
constexpr Feature kFilms{PERILUNE_HAS_FILM != 0, "films", "PERILUNE_FILM"};
constexpr Feature kDownloads{PERILUNE_HAS_FETCH != 0, "downloads", "PERILUNE_FETCH"};
constexpr Feature kImports{PERILUNE_HAS_SURVEY != 0, "imports of maps", "PERILUNE_SURVEY"};

std::string absenceOf(const Feature& feature) {
    return fmt::format("this build has no {}; build it with -D{}=ON, or install a package of it",
                       feature.plural, feature.option);
}

std::string programName() {
    return "perilune " PERILUNE_VERSION;
}

int tellAbsent(const Feature& feature) {
    tell(fmt::format("perilune: {}\n", absenceOf(feature)));
    return kMachine;
}

// In the place of the files that are not compiled.
#if !PERILUNE_HAS_WINDOW
int window(const WindowOptions&) {
    return tellAbsent(kWindows);
}
#endif
#if !PERILUNE_HAS_SURVEY
int terrainImport(const TerrainImportOptions&) {
    return tellAbsent(kImports);
}
#endif
#if !PERILUNE_HAS_FETCH
int terrainFetch(const TerrainFetchOptions&) {
    return tellAbsent(kDownloads);
}
int recordUpdate(const RecordUpdateOptions&) {
    return tellAbsent(kDownloads);
}
int recordPack(const RecordPackOptions&) {
    return tellAbsent(kDownloads);
}
int recordKey(const RecordKeyOptions&) {
    return tellAbsent(kDownloads);
}
base::Result<RecordArchive> readArchive(const std::filesystem::path&) {
    return base::machineError(absenceOf(kDownloads));
}
#endif

} // namespace perilune::app
