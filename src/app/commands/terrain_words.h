#pragma once

#include "terrain/raster_kind.h"
#include "base/result.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace perilune::app {

/// How the commands about installed maps put things: shared by those that import and those that ask.

void print(const nlohmann::ordered_json& out);
base::Result<std::filesystem::path> terrainDir();
const char* wordFor(terrain::RasterKind kind);
std::string degrees(double value, const char* positive, const char* negative);
std::string extentInWords(double south, double north, double west, double east);
std::string metres(double m);
std::string megabytes(std::uint64_t bytes);
nlohmann::ordered_json extentJson(double south, double north, double west, double east);
void say(const char* key, const std::string& value);

} // namespace perilune::app
