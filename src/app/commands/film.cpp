#include "capture/film.h"

#include "app/commands/commands.h"
#include "app/commands/long_work.h"
#include "app/exit.h"
#include "app/features.h"
#include "app/system_fonts.h"
#include "capture/darkroom.h"
#include "story/unseen.h"
#include "terrain/ground.h"
#include "base/platform/interruptible.h"
#include "base/workers.h"

#include <fmt/format.h>

namespace perilune::app {

namespace {

/// What the file says, and over it what the options say. Nothing: an error was printed.
std::optional<story::FilmJob> jobOf(const FilmCommand& command) {
    story::FilmJob job;
    job.story = command.file;
    if (story::isFilmJob(command.file)) {
        auto read = story::readFilmJob(command.file);
        if (report(read.diagnostics) != kDone)
            return std::nullopt;
        job = std::move(read.value);
    }
    for (const auto& say : command.said)
        say(job);
    return job;
}

} // namespace

int film(const FilmCommand& command) {
    if (!kFilms.isHere && !command.printJob)
        return tellAbsent(kFilms);
    const auto job = jobOf(command);
    if (!job)
        return kBadInput;
    if (const auto ok = story::checkFilmSize(job->size); !ok) {
        tell(fmt::format("perilune: --size: {}\n", ok.error().message));
        return kUsage;
    }
    if (command.printJob) {
        fmt::print("{}", story::writeFilmJob(*job, {}));
        return kDone;
    }
    auto loaded = loadStory(job->story, job->timelines);
    if (!loaded)
        return kBadInput;
    Paths read = loaded->files();
    read.push_back(command.file);
    if (auto ok = checkTarget(command.output, base::kFilm, std::move(read)); !ok)
        return report(ok.error());
    if (!job->language.empty()) {
        const auto language = findLanguage(*loaded->timeline, job->language);
        if (!language)
            return report(language.error());
        loaded->story = story::inLanguage(std::move(*loaded->story), *language);
    }
    if (const auto ok = story::checkFrames(*loaded->story, job->rate, job->frames); !ok)
        return report(base::Error{fmt::format("--frames: {}", ok.error().message)});
    auto studio = openStudio(loaded->timeline, base::Workers::onThreads());
    if (!studio)
        return report(studio.error());
    if (command.systemFonts)
        studio->furtherFonts = systemFontsFor;
    const std::size_t told = studio->ground->problems().size();
    const auto darkroom = capture::Darkroom::open(*studio);
    if (!darkroom)
        return report(darkroom.error());

    const base::Interruptible guard;
    ProgressLine line("frames");
    const auto done = capture::writeFilm(*studio, *darkroom->renderer, *loaded->story, *job, command.output,
                                         [&](const auto& progress) {
                                             line.show(progress.done, progress.total);
                                             return !guard.wasInterrupted();
                                         });
    line.end();
    tellProblems(*studio->ground, told);
    tellOfModels(darkroom->renderer->takeProblems());
    if (!done)
        return report(done.error());
    sayWritten(command.output);
    return kDone;
}

} // namespace perilune::app
