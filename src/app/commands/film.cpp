#include "capture/film.h"

#include "app/commands/commands.h"
#include "app/commands/long_work.h"
#include "app/exit.h"
#include "app/features.h"
#include "app/system_fonts.h"
#include "capture/darkroom.h"
#include "story/film_format.h"
#include "story/sounds.h"
#include "story/steps.h"
#include "story/unseen.h"
#include "terrain/ground.h"
#include "base/platform/interruptible.h"
#include "base/workers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>

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

constexpr base::OutputForm kHashes{"a list of hashes", "text", ".txt", true};
constexpr base::OutputForm kWebVtt{"subtitles", "WebVTT", ".vtt", true};
constexpr base::OutputForm kSubRip{"subtitles", "SubRip", ".srt", true};

std::string seconds(double s) {
    const auto whole = std::int64_t(s + 0.5);
    return whole < 60     ? fmt::format("{} s", whole)
           : whole < 3600 ? fmt::format("{} min {:02} s", whole / 60, whole % 60)
                          : fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

int tellEstimate(const capture::FilmEstimate& estimate, double secondsAFrame, const capture::FilmWork& work) {
    fmt::print(
        "about {} and {:.1f} MB for {} frames ({:.1f} frames a second, of {} that were drawn; they wait "
        "in {} for the film)\n",
        seconds(secondsAFrame * double(estimate.frames)), estimate.bytes / 1e6, estimate.frames,
        1.0 / std::max(secondsAFrame, 1e-6), estimate.drawn, fmt::format("{}.segments", work.file.string()));
    return kDone;
}

int tellCheck(const capture::FilmCheck& check, const capture::FilmWork& work) {
    if (check.different.empty()) {
        fmt::print("{}: {} frames drawn again, all as they were\n", work.file.string(), check.compared);
        return kDone;
    }
    fmt::print("{}: {} of {} frames come out differently: {}\n", work.file.string(), check.different.size(),
               check.compared, fmt::join(check.different, ", "));
    if (!check.otherwise.empty())
        fmt::print("it was made with another: {}\n", check.otherwise);
    return kBadInput;
}

void tellDone(const capture::FilmDone& done, const capture::FilmWork& work, base::Outcome outcome) {
    if (!done.drawn.empty() && !done.kept.empty())
        tell(fmt::format("drawn: frames {}; as they were: {}\n", capture::framesInWords(done.drawn),
                         capture::framesInWords(done.kept)));
    if (done.joined)
        sayWritten(work.file, outcome);
    else
        fmt::print("{}: {} segments of part {} of {} are whole; --join makes the film when all parts are\n",
                   done.folder.string(), done.drawn.size() + done.kept.size(), work.part->number,
                   work.part->of);
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
    const auto format = story::formatFor(*job, command.output);
    if (!format)
        return report(format.error());
    auto loaded = loadStory(job->story, job->timelines);
    if (!loaded)
        return kBadInput;
    capture::FilmWork work = command.work;
    work.file = command.output;
    work.program = programName();
    work.read = loaded->files();
    if (const int status = report(story::missingSounds(*loaded->story)); status != kDone)
        return status;
    Paths read = work.read;
    read.push_back(command.file);
    for (const story::SoundClip& clip : loaded->story->sounds)
        read.push_back(clip.file);
    for (const story::SoundChoice* choice : {&job->narration, &job->music})
        if (choice->what == story::SoundChoice::What::File)
            read.push_back(choice->file);
    const auto target = checkTarget(command.output, story::outputFormOf(**format, command.output), read);
    if (!target)
        return report(target.error());
    std::vector<std::pair<std::filesystem::path, base::Outcome>> beside;
    const auto check = [&](const std::filesystem::path& file, const base::OutputForm& form) {
        auto checked = checkTarget(file, form, read);
        if (checked)
            beside.emplace_back(file, *checked);
        return checked;
    };
    if (!work.subtitles.empty())
        if (auto ok = check(work.subtitles, work.subtitles.extension() == ".srt" ? kSubRip : kWebVtt); !ok)
            return report(ok.error());
    if (story::hasTrack(job->captions) && (*format)->isAnimation)
        return report(base::Error{fmt::format("{}: {} holds no track of captions; leave them burnt, or write "
                                              "them beside it with --subtitles FILE.vtt",
                                              command.output.string(), (*format)->name)});
    if (!work.hashes.empty())
        if (auto ok = check(work.hashes, kHashes); !ok)
            return report(ok.error());
    if (!work.poster.empty())
        if (auto ok = check(work.poster, base::kPicture); !ok)
            return report(ok.error());
    if (!job->language.empty()) {
        const auto language = findLanguage(*loaded->timeline, job->language);
        if (!language)
            return report(language.error());
        loaded->story = story::inLanguage(std::move(*loaded->story), *language);
    }
    if (const std::string held = story::heldInFilm(*loaded->story); !held.empty())
        tell(fmt::format("perilune: {}\n", held));
    loaded->story = story::asFilm(*loaded->story).board;
    const bool isLonger = job->titleCardS > 0.0 || job->creditsS > 0.0 || story::hasHolds(*loaded->story);
    if (const auto ok = story::checkFrames(*loaded->story, job->rate, job->frames); !ok && !isLonger)
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
    const auto goOn = [&](const capture::FilmProgress& progress) {
        line.show(progress.done, progress.total);
        return !guard.wasInterrupted();
    };
    const auto finish = [&] {
        line.end();
        tellProblems(*studio->ground, told);
        tellOfModels(darkroom->renderer->takeProblems());
    };
    render::Renderer& renderer = *darkroom->renderer;
    if (command.estimate) {
        using Clock = std::chrono::steady_clock;
        const auto begun = Clock::now();
        const auto estimate = capture::estimateFilm(*studio, renderer, *loaded->story, *job, work, goOn);
        const std::chrono::duration<double> took = Clock::now() - begun;
        finish();
        return estimate ? tellEstimate(*estimate, took.count() / double(estimate->drawn), work)
                        : report(estimate.error());
    }
    if (command.verify > 0) {
        const auto verified =
            capture::verifyFilm(*studio, renderer, *loaded->story, *job, work, command.verify, goOn);
        finish();
        return verified ? tellCheck(*verified, work) : report(verified.error());
    }
    const auto done = capture::writeFilm(*studio, renderer, *loaded->story, *job, work, goOn);
    finish();
    if (!done)
        return report(done.error());
    for (const auto& [file, outcome] : beside)
        if (done->joined)
            sayReplaced(file, outcome);
    tellDone(*done, work, *target);
    return kDone;
}

} // namespace perilune::app
