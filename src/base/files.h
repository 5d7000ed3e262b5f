#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace perilune::base {

/// The folder with the shaders, maps, models, fonts and timelines that belong to the program:
/// PERILUNE_SHARE where that is set, else share/perilune beside the executable's folder. A build tree is laid
/// out as an installed one is, and no other place is known to the program: both can be moved.
std::filesystem::path shareDir();

/// The user's own folders, by the XDG Base Directory Specification 0.8: for what was installed by hand
/// ($XDG_DATA_HOME/perilune) and for what can be made again ($XDG_CACHE_HOME/perilune). They need not exist;
/// empty where the machine has no home.
std::filesystem::path dataDir();
std::filesystem::path cacheDir();

/// A whole file; an error for one that is missing, unreadable, a folder, or above `limitBytes`.
Result<std::vector<std::uint8_t>> readBytes(const std::filesystem::path& path, std::size_t limitBytes);
Result<std::string> readText(const std::filesystem::path& path, std::size_t limitBytes);

} // namespace perilune::base
