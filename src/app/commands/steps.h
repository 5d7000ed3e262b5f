#pragma once

#include <filesystem>

namespace perilune::app {

struct StepsOptions {
    std::filesystem::path story;
    bool json = false;
};
/// Prints the steps of a story: when, what is said there, the notes.
int printSteps(const StepsOptions& options);

} // namespace perilune::app
