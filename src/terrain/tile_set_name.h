#pragma once

#include <filesystem>
#include <string>

namespace perilune::terrain {

/// What an installed map may be called: its file is NAME.tiles.

/// Where they lie, `<user's data>/terrain`; empty where the machine has no home, and then there are none.
std::filesystem::path mapsDir();

/// Letters, digits, '.', '_' and '-' of a file's name without its ending; "" where nothing is left.
std::string nameFor(const std::filesystem::path& file);
/// Why a name is none for an installed map; "" = it is one.
std::string faultOfName(const std::string& name);

} // namespace perilune::terrain
