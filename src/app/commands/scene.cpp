#include "app/commands/commands.h"
#include "app/exit.h"
#include "scene/describe.h"
#include "scene/dump.h"
#include "terrain/ground.h"
#include "base/workers.h"

#include <fmt/format.h>

namespace perilune::app {

int printScene(const SceneOptions& options) {
    const auto timeline = loadTimelines(options.view.timelines);
    if (!timeline)
        return kBadInput;
    const auto moment = momentFor(options.view, *timeline);
    if (!moment)
        return report(moment.error());
    if (options.link) {
        fmt::print("{}\n", scene::linkTo(*moment, *timeline));
        return kDone;
    }
    const auto studio = openStudio(timeline, base::Workers::onThreads());
    if (!studio)
        return report(studio.error());
    const auto scene = scene::describe(*timeline, *studio->ground, *moment);
    if (!scene)
        return report(scene.error());
    const std::string text = options.json ? scene::toJson(*scene) : scene::toText(*scene);
    fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
    return kDone;
}

} // namespace perilune::app
