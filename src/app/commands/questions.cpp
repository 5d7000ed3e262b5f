// Who said what, and what comes first.
#include "app/commands/questions.h"

#include "app/commands/options.h"
#include "app/exit.h"
#include "scene/describe.h"
#include "scene/words.h"
#include "timeline/ask/order.h"
#include "timeline/ask/people.h"
#include "timeline/ask/standing_milestones.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/search/said.h"
#include "base/did_you_mean.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perilune::app {

namespace {

using nlohmann::ordered_json;
using timeline::Order;
using timeline::StandingMilestone;

void print(const ordered_json& out) {
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

/// "2024, delayed"; "done 19 November 2022".
std::string whatOf(const timeline::Announcement& said) {
    if (said.actual)
        return "happened " + timeline::inWords(said.actual->when);
    const std::string status = said.saysStatus ? timeline::inWords(said.status) : std::string();
    const std::string target = said.target ? timeline::inWords(*said.target) : std::string();
    return target + (target.empty() || status.empty() ? "" : ", ") + status;
}

std::string nameOf(Order order) {
    switch (order) {
    case Order::First:
        return "first";
    case Order::Second:
        return "second";
    case Order::SameDay:
        return "same day";
    case Order::CannotBeTold:
        break;
    }
    return "cannot be told";
}

ordered_json jsonOf(const StandingMilestone& row) {
    return {{"id", row.milestone().id},
            {"title", row.milestone().title.english()},
            {"standing", timeline::nameOf(row.standing)},
            {"when", row.isDated() ? ordered_json(row.stands->edtf) : ordered_json(nullptr)},
            {"announced", row.said->announced.edtf},
            {"sources", row.said->sources},
            {"confidence", timeline::nameOf(row.said->confidence)}};
}

void print(const StandingMilestone& row, const timeline::Timeline& timeline) {
    const timeline::Announcement& said = *row.said;
    const std::string by = timeline::speakerOf(timeline, said);
    fmt::print("{} ({}): {}\n  {}{}{}{}\n", row.milestone().title.english(), row.milestone().id,
               !row.isDated()          ? "no date"
               : row.known->actualFrom ? "happened " + timeline::inWords(*row.stands)
                                       : timeline::inWords(*row.stands),
               "said ", timeline::inWords(said.announced), by.empty() ? "" : " by ", by);
    for (const std::string& id : said.sources)
        if (const timeline::Source* source = timeline.source(id))
            fmt::print("  source: {}\n", scene::sourceInWords(*source));
    if (said.confidence != timeline::Confidence::High)
        fmt::print("  {}\n", scene::wordsOf(said.confidence));
}

} // namespace

int said(const SaidOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    const auto known =
        scene::knownDayOf(options.known, base::startOf(timeline->latestKnown().day), *timeline);
    std::vector<timeline::Saying> words = timeline::sayingsOf(*timeline, options.who, known);
    if (words.empty()) {
        std::vector<std::string> ids;
        for (const timeline::Person& person : timeline->people)
            ids.push_back(person.id);
        const std::string meant = base::didYouMean(options.who, ids, '"');
        return report(base::Error{
            fmt::format("nobody who is called \"{}\" had said anything by {}; {}", options.who,
                        base::formatDay(known.day),
                        meant.empty() ? "\"perilune people\" tells whom the record names" : meant)});
    }
    if (options.in)
        std::erase_if(words, [&](const timeline::Saying& one) {
            return !timeline::liesIn(one.said->announced, *options.in);
        });
    if (options.json) {
        ordered_json out{
            {"who", options.who}, {"known", base::formatDay(known.day)}, {"words", ordered_json::array()}};
        for (const timeline::Saying& one : words)
            out["words"].push_back(
                {{"announced", one.said->announced.edtf},
                 {"by", timeline::speakerOf(*timeline, *one.said)},
                 {"milestone", one.milestone->id},
                 {"target", one.said->target ? ordered_json(one.said->target->edtf) : ordered_json(nullptr)},
                 {"actual",
                  one.said->actual ? ordered_json(one.said->actual->when.edtf) : ordered_json(nullptr)},
                 {"status", timeline::nameOf(one.said->status)},
                 {"words", one.said->words},
                 {"sources", one.said->sources},
                 {"confidence", timeline::nameOf(one.said->confidence)}});
        print(out);
        return kDone;
    }
    if (words.empty())
        fmt::print("nothing in {}\n", timeline::inWords(*options.in));
    for (const timeline::Saying& one : words) {
        const std::string what = whatOf(*one.said);
        fmt::print("{}, {}\n  {} ({}){}{}\n", timeline::inWords(one.said->announced),
                   timeline::speakerOf(*timeline, *one.said), one.milestone->title.english(),
                   one.milestone->id, what.empty() ? "" : ": ", what);
        if (!one.said->words.empty())
            fmt::print("  {}\n", one.said->words);
        for (const std::string& id : one.said->sources)
            if (const timeline::Source* source = timeline->source(id))
                fmt::print("  source: {}\n", scene::sourceInWords(*source));
        if (one.said->confidence != timeline::Confidence::High)
            fmt::print("  {}\n", scene::wordsOf(one.said->confidence));
    }
    return kDone;
}

int first(const FirstOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    std::vector<std::string> ids;
    for (const auto& milestone : timeline->milestones)
        ids.push_back(milestone.id);
    for (const std::string* id : {&options.one, &options.other})
        if (!timeline->milestone(*id))
            return report(base::Error{base::unknownName("milestone", *id, ids)});
    const auto known =
        scene::knownDayOf(options.known, base::startOf(timeline->latestKnown().day), *timeline);
    const timeline::StandingMilestones rows(timeline::asKnown(*timeline, known),
                                            timeline::ValidDay{known.day});
    const StandingMilestone *one = rows.find(options.one), *other = rows.find(options.other);
    for (const auto& [row, id] : {std::pair(one, &options.one), std::pair(other, &options.other)})
        if (!row)
            return report(base::Error{
                fmt::format("nothing had been announced of {} by {}", *id, base::formatDay(known.day))});
    const bool dated = one->isDated() && other->isDated();
    const Order order = dated ? timeline::orderOf(*one->stands, *other->stands) : Order::CannotBeTold;
    const bool happened = dated && one->known->actualFrom && other->known->actualFrom;
    if (options.json) {
        print({{"known", base::formatDay(known.day)},
               {"comes_first", nameOf(order)},
               {"happened", happened},
               {"first", jsonOf(*one)},
               {"second", jsonOf(*other)}});
        return kDone;
    }
    const auto title = [](const StandingMilestone* row) { return row->milestone().title.english(); };
    const std::string how =
        happened ? "" : fmt::format(", by what had been announced until {}", base::dayInWords(known.day));
    switch (order) {
    case Order::First:
    case Order::Second:
        fmt::print("{} {} first{}\n\n", title(order == Order::First ? one : other),
                   happened ? "came" : "comes", how);
        break;
    case Order::SameDay:
        fmt::print("both on the same day{}\n\n", how);
        break;
    case Order::CannotBeTold:
        fmt::print("it cannot be told: {}\n\n",
                   dated ? "the two dates lie over each other, as exactly as they were given"
                         : "not both have a date");
    }
    print(*one, *timeline);
    print(*other, *timeline);
    return kDone;
}

void addQuestions(CLI::App& app, QuestionOptions& o, Command& chosen) {
    const auto addKnown = [](CLI::App& command, scene::AsOf& known) {
        addWord(command, "--known", known, parseAsOf,
                "What was known on this day: a date or \"hindsight\" (default)", "DATE");
    };
    auto* said = addCommand(app, chosen, "said", "Tell what somebody said, when, and where it stands",
                            [&o] { return app::said(o.said); });
    said->add_option("who", o.said.who,
                     "A person's id, or a part of any name, in any script; or of who is cited")
        ->required()
        ->type_name("WHO");
    addParsed(
        *said, "--in", [](const std::string& word) { return timeline::parseEdtf(word); },
        [&o](timeline::Window window) { o.said.in = std::move(window); },
        "Only what was announced in these days: 2025, 2025-03, 2024/2025", "EDTF");
    addKnown(*said, o.said.known);
    addTimelines(*said, o.said.timelines, "A timeline to read");
    addJson(*said, o.said.json);

    auto* first =
        addCommand(app, chosen, "first", "Tell which of two milestones comes first, if it can be told",
                   [&o] { return app::first(o.first); });
    first->add_option("milestone", o.first.one, "The id of one")->required()->type_name("ID");
    first->add_option("other", o.first.other, "and of the other")->required()->type_name("ID");
    addKnown(*first, o.first.known);
    addTimelines(*first, o.first.timelines, "A timeline to read");
    addJson(*first, o.first.json);

    auto* distance =
        addCommand(app, chosen, "distance",
                   "Tell how far it is from one place to another, and whether one sees the other",
                   [&o] { return app::distance(o.distance); });
    distance->add_option("from", o.distance.from, "A site's id, or LAT,LON")
        ->required()
        ->type_name("SITE|LAT,LON");
    distance->add_option("to", o.distance.to, "Another (default: the nearest site of each other programme)")
        ->type_name("SITE|LAT,LON");
    distance->add_flag("--profile", o.distance.profile, "The heights of the ground on the way too");
    addKnown(*distance, o.distance.known);
    addTimelines(*distance, o.distance.timelines, "A timeline to read");
    addJson(*distance, o.distance.json);
}

} // namespace perilune::app
