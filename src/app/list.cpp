#include "app/commands.h"

#include "app/app.h"

#include "ui/looks.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "timeline/parse.h"
#include "timeline/query.h"

namespace perilune::app {

namespace {

using timeline::KnownMilestone;

struct Row {
    const KnownMilestone* known = nullptr;
    timeline::Standing standing{};
    std::string target; ///< in words; empty where none was ever given
    std::string actual; ///< ISO, empty where it has not happened
    int slipDays = 0; ///< from the earliest date ever promised
    bool slipped = false;
};

Row rowOf(const KnownMilestone& known, timeline::Standing standing) {
    Row row{&known, standing, "", "", 0, false};
    if (known.targetFrom && known.targetFrom->target)
        row.target = timeline::inWords(*known.targetFrom->target);
    if (known.actualFrom && known.actualFrom->actual) {
        const auto& actual = *known.actualFrom->actual;
        row.actual = actual.hasTime ? base::formatInstant(actual.instant)
                                    : base::formatDay(base::dayOf(actual.instant));
    }
    const timeline::Announcement* promised = timeline::earliestTarget(known);
    const std::optional<timeline::Window> stands = known.window();
    if (promised && stands) {
        row.slipDays = timeline::slipDays(*promised->target, *stands);
        row.slipped = row.slipDays != 0;
    }
    return row;
}

/// Columns of a terminal count characters, not bytes.
std::size_t width(const std::string& text) {
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void printTable(const std::vector<Row>& rows, base::Day on, timeline::KnownDay known) {
    fmt::print("{} milestones on {}, as known on {}\n\n", rows.size(), base::dayInWords(on),
               base::dayInWords(known.day));
    std::vector<std::vector<std::string>> table{{"ID", "TITLE", "STANDING", "WHEN", "SLIP", "PROGRAMME"}};
    for (const auto& row : rows) {
        std::string when = row.target.empty() ? "no date" : row.target;
        if (!row.actual.empty())
            when = base::dayInWords(base::dayOf(row.known->actualFrom->actual->instant));
        const std::string slip = !row.slipped || row.slipDays == 0 ? ""
                                 : row.slipDays > 0
                                     ? timeline::spanInWords(row.slipDays)
                                     : fmt::format("-{}", timeline::spanInWords(-row.slipDays));
        table.push_back({row.known->milestone->id, row.known->milestone->title.english(),
                         timeline::nameOf(row.standing), when, slip, row.known->milestone->programme});
    }
    std::vector<std::size_t> widths(table[0].size(), 0);
    for (const auto& line : table)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], width(line[i]));
    for (const auto& line : table) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) {
            text += line[i];
            if (i + 1 < line.size())
                text.append(widths[i] - width(line[i]) + 2, ' ');
        }
        fmt::print("{}\n", text);
    }
}

void printJson(const std::vector<Row>& rows, base::Day on, timeline::KnownDay known) {
    using nlohmann::ordered_json;
    ordered_json out;
    out["on"] = base::formatDay(on);
    out["known"] = base::formatDay(known.day);
    out["milestones"] = ordered_json::array();
    for (const auto& row : rows) {
        const auto& milestone = *row.known->milestone;
        ordered_json item;
        item["id"] = milestone.id;
        item["title"] = milestone.title.english();
        item["programme"] = milestone.programme;
        item["lane"] = milestone.lane;
        item["standing"] = timeline::nameOf(row.standing);
        item["status"] = timeline::nameOf(row.known->status);
        const auto* from = row.known->targetFrom;
        item["target"] = from && from->target ? ordered_json(from->target->edtf) : ordered_json(nullptr);
        item["target_words"] = row.target.empty() ? ordered_json(nullptr) : ordered_json(row.target);
        item["actual"] = row.actual.empty() ? ordered_json(nullptr) : ordered_json(row.actual);
        item["slip_days"] = row.slipped ? ordered_json(row.slipDays) : ordered_json(nullptr);
        item["sites"] = milestone.sites;
        const auto* current = row.known->current;
        item["sources"] = current ? ordered_json(current->sources) : ordered_json::array();
        item["confidence"] =
            current ? ordered_json(timeline::nameOf(current->confidence)) : ordered_json(nullptr);
        out["milestones"].push_back(std::move(item));
    }
    fmt::print("{}\n", out.dump(2));
}

} // namespace

int list(const ListOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    if (!options.programme.empty() && !timeline->programme(options.programme)) {
        std::vector<std::string> ids;
        for (const auto& p : timeline->programmes)
            ids.push_back(p.id);
        const auto close = base::closestWord(options.programme, ids);
        return report(
            base::Error{fmt::format("no programme is called \"{}\"{}", options.programme,
                                    close.empty() ? "" : fmt::format("; did you mean \"{}\"?", close))});
    }
    scene::Moment moment;
    moment.known = options.known;
    // A day of knowledge alone asks how things stood on that day.
    const base::Day fallback =
        options.known.mode == scene::Knowledge::OnADay ? options.known.day.day : timeline->latestKnown().day;
    const base::Day on = options.on.value_or(fallback);
    moment.at = base::startOf(on);
    const auto known = ui::knownDayOf(*timeline, moment);
    const auto snapshot = timeline::asKnown(*timeline, known);
    std::vector<Row> rows;
    for (const auto& milestone : snapshot.milestones)
        if (options.programme.empty() || milestone.milestone->programme == options.programme)
            rows.push_back(rowOf(milestone, timeline::standingOf(milestone, {on})));
    options.json ? printJson(rows, on, known) : printTable(rows, on, known);
    return kDone;
}

} // namespace perilune::app
