#pragma once

#include <string>

namespace perilune::app {

/// What CMake's options may leave out of a build (cmake/PeriluneOptions.cmake). The command is there all the
/// same.
struct Feature {
    bool isHere;
    const char* plural; ///< "films"
    const char* option; ///< that brings it in
};
extern const Feature kWindows, kFilms, kDownloads, kImports;

/// A command's help, which says so where its work was left out.
std::string helpFor(const Feature& feature, std::string help);

/// What a command does whose work was left out: says so, and gives the exit status.
int tellAbsent(const Feature& feature);

} // namespace perilune::app
