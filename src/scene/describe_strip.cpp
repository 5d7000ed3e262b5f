#include "scene/describe.h"
#include "scene/describe_parts.h"
#include "scene/strip_places.h"
#include "scene/usual_span.h"
#include "scene/words.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
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

std::string labelOf(const StandingMilestone& row, bool selected, bool cause, const Basis& basis) {
    if (row.milestone().weight <= 1 && !selected && !cause)
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

/// A lane while it is filled from its last row to its first, so that of those that lie on their likes the
/// ones on top are made: its current marks are kept apart, so that they come last.
struct FillingLane {
    StripLane lane;
    std::vector<StripMark> currents;
    std::uint32_t number = 0; ///< among all lanes
};

/// Adds the marks of one row to its lane, the topmost first.
class RowMarks {
  public:
    /// `cause`: of something that was said of the selected milestone.
    RowMarks(const StandingMilestone& row, bool cause, FillingLane& to, StripPlaces& places,
             const Basis& basis)
        : row_(row), milestone_(row.milestone()), to_(to), places_(places), basis_(basis),
          selected_(milestone_.id == basis.moment.selected), cause_(cause && !selected_) {}

    /// As it is known: where it stands, what stood before, and the slip between them.
    void add() {
        if (row_.stands)
            if (StripMark* mark = place(to_.currents, *row_.stands, StripMarkKind::Current,
                                        row_.said->confidence, milestone_.weight))
                mark->label = labelOf(row_, selected_, cause_, basis_);
        base::Day left = base::Day::max(), right = base::Day::min();
        for (auto ghost = row_.ghosts.rbegin(); ghost != row_.ghosts.rend(); ++ghost) {
            const Window& window = ghost->window();
            StripMark* mark = place(to_.lane.marks, window,
                                    ghost->projection ? StripMarkKind::Projection : StripMarkKind::Earlier,
                                    ghost->said->confidence, milestone_.weight);
            if (mark && selected_)
                mark->label = shortWords(window);
            if (!ghost->projection) {
                left = std::min(left, window.anchor());
                right = std::max(right, window.anchor());
            }
        }
        if (!row_.stands)
            return;
        const base::Day now = row_.stands->anchor();
        const bool told = (selected_ || milestone_.weight >= 3) && row_.slipDays.value_or(0) > 0;
        addTail(std::min(left, now), std::max(right, now), milestone_.weight, told);
    }

    /// As it is compared: its mark, and the one that stood before with the way between them. What did not
    /// change is quiet.
    void addCompared() {
        if (!row_.stands)
            return;
        const timeline::MilestoneChange* change =
            row_.change && !row_.change->onlyToldOf() ? row_.change : nullptr;
        const int weight = change ? std::max(milestone_.weight, 2) : 1;
        StripMark* now =
            place(to_.currents, *row_.stands, StripMarkKind::Current, row_.said->confidence, weight, !change);
        if (!change)
            return;
        if (now)
            now->label = basis_.nameOf(milestone_);
        const Announcement* said = change->before ? change->before->targetFrom : nullptr;
        if (said && !timeline::sameDays(*said->target, *row_.stands)) {
            place(to_.lane.marks, *said->target, StripMarkKind::Earlier, said->confidence, weight);
            const base::Day before = said->target->anchor(), after = row_.stands->anchor();
            addTail(std::min(before, after), std::max(before, after), weight, false);
        }
    }

  private:
    /// nullptr where nobody could see it: it lies outside the span, or on its likes.
    StripMark* place(std::vector<StripMark>& to, const Window& window, StripMarkKind kind,
                     timeline::Confidence confidence, int weight, bool quiet = false) {
        // Only of what stands is the window drawn, and a sign for how it stands.
        const bool whole = kind == StripMarkKind::Current || selected_;
        StripMark mark;
        if (whole)
            mark = markOf(window);
        else
            mark.first = mark.last = mark.anchor = window.anchor();
        if (!places_.reaches(std::min(mark.first, mark.anchor), std::max(mark.last, mark.anchor)))
            return nullptr;
        const bool cause = cause_ && kind == StripMarkKind::Current;
        if (!selected_ && !cause && !take(mark, kind, confidence, weight, quiet)) {
            ++to_.lane.others;
            return nullptr;
        }
        if (!whole)
            mark = markOf(window);
        mark.milestone = milestone_.id;
        mark.kind = kind;
        mark.standing = row_.standing;
        mark.confidence = confidence;
        mark.weight = weight;
        mark.selected = selected_;
        mark.quiet = quiet;
        mark.cause = cause;
        to.push_back(std::move(mark));
        return &to.back();
    }

    bool take(const StripMark& mark, StripMarkKind kind, timeline::Confidence confidence, int weight,
              bool quiet) {
        if (kind == StripMarkKind::Current)
            return places_.take({to_.number, lookOf(mark, confidence, weight, quiet)}, mark.first, mark.last,
                                mark.anchor);
        const std::uint32_t earlier = kind == StripMarkKind::Earlier ? 0 : 8;
        return places_.takeDay({to_.number, earlier + static_cast<std::uint32_t>(std::clamp(weight, 0, 7))},
                               mark.anchor);
    }

    std::uint32_t lookOf(const StripMark& mark, timeline::Confidence confidence, int weight,
                         bool quiet) const {
        const std::uint32_t ends =
            mark.openBegin * 1u | mark.openEnd * 2u | mark.softBegin * 4u | mark.softEnd * 8u | quiet * 16u;
        return static_cast<std::uint32_t>(weight) | ends << 16 |
               static_cast<std::uint32_t>(confidence) << 22 | static_cast<std::uint32_t>(row_.standing) << 26;
    }

    void addTail(base::Day from, base::Day to, int weight, bool told) {
        if (from >= to || !places_.reaches(from, to))
            return;
        constexpr std::uint32_t kTail = 3; // beside the kinds of marks
        if (!selected_ &&
            !places_.take({to_.number, kTail << 8 | static_cast<std::uint32_t>(weight)}, from, to, from))
            return;
        to_.lane.tails.push_back(
            {milestone_.id, from, to,
             told ? "slip " + timeline::moveInWords(*row_.promised->target, *row_.stands) : std::string(),
             weight, selected_});
    }

    const StandingMilestone& row_;
    const timeline::Milestone& milestone_;
    FillingLane& to_;
    StripPlaces& places_;
    const Basis& basis_;
    bool selected_, cause_;
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

/// What caused the words that were known of the selected milestone.
std::vector<StripCause> causesOf(const Basis& basis) {
    std::vector<StripCause> causes;
    const StandingMilestone* effect = basis.rows.find(basis.moment.selected);
    if (!effect || basis.changes)
        return causes;
    const timeline::Milestone& milestone = effect->milestone();
    for (const Announcement& said : milestone.history)
        for (const std::string& id : said.because) {
            const StandingMilestone* cause =
                said.knownFrom() <= basis.known() ? basis.rows.find(id) : nullptr;
            if (cause && cause->stands)
                causes.push_back({id, milestone.id, cause->milestone().lane, milestone.lane,
                                  cause->milestone().programme, milestone.programme, cause->stands->anchor(),
                                  said.target ? said.target->anchor() : said.announced.anchor(),
                                  shortWords(said.announced)});
        }
    return causes;
}

Lanes filledLanes(const Basis& basis, const StripSpan& span, const std::vector<StripCause>& causes) {
    std::set<std::string_view> ids;
    for (const StripCause& cause : causes)
        ids.insert(cause.cause);
    Lanes lanes;
    StripPlaces places(span);
    for (const timeline::Programme& programme : basis.timeline.programmes)
        if (isShown(programme, basis))
            for (const timeline::Lane& lane : programme.lanes)
                lanes[{programme.id, lane.id}] = {{lane.id, basis.titleOf(lane.title), {}, {}},
                                                  {},
                                                  static_cast<std::uint32_t>(lanes.size())};
    auto lane = lanes.end();
    for (std::size_t i = basis.rows.size(); i-- > 0;) {
        const StandingMilestone& row = basis.rows[i];
        const std::pair<std::string_view, std::string_view> own{row.milestone().programme,
                                                                row.milestone().lane};
        if (lane == lanes.end() || lane->first != own)
            lane = lanes.find(own);
        if (lane == lanes.end())
            continue;
        RowMarks marks(row, ids.contains(row.milestone().id), lane->second, places, basis);
        if (basis.changes)
            marks.addCompared();
        else
            marks.add();
    }
    for (auto& [key, filled] : lanes) {
        std::reverse(filled.lane.marks.begin(), filled.lane.marks.end());
        std::reverse(filled.lane.tails.begin(), filled.lane.tails.end());
        std::reverse(filled.currents.begin(), filled.currents.end());
    }
    return lanes;
}

} // namespace

Strip stripOf(const Basis& basis) {
    Strip strip;
    strip.span = basis.moment.span;
    if (strip.span.first >= strip.span.last)
        strip.span = timeline::saysNothing(basis.timeline) ? openingOf(basis.timeline, basis.moment.at).span
                                                           : usualSpan(basis.timeline);
    strip.playhead = basis.moment.at;
    strip.known = basis.moment.known;
    strip.knownDay = basis.known();
    if (basis.changes)
        strip.changedSince = basis.changes->from;
    strip.causes = causesOf(basis);
    Lanes lanes = filledLanes(basis, strip.span, strip.causes);
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
