#include "app/features.h"

#include "app/commands/commands.h"
#include "app/commands/terrain.h"
#include "app/exit.h"
#include "app/window/window.h"

#include <fmt/format.h>

namespace perilune::app {

std::string helpFor(const Feature& feature, std::string help) {
    return feature.here ? help : fmt::format("{} (not in this build)", help);
}

int tellAbsent(const Feature& feature) {
    tell(fmt::format("perilune: this build has no {}; build it with -D{}=ON, or install a package that has them\n",
                     feature.plural, feature.option));
    return kMachine;
}

// In the place of the files that are not compiled.
#if !PERILUNE_HAS_WINDOW
int window(const WindowOptions&) { return tellAbsent(kWindowFeature); }
#endif
#if !PERILUNE_HAS_FILM
int film(const FilmCommand&) { return tellAbsent(kFilmFeature); }
#endif
#if !PERILUNE_HAS_SURVEY
int terrainImport(const TerrainImportOptions&) { return tellAbsent(kSurveyFeature); }
#endif
#if !PERILUNE_HAS_FETCH
int terrainFetch(const TerrainFetchOptions&) { return tellAbsent(kFetchFeature); }
#endif

} // namespace perilune::app
