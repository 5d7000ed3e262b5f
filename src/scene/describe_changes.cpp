#include "scene/describe_parts.h"
#include "scene/words.h"
#include "timeline/ask/changes.h"
#include "timeline/read/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace perilune::scene {

using timeline::Announcement;
using timeline::MilestoneChange;
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
        return slipInWords(*before, *after) + " later";
    case ChangeKind::Earlier:
        return slipInWords(*after, *before) + " earlier";
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

ChangeRow rowOf(const MilestoneChange& change, const Basis& basis) {
    ChangeRow row;
    const timeline::Milestone& milestone = *change.after->milestone;
    row.milestone = milestone.id;
    row.title = basis.titleOf(milestone.title);
    row.kind = kindOf(change);
    row.what = whatOf(change, row.kind);
    if (const auto& before = targetOf(change.before))
        row.from = shortWords(*before);
    const bool ended = row.kind == ChangeKind::Cancelled || row.kind == ChangeKind::Paused ||
                       row.kind == ChangeKind::Withdrawn;
    if (const auto& after = change.after->window(); after && !ended)
        row.to = shortWords(*after);
    if (const Announcement* said = tellerOf(change, row.kind)) {
        row.by = said->by;
        row.said = shortWords(said->announced);
        row.confidence = said->confidence;
    }
    row.selected = milestone.id == basis.moment.selected;
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

Weight weightOf(const MilestoneChange& change) {
    const ChangeKind kind = kindOf(change);
    const int telling = kind == ChangeKind::ToldOf || kind == ChangeKind::Redated ? 0
                        : kind == ChangeKind::New                                 ? 1
                                                                                  : 2;
    return {change.after->milestone->weight, telling, std::abs(change.movedDays.value_or(0))};
}

std::string tallyOf(const std::vector<const MilestoneChange*>& changes) {
    std::size_t later = 0, earlier = 0, happened = 0, fresh = 0, ended = 0, told = 0;
    for (const MilestoneChange* change : changes)
        switch (kindOf(*change)) {
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
            ++told;
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
    add(told, "retold");
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
    ChangesView view;
    view.from = std::min(*basis.moment.changedSince, basis.snapshot.known);
    view.to = basis.snapshot.known;
    view.firstRow = basis.moment.changesFrom;
    view.title = fmt::format("What changed from {} to {}", base::dayInWords(view.from.day),
                             base::dayInWords(view.to.day));
    const timeline::Changes changes = timeline::diff(basis.timeline, view.from, view.to);
    for (const timeline::Programme& programme : basis.timeline.programmes) {
        std::vector<const MilestoneChange*> own;
        for (const MilestoneChange& change : changes.milestones)
            if (change.after->milestone->programme == programme.id)
                own.push_back(&change);
        ChangeColumn column;
        column.title = basis.titleOf(programme.title);
        column.mark = programme.mark;
        column.colour = programme.colour;
        column.joined = joinedOf(programme, changes, basis);
        if (own.empty() && column.joined.empty())
            continue;
        column.tally = tallyOf(own);
        std::stable_sort(own.begin(), own.end(), [](const MilestoneChange* a, const MilestoneChange* b) {
            return weightOf(*a) < weightOf(*b);
        });
        for (const MilestoneChange* change : own)
            column.rows.push_back(rowOf(*change, basis));
        view.columns.push_back(std::move(column));
    }
    return view;
}

} // namespace perilune::scene
