#include "app/commands/commands.h"
#include "app/exit.h"
#include "model/model_info.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace perilune::app {

int modelInfo(const ModelInfoOptions& options) {
    const auto info = model::readModelInfo(options.file);
    if (!info)
        return report(info.error());
    if (options.json) {
        const nlohmann::ordered_json out{{"meshes", info->meshes},
                                         {"primitives", info->primitives},
                                         {"vertices", info->vertices},
                                         {"triangles", info->triangles},
                                         {"materials", info->materials},
                                         {"textures", info->textures},
                                         {"animations", info->animations},
                                         {"skins", info->skins},
                                         {"extensions_used", info->extensionsUsed},
                                         {"size_m", {info->sizeM.x, info->sizeM.y, info->sizeM.z}},
                                         {"notes", info->notes}};
        fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        return kDone;
    }
    fmt::print("{:<16}{}\n{:<16}{}\n{:<16}{}\n{:<16}{}\n", "meshes", info->meshes, "primitives",
               info->primitives, "vertices", info->vertices, "triangles", info->triangles);
    fmt::print("{:<16}{}\n{:<16}{}\n{:<16}{}\n{:<16}{}\n", "materials", info->materials, "textures",
               info->textures, "animations", info->animations, "skins", info->skins);
    fmt::print("{:<16}{}\n", "extensions used",
               info->extensionsUsed.empty() ? "none"
                                            : fmt::format("{}", fmt::join(info->extensionsUsed, ", ")));
    fmt::print("{:<16}{:.4g} x {:.4g} x {:.4g} m, {:.4g} m high\n", "size", info->sizeM.x, info->sizeM.y,
               info->sizeM.z, info->sizeM.y);
    for (const std::string& note : info->notes)
        fmt::print("{:<16}{}\n", &note == &info->notes.front() ? "notes" : "", note);
    return kDone;
}

} // namespace perilune::app
