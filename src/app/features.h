#pragma once

#include <string>

namespace perilune::app {

/// What CMake's options may leave out of a build (cmake/PeriluneOptions.cmake). Help lists none of it, but
/// the command is there all the same, and says what is missing and how to get it.
struct Feature {
    bool isHere;
    const char* plural; ///< "films"
    const char* option; ///< that brings it in
};
extern const Feature kWindows, kFilms, kDownloads, kImports;

/// "this build has no films; build it with -DPERILUNE_FILM=ON, or install a package of it"
std::string absenceOf(const Feature& feature);

/// "perilune 1.2.3"
std::string programName();

/// What a command does whose work was left out: says so, and gives the exit status.
int tellAbsent(const Feature& feature);

} // namespace perilune::app
