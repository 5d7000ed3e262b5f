#include "capture/film.h"

#include "app/commands/commands.h"
#include "app/commands/long_work.h"
#include "app/exit.h"
#include "render/headless_context.h"
#include "terrain/ground.h"
#include "base/files.h"

#include <fmt/format.h>

namespace perilune::app {

int film(const FilmCommand& options) {
    if (options.size.width % 2 != 0 || options.size.height % 2 != 0) {
        fmt::print(
            stderr, "perilune: --size: a film needs an even width and height, {}x{} is not; try {}x{}\n",
            options.size.width, options.size.height, options.size.width & ~1, options.size.height & ~1);
        return kUsage;
    }
    if (auto ok = base::checkWritable(options.output); !ok)
        return report(ok.error());
    auto loaded = loadStory(options.story, options.timelines);
    if (!loaded)
        return kBadInput;
    if (!options.language.empty()) {
        const auto language = findLanguage(*loaded->timeline, options.language);
        if (!language)
            return report(language.error());
        loaded->story = story::inLanguage(std::move(*loaded->story), *language);
    }
    const auto total = story::frameCount(*loaded->story, options.rate.num, options.rate.den);
    if (options.frames.first >= total || options.frames.last >= total)
        return report(base::Error{fmt::format(
            "--frames: the story has frames 0 to {} at this rate; choose from these", total - 1)});
    const auto studio = openStudio(loaded->timeline);
    if (!studio)
        return report(studio.error());
    const auto context = render::HeadlessContext::create();
    if (!context)
        return report(context.error());
    const auto renderer = render::Renderer::create({studio->shareDir, studio->ground});
    if (!renderer)
        return report(renderer.error());

    capture::FilmOptions filmOptions;
    filmOptions.size = options.size;
    filmOptions.fpsNum = options.rate.num;
    filmOptions.fpsDen = options.rate.den;
    filmOptions.firstFrame = options.frames.first;
    filmOptions.lastFrame = options.frames.last;
    filmOptions.samples = options.samples;
    const Interruptible guard;
    ProgressLine line("frames");
    const auto done = capture::writeFilm(*studio, **renderer, *loaded->story, filmOptions, options.output,
                                         [&](const auto& progress) {
                                             line.show(progress.done, progress.total);
                                             return !guard.wasInterrupted();
                                         });
    line.end();
    if (!done && guard.wasInterrupted()) {
        tell("perilune: stopped; nothing was written\n");
        return kInterrupted;
    }
    if (!done)
        return report(done.error());
    fmt::print("{}\n", options.output.string());
    return kDone;
}

} // namespace perilune::app
