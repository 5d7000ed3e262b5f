#include "terrain/tile_set_name.h"

#include "base/files.h"

#include <cctype>

namespace perilune::terrain {

std::filesystem::path mapsDir() {
    const std::filesystem::path data = base::dataDir();
    return data.empty() ? data : data / "terrain";
}

std::string nameFor(const std::filesystem::path& file) {
    std::string name;
    for (const char c : file.stem().string()) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
        if (plain && !(name.empty() && c == '.'))
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    return name.substr(0, 100);
}

std::string faultOfName(const std::string& name) {
    if (name.empty() || name.size() > 100)
        return "a name of 1 to 100 letters is wanted";
    if (name != nameFor(name + ".x"))
        return "letters, digits, '.', '_' and '-' are wanted";
    return "";
}

} // namespace perilune::terrain
