#pragma once

#include <filesystem>
#include <string>

namespace perilune::terrain {

/// What an installed map may be called: its file is NAME.tiles.

/// Letters, digits, '.', '_' and '-' of a file's name without its ending; "" where nothing is left.
std::string nameFor(const std::filesystem::path& file);
/// Why a name is none for an installed map; "" = it is one.
std::string faultOfName(const std::string& name);

} // namespace perilune::terrain
