#include "app/command_line.h"

#include "app/commands/bench_scenes.h"
#include "app/commands/bench_timeline.h"
#include "app/commands/commands.h"
#include "app/commands/model_render.h"
#include "app/commands/options.h"
#include "app/commands/questions.h"
#include "app/commands/record.h"
#include "app/commands/steps.h"
#include "app/commands/terrain.h"
#include "app/exit.h"
#include "app/features.h"
#include "app/manual/help_of.h"
#include "app/manual/write_manual.h"
#include "app/window/window.h"
#include "scene/link.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <system_error>

#ifndef PERILUNE_VERSION
#define PERILUNE_VERSION "0"
#endif

namespace perilune::app {

namespace {

constexpr const char* kExitStatuses =
    "0 done, 1 bad input, 2 usage, 3 the machine can't (no display, no GL, disk full), 130 stopped by Ctrl+C";

const char* withoutCommand() {
    return kWindows.isHere ? "Without a command the window opens; H there tells the keys."
                           : "Without a command a window would open; this build has none, so name a command.";
}

void addLanguage(CLI::App& app, std::string& into) {
    app.add_option("--language", into,
                   "Of the titles, where the timelines have it: en (default), ru, zh, lv, ...")
        ->type_name("CODE");
}

/// All options of all commands; parsed values land here.
struct Options {
    WindowOptions window;
    RecordOptions record;
    QuestionOptions questions;
    SceneOptions scene;
    SkyOptions sky;
    StillOptions still;
    FilmCommand film;
    StepsOptions steps;
    ModelInfoOptions model;
    ModelRenderOptions modelRender;
    BenchOptions bench;
    TerrainOptions terrain;
    std::filesystem::path manualFolder;
};

void build(CLI::App& app, Options& o, Command& chosen) {
    app.set_help_all_flag("--help-all", "Print this help and that of every command");
    app.set_version_flag("--version", PERILUNE_VERSION);
    app.require_subcommand(0, 1);
    app.get_formatter()->column_width(34);
    app.footer(fmt::format("{}\nExit status: {}.", withoutCommand(), kExitStatuses));
    CLI::Option* state = addState(app, o.window.state, "The same, as an option");
    if (kWindows.isHere) // usage would show it all the same
        app.add_option_function<std::string>(
               "link",
               [&o](const std::string& word) {
                   if (!scene::isLink(word))
                       throw CLI::ExtrasError({word});
                   o.window.state = word;
               },
               "What the window is to show, as \"perilune scene --link\" prints it")
            ->type_name("perilune:...")
            ->excludes(state);
    addTimelines(app, o.window.timelines);
    addFile(app, "--story", o.window.story, "A story to play in the window", "FILE");
    addLanguage(app, o.window.language);
    addWord(app, "--size", o.window.size, base::parseSize, "Size of the window", "WxH");
    addFile(app, "--screenshot", o.window.screenshot,
            fmt::format("Draw one picture, save it (-: standard output; {}), and end", kReplaces),
            "FILE.png");
    if (!kWindows.isHere)
        for (CLI::Option* option : app.get_options())
            if (option != app.get_help_ptr() && option != app.get_help_all_ptr() &&
                option != app.get_version_ptr())
                option->group("");

    addRecord(app, o.record, chosen);
    addQuestions(app, o.questions, chosen);

    auto* present =
        addCommand(app, chosen, "present", "Tell a story to an audience: F1 there tells the keys", [&o] {
            o.window.present = true;
            return window(o.window);
        });
    addFile(*present, "story", o.window.story, "The story (default: the shipped one)", "FILE");
    addTimelines(*present, o.window.timelines);
    addLanguage(*present, o.window.language);
    addWord(*present, "--size", o.window.size, base::parseSize, "Size of the presenter's window", "WxH");

    auto* scene = addCommand(app, chosen, "scene", "Say what is shown, as text",
                             [&o] { return app::printScene(o.scene); });
    addAt(*scene, o.scene.view,
          "When: a day or a UTC instant, 2024-09-08T12:30Z, or in words: \"next eclipse\", \"Artemis II\"");
    addTimelines(*scene, o.scene.view.timelines);
    addView(*scene, o.scene.view);
    scene->add_flag("--link", o.scene.link, "Print a link that shows it, for --state");
    scene->parse_complete_callback([&o] {
        if (!o.scene.view.says("at") && o.scene.view.state.empty())
            throw CLI::RequiredError("--at");
    });
    addJson(*scene, o.scene.json);

    auto* sky =
        addCommand(app, chosen, "sky", "Sun and Earth over the Moon", [&o] { return app::sky(o.sky); });
    auto* skyAt = addWord(*sky, "--at", o.sky.at, parseAt, "When: a day or a UTC instant, 2024-09-08T12:30Z",
                          "INSTANT");
    addWord(*sky, "--eclipses", o.sky.eclipses, parseYears,
            "List the eclipses of the Moon in these years instead, in UTC", "YEAR[..YEAR]")
        ->excludes(skyAt);
    addTimelines(*sky, o.sky.timelines);
    auto* site =
        sky->add_option("--site", o.sky.site, "Also azimuth and elevation at this site")->type_name("ID");
    addWord(*sky, "--place", o.sky.place, parsePlace, "Also azimuth and elevation at this place", "LAT,LON")
        ->excludes(site);
    addJson(*sky, o.sky.json);

    auto* still = addCommand(app, chosen, "still", "Save a picture", [&o] { return app::still(o.still); });
    addAt(*still, o.still.view, "When: a day or a UTC instant (default: the last known day)");
    addTimelines(*still, o.still.view.timelines);
    addView(*still, o.still.view);
    still->add_flag("--plain", o.still.view.plain, "The Moon alone, nothing over it");
    addWord(*still, "--size", o.still.size, base::parseSize, "Size of the picture (default: 1920x1080)",
            "WxH");
    addWord(*still, "--samples", o.still.samples, story::parseSamples,
            "Antialiasing samples, 1 to 256 (default: 8)", "N");
    addSystemFonts(*still, o.still.systemFonts);
    addFile(*still, "-o,--output", o.still.output,
            fmt::format("Where to save it (-: standard output); {}", kReplaces), "FILE.png")
        ->required();

    addFilm(app, o.film, chosen);

    auto* steps = addCommand(app, chosen, "steps", "List the steps of a story with their notes",
                             [&o] { return app::printSteps(o.steps); });
    addFile(*steps, "story", o.steps.story, "The story", "FILE")->required();
    addJson(*steps, o.steps.json);

    auto* model = app.add_subcommand("model", "Look into a spacecraft's model");
    model->require_subcommand(1);
    auto* info = addCommand(*model, chosen, "info",
                            "Tell what a .glb or .gltf holds, and what of it is not drawn as it says",
                            [&o] { return app::modelInfo(o.model); });
    addFile(*info, "file", o.model.file, "The model")->required();
    addJson(*info, o.model.json);
    addModelRender(*model, o.modelRender, chosen);

    auto* bench = addCommand(app, chosen, "bench", "Measure the speed of drawing, or of the record", [&o] {
        return o.bench.record ? benchTimeline(o.bench.json) : app::bench(o.bench);
    });
    bench
        ->add_option_function<std::vector<std::string>>(
            "--timeline",
            [&o](const std::vector<std::string>& files) {
                o.bench.record = files.empty() || files[0].empty();
                if (!o.bench.record)
                    o.bench.timelines.assign(files.begin(), files.end());
            },
            "A timeline to draw; without a file: measure how fast a timeline of 20,000 milestones loads and "
            "is asked")
        ->type_name("[FILE]")
        ->expected(0, 64);
    addWord(*bench, "--size", o.bench.size, base::parseSize, "Size of the picture (default: 1280x720)",
            "WxH");
    addWord(*bench, "--seconds", o.bench.seconds, parseSeconds, "How long (default: 5)", "S");
    std::string about;
    std::vector<std::string> names;
    for (const BenchScene& shown : benchScenes()) {
        about += fmt::format("{}{}: {}", about.empty() ? "" : "; ", shown.name, shown.about);
        names.emplace_back(shown.name);
    }
    bench->add_option("--scene", o.bench.scene, about + " (default: disc)")
        ->check(CLI::IsMember(names))
        ->type_name("NAME");
    addJson(*bench, o.bench.json);

    addTerrain(app, o.terrain, chosen);

    // For the build, which installs what it writes; no user needs it.
    auto* manual = addCommand(app, chosen, "manual", "Write the man pages and completions", [&app, &o] {
        const PageFrame frame{PERILUNE_VERSION, kExitStatuses, withoutCommand(), kImports.isHere,
                              kDownloads.isHere};
        const auto written = writeManual(helpOf(app), frame, o.manualFolder);
        return written ? kDone : report(written.error());
    });
    manual->group("");
    addFile(*manual, "folder", o.manualFolder, "The folder to write them into", "FOLDER")->required();
}

/// Reads the command line and does what it says.
int perform(CLI::App& app, const Command& chosen, int argc, const char* const* argv) {
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        fmt::print("{}", app.help());
        return kDone;
    } catch (const CLI::CallForAllHelp&) {
        fmt::print("{}", app.help("", CLI::AppFormatMode::All));
        return kDone;
    } catch (const CLI::CallForVersion& e) {
        fmt::print("{}\n", e.what());
        return kDone;
    } catch (const CLI::ParseError& e) {
        tell(fmt::format(
            "perilune: {}\n\"perilune --help\" and \"perilune COMMAND --help\" tell what is possible.\n",
            e.what()));
        return kUsage;
    }
    return chosen();
}

} // namespace

int run(int argc, const char* const* argv) {
    CLI::App app{"Perilune shows the return to the Moon: what was announced, when, and what happened.",
                 "perilune"};
    Options options;
    Command chosen = [&options] { return window(options.window); };
    if (!kWindows.isHere && argc == 2 && scene::isLink(argv[1]))
        return chosen();
    build(app, options, chosen);
    int status = kDone;
    try {
        status = perform(app, chosen, argc, argv);
    } catch (const std::bad_alloc&) {
        return report(base::Error{"not enough memory for this; try a smaller size", base::Fault::Machine});
    } catch (const std::system_error& e) { // fmt::print throws where stdout cannot take it
        // Who read has had enough (`| head -1`): nobody's fault.
        if (e.code() == std::errc::broken_pipe)
            return status;
        if (e.code() == std::errc::resource_unavailable_try_again)
            return report(
                base::Error{"the system gives this process no further thread; allow it more memory or "
                            "processes (ulimit -v, ulimit -u)",
                            base::Fault::Machine});
        return report(base::Error{fmt::format("{}; is the disk full?", e.what()), base::Fault::Machine});
    }
    errno = 0;
    if ((std::fflush(stdout) != 0 || std::ferror(stdout)) && errno != EPIPE)
        return report(base::Error{"what was to be printed could not be written; is the disk full?",
                                  base::Fault::Machine});
    return status;
}

} // namespace perilune::app
