#include "app/commands/record.h"
#include "app/exit.h"
#include "scene/describe.h"
#include "timeline/ask/query.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/search/search.h"
#include "timeline/write/exports.h"
#include "base/did_you_mean.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace perilune::app {

namespace {

using timeline::KnownMilestone;

struct Row {
    const KnownMilestone* known = nullptr;
    timeline::Standing standing{};
    std::string target; ///< in words; empty where none was ever given
    std::string actual; ///< ISO, empty where it has not happened
    int slipDays = 0;   ///< from the earliest date ever promised
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
    printColumns(table);
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

bool isWanted(const KnownMilestone& known, const ListOptions& options) {
    const timeline::Milestone& milestone = *known.milestone;
    if (!options.programme.empty() && milestone.programme != options.programme)
        return false;
    if (!options.lane.empty() && milestone.lane != options.lane)
        return false;
    if (!options.statuses.empty() && std::find(options.statuses.begin(), options.statuses.end(),
                                               timeline::nameOf(known.status)) == options.statuses.end())
        return false;
    if (!options.from && !options.to)
        return true;
    const auto& window = known.window();
    if (!window)
        return false;
    return (!options.from || window->openEnd || window->lastDay() >= *options.from) &&
           (!options.to || window->openBegin || window->firstDay() <= *options.to);
}

/// The milestones in which the words stand.
std::set<std::string_view> withText(const timeline::Timeline& timeline, const std::string& text) {
    std::set<std::string_view> ids;
    if (text.empty())
        return ids;
    const timeline::SearchIndex index(timeline);
    for (const timeline::Hit& hit : index.find(text, timeline.milestones.size() * 4 + 1000))
        if (hit.kind == timeline::Found::Milestone)
            ids.insert(timeline.milestone(hit.id)->id);
    return ids;
}

/// An error that names the closest of what there is.
base::Error unknown(const char* what, const std::string& word, const std::vector<std::string>& ids) {
    return {base::unknownName(what, word, ids)};
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
        return report(unknown("programme", options.programme, ids));
    }
    if (!options.lane.empty()) {
        std::vector<std::string> ids;
        for (const auto& p : timeline->programmes)
            for (const auto& lane : p.lanes)
                ids.push_back(lane.id);
        if (std::find(ids.begin(), ids.end(), options.lane) == ids.end())
            return report(unknown("lane", options.lane, ids));
    }
    if (options.from && options.to && *options.to < *options.from)
        return report(base::Error{"--to is before --from"});
    // A day of knowledge alone asks how things stood on that day.
    const base::Day fallback =
        options.known.mode == scene::AsOfMode::OnADay ? options.known.day.day : timeline->latestKnown().day;
    const base::Day on = options.on.value_or(fallback);
    const auto known = scene::knownDayOf(options.known, base::startOf(on), *timeline);
    const auto snapshot = timeline::asKnown(*timeline, known);
    std::vector<Row> rows;
    const std::set<std::string_view> found = withText(*timeline, options.text);
    for (const auto& milestone : snapshot.milestones) {
        if (!isWanted(milestone, options) ||
            (!options.text.empty() && !found.contains(milestone.milestone->id)))
            continue;
        Row row = rowOf(milestone, timeline::standingOf(milestone, {on}));
        if (!options.slipped || row.slipDays > 0)
            rows.push_back(std::move(row));
    }
    std::vector<const KnownMilestone*> chosen;
    for (const Row& row : rows)
        chosen.push_back(row.known);
    switch (options.form) {
    case ListForm::Table:
        printTable(rows, on, known);
        break;
    case ListForm::Json:
        printJson(rows, on, known);
        break;
    case ListForm::Csv:
        fmt::print("{}", timeline::toCsv(*timeline, chosen, {on}));
        break;
    case ListForm::Ics:
        fmt::print("{}", timeline::toIcalendar(*timeline, chosen));
        break;
    case ListForm::Edtf:
        fmt::print("{}", timeline::toEdtf(chosen));
        break;
    }
    return kDone;
}

} // namespace perilune::app
