#pragma once

#include <filesystem>
#include <string>

namespace perilune::base {

/// A path as a file in `folder` names it, with slashes; both are taken as seen from here where they do not
/// begin at the root. One that begins there stays as it is.
std::string seenFrom(const std::filesystem::path& folder, const std::filesystem::path& path);

} // namespace perilune::base
