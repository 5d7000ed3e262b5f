#include "scene/describe.h"
#include "scene/describe_parts.h"
#include "scene/usual_span.h"
#include "scene/words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace perilune::scene {

using timeline::Announcement;
using timeline::Ghost;
using timeline::Precision;
using timeline::Standing;
using timeline::StandingMilestone;
using timeline::Window;

namespace {

// Law 3: the ends of anything coarser than a day are soft.
StripMark markOf(const Window& window) {
    StripMark mark;
    mark.first = window.firstDay();
    mark.last = window.lastDay();
    mark.anchor = window.anchor();
    const bool soft = window.precision != Precision::Day || window.approximate || window.uncertain;
    mark.openBegin = window.openBegin;
    mark.openEnd = window.openEnd;
    mark.softBegin = soft && !window.openBegin;
    mark.softEnd = soft && !window.openEnd;
    return mark;
}

std::string labelOf(const StandingMilestone& row, bool selected, const Basis& basis) {
    if (row.milestone().weight <= 1 && !selected)
        return {};
    std::string label = basis.nameOf(row.milestone());
    if (row.standing == Standing::Paused)
        return label + " paused";
    if (row.standing == Standing::Cancelled)
        return label + " cancelled";
    if (row.standing == Standing::Failed)
        return label + " failed";
    if (selected)
        label += " · " + shortWords(*row.stands);
    return label;
}

/// A lane while it is filled: its current marks are kept apart, so that they come last.
struct FillingLane {
    StripLane lane;
    std::vector<StripMark> currents;
};

/// Adds the marks of one row to its lane.
class RowMarks {
  public:
    RowMarks(const StandingMilestone& row, FillingLane& to, const Basis& basis)
        : row_(row), milestone_(row.milestone()), to_(to), basis_(basis),
          selected_(milestone_.id == basis.moment.selected) {}

    /// As it is known: where it stands, what stood before, and the slip between them.
    void add() {
        base::Day left = base::Day::max(), right = base::Day::min();
        for (const Ghost& ghost : row_.ghosts) {
            StripMark mark =
                markFor(ghost.window(), ghost.projection ? StripMarkKind::Projection : StripMarkKind::Earlier,
                        ghost.said->confidence, milestone_.weight);
            if (selected_)
                mark.label = shortWords(ghost.window());
            if (!ghost.projection) {
                left = std::min(left, mark.anchor);
                right = std::max(right, mark.anchor);
            }
            to_.lane.marks.push_back(std::move(mark));
        }
        if (!row_.stands)
            return;
        StripMark mark =
            markFor(*row_.stands, StripMarkKind::Current, row_.said->confidence, milestone_.weight);
        mark.label = labelOf(row_, selected_, basis_);
        addTail(std::min(left, mark.anchor), std::max(right, mark.anchor), slipLabel());
        to_.currents.push_back(std::move(mark));
    }

    /// As it is compared: its mark, and the one that stood before with the way between them. What did not
    /// change is quiet.
    void addCompared() {
        if (!row_.stands)
            return;
        const timeline::MilestoneChange* change =
            row_.change && !row_.change->onlyToldOf() ? row_.change : nullptr;
        const int weight = change ? std::max(milestone_.weight, 2) : 1;
        StripMark now = markFor(*row_.stands, StripMarkKind::Current, row_.said->confidence, weight);
        now.quiet = !change;
        if (change) {
            now.label = basis_.nameOf(milestone_);
            const Announcement* said = change->before ? change->before->targetFrom : nullptr;
            if (said && !timeline::sameDays(*said->target, *row_.stands)) {
                StripMark before = markFor(*said->target, StripMarkKind::Earlier, said->confidence, weight);
                addTail(std::min(before.anchor, now.anchor), std::max(before.anchor, now.anchor), {});
                to_.lane.marks.push_back(std::move(before));
            }
        }
        to_.currents.push_back(std::move(now));
    }

  private:
    StripMark markFor(const Window& window, StripMarkKind kind, timeline::Confidence confidence,
                      int weight) const {
        StripMark mark = markOf(window);
        mark.milestone = milestone_.id;
        mark.kind = kind;
        mark.standing = row_.standing;
        mark.confidence = confidence;
        mark.weight = weight;
        mark.selected = selected_;
        return mark;
    }

    void addTail(base::Day from, base::Day to, std::string label) {
        if (from < to)
            to_.lane.tails.push_back({milestone_.id, from, to, std::move(label), selected_});
    }

    std::string slipLabel() const {
        const bool told = selected_ || milestone_.weight >= 3;
        return told && row_.slipDays.value_or(0) > 0
                   ? "slip " + slipInWords(*row_.promised->target, *row_.stands)
                   : std::string();
    }

    const StandingMilestone& row_;
    const timeline::Milestone& milestone_;
    FillingLane& to_;
    const Basis& basis_;
    bool selected_;
};

// Beside the partners only the programmes that have some: the map needs the room.
bool isShown(const timeline::Programme& programme, const Basis& basis) {
    if (!basis.moment.layers.partners || basis.moment.changedSince)
        return true;
    const auto& blocs = basis.timeline.blocs;
    return std::any_of(blocs.begin(), blocs.end(),
                       [&](const timeline::Bloc& bloc) { return bloc.programme == programme.id; });
}

/// The lanes of the programmes that are shown, filled, by the ids of programme and lane.
using Lanes = std::map<std::pair<std::string_view, std::string_view>, FillingLane>;

Lanes filledLanes(const Basis& basis) {
    Lanes lanes;
    for (const timeline::Programme& programme : basis.timeline.programmes)
        if (isShown(programme, basis))
            for (const timeline::Lane& lane : programme.lanes)
                lanes[{programme.id, lane.id}].lane = {lane.id, basis.titleOf(lane.title), {}, {}};
    for (const StandingMilestone& row : basis.rows) {
        const auto lane = lanes.find({row.milestone().programme, row.milestone().lane});
        if (lane == lanes.end())
            continue;
        RowMarks marks(row, lane->second, basis);
        if (basis.changes)
            marks.addCompared();
        else
            marks.add();
    }
    return lanes;
}

} // namespace

Strip stripOf(const Basis& basis) {
    Strip strip;
    strip.span = basis.moment.span;
    if (strip.span.first >= strip.span.last)
        strip.span = usualSpan(basis.timeline);
    strip.playhead = basis.moment.at;
    strip.known = basis.moment.known;
    strip.knownDay = basis.known();
    if (basis.changes)
        strip.changedSince = basis.changes->from;
    Lanes lanes = filledLanes(basis);
    for (const timeline::Programme& programme : basis.timeline.programmes) {
        if (!isShown(programme, basis))
            continue;
        StripProgramme out{
            programme.id, basis.titleOf(programme.title), programme.mark, programme.colour, {}};
        for (const timeline::Lane& lane : programme.lanes) {
            FillingLane& filled = lanes.at({programme.id, lane.id});
            std::move(filled.currents.begin(), filled.currents.end(), std::back_inserter(filled.lane.marks));
            out.lanes.push_back(std::move(filled.lane));
        }
        strip.programmes.push_back(std::move(out));
    }
    return strip;
}

} // namespace perilune::scene
