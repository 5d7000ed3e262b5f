#include "scene/describe.h"
#include "scene/describe_parts.h"
#include "scene/words.h"
#include "timeline/ask/changes.h"

#include <algorithm>
#include <map>

namespace perilune::scene {

using timeline::Announcement;
using timeline::KnownMilestone;
using timeline::Precision;
using timeline::Standing;
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

bool sameDays(const StripMark& a, const StripMark& b) {
    return a.first == b.first && a.last == b.last && a.openBegin == b.openBegin && a.openEnd == b.openEnd;
}

// The last word where the target was withdrawn: "paused" stands on the day on which it was said.
std::optional<Window> withdrawnOn(const KnownMilestone& known, Standing standing) {
    if (!known.current || known.earlier.empty())
        return std::nullopt;
    if (standing != Standing::Paused && standing != Standing::Cancelled && standing != Standing::Superseded)
        return std::nullopt;
    return known.current->announced;
}

std::string labelOf(const KnownMilestone& known, const Window& window, Standing standing, bool selected,
                    const Basis& basis) {
    const timeline::Milestone& milestone = *known.milestone;
    if (milestone.weight <= 1 && !selected)
        return {};
    std::string label = basis.nameOf(milestone);
    if (standing == Standing::Paused)
        return label + " paused";
    if (standing == Standing::Cancelled)
        return label + " cancelled";
    if (standing == Standing::Failed)
        return label + " failed";
    if (selected)
        label += " · " + shortWords(window);
    return label;
}

/// What changed since the day with which the strip is compared, by milestone; null where it is not compared.
using ChangedMilestones = std::map<const timeline::Milestone*, timeline::MilestoneChange>;

ChangedMilestones changedSince(timeline::KnownDay since, const Basis& basis) {
    ChangedMilestones changed;
    for (const timeline::MilestoneChange& change :
         timeline::diff(basis.timeline, since, basis.snapshot.known).milestones)
        if (!change.onlyToldOf())
            changed.emplace(change.after->milestone, change);
    return changed;
}

// A milestone as it is compared: its mark, and the one that stood before with the way between them. What did
// not change is quiet.
void addCompared(StripLane& lane, std::vector<StripMark>& currents, const KnownMilestone& known,
                 const ChangedMilestones& changed, const Basis& basis) {
    const timeline::Milestone& milestone = *known.milestone;
    const auto found = changed.find(&milestone);
    const timeline::MilestoneChange* change = found == changed.end() ? nullptr : &found->second;
    const Standing standing = timeline::standingOf(known, basis.day);
    const std::optional<Window> stands = known.window() ? known.window() : withdrawnOn(known, standing);
    const auto markFor = [&](const Window& window, StripMarkKind kind, const Announcement* said) {
        StripMark mark = markOf(window);
        mark.milestone = milestone.id;
        mark.kind = kind;
        mark.standing = standing;
        mark.confidence = said ? said->confidence : timeline::Confidence::High;
        mark.weight = change ? std::max(milestone.weight, 2) : 1;
        mark.quiet = !change;
        mark.selected = milestone.id == basis.moment.selected;
        return mark;
    };
    if (!stands)
        return;
    StripMark now =
        markFor(*stands, StripMarkKind::Current, known.actualFrom ? known.actualFrom : known.targetFrom);
    if (change) {
        now.label = basis.nameOf(milestone);
        const Announcement* said = change->before ? change->before->targetFrom : nullptr;
        if (said && said->target) {
            StripMark before = markFor(*said->target, StripMarkKind::Earlier, said);
            if (!sameDays(before, now)) {
                const base::Day from = std::min(before.anchor, now.anchor),
                                to = std::max(before.anchor, now.anchor);
                if (from < to)
                    lane.tails.push_back({milestone.id, from, to, {}, now.selected});
                lane.marks.push_back(std::move(before));
            }
        }
    }
    currents.push_back(std::move(now));
}

// A milestone's marks and tail, added to its lane; `current` marks are kept apart so that they come last.
void addTo(StripLane& lane, std::vector<StripMark>& currents, const KnownMilestone& known,
           const Basis& basis) {
    const timeline::Milestone& milestone = *known.milestone;
    const bool selected = milestone.id == basis.moment.selected;
    const Standing standing = timeline::standingOf(known, basis.day);
    std::optional<Window> stands = known.window();
    if (!stands)
        stands = withdrawnOn(known, standing);

    const auto fill = [&](StripMark& mark, StripMarkKind kind, timeline::Confidence confidence) {
        mark.milestone = milestone.id;
        mark.kind = kind;
        mark.standing = standing;
        mark.confidence = confidence;
        mark.weight = milestone.weight;
        mark.selected = selected;
    };

    std::vector<StripMark> ghosts;
    const auto addGhost = [&](const Announcement& announcement, StripMarkKind kind) {
        StripMark mark = markOf(*announcement.target);
        fill(mark, kind, announcement.confidence);
        if (selected)
            mark.label = shortWords(*announcement.target);
        const auto same = [&](const StripMark& other) { return other.kind == kind && sameDays(other, mark); };
        const bool kept = known.actualFrom && announcement.target->contains(stands->firstDay());
        if (kept || (stands && sameDays(markOf(*stands), mark)))
            return; // what was promised and done needs no ghost
        if (std::none_of(ghosts.begin(), ghosts.end(), same))
            ghosts.push_back(std::move(mark));
    };
    for (const Announcement* earlier : known.earlier)
        if (earlier->target)
            addGhost(*earlier, StripMarkKind::Earlier);
    if (known.actualFrom && known.targetFrom && known.targetFrom->target)
        addGhost(*known.targetFrom, StripMarkKind::Earlier);
    for (const Announcement* projection : known.projections)
        if (projection->target)
            addGhost(*projection, StripMarkKind::Projection);

    if (stands) {
        StripMark mark = markOf(*stands);
        const Announcement* from = known.actualFrom   ? known.actualFrom
                                   : known.targetFrom ? known.targetFrom
                                                      : known.current;
        fill(mark, StripMarkKind::Current, from ? from->confidence : timeline::Confidence::High);
        mark.label = labelOf(known, *stands, standing, selected, basis);
        currents.push_back(mark);

        base::Day left = mark.anchor, right = mark.anchor;
        for (const StripMark& ghost : ghosts) {
            if (ghost.kind != StripMarkKind::Earlier)
                continue;
            left = std::min(left, ghost.anchor);
            right = std::max(right, ghost.anchor);
        }
        if (left < right) {
            StripTail tail{milestone.id, left, right, {}, selected};
            const Announcement* promised = timeline::earliestTarget(known);
            const bool dated = known.window().has_value();
            if (dated && promised && timeline::slipDays(*promised->target, *stands) > 0 &&
                (selected || milestone.weight >= 3))
                tail.label = "slip " + slipInWords(*promised->target, *stands);
            lane.tails.push_back(std::move(tail));
        }
    }
    lane.marks.insert(lane.marks.end(), ghosts.begin(), ghosts.end());
}

StripLane laneOf(const timeline::Programme& programme, const timeline::Lane& lane,
                 const ChangedMilestones* changed, const Basis& basis) {
    StripLane strip{lane.id, basis.titleOf(lane.title), {}, {}};
    std::vector<StripMark> currents;
    for (const KnownMilestone& known : basis.snapshot.milestones)
        if (known.milestone->programme == programme.id && known.milestone->lane == lane.id) {
            if (changed)
                addCompared(strip, currents, known, *changed, basis);
            else
                addTo(strip, currents, known, basis);
        }
    strip.marks.insert(strip.marks.end(), currents.begin(), currents.end());
    return strip;
}

} // namespace

Strip stripOf(const Basis& basis) {
    Strip strip;
    strip.span = basis.moment.span;
    if (strip.span.first >= strip.span.last)
        strip.span = usualSpan(basis.timeline);
    strip.playhead = basis.moment.at;
    strip.known = basis.moment.known;
    strip.knownDay = basis.snapshot.known;
    std::optional<ChangedMilestones> changed;
    if (basis.moment.changedSince) {
        strip.changedSince = std::min(*basis.moment.changedSince, strip.knownDay);
        changed = changedSince(*strip.changedSince, basis);
    }
    const bool ofBlocs = basis.moment.layers.partners && !basis.moment.changedSince;
    for (const timeline::Programme& programme : basis.timeline.programmes) {
        // Beside the partners only the programmes that have some: the map needs the room.
        if (ofBlocs &&
            std::none_of(basis.timeline.blocs.begin(), basis.timeline.blocs.end(),
                         [&](const timeline::Bloc& bloc) { return bloc.programme == programme.id; }))
            continue;
        StripProgramme out{
            programme.id, basis.titleOf(programme.title), programme.mark, programme.colour, {}};
        for (const timeline::Lane& lane : programme.lanes)
            out.lanes.push_back(laneOf(programme, lane, changed ? &*changed : nullptr, basis));
        strip.programmes.push_back(std::move(out));
    }
    return strip;
}

} // namespace perilune::scene
