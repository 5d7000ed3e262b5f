#pragma once

#include <string_view>

namespace perilune::timeline {

/// What a named character reference of HTML stands for, as one or two hexadecimal code points with a blank
/// between
/// ("AMP" -> "26", "nvlt;" -> "3C 20D2"); empty where there is no such name. Names end in their semicolon;
/// the few that old pages write without it are known both ways.
std::string_view htmlName(std::string_view name);

} // namespace perilune::timeline
