#pragma once

#include <string>

namespace perilune::app {

/// What CMake's options may leave out of a build (cmake/PeriluneOptions.cmake). The command is there all the same.
struct Feature {
    bool here;
    const char* plural; ///< "films"
    const char* option; ///< that brings it in
};
inline constexpr Feature kWindowFeature{PERILUNE_HAS_WINDOW != 0, "windows", "PERILUNE_WINDOW"};
inline constexpr Feature kFilmFeature{PERILUNE_HAS_FILM != 0, "films", "PERILUNE_FILM"};
inline constexpr Feature kFetchFeature{PERILUNE_HAS_FETCH != 0, "downloads", "PERILUNE_FETCH"};
inline constexpr Feature kSurveyFeature{PERILUNE_HAS_SURVEY != 0, "imports of maps", "PERILUNE_SURVEY"};

/// A command's help, which says so where its work was left out.
std::string helpFor(const Feature& feature, std::string help);

/// What a command does whose work was left out: says so, and gives the exit status.
int tellAbsent(const Feature& feature);

} // namespace perilune::app
