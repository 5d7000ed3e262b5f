#include "app/commands/options.h"
#include "app/commands/record.h"
#include "app/commands/values.h"
#include "app/exit.h"
#include "timeline/ask/tally.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "base/findings.h"
#include "base/numbers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace perilune::app {

namespace {

using nlohmann::ordered_json;
using timeline::Tally;

std::string inWords(const Age& age) {
    const char* unit = age.unit == 'd' ? "day" : age.unit == 'm' ? "month" : "year";
    return fmt::format("{} {}{}", age.count, unit, age.count == 1 ? "" : "s");
}

/// The day so long before; the last one of a shorter month.
base::Day before(base::Day day, const Age& age) {
    using namespace std::chrono;
    if (age.unit == 'd')
        return day - days{age.count};
    const year_month_day from{day};
    const year_month month = year_month{from.year(), from.month()} -
                             (age.unit == 'm' ? months{age.count} : months{12 * age.count});
    const year_month_day last{sys_days{month / std::chrono::last}};
    return sys_days{month / std::min(from.day(), last.day())};
}

ordered_json orNull(const std::optional<base::Day>& day) {
    return day ? ordered_json(base::formatDay(*day)) : ordered_json(nullptr);
}

ordered_json placesOf(const std::vector<Tally::Word>& words) {
    ordered_json out = ordered_json::array();
    for (const Tally::Word& word : words)
        out.push_back({{"milestone", word.milestone->id},
                       {"announced", word.said->announced.edtf},
                       {"confidence", timeline::nameOf(word.said->confidence)},
                       {"sources", word.said->sources},
                       {"file", word.said->place.file},
                       {"line", word.said->place.line}});
    return out;
}

void printJson(const std::vector<Tally>& tallies, base::Day on, const Age& age) {
    ordered_json out{{"on", base::formatDay(on)},
                     {"older_than", fmt::format("{}{}", age.count, age.unit)},
                     {"programmes", ordered_json::array()}};
    for (const Tally& tally : tallies) {
        ordered_json old = ordered_json::array();
        for (const Tally::Old& one : tally.old)
            old.push_back({{"milestone", one.milestone->id},
                           {"newest_evidence", one.newest->edtf},
                           {"file", one.milestone->place.file},
                           {"line", one.milestone->place.line}});
        out["programmes"].push_back(
            {{"id", tally.programme->id},
             {"title", tally.programme->title.english()},
             {"milestones", tally.milestones},
             {"announcements", tally.announcements},
             {"people", tally.people},
             {"causes", tally.causes},
             {"evidence_until", orNull(tally.evidenceUntil)},
             {"newest_evidence", tally.newest ? ordered_json(tally.newest->edtf) : ordered_json(nullptr)},
             {"without_address", placesOf(tally.unaddressed)},
             {"without_source", placesOf(tally.unsourced)},
             {"weak", placesOf(tally.weak)},
             {"old", std::move(old)}});
    }
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void printTable(const std::vector<Tally>& tallies, base::Day on, const Age& age) {
    fmt::print("The record on {}\n\n", base::dayInWords(on));
    std::vector<std::vector<std::string>> rows{
        {"PROGRAMME", "EVIDENCE ENDS", "ENTRIES", "ANNOUNCEMENTS", "NO ADDRESS", "NO SOURCE", "WEAK", "OLD"}};
    for (const Tally& tally : tallies)
        rows.push_back({tally.programme->title.english(),
                        tally.evidenceUntil ? base::dayInShortWords(*tally.evidenceUntil) : "not told",
                        std::to_string(tally.milestones), std::to_string(tally.announcements),
                        std::to_string(tally.unaddressed.size()), std::to_string(tally.unsourced.size()),
                        std::to_string(tally.weak.size()), std::to_string(tally.old.size())});
    printColumns(rows);
    fmt::print(
        "\nno address: announcements none of whose sources has one; weak: of low confidence or unverified;\n"
        "old: milestones still to come about whose newest evidence is older than {}\n",
        inWords(age));
    for (const Tally& tally : tallies) {
        if (tally.old.empty())
            continue;
        fmt::print("\n{}, old:\n", tally.programme->title.english());
        std::vector<std::vector<std::string>> old;
        for (const Tally::Old& one : tally.old)
            old.push_back({"  " + one.milestone->id, inWords(*one.newest),
                           fmt::format("{}:{}", one.milestone->place.file, one.milestone->place.line)});
        printColumns(old);
    }
}

} // namespace

base::Result<Age> parseAge(std::string_view text) {
    Age age;
    const auto count = text.empty() ? std::nullopt : base::wholeNumber<int>(text.substr(0, text.size() - 1));
    if (!count || *count < 1 || *count > 9999 || std::string_view("dmy").find(text.back()) == text.npos)
        return base::inputError(fmt::format("{} is no age; write days, months or years as in 90d, 6m or 1y",
                                            base::inQuotes(text)));
    age.count = *count;
    age.unit = text.back();
    return age;
}

int tally(const TallyOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    const base::Day on =
        options.on.value_or(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const std::vector<Tally> tallies = timeline::talliesOf(*timeline, on, before(on, options.olderThan));
    if (options.json)
        printJson(tallies, on, options.olderThan);
    else
        printTable(tallies, on, options.olderThan);
    return kDone;
}

CLI::App* addTally(CLI::App& app, TallyOptions& o, Command& chosen) {
    auto* record = addCommand(app, chosen, "record", "Tell how old the record is, and where it is weak",
                              [&o] { return app::tally(o); });
    addWord(*record, "--on", o.on, parseDate, "The day on which it is judged (default: today)", "DATE");
    addWord(*record, "--older-than", o.olderThan, parseAge,
            "List what is still to come about and has no evidence younger than this (default: 1y)",
            "N[d|m|y]");
    addTimelines(*record, o.timelines, "A timeline to read");
    addJson(*record, o.json);
    return record;
}

} // namespace perilune::app
