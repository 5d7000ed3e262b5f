#include "app/commands/commands.h"
#include "app/exit.h"
#include "app/system_fonts.h"
#include "capture/darkroom.h"
#include "terrain/ground.h"
#include "base/workers.h"

namespace perilune::app {

int still(const StillOptions& options) {
    const auto target = checkTarget(options.output, base::kPicture, options.view.timelines);
    if (!target)
        return report(target.error());
    const auto timeline = loadTimelines(options.view.timelines);
    if (!timeline)
        return kBadInput;
    const auto moment = momentFor(options.view, *timeline);
    if (!moment)
        return report(moment.error());
    auto studio = openStudio(timeline, base::Workers::onThreads());
    if (!studio)
        return report(studio.error());
    if (options.systemFonts)
        studio->furtherFonts = systemFontsFor;
    capture::beginFonts(*studio, options.size.height, moment->language, capture::lettersOf(*moment));
    const std::size_t told = studio->ground->problems().size();
    const auto darkroom = capture::Darkroom::open(*studio);
    if (!darkroom)
        return report(darkroom.error());
    if (auto done = capture::writeStill(*studio, *darkroom->renderer, *moment, options.size, options.samples,
                                        options.output);
        !done)
        return report(done.error());
    tellProblems(*studio->ground, told);
    tellOfModels(darkroom->renderer->takeProblems());
    sayWritten(options.output, *target);
    return kDone;
}

} // namespace perilune::app
