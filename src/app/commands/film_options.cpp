#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/features.h"
#include "story/film_format.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace perilune::app {

namespace {

/// An option of a film: what it says goes over what the job says.
template <class T>
CLI::Option* addToJob(CLI::App& app, const std::string& name, FilmCommand& film,
                      base::Result<T> (*parse)(std::string_view), T story::FilmJob::*member,
                      const std::string& help, const std::string& form) {
    const auto say = [&film, member](const T& value) {
        film.said.push_back([member, value](story::FilmJob& job) { job.*member = value; });
    };
    return addParsed(app, name, parse, say, help, form);
}

std::string presetsInWords() {
    std::string words = "Size, rate, codec and quality together; other options go over it: ";
    for (const story::FilmPreset& preset : story::filmPresets())
        words += fmt::format("{}{}", preset.name, &preset == &story::filmPresets().back() ? "" : ", ");
    return words;
}

std::string codecsInWords() {
    std::string words;
    for (const story::FilmFormat& format : story::filmFormats())
        words += fmt::format("{}{} ({})", words.empty() ? "" : ", ", format.codec, format.endings.front());
    return words;
}

} // namespace

void addFilm(CLI::App& app, FilmCommand& film, Command& chosen) {
    // Without films it still writes their jobs, for a machine that makes them.
    auto* command = addCommand(app, chosen, "film",
                               kFilms.isHere ? "Make a film of a story"
                                             : "Print the job of a film (--job): " + absenceOf(kFilms),
                               [&film] { return app::film(film); });
    if (!kFilms.isHere)
        command->group("");
    addFile(*command, "file", film.file, "The story, or a job that says how a film of one is made",
            "STORY.yaml|JOB.yaml")
        ->required(kFilms.isHere);
    addFile(*command, "-o,--output", film.output,
            fmt::format("Where to save it; the ending says how it is coded; {}", kReplaces), "FILE.mp4");
    addTimelines(
        *command,
        [&film](const Paths& files) {
            film.said.push_back([files](story::FilmJob& job) { job.timelines = files; });
        },
        "A timeline to show", "those that the story names");
    command
        ->add_option_function<std::string>(
            "--language",
            [&film](const std::string& code) {
                film.said.push_back([code](story::FilmJob& job) { job.language = code; });
            },
            "Of the titles (default: the story's)")
        ->type_name("CODE");
    addToJob(*command, "--size", film, base::parseSize, &story::FilmJob::size,
             "Size of the picture, even numbers (default: 1280x720)", "WxH");
    addToJob(*command, "--fps", film, story::parseFrameRate, &story::FilmJob::rate,
             "Frames a second (default: 30)", "N[/D]");
    addToJob(*command, "--frames", film, story::parseFrameRange, &story::FilmJob::frames,
             "Only these frames, counted from 0", "A-B");
    addToJob(*command, "--samples", film, story::parseSamples, &story::FilmJob::samples,
             "Antialiasing samples, 1 to 256 (default: 1)", "N");
    addParsed(
        *command, "--preset", story::parsePreset,
        [&film](const story::FilmPreset* preset) { // under all other options, wherever it stands
            film.said.insert(film.said.begin(),
                             [preset](story::FilmJob& job) { story::apply(*preset, job); });
        },
        presetsInWords(), "NAME");
    addToJob(*command, "--codec", film, story::parseCodec, &story::FilmJob::codec,
             "How it is coded (default: the ending's): " + codecsInWords(), "NAME");
    addToJob(*command, "--quality", film, story::parseQuality, &story::FilmJob::quality,
             "low, medium, high (default) or best", "WORD");
    addToJob(*command, "--captions", film, story::parseCaptions, &story::FilmJob::captions,
             "Into the picture (burnt, default), a track (track), both or none", "WORD");
    addToJob(*command, "--title-card", film, story::parseCardSeconds, &story::FilmJob::titleCardS,
             "A card with the title before the story, so many seconds", "S");
    addToJob(*command, "--credits", film, story::parseCardSeconds, &story::FilmJob::creditsS,
             "Cards behind it with the sources of all that it shows, each so many seconds", "S");
    addToJob(*command, "--without", film, story::parseLeftOut, &story::FilmJob::without,
             "Leave out strip, date, titles, card or pins, with commas between", "PARTS");
    command->add_flag_callback(
        "--safe-areas", [&film] { film.said.push_back([](story::FilmJob& job) { job.safeAreas = true; }); },
        "Lines around what every screen shows (EBU R 95)");
    addToJob(*command, "--alpha", film, story::parseAlpha, &story::FilmJob::clearSky,
             "sky: its black is transparent, for editors (prores4444, ffv1, webp, apng)", "WORD");
    addToJob(*command, "--narration", film, story::parseNarration, &story::FilmJob::narration,
             "What the story names (story, default), none, draft (notes or captions, spoken), or a sound",
             "FILE|WORD");
    addToJob(*command, "--music", film, story::parseMusic, &story::FilmJob::music,
             "What the story names (story, default), none, or a sound, repeated to the end", "FILE|WORD");
    addToJob(*command, "--licence", film, story::parseLicence, &story::FilmJob::licence,
             "Under which the film may be used: stands in its file and on its credits", "NAME");
    addFile(*command, "--poster", film.work.poster, "Write one frame as a picture", "FILE.png");
    addToJob(*command, "--poster-at", film, story::parsePosterTime, &story::FilmJob::posterS,
             "Which: seconds, or M:SS, into the film (default: a third of the story)", "TIME");
    addFile(*command, "--subtitles", film.work.subtitles, "Write the captions as a file of their own",
            "FILE.vtt|FILE.srt");
    addWord(*command, "--part", film.work.part, capture::parsePart,
            "Draw only this share of the film, here or on another machine", "K/N");
    command->add_flag("--join", film.work.joinOnly, "Make the film of parts that are drawn");
    command->add_flag("--partial", film.work.partial,
                      "With --join: as far as they are drawn from the beginning");
    command->add_flag(
        "--resume", film.work.mustResume,
        "Go on with a film that was interrupted; an error where there is none (without it, one that "
        "is there is gone on with all the same)");
    command->add_flag("--keep", film.work.keep,
                      "Keep FILE.segments, so that a change draws again only what it touches");
    addFile(*command, "--hashes", film.work.hashes, "Write a hash of each frame's pixels", "FILE.txt");
    command->add_flag("--estimate", film.estimate, "Tell how long it takes and how large it gets");
    command
        ->add_option("--verify", film.verify,
                     "Draw so many frames of the film again and compare them with FILE.lock")
        ->check(CLI::Range(1, 1'000'000))
        ->type_name("N");
    addSystemFonts(*command, film.systemFonts);
    command->add_flag("--job", film.printJob, "Print the job in place of making the film");
    command->callback([&film, &chosen] {
        if (kFilms.isHere && film.output.empty() && !film.printJob)
            throw CLI::RequiredError("--output");
        if (film.file.empty() && film.printJob)
            throw CLI::RequiredError("file");
        chosen = [&film] { return app::film(film); };
    });
}

} // namespace perilune::app
