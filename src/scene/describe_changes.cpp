#include "scene/describe_parts.h"
#include "scene/words.h"
#include "timeline/ask/changes.h"
#include "timeline/ask/people.h"
#include "timeline/read/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace perilune::scene {

using timeline::Announcement;
using timeline::MilestoneChange;
using timeline::StandingMilestone;
using timeline::Status;
using timeline::Window;

namespace {

ChangeKind kindOf(const MilestoneChange& change) {
    const Status status = change.after->status;
    if (change.statusChanged && status == Status::Failed)
        return ChangeKind::Failed;
    if (change.happened)
        return ChangeKind::Happened;
    if (change.cancelled)
        return ChangeKind::Cancelled;
    if (change.statusChanged && status == Status::Paused)
        return ChangeKind::Paused;
    if (change.withdrawn)
        return ChangeKind::Withdrawn;
    if (change.movedDays)
        return *change.movedDays > 0   ? ChangeKind::Later
               : *change.movedDays < 0 ? ChangeKind::Earlier
                                       : ChangeKind::Redated;
    if (change.dated)
        return ChangeKind::Dated;
    return change.isNew() ? ChangeKind::New : ChangeKind::ToldOf;
}

const std::optional<Window>& targetOf(const timeline::KnownMilestone* known) {
    static const std::optional<Window> none;
    return known && known->targetFrom ? known->targetFrom->target : none;
}

/// The announcement that tells of the change.
const Announcement* tellerOf(const MilestoneChange& change, ChangeKind kind) {
    switch (kind) {
    case ChangeKind::Happened:
        return change.after->actualFrom;
    case ChangeKind::Later:
    case ChangeKind::Earlier:
    case ChangeKind::Redated:
    case ChangeKind::Dated:
        return change.after->targetFrom;
    default:
        return change.after->current;
    }
}

std::string whatOf(const MilestoneChange& change, ChangeKind kind) {
    const std::optional<Window>&before = targetOf(change.before), &after = targetOf(change.after);
    switch (kind) {
    case ChangeKind::New:
        return "new";
    case ChangeKind::Later:
        return timeline::moveInWords(*before, *after) + " later";
    case ChangeKind::Earlier:
        return timeline::moveInWords(*after, *before) + " earlier";
    case ChangeKind::Redated:
        return "said anew";
    case ChangeKind::Dated:
        return "has a date";
    case ChangeKind::Withdrawn:
        return "date withdrawn";
    case ChangeKind::Happened:
        return change.after->status == Status::Achieved ? "happened"
                                                        : timeline::inWords(change.after->status);
    default:
        return timeline::inWords(change.after->status);
    }
}

/// A row that changed, and what became of it.
struct Told {
    const StandingMilestone* row = nullptr;
    ChangeKind kind = ChangeKind::ToldOf;
};

ChangeRow rowOf(const Told& told, const Basis& basis) {
    const StandingMilestone& stands = *told.row;
    const MilestoneChange& change = *stands.change;
    ChangeRow row;
    row.milestone = stands.milestone().id;
    row.title = basis.titleOf(stands.milestone().title);
    row.kind = told.kind;
    row.what = whatOf(change, row.kind);
    if (const auto& before = targetOf(change.before))
        row.from = shortWords(*before);
    const bool ended = row.kind == ChangeKind::Cancelled || row.kind == ChangeKind::Paused ||
                       row.kind == ChangeKind::Withdrawn;
    if (stands.isDated() && !ended)
        row.to = shortWords(*stands.stands);
    if (const Announcement* said = tellerOf(change, row.kind)) {
        row.by = timeline::speakerOf(basis.timeline, *said, basis.moment.language);
        if (const timeline::Person* person = basis.timeline.person(said->person))
            row.byShort = basis.titleOf(person->name);
        row.said = shortWords(said->announced);
        for (const std::string& id : said->because)
            if (const timeline::Milestone* cause = basis.timeline.milestone(id))
                row.because += (row.because.empty() ? "" : "; ") + basis.titleOf(cause->title);
        row.confidence = said->confidence;
    }
    row.selected = row.milestone == basis.moment.selected;
    return row;
}

/// What an audience wants to hear first: what it knows best, then what moved farthest.
struct Weight {
    int weight = 0;
    int telling = 0;
    int days = 0;
    bool operator<(const Weight& other) const {
        return std::tie(other.weight, other.telling, other.days) < std::tie(weight, telling, days);
    }
};

Weight weightOf(const Told& told) {
    const int telling = told.kind == ChangeKind::ToldOf || told.kind == ChangeKind::Redated ? 0
                        : told.kind == ChangeKind::New                                      ? 1
                                                                                            : 2;
    return {told.row->milestone().weight, telling, std::abs(told.row->change->movedDays.value_or(0))};
}

std::string tallyOf(const std::vector<Told>& changes) {
    std::size_t later = 0, earlier = 0, happened = 0, fresh = 0, ended = 0, retold = 0;
    for (const Told& told : changes)
        switch (told.kind) {
        case ChangeKind::Later:
            ++later;
            break;
        case ChangeKind::Earlier:
            ++earlier;
            break;
        case ChangeKind::Happened:
        case ChangeKind::Failed:
            ++happened;
            break;
        case ChangeKind::New:
            ++fresh;
            break;
        case ChangeKind::Withdrawn:
        case ChangeKind::Paused:
        case ChangeKind::Cancelled:
            ++ended;
            break;
        case ChangeKind::Redated:
        case ChangeKind::Dated:
        case ChangeKind::ToldOf:
            ++retold;
            break;
        }
    std::string line;
    const auto add = [&line](std::size_t count, const char* words) {
        if (count > 0)
            line += fmt::format("{}{} {}", line.empty() ? "" : ", ", count, words);
    };
    add(later, "later");
    add(earlier, "earlier");
    add(happened, "happened");
    add(fresh, "new");
    add(ended, "stopped");
    add(retold, "retold");
    return line;
}

std::string joinedOf(const timeline::Programme& programme, const timeline::Changes& changes,
                     const Basis& basis) {
    std::string line;
    for (const timeline::Bloc& bloc : basis.timeline.blocs) {
        if (bloc.programme != programme.id)
            continue;
        for (const bool left : {false, true}) {
            std::vector<std::string> names;
            for (const timeline::PartnerEvent& event : changes.partners)
                if (event.partner->bloc == bloc.id && event.left == left)
                    names.push_back(basis.titleOf(event.partner->title) +
                                    (event.partner->disputed ? " (disputed)" : ""));
            if (!names.empty())
                line +=
                    fmt::format("{}{} {} {}: {}", line.empty() ? "" : "; ", names.size(),
                                left ? "left" : "joined", basis.titleOf(bloc.title), fmt::join(names, ", "));
        }
    }
    return line;
}

} // namespace

ChangesView changesOf(const Basis& basis) {
    const timeline::Changes& changes = *basis.changes;
    ChangesView view;
    view.from = changes.from;
    view.to = changes.to;
    view.firstRow = basis.moment.changesFrom;
    view.title = fmt::format("What changed from {} to {}", base::dayInWords(view.from.day),
                             base::dayInWords(view.to.day));
    for (const timeline::Programme& programme : basis.timeline.programmes) {
        std::vector<Told> own;
        for (const StandingMilestone& row : basis.rows)
            if (row.change && row.milestone().programme == programme.id)
                own.push_back({&row, kindOf(*row.change)});
        ChangeColumn column;
        column.title = basis.titleOf(programme.title);
        column.mark = programme.mark;
        column.colour = programme.colour;
        column.joined = joinedOf(programme, changes, basis);
        if (own.empty() && column.joined.empty())
            continue;
        column.tally = tallyOf(own);
        std::stable_sort(own.begin(), own.end(),
                         [](const Told& a, const Told& b) { return weightOf(a) < weightOf(b); });
        for (const Told& told : own)
            column.rows.push_back(rowOf(told, basis));
        view.columns.push_back(std::move(column));
    }
    return view;
}

} // namespace perilune::scene
