#include "app/commands/commands.h"
#include "app/exit.h"
#include "model/model_info.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace perilune::app {

namespace {

void printList(const char* name, const std::vector<std::string>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        fmt::print("{:<16}{}\n", i == 0 ? name : "", lines[i]);
}

} // namespace

int modelInfo(const ModelInfoOptions& options) {
    const auto info = model::readModelInfo(options.file);
    if (!info)
        return report(info.error());
    if (options.json) {
        nlohmann::ordered_json motions = nlohmann::ordered_json::array();
        for (const model::ModelMotion& motion : info->motions)
            motions.push_back(
                {{"name", motion.name}, {"length_s", motion.lengthS}, {"channels", motion.channels}});
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
                                         {"low_m", {info->lowM.x, info->lowM.y, info->lowM.z}},
                                         {"scenes", info->scenes},
                                         {"variants", info->variants},
                                         {"movements", motions},
                                         {"nodes", info->nodes},
                                         {"approximated", info->approximated},
                                         {"ignored", info->ignored},
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
    std::vector<std::string> movements;
    for (std::size_t i = 0; i < info->motions.size(); ++i)
        movements.push_back(
            fmt::format("{} {}, {:.4g} s", i, info->motions[i].name, info->motions[i].lengthS));
    constexpr std::size_t kMostNodes = 60;
    std::vector<std::string> nodes(
        info->nodes.begin(), info->nodes.begin() + std::ptrdiff_t(std::min(kMostNodes, info->nodes.size())));
    if (info->nodes.size() > kMostNodes)
        nodes.push_back(fmt::format("and {} more; --json lists all", info->nodes.size() - kMostNodes));
    printList("movements", movements);
    if (!movements.empty())
        fmt::print("{:<16}played by `model render --animation`; at a site it is in its rest pose\n", "");
    printList("variants", info->variants);
    printList("nodes", nodes);
    printList("approximated", info->approximated);
    printList("ignored", info->ignored);
    std::vector<std::string> others;
    for (const std::string& note : info->notes)
        if (std::find(info->approximated.begin(), info->approximated.end(), note) ==
                info->approximated.end() &&
            std::find(info->ignored.begin(), info->ignored.end(), note) == info->ignored.end())
            others.push_back(note);
    printList("notes", others);
    return kDone;
}

} // namespace perilune::app
