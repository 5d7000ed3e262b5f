#pragma once

#include <string>
#include <string_view>

namespace perilune::base {

/// What makes one text of another, line by line, as a unified diff with three lines around each change, as
/// `diff -u` and `patch` know it; empty where they are the same.
std::string unifiedDiff(std::string_view before, std::string_view after, std::string_view nameBefore,
                        std::string_view nameAfter);

} // namespace perilune::base
