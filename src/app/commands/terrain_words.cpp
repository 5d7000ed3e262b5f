#include "app/commands/terrain_words.h"

#include "terrain/tile_set_name.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::app {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

void print(const ordered_json& out) {
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

base::Result<fs::path> terrainDir() {
    const fs::path maps = terrain::mapsDir();
    if (maps.empty())
        return base::machineError(
            "this machine has no home for installed maps; set XDG_DATA_HOME to a folder");
    return maps;
}

const char* wordFor(terrain::RasterKind kind) {
    return kind == terrain::RasterKind::Albedo ? "albedo" : "elevation";
}

std::string degrees(double value, const char* positive, const char* negative) {
    return fmt::format("{:.2f}° {}", std::abs(value), value < 0.0 ? negative : positive);
}

std::string extentInWords(double south, double north, double west, double east) {
    const std::string latitudes = fmt::format("{} to {}", degrees(south, "N", "S"), degrees(north, "N", "S"));
    if (west <= -180.0 && east >= 180.0)
        return south <= -89.99 && north >= 89.99 ? "the whole Moon" : latitudes + ", all around";
    return fmt::format("{}, {} to {}", latitudes, degrees(west, "E", "W"), degrees(east, "E", "W"));
}

std::string metres(double m) {
    return m < 10.0     ? fmt::format("{:.2f} m", m)
           : m < 1000.0 ? fmt::format("{:.0f} m", m)
                        : fmt::format("{:.2f} km", m / 1000.0);
}

std::string megabytes(std::uint64_t bytes) {
    return bytes < 10'000'000 ? fmt::format("{:.1f} MB", double(bytes) / 1e6)
                              : fmt::format("{:.0f} MB", double(bytes) / 1e6);
}

ordered_json extentJson(double south, double north, double west, double east) {
    return {{"south", south}, {"north", north}, {"west", west}, {"east", east}};
}

void say(const char* key, const std::string& value) {
    fmt::print("  {:<12}{}\n", key, value.empty() ? "not told" : value);
}

} // namespace perilune::app
