#include "app/commands/options.h"
#include "app/commands/record.h"
#include "app/commands/values.h"
#include "app/exit.h"
#include "timeline/ask/people.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/write/exports.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>

namespace perilune::app {

namespace {

using nlohmann::ordered_json;
using timeline::Flies;
using timeline::Held;

ordered_json textOf(const timeline::LocalizedText& text) {
    ordered_json out = ordered_json::object();
    for (const auto& [language, words] : text.byLanguage)
        out[language] = words;
    return out;
}

std::string termOf(const timeline::Office& office) {
    const std::string from = inWords(office.from);
    return office.until ? fmt::format("{} to {}", from, inWords(*office.until)) : "from " + from;
}

std::string doubtOf(timeline::Confidence confidence) {
    return confidence == timeline::Confidence::High ? "" : timeline::nameOf(confidence);
}

std::string publishersOf(const std::vector<std::string>& ids, const timeline::Timeline& timeline) {
    std::set<std::string> names;
    for (const std::string& id : ids)
        if (const timeline::Source* source = timeline.source(id))
            names.insert(source->publisher);
    return names.empty() ? "no source was read" : fmt::format("{}", fmt::join(names, ", "));
}

void printJson(const timeline::Timeline& timeline, const std::vector<Held>& held,
               const std::vector<Flies>& crews, const PeopleOptions& options) {
    ordered_json out{{"on", options.on ? ordered_json(base::formatDay(*options.on)) : ordered_json(nullptr)},
                     {"people", ordered_json::array()},
                     {"offices", ordered_json::array()},
                     {"crews", ordered_json::array()}};
    for (const timeline::Person& person : timeline.people)
        out["people"].push_back({{"id", person.id},
                                 {"name", textOf(person.name)},
                                 {"also", person.also},
                                 {"note", person.note},
                                 {"sources", person.sources}});
    for (const Held& one : held)
        out["offices"].push_back(
            {{"person", one.person->id},
             {"office", textOf(one.office->title)},
             {"organisation", textOf(one.office->organisation)},
             {"from", one.office->from.edtf},
             {"until", one.office->until ? ordered_json(one.office->until->edtf) : ordered_json(nullptr)},
             {"sources", one.office->sources},
             {"confidence", timeline::nameOf(one.office->confidence)}});
    for (const Flies& one : crews)
        out["crews"].push_back({{"person", one.person->id},
                                {"role", textOf(one.member->role)},
                                {"milestone", one.milestone->id},
                                {"mission", one.milestone->mission},
                                {"announced", one.said->announced.edtf},
                                {"sources", one.said->sources},
                                {"confidence", timeline::nameOf(one.said->confidence)}});
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void printCsv(const std::vector<Held>& held, const std::vector<Flies>& crews) {
    using timeline::csvText;
    fmt::print("{}{}", timeline::kCsvMark,
               timeline::csvLine({"kind", "person", "name", "what", "organisation", "from", "until",
                                  "sources", "confidence"}));
    for (const Held& one : held)
        fmt::print("{}",
                   timeline::csvLine({"office", one.person->id, csvText(one.person->name.english()),
                                      csvText(one.office->title.english()),
                                      csvText(one.office->organisation.english()), one.office->from.edtf,
                                      one.office->until ? one.office->until->edtf : "",
                                      fmt::format("{}", fmt::join(one.office->sources, " ")),
                                      timeline::nameOf(one.office->confidence)}));
    for (const Flies& one : crews)
        fmt::print("{}", timeline::csvLine({"crew", one.person->id, csvText(one.person->name.english()),
                                            csvText(one.member->role.english()), one.milestone->id,
                                            one.said->announced.edtf, "",
                                            fmt::format("{}", fmt::join(one.said->sources, " ")),
                                            timeline::nameOf(one.said->confidence)}));
}

void printTables(const timeline::Timeline& timeline, const std::vector<Held>& held,
                 const std::vector<Flies>& crews, const PeopleOptions& options) {
    fmt::print("{} people{}\n", timeline.people.size(),
               options.on ? "; offices held on " + base::dayInWords(*options.on) : "");
    std::string organisation;
    std::vector<std::vector<std::string>> rows;
    const auto flush = [&] {
        if (rows.empty())
            return;
        fmt::print("\n{}\n", organisation);
        printColumns(rows);
        rows.clear();
    };
    for (const Held& one : held) {
        if (one.office->organisation.english() != organisation)
            flush();
        organisation = one.office->organisation.english();
        rows.push_back({"  " + one.person->name.english(), one.office->title.english(), termOf(*one.office),
                        publishersOf(one.office->sources, timeline), doubtOf(one.office->confidence)});
    }
    flush();
    const timeline::Milestone* milestone = nullptr;
    for (const Flies& one : crews) {
        if (one.milestone != milestone) {
            flush();
            const timeline::Mission* mission = timeline.mission(one.milestone->mission);
            organisation = fmt::format(
                "Crew of {}, as of {} ({})", (mission ? mission->title : one.milestone->title).english(),
                inWords(one.said->announced), publishersOf(one.said->sources, timeline));
        }
        milestone = one.milestone;
        rows.push_back(
            {"  " + one.person->name.english(), one.member->role.english(), doubtOf(one.said->confidence)});
    }
    flush();
    if (held.empty() && crews.empty())
        fmt::print("nobody's office or flight is told of\n");
}

} // namespace

int people(const PeopleOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    const std::vector<Held> held = timeline::officesHeld(*timeline, options.on ? &*options.on : nullptr);
    const timeline::KnownDay known = options.on ? timeline::KnownDay{*options.on} : timeline->latestKnown();
    const std::vector<Flies> crews = timeline::crewsKnown(*timeline, known);
    switch (options.form) {
    case PeopleForm::Table:
        printTables(*timeline, held, crews, options);
        break;
    case PeopleForm::Json:
        printJson(*timeline, held, crews, options);
        break;
    case PeopleForm::Csv:
        printCsv(held, crews);
        break;
    }
    return kDone;
}

void addPeople(CLI::App& app, PeopleOptions& o, Command& chosen) {
    auto* people = addCommand(app, chosen, "people", "Tell who held which office, and who is to fly",
                              [&o] { return app::people(o); });
    addWord(*people, "--on", o.on, parseDate,
            "Offices held on this day, and crews as known by then (default: all offices)", "DATE");
    addTimelines(*people, o.timelines, "A timeline to read");
    auto* json = people->add_flag_callback(
        "--json", [&o] { o.form = PeopleForm::Json; }, "Print JSON");
    people
        ->add_flag_callback(
            "--csv", [&o] { o.form = PeopleForm::Csv; },
            "Print CSV, a line for each office and each place in a crew")
        ->excludes(json);
}

} // namespace perilune::app
