#pragma once

#include <string>
#include <string_view>

namespace perilune::base {

/// Runs of blanks, tabs and line breaks as one blank each; none at either end: what the program reads of a
/// text.
std::string singleSpaced(std::string_view text);

} // namespace perilune::base
