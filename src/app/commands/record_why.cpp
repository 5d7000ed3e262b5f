#include "app/commands/options.h"
#include "app/commands/record.h"
#include "app/commands/values.h"
#include "app/exit.h"
#include "scene/describe.h"
#include "scene/words.h"
#include "timeline/ask/causes.h"
#include "timeline/ask/order.h"
#include "timeline/ask/people.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "base/did_you_mean.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace perilune::app {

namespace {

using nlohmann::ordered_json;
using timeline::Announcement;
using timeline::Cause;
using timeline::Turn;

/// "2024 -> not before 2025 (+1 year)"; a status, where no date moved.
std::string turnInWords(const Turn& turn) {
    const Announcement& said = *turn.said;
    if (turn.moved) {
        const int days = timeline::slipDays(*turn.from->target, *said.target);
        return fmt::format("{} -> {} ({} {})", inWords(*turn.from->target), inWords(*said.target),
                           timeline::moveInWords(*turn.from->target, *said.target),
                           days > 0 ? "later" : "earlier");
    }
    if (said.actual)
        return "happened " + inWords(said.actual->when);
    const std::string status = timeline::inWords(said.status);
    return said.target ? fmt::format("{}, for {}", status, inWords(*said.target)) : status;
}

void printWord(const Announcement& said, const timeline::Timeline& timeline, std::size_t depth) {
    const std::string indent(2 * depth, ' ');
    if (!said.words.empty())
        fmt::print("{}{}\n", indent, said.words);
    if (said.confidence != timeline::Confidence::High)
        fmt::print("{}{}\n", indent, scene::wordsOf(said.confidence));
    for (const std::string& id : said.sources)
        if (const timeline::Source* source = timeline.source(id))
            fmt::print("{}source: {}\n", indent, scene::sourceInWords(*source));
    if (said.sources.empty())
        fmt::print("{}no source was read\n", indent);
}

void printTurn(const Turn& turn, const timeline::Timeline& timeline) {
    const std::string by = timeline::speakerOf(timeline, *turn.said);
    fmt::print("\n{}{}{}: {}\n", inWords(turn.said->announced), by.empty() ? "" : ", ", by,
               turnInWords(turn));
    printWord(*turn.said, timeline, 1);
    if (turn.said->because.empty())
        fmt::print("  because: no source of the record gives a cause\n");
    for (const Cause& cause : timeline::causesOf(timeline, *turn.said)) {
        const std::string when = cause.said ? ", " + inWords(cause.said->announced) : std::string();
        fmt::print("{}because of {}{}{}\n", std::string(2 * (cause.depth + 1), ' '),
                   cause.milestone->title.english(), when,
                   cause.toldBefore ? "; what caused that stands above" : "");
        if (cause.said && !cause.toldBefore)
            printWord(*cause.said, timeline, cause.depth + 2);
    }
}

ordered_json jsonOf(const Announcement& said, const timeline::Timeline& timeline) {
    ordered_json sources = ordered_json::array();
    for (const std::string& id : said.sources)
        if (const timeline::Source* source = timeline.source(id))
            sources.push_back(
                {{"id", id},
                 {"title", source->title},
                 {"publisher", source->publisher},
                 {"url", source->url.empty() ? ordered_json(nullptr) : ordered_json(source->url)}});
    return {{"announced", said.announced.edtf},
            {"by", timeline::speakerOf(timeline, said)},
            {"target", said.target ? ordered_json(said.target->edtf) : ordered_json(nullptr)},
            {"actual", said.actual ? ordered_json(said.actual->when.edtf) : ordered_json(nullptr)},
            {"status", nameOf(said.status)},
            {"words", said.words},
            {"confidence", nameOf(said.confidence)},
            {"sources", std::move(sources)}};
}

ordered_json jsonOf(const Turn& turn, const timeline::Timeline& timeline) {
    ordered_json out = jsonOf(*turn.said, timeline);
    out["from"] = turn.moved ? ordered_json(turn.from->target->edtf) : ordered_json(nullptr);
    out["what"] = turnInWords(turn);
    out["because"] = ordered_json::array();
    for (const Cause& cause : timeline::causesOf(timeline, *turn.said))
        out["because"].push_back(
            {{"milestone", cause.milestone->id},
             {"title", cause.milestone->title.english()},
             {"depth", cause.depth},
             {"told_before", cause.toldBefore},
             {"said", cause.said ? jsonOf(*cause.said, timeline) : ordered_json(nullptr)}});
    return out;
}

} // namespace

int why(const WhyOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    const timeline::Milestone* milestone = timeline->milestone(options.milestone);
    if (!milestone) {
        std::vector<std::string> ids;
        for (const auto& m : timeline->milestones)
            ids.push_back(m.id);
        return report(base::Error{base::unknownName("milestone", options.milestone, ids)});
    }
    const auto known =
        scene::knownDayOf(options.known, base::startOf(timeline->latestKnown().day), *timeline);
    const timeline::Snapshot snapshot = timeline::asKnown(*timeline, known);
    const timeline::KnownMilestone* row = snapshot.find(milestone->id);
    const std::vector<Turn> all = row ? timeline::turnsOf(*row) : std::vector<Turn>{};
    std::vector<Turn> wanted = all;
    if (options.in)
        std::erase_if(wanted,
                      [&](const Turn& turn) { return !timeline::liesIn(turn.said->announced, *options.in); });
    if (options.json) {
        ordered_json out{{"milestone", milestone->id},
                         {"title", milestone->title.english()},
                         {"known", base::formatDay(known.day)},
                         {"in", options.in ? ordered_json(options.in->edtf) : ordered_json(nullptr)},
                         {"turns", ordered_json::array()}};
        for (const Turn& turn : wanted)
            out["turns"].push_back(jsonOf(turn, *timeline));
        fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        return kDone;
    }
    fmt::print("{} ({}), as known on {}\n", milestone->title.english(), milestone->id,
               base::dayInWords(known.day));
    if (!row)
        fmt::print("\nnothing had been announced of it\n");
    else if (all.empty())
        fmt::print("\nits date did not move, and nothing is told of causes\n");
    else if (wanted.empty()) {
        // The word before and the word after say why nothing is to be told of those days.
        fmt::print("\nits date did not move in {}; it did so on these days:\n", inWords(*options.in));
        for (const Turn& turn : all)
            fmt::print("  {}: {}\n", inWords(turn.said->announced), turnInWords(turn));
    }
    for (const Turn& turn : wanted)
        printTurn(turn, *timeline);
    return kDone;
}

void addWhy(CLI::App& app, WhyOptions& o, Command& chosen) {
    auto* why = addCommand(app, chosen, "why", "Tell why a milestone's date moved: the chain of causes",
                           [&o] { return app::why(o); });
    why->add_option("milestone", o.milestone, "Its id")->required()->type_name("ID");
    addParsed(
        *why, "--in", [](const std::string& word) { return timeline::parseEdtf(word); },
        [&o](timeline::Window window) { o.in = std::move(window); },
        "Only what was announced in these days: 2025, 2025-03, 2024/2025", "EDTF");
    addWord(*why, "--known", o.known, parseAsOf,
            "What was known on this day: a date or \"hindsight\" (default)", "DATE");
    addTimelines(*why, o.timelines, "A timeline to read");
    addJson(*why, o.json);
}

} // namespace perilune::app
