#include "app/commands/options.h"
#include "app/commands/record.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"

#include <fmt/format.h>

namespace perilune::app {

namespace {

void addTimelinesToRead(CLI::App& app, Paths& into) {
    addTimelines(app, into, "A timeline to read");
}

template <class Form>
CLI::Option* addForm(CLI::App& app, const std::string& name, Form& into, Form form, const std::string& help) {
    return app.add_flag_callback(
        name, [&into, form] { into = form; }, help);
}

/// Alone it prints how things stand; with "=history" a line for each announcement.
CLI::Option* addCsv(CLI::App& app, ListForm& form) {
    return app
        .add_option_function<std::string>(
            "--csv",
            [&form](const std::string& word) {
                form = word == "history" ? ListForm::History : ListForm::Csv;
            },
            "Print CSV, for a spreadsheet; \"--csv=history\" has a line for each announcement, of which "
            "\"import\" makes the same record")
        ->expected(0, 1)
        ->default_str("now")
        ->check(CLI::IsMember({"now", "history"}))
        ->type_name("[=history]");
}

void addList(CLI::App& app, ListOptions& o, Command& chosen) {
    auto* list =
        addCommand(app, chosen, "list", "List the milestones as they stood", [&o] { return app::list(o); });
    addTimelinesToRead(*list, o.timelines);
    addWord(*list, "--on", o.on, parseDate, "The day on which they are judged (default: the last known day)",
            "DATE");
    addWord(*list, "--known", o.known, parseAsOf,
            "What was known on this day: a date, \"then\" or \"hindsight\" (default)", "DATE");
    list->add_option("--programme", o.programme, "Only this programme's")->type_name("ID");
    list->add_option("--lane", o.lane, "Only those of this lane")->type_name("ID");
    std::vector<std::string> statuses;
    for (const auto& word : timeline::words<timeline::Status>())
        statuses.emplace_back(word.name);
    list->add_option("--status", o.statuses,
                     fmt::format("Only with one of these: {}", fmt::join(statuses, ", ")))
        ->check(CLI::IsMember(statuses))
        ->delimiter(',')
        ->type_name("STATUS,...");
    addWord(*list, "--from", o.from, parseDate, "Only what lies on or after this day, in part at least",
            "DATE");
    addWord(*list, "--to", o.to, parseDate, "Only what lies on or before this day, in part at least", "DATE");
    list->add_option("--text", o.text, "Only where these words stand, in any language")->type_name("WORDS");
    list->add_flag("--slipped", o.slipped, "Only what is later than it was first promised");
    addParsed(
        *list, "--promised", [](const std::string& word) { return timeline::parseEdtf(word); },
        [&o](timeline::Window window) { o.promised = std::move(window); },
        "Only what was first promised for these days, whatever became of it: 2024, 2024-09, 2024/2025",
        "EDTF");
    std::vector<CLI::Option*> forms{
        addForm(*list, "--json", o.form, ListForm::Json, "Print JSON"), addCsv(*list, o.form),
        addForm(*list, "--ics", o.form, ListForm::Ics, "Print iCalendar, for a calendar"),
        addForm(*list, "--edtf", o.form, ListForm::Edtf,
                "Print ids and dates as they are written in the files")};
    for (std::size_t i = 0; i < forms.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            forms[i]->excludes(forms[k]);
}

void addImport(CLI::App& app, ImportOptions& o, Command& chosen) {
    auto* import = addCommand(app, chosen, "import",
                              "Make a timeline of a table (CSV), of TimelineJS JSON or of its spreadsheet",
                              [&o] { return app::import(o); });
    addFile(*import, "file", o.file, "The file")->required();
    addFile(*import, "-o,--output", o.output,
            fmt::format("Where to save it (default: it is printed); {}", kReplaces), "FILE.yaml");
    import->add_option("--form", o.form, "csv or timelinejs (default: told by the file's name)")
        ->check(CLI::IsMember({"csv", "timelinejs"}))
        ->type_name("FORM");
    addWord(*import, "--on", o.on, parseDate,
            "What lies before this day has happened, where the file does not say (default: today)", "DATE");
    import->add_flag("--json", o.json,
                     "Print what was taken, assumed and left out as JSON, with the timeline");
}

} // namespace

void addRecord(CLI::App& app, RecordOptions& o, Command& chosen) {
    auto* check =
        addCommand(app, chosen, "check", "Check timelines and stories", [&o] { return app::check(o.check); });
    check
        ->add_option(
            "files", o.check.files,
            "Timelines and stories; timelines are checked together (default: the record with your own)")
        ->check(namesAFile())
        ->type_name("FILE");
    check->add_flag("--strict", o.check.strict, "End with status 1 where there are warnings only");
    addJson(*check, o.check.json);

    addList(app, o.list, chosen);

    auto* slips = addCommand(app, chosen, "slips", "Tell every move of a milestone's date, or of all",
                             [&o] { return app::slips(o.slips); });
    slips->add_option("milestone", o.slips.milestone, "Its id (default: all that moved)")->type_name("ID");
    addParsed(
        *slips, "--in", [](const std::string& word) { return timeline::parseEdtf(word); },
        [&o](timeline::Window window) { o.slips.in = std::move(window); },
        "Only what was announced in these days: 2025, 2025-03, 2024/2025", "EDTF");
    addTimelinesToRead(*slips, o.slips.timelines);
    addWord(*slips, "--known", o.slips.known, parseAsOf, "Moves announced by the end of this day", "DATE");
    addJson(*slips, o.slips.json);

    auto* diff = addCommand(app, chosen, "diff", "Tell what changed between two days of knowledge",
                            [&o] { return app::diff(o.diff); });
    addWord(*diff, "from", o.diff.from, parseDate, "What was known by the end of this day", "DATE")
        ->required();
    addWord(*diff, "to", o.diff.to, parseDate, "and what by the end of this later one", "DATE")->required();
    addTimelinesToRead(*diff, o.diff.timelines);
    addJson(*diff, o.diff.json);

    auto* partners = addCommand(app, chosen, "partners", "Tell who was a partner on a day, and count them",
                                [&o] { return app::partners(o.partners); });
    addWord(*partners, "--on", o.partners.on, parseDate, "The day (default: the last known one)", "DATE");
    addTimelinesToRead(*partners, o.partners.timelines);
    addJson(*partners, o.partners.json);

    addPeople(app, o.people, chosen);
    addWhy(app, o.why, chosen);
    auto* record = addTally(app, o.tally, chosen);

    auto* search = addCommand(app, chosen, "search", "Find words in the record, and names on the Moon",
                              [&o] { return app::search(o.search); });
    search->add_option("words", o.search.words, "What to look for, in any language of the record")
        ->required()
        ->type_name("WORD");
    search->add_option("--most", o.search.most, "So many answers at most (default: 20)")
        ->check(CLI::Range(1, 10000))
        ->type_name("N");
    addTimelinesToRead(*search, o.search.timelines);
    addJson(*search, o.search.json);

    auto* sources = addCommand(app, chosen, "sources", "Print the bibliography",
                               [&o] { return app::sources(o.sources); });
    addTimelinesToRead(*sources, o.sources.timelines);
    auto* markdown =
        addForm(*sources, "--markdown", o.sources.form, SourcesForm::Markdown, "As Markdown (default)");
    auto* bibtex = addForm(*sources, "--bibtex", o.sources.form, SourcesForm::Bibtex, "As BibTeX");
    auto* json = addForm(*sources, "--json", o.sources.form, SourcesForm::Json, "Print JSON");
    bibtex->excludes(markdown)->excludes(json);
    json->excludes(markdown);

    addImport(app, o.import, chosen);

    auto* fmt =
        addCommand(app, chosen, "fmt", "Bring timelines and stories into canonical form, remarks kept",
                   [&o] { return fmtFiles(o.fmt); });
    fmt->add_option("files", o.fmt.files, "Timelines and stories, which are rewritten in place")
        ->required()
        ->check(namesAFile())
        ->type_name("FILE");
    fmt->add_flag("--check", o.fmt.check,
                  "Say which would change, and change none (status 1 where one would)");

    addAnnounce(app, o.announce, chosen);

    // Alone it tells how old the record is.
    record->callback([&o, &chosen, record] {
        if (record->get_subcommands().empty())
            chosen = [&o] { return app::tally(o.tally); };
    });
    addRecordUpdates(*record, o.updates, chosen);
}

} // namespace perilune::app
