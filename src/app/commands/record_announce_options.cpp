#include "app/commands/options.h"
#include "app/commands/record_announce.h"
#include "app/exit.h"
#include "timeline/names.h"
#include "base/line_diff.h"

#include <fmt/format.h>

#include <chrono>

namespace perilune::app {

namespace {

base::Day today() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

void printChange(const FileChange& change) {
    const std::string name = change.file.string();
    fmt::print("{}", base::unifiedDiff(change.before, change.after, name, name));
}

int announce(const AnnounceOptions& options) {
    const bool takesBack = options.withdraw || options.restore;
    const auto change = !options.dryRun ? add(options, today())
                        : takesBack     ? withdrawalOf(options)
                                        : additionOf(options, today());
    if (!change)
        return report(change.error());
    for (const std::string& remark : change->remarks)
        tell(fmt::format("perilune: {}\n", remark));
    if (options.dryRun)
        printChange(*change);
    else
        fmt::print("{}\n", change->file.string());
    return kDone;
}

template <class T> std::string wordsOf() {
    std::string all;
    for (const auto& word : timeline::words<T>())
        all += (all.empty() ? "" : ", ") + std::string(word.name);
    return all;
}

CLI::Option* addText(CLI::App& app, const std::string& name, std::string& into, const std::string& help,
                     const std::string& form) {
    return app.add_option(name, into, help)->type_name(form);
}

CLI::Option* addTexts(CLI::App& app, const std::string& name, std::vector<std::string>& into,
                      const std::string& help, const std::string& form) {
    return app.add_option(name, into, help)->type_name(form)->type_size(1)->allow_extra_args(false);
}

/// What all of them have.
void addCommon(CLI::App& app, AnnounceOptions& o) {
    addFile(app, "--into", o.into,
            "The timeline to add it to (default: your own, $XDG_DATA_HOME/perilune/timelines/PROGRAMME.yaml)",
            "FILE.yaml");
    addTimelines(
        app, [&o](Paths files) { o.timelines = std::move(files); }, "A timeline that it is checked with",
        "the record with your own");
    app.add_flag("--dry-run", o.dryRun, "Print the difference, and change nothing");
    app.add_flag("--anyway", o.anyway, "Write what is worth a look too");
}

void addSaid(CLI::App& app, AnnounceOptions& o) {
    addText(app, "--on", o.said.announced, "The day on which it was said, or its month or year", "DAY");
    addText(
        app, "--target", o.said.target,
        "When it is to happen, as exactly as it was said: 2028, 2028-09, 2028-33 (first quarter), 2028/..",
        "DATE");
    addText(app, "--status", o.said.status, "What it is now: " + wordsOf<timeline::Status>(), "STATUS");
    addText(app, "--actual", o.said.actual, "When it happened: a day, or 2026-04-01T22:35:12Z", "DATE");
    addText(app, "--kind", o.said.kind,
            wordsOf<timeline::AnnouncementKind>() + " (default: target, or event with --actual)", "KIND");
    addText(app, "--superseded-by", o.said.supersededBy, "With --status superseded: what takes its place",
            "ID");
    addText(app, "--by", o.said.by, "Who said it", "WHO");
    addText(app, "--words", o.said.words, "A sentence or two of your own on what was said", "TEXT");
    addTexts(app, "--because", o.said.because,
             "A milestone that made it so, where the source says that; may be given more than once", "ID");
    addTexts(app, "--source", o.said.sources,
             "Where it stands: a source's id, or the address of a new one; may be given more than once",
             "ID|URL");
    addText(app, "--confidence", o.said.confidence, wordsOf<timeline::Confidence>() + " (default: high)",
            "WORD");
    addText(app, "--source-title", o.source.title, "What a new source is called", "TEXT");
    addText(app, "--publisher", o.source.publisher, "Who brought it out", "WHO");
    addText(app, "--published", o.source.date, "When", "DATE");
    addText(app, "--as", o.as, "Who adds it, which the card tells (default: the name of your account)",
            "NAME");
}

} // namespace

void addAnnounce(CLI::App& app, AnnounceOptions& o, Command& chosen) {
    auto* announce = addCommand(app, chosen, "announce", "Add what was said of a milestone to the record",
                                [&o] { return app::announce(o); });
    addText(*announce, "milestone", o.milestone, "Its id; \"perilune search\" finds it", "ID")->required();
    addSaid(*announce, o);
    addText(*announce, "--corrects", o.said.corrects,
            "The day of an announcement that was entered wrongly, whose place it takes", "DAY");
    auto* withdraw = announce->add_flag(
        "--withdraw", o.withdraw,
        "Take out what was said on that day, where it stands in your own timeline or in that of --into; "
        "else your timeline says that it is wrong, and --words why. DAY#2: the second of that day");
    announce->add_flag("--restore", o.restore, "Take that back")->excludes(withdraw);
    addCommon(*announce, o);
    announce->footer(
        "perilune announce first-crewed-landing --on 2026-11-20 --target 2028-09 --status delayed \\\n"
        "  --by NASA --words \"The landing moves to September 2028.\" --source https://www.nasa.gov/…");

    auto* milestone = app.add_subcommand("milestone", "Add a milestone to the record");
    milestone->require_subcommand(1);
    auto* made = addCommand(*milestone, chosen, "new", "A milestone that is not in the record yet",
                            [&o] { return app::announce(o); });
    addText(*made, "id", o.milestone, "Its id: lower case letters, digits and hyphens", "ID")->required();
    made->preparse_callback([&o](std::size_t) { o.made.emplace(); });
    const auto field = [&o, made](const char* name, std::string timeline::NewMilestone::*member,
                                  const char* help, const char* form) {
        made->add_option_function<std::string>(
                name,
                [&o, member](const std::string& word) {
                    if (!o.made)
                        o.made.emplace();
                    (*o.made).*member = word;
                },
                help)
            ->type_name(form);
    };
    field("--title", &timeline::NewMilestone::title, "What it is called", "TEXT");
    field("--short", &timeline::NewMilestone::shortTitle, "A shorter name for the strip", "TEXT");
    field("--lane", &timeline::NewMilestone::lane, "Its row of the strip", "ID");
    field("--mission", &timeline::NewMilestone::mission, "The flight that it is a part of", "ID");
    field("--weight", &timeline::NewMilestone::weight,
          "3 always has its name on the strip, 1 (default) when selected", "1|2|3");
    const auto list = [&o, made](const char* name, std::vector<std::string> timeline::NewMilestone::*member,
                                 const char* help) {
        made->add_option_function<std::vector<std::string>>(
                name,
                [&o, member](const std::vector<std::string>& words) {
                    if (!o.made)
                        o.made.emplace();
                    (*o.made).*member = words;
                },
                help)
            ->type_name("ID")
            ->type_size(1)
            ->allow_extra_args(false);
    };
    list("--site", &timeline::NewMilestone::sites, "Where; may be given more than once");
    list("--after", &timeline::NewMilestone::after, "What must come first; may be given more than once");
    addText(*made, "--programme", o.programme, "Whose it is, where several have such a lane", "ID");
    addSaid(*made, o);
    addCommon(*made, o);

    auto* source = app.add_subcommand("source", "Add a source to the record");
    source->require_subcommand(1);
    auto* added = addCommand(*source, chosen, "new", "A source that is not in the record yet",
                             [&o] { return app::announce(o); });
    addText(*added, "id", o.source.id, "Its id, as in nasa-2026-11-20", "ID")->required();
    addText(*added, "--title", o.source.title, "What it is called", "TEXT");
    addText(*added, "--publisher", o.source.publisher, "Who brought it out", "WHO");
    addText(*added, "--date", o.source.date, "When", "DATE");
    addText(*added, "--url", o.source.url, "Its address, where you read it there", "URL");
    addCommon(*added, o);
}

} // namespace perilune::app
