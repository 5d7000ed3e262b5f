#pragma once

#include "base/diagnostic.h"

#include <string>
#include <utility>
#include <vector>

namespace perilune::timeline {

/// What is no mistake but worth a look, told by `perilune check` alone: sources without a date, sources that
/// nothing names. `files`: name and text of timelines that belong together and are without errors.
std::vector<base::Diagnostic> lint(const std::vector<std::pair<std::string, std::string>>& files);

} // namespace perilune::timeline
