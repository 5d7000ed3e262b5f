#include "app/commands/record.h"
#include "app/exit.h"
#include "scene/describe.h"
#include "timeline/ask/evidence.h"
#include "timeline/ask/order.h"
#include "timeline/ask/people.h"
#include "timeline/ask/standing_milestones.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/search/search.h"
#include "timeline/write/exports.h"
#include "timeline/write/history_csv.h"
#include "base/did_you_mean.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace perilune::app {

namespace {

using timeline::StandingMilestone;

using Rows = std::vector<const StandingMilestone*>;

std::string whenInWords(const StandingMilestone& row) {
    return row.isDated() ? timeline::inWords(*row.stands) : "no date";
}

void printTable(const Rows& rows, base::Day on, timeline::KnownDay known, const std::string& evidence) {
    fmt::print("{} milestone{} on {}, as known on {}{}{}\n\n", rows.size(), rows.size() == 1 ? "" : "s",
               base::dayInWords(on), base::dayInWords(known.day), evidence.empty() ? "" : "; ", evidence);
    std::vector<std::vector<std::string>> table{{"ID", "TITLE", "STANDING", "WHEN", "SLIP", "PROGRAMME"}};
    for (const StandingMilestone* row : rows)
        table.push_back({row->milestone().id, row->milestone().title.english(),
                         timeline::nameOf(row->standing), whenInWords(*row), timeline::slipInWords(*row),
                         row->milestone().programme});
    printColumns(table);
}

void printJson(const Rows& rows, base::Day on, timeline::KnownDay known, const timeline::Timeline& timeline,
               const std::string& evidence) {
    using nlohmann::ordered_json;
    ordered_json out;
    out["on"] = base::formatDay(on);
    out["known"] = base::formatDay(known.day);
    out["evidence_until"] = ordered_json::object();
    for (const timeline::Programme& programme : timeline.programmes)
        if (const auto end = timeline::evidenceEnd(timeline, programme.id))
            out["evidence_until"][programme.id] = base::formatDay(*end);
    out["milestones"] = ordered_json::array();
    out["evidence_words"] = evidence.empty() ? ordered_json(nullptr) : ordered_json(evidence);
    const auto orNull = [](const std::string& text) {
        return text.empty() ? ordered_json(nullptr) : ordered_json(text);
    };
    for (const StandingMilestone* row : rows) {
        const timeline::Milestone& milestone = row->milestone();
        const timeline::Announcement *target = row->known->targetFrom, *current = row->known->current;
        ordered_json item;
        item["id"] = milestone.id;
        item["title"] = milestone.title.english();
        item["programme"] = milestone.programme;
        item["lane"] = milestone.lane;
        item["standing"] = timeline::nameOf(row->standing);
        item["status"] = timeline::nameOf(row->known->status);
        item["target"] = target ? ordered_json(target->target->edtf) : ordered_json(nullptr);
        item["target_words"] =
            target ? ordered_json(timeline::inWords(*target->target)) : ordered_json(nullptr);
        item["actual"] = row->known->actualFrom ? ordered_json(row->stands->edtf) : ordered_json(nullptr);
        item["when"] = row->isDated() ? ordered_json(row->stands->edtf) : ordered_json(nullptr);
        item["when_words"] =
            row->isDated() ? ordered_json(timeline::inWords(*row->stands)) : ordered_json(nullptr);
        item["slip_days"] =
            row->slipDays.value_or(0) != 0 ? ordered_json(*row->slipDays) : ordered_json(nullptr);
        item["slip_words"] = orNull(timeline::slipInWords(*row));
        item["sites"] = milestone.sites;
        item["by"] = orNull(timeline::speakerOf(timeline, *current));
        item["because"] = current->because;
        item["crew"] = ordered_json::array();
        if (const auto crew = timeline::crewOf(timeline, milestone, known); crew.said)
            for (const timeline::CrewMember& member : crew.said->crew)
                item["crew"].push_back({{"person", member.person}, {"role", member.role.english()}});
        item["sources"] = current->sources;
        item["confidence"] = timeline::nameOf(current->confidence);
        out["milestones"].push_back(std::move(item));
    }
    fmt::print("{}\n", out.dump(2));
}

bool isWanted(const StandingMilestone& row, const ListOptions& options) {
    const timeline::Milestone& milestone = row.milestone();
    if (!options.programme.empty() && milestone.programme != options.programme)
        return false;
    if (!options.lane.empty() && milestone.lane != options.lane)
        return false;
    if (!options.statuses.empty() && std::find(options.statuses.begin(), options.statuses.end(),
                                               timeline::nameOf(row.known->status)) == options.statuses.end())
        return false;
    if (options.slipped && row.slipDays.value_or(0) <= 0)
        return false;
    if (options.promised && !(row.promised && timeline::liesIn(*row.promised->target, *options.promised)))
        return false;
    if (!options.from && !options.to)
        return true;
    const auto& window = row.known->window();
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
        options.known.mode == scene::AsOfMode::OnADay ? options.known.day.day : lastDayOf(*timeline);
    const base::Day on = options.on.value_or(fallback);
    const auto known = scene::knownDayOf(options.known, base::startOf(on), *timeline);
    const timeline::StandingMilestones standing(timeline::asKnown(*timeline, known), {on});
    const std::set<std::string_view> found = withText(*timeline, options.text);
    Rows rows;
    for (const StandingMilestone& row : standing)
        if (isWanted(row, options) && (options.text.empty() || found.contains(row.milestone().id)))
            rows.push_back(&row);
    const std::string evidence = timeline::evidenceInWords(*timeline, std::max(on, known.day));
    switch (options.form) {
    case ListForm::Table:
        printTable(rows, on, known, evidence);
        return kDone;
    case ListForm::Json:
        printJson(rows, on, known, *timeline, evidence);
        return kDone;
    case ListForm::Csv:
        fmt::print("{}", timeline::toCsv(*timeline, rows));
        break;
    case ListForm::History:
        fmt::print("{}", timeline::toHistoryCsv(*timeline, rows, known));
        for (const std::string& what : timeline::notInHistoryCsv(*timeline, rows, known))
            tell(fmt::format("perilune: left out: {}; a table of these milestones has no place for them\n",
                             what));
        break;
    case ListForm::Ics:
        fmt::print("{}", timeline::toIcalendar(*timeline, rows));
        break;
    case ListForm::Edtf:
        fmt::print("{}", timeline::toEdtf(rows));
        break;
    }
    if (!evidence.empty()) // a table has no place for it
        tell(fmt::format("perilune: {}\n", evidence));
    return kDone;
}

} // namespace perilune::app
