#include "overlay/strip/strip_marks.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <unordered_map>

namespace perilune::overlay {

namespace {

using scene::StripMark;
using scene::StripMarkKind;

/// What a label may lie on where there is no better place. Never on another label.
enum class Over { Nothing, Ghosts, LighterMarks, Marks };

/// Things on the strip by where they are along it, so that a label is held only against what is near.
template <class T> class Columns {
  public:
    Columns(float x0, float x1) : x0_(x0), columns_(columnOf(x1, ~std::size_t{0}) + 1) {}
    void add(const Rect& box, const T& thing) {
        for (std::size_t i = columnOf(box.x0, last()); i <= columnOf(box.x1, last()); ++i)
            columns_[i].push_back(thing);
    }
    /// Whether one of those that may touch the box is wanted; some are asked about twice.
    template <class Wanted> bool any(const Rect& box, Wanted&& wanted) const {
        for (std::size_t i = columnOf(box.x0, last()); i <= columnOf(box.x1, last()); ++i)
            if (std::any_of(columns_[i].begin(), columns_[i].end(), wanted))
                return true;
        return false;
    }

  private:
    static constexpr float kWidth = 16.0f;
    std::size_t last() const { return columns_.size() - 1; }
    std::size_t columnOf(float x, std::size_t last) const {
        return std::min(static_cast<std::size_t>(std::max(0.0f, (x - x0_) / kWidth)), last);
    }
    float x0_;
    std::vector<std::vector<T>> columns_;
};

/// A stretch of a row without a mark.
struct Gap {
    float from = 0, to = 0;
    float length() const { return to - from; }
};

/// How far from its mark the selected label may stand.
struct Reach {
    float away, rows; ///< u, pitches
};

class StripLabels {
  public:
    StripLabels(const std::vector<PlacedMark>& marks, const StripLayout& layout, Page& page, Canvas& canvas);
    /// No label lies there.
    void keepClearOf(const Rect& rect) { labels_.add(rect, rect); }
    void place();

  private:
    void labelMark(const PlacedMark& p);
    void labelTail(const scene::StripTail& tail, const LaneRow& row);
    bool put(const std::string& text, float left, float y, const PlacedMark& p, Over over);
    bool putAtEnd(const std::string& text, const PlacedMark& p, float before, float after, float edge);
    bool namesOne(const std::string& cut, const PlacedMark& p);
    bool putNear(const std::string& text, const PlacedMark& p, float edge);
    bool putWithin(const Reach& reach, const std::string& text, const PlacedMark& p, float edge);
    void tie(const Rect& plate, const PlacedMark& p);
    /// What is quiet in the dark is so in the light by its weight: there grey letters would be lost.
    float faded(float alpha) const { return alpha + (1.0f - alpha) * 0.8f * canvas_.inks().cover; }
    float right() const { return page_.at.width - 0.3f * page_.at.margin; }
    bool isFree(const Rect& r, const PlacedMark* owner, int weight, Over over) const;
    bool mayTake(const PlacedMark& p, std::initializer_list<float> lefts,
                 std::initializer_list<float> rights) const;
    std::vector<Gap> gapsOf(const LaneRow& row, float least) const;
    std::vector<Gap> gapsUnder(const scene::StripTail& tail, const LaneRow& row, float from, float to) const;

    const std::vector<PlacedMark>& marks_;
    const StripLayout& layout_;
    Page& page_;
    Canvas& canvas_;
    float u_;
    Rect axis_;
    bool beside_;                                  ///< a milestone that is selected
    std::vector<Columns<const PlacedMark*>> near_; ///< by row
    float reach_ = 0;                              ///< of a mark's box up and down
    Columns<Rect> labels_;
    std::vector<std::vector<Gap>> gaps_; ///< by row: those that the shortest label of a tail may fit
    std::unordered_map<std::string_view, const PlacedMark*> currents_; ///< by milestone
    std::vector<std::pair<std::string_view, std::string_view>> shown_; ///< labels and milestones, in order
};

/// Of a label that lies over other marks.
constexpr float kLongest = 190.0f;

bool isPill(const PlacedMark& p) {
    return p.mark->selected && p.isCurrent();
}

constexpr float kLeast = 8.0f;    ///< u: no label is narrower
constexpr float kBesides = 20.0f; ///< u: left of a gap beside the label in it

StripLabels::StripLabels(const std::vector<PlacedMark>& marks, const StripLayout& layout, Page& page,
                         Canvas& canvas)
    : marks_(marks), layout_(layout), page_(page), canvas_(canvas), u_(page.at.u), axis_(layout.axis.rect),
      beside_(isOneSelected(layout, page)),
      near_(layout.rows.size(), Columns<const PlacedMark*>(axis_.x0, page.at.width)),
      labels_(axis_.x0, page.at.width) {
    for (const PlacedMark& p : marks_) {
        if (p.isCurrent())
            currents_[p.mark->milestone] = &p;
        const Rect box = p.box();
        reach_ = std::max(reach_, 0.5f * heightOf(box));
        if (!p.covered && box.x1 >= axis_.x0 - 2.0f * u_ && box.x0 <= page.at.width)
            near_[static_cast<std::size_t>(p.row - layout.rows.data())].add(box, &p);
    }
    for (const LaneRow& row : layout.rows)
        gaps_.push_back(gapsOf(row, (kBesides + kLeast) * u_));
}

bool StripLabels::isFree(const Rect& r, const PlacedMark* owner, int weight, Over over) const {
    if (r.x0 < axis_.x0 - 2.0f * u_ || r.x1 > right() || r.y0 < layout_.baseline + u_ ||
        r.y1 > page_.at.height)
        return false;
    if (labels_.any(r, [&](const Rect& l) { return overlaps(l, r); }))
        return false;
    const auto isInTheWay = [&](const PlacedMark* p) {
        if (p == owner || (owner && p->mark->milestone == owner->mark->milestone && !p->isCurrent() &&
                           over >= Over::LighterMarks))
            return false;
        if (over == Over::Marks || (!p->isCurrent() && !p->mark->selected && over >= Over::Ghosts))
            return false;
        if (!p->mark->selected && p->mark->weight < weight && over >= Over::LighterMarks)
            return false;
        return overlaps(p->box(), r);
    };
    for (std::size_t i = 0; i < layout_.rows.size(); ++i)
        if (layout_.rows[i].y + reach_ > r.y0 && layout_.rows[i].y - reach_ < r.y1 &&
            near_[i].any(r, isInTheWay))
            return false;
    return true;
}

/// Whether the shortest label would find room beside a mark, where labels begin or end there: most marks of a
/// full row need no more to be said of.
bool StripLabels::mayTake(const PlacedMark& p, std::initializer_list<float> lefts,
                          std::initializer_list<float> rights) const {
    const bool must = p.mark->weight >= 3;
    const auto fits = [&](float left) {
        const Rect least{left, p.y - 1.0f, left + kLeast * u_, p.y + 1.0f};
        return isFree(least, &p, p.mark->weight, must ? Over::LighterMarks : Over::Nothing);
    };
    return std::any_of(lefts.begin(), lefts.end(), fits) ||
           std::any_of(rights.begin(), rights.end(), [&](float right) { return fits(right - kLeast * u_); });
}

/// Stretches of a row between its marks, of at least that length.
std::vector<Gap> StripLabels::gapsOf(const LaneRow& row, float least) const {
    std::vector<float> stops{axis_.x0, axis_.x1};
    for (const PlacedMark& p : marks_)
        if (p.row == &row && !p.covered && p.x > axis_.x0 && p.x < axis_.x1)
            stops.push_back(p.x);
    std::sort(stops.begin(), stops.end());
    std::vector<Gap> gaps;
    for (std::size_t i = 1; i < stops.size(); ++i)
        if (stops[i] - stops[i - 1] >= least)
            gaps.push_back({stops[i - 1], stops[i]});
    return gaps;
}

/// The stretches that a tail crosses between marks, or between those of its own milestone where it is
/// selected; the longest first.
std::vector<Gap> StripLabels::gapsUnder(const scene::StripTail& tail, const LaneRow& row, float from,
                                        float to) const {
    std::vector<Gap> gaps;
    if (tail.selected) {
        std::vector<float> stops{from, to};
        for (const PlacedMark& p : marks_)
            if (p.row == &row && p.x > from && p.x < to && p.mark->selected)
                stops.push_back(p.x);
        std::sort(stops.begin(), stops.end());
        for (std::size_t i = 1; i < stops.size(); ++i)
            gaps.push_back({stops[i - 1], stops[i]});
    } else {
        for (const Gap& gap : gaps_[static_cast<std::size_t>(&row - layout_.rows.data())])
            if (gap.to > from && gap.from < to)
                gaps.push_back({std::max(gap.from, from), std::min(gap.to, to)});
    }
    std::stable_sort(gaps.begin(), gaps.end(),
                     [](const Gap& a, const Gap& b) { return a.length() > b.length(); });
    return gaps;
}

/// Sets a label with its left end at `left`, if it is free there.
bool StripLabels::put(const std::string& text, float left, float y, const PlacedMark& p, Over over) {
    const bool pill = isPill(p);
    const Type style = pill ? type::kSmallBold : type::kSmall;
    const float width = canvas_.widthOf(text, style);
    const float baseline = std::round(canvas_.baselineFor(y, style));
    const Rect box = canvas_.boxOf(left, baseline, width, style);
    const Rect plate = pill ? Rect{left - 8.0f * u_, y - 11.0f * u_, left + width + 8.0f * u_, y + 11.0f * u_}
                            : grown(box, 3.0f * u_, 0.0f);
    const Rect room = pill ? grown(plate, u_) : plate;
    if (!isFree(room, &p, pill ? 4 : p.mark->weight, over))
        return false;
    if (pill) {
        canvas_.rounded(plate, 7.0f * u_, canvas_.inks().veil(0.94f));
        canvas_.roundedOutline(plate, 7.0f * u_, 1.4f * u_, p.colour);
        canvas_.text(left, baseline, text, style, canvas_.inks().text);
    } else {
        canvas_.feathered(grown(box, 0.0f, -4.0f * u_), 5.0f * u_,
                          canvas_.inks().veil(over == Over::Nothing ? 0.75f : 0.92f));
        const Ink paint = p.isCurrent() ? mixed(p.colour, canvas_.inks().text, 0.78f)
                                        : mixed(p.colour, canvas_.inks().text, 0.35f);
        canvas_.text(left, baseline, text, style,
                     paint.withAlpha(p.mark->selected ? 1.0f : faded(0.25f + 0.75f * p.strength)));
    }
    labels_.add(room, room);
    if (p.isCurrent())
        page_.hits.push_back({HitKind::Mark,
                              grown(plate, 0.0f, std::max(0.0f, 10.0f * u_ - 0.5f * heightOf(plate))),
                              p.mark->milestone});
    return true;
}

/// Whether a label that was cut ("Chang'…") reads as the beginning of no other milestone's that is to be
/// seen.
bool StripLabels::namesOne(const std::string& cut, const PlacedMark& p) {
    constexpr std::string_view kEllipsis = "…";
    if (shown_.empty()) {
        for (const PlacedMark& other : marks_)
            if (!other.covered && other.isCurrent() && other.x >= axis_.x0 && other.x <= axis_.x1)
                shown_.emplace_back(other.mark->label, other.mark->milestone);
        std::sort(shown_.begin(), shown_.end());
    }
    const std::size_t end = cut.rfind(kEllipsis);
    if (end == std::string::npos)
        return true;
    const std::string_view beginning = std::string_view(cut).substr(0, end);
    for (auto at = std::lower_bound(shown_.begin(), shown_.end(), std::pair(beginning, std::string_view()));
         at != shown_.end() && at->first.starts_with(beginning); ++at)
        if (at->second != p.mark->milestone)
            return false;
    return true;
}

/// At the strip's ends, where one side of a mark has no room for its label, that lies on no mark at all: it
/// is cut before it does; that of the selected milestone is never cut, and goes to the nearest free place.
bool StripLabels::putAtEnd(const std::string& text, const PlacedMark& p, float before, float after,
                           float edge) {
    constexpr float kShares[] = {1.0f, 0.62f, 0.4f};
    constexpr float kShortest = 44.0f; // u
    const Type style = isPill(p) ? type::kSmallBold : type::kSmall;
    const float whole = canvas_.widthOf(text, style);
    for (const float share : kShares) {
        const std::string cut =
            share < 1.0f ? canvas_.fitted(text, style, std::max(share * whole, kShortest * u_), true) : text;
        const float width = canvas_.widthOf(cut, style);
        if (cut.empty() || (share < 1.0f && !namesOne(cut, p)))
            continue;
        for (const float left : {after, before - width, p.x + edge, p.x - edge - width})
            if (put(cut, left, p.y, p, Over::Nothing))
                return true;
        if (isPill(p))
            return putNear(cut, p, edge);
    }
    return false;
}

/// Near its mark: whole, or else its name alone, since the card has the rest. Where there is no room either,
/// far from it and tied to it.
bool StripLabels::putNear(const std::string& text, const PlacedMark& p, float edge) {
    constexpr Reach kNear{160.0f, 3.4f};
    const Reach far{widthOf(axis_) / u_, float(layout_.rows.size())};
    const std::string name = text.substr(0, text.find(" · "));
    return putWithin(kNear, text, p, edge) || (name != text && putWithin(kNear, name, p, edge)) ||
           putWithin(far, text, p, edge);
}

/// At the nearest free place inwards of a mark and above or below it.
bool StripLabels::putWithin(const Reach& reach, const std::string& text, const PlacedMark& p, float edge) {
    constexpr float kStep = 40.0f; // u
    constexpr float kRowStep = 0.67f;
    const float width = canvas_.widthOf(text, type::kSmallBold);
    const float from = axis_.x0 + 8.0f * u_, to = right() - 10.0f * u_ - width;
    if (from > to)
        return false;
    const float inwards = p.x > 0.5f * (axis_.x0 + axis_.x1) ? -1.0f : 1.0f;
    for (float away = 0.0f; away <= reach.away; away += kStep) {
        const float left = std::clamp(p.x - 0.5f * width + inwards * away * u_, from, to);
        const bool hidesMark = left < p.x + edge && left + width > p.x - edge;
        for (float rows = hidesMark ? 2.0f * kRowStep : 0.0f; rows <= reach.rows; rows += kRowStep)
            for (const float side : {-1.0f, 1.0f}) {
                const float y = p.y + side * rows * layout_.pitch;
                if (!put(text, left, y, p, Over::Nothing))
                    continue;
                tie({left - 8.0f * u_, y - 11.0f * u_, left + width + 8.0f * u_, y + 11.0f * u_}, p);
                return true;
            }
    }
    return false;
}

/// A line from a label to its mark, where they stand apart.
void StripLabels::tie(const Rect& plate, const PlacedMark& p) {
    const float corner = p.y < plate.y0 || p.y > plate.y1 ? 7.0f * u_ : 0.0f;
    const Point from{std::clamp(p.x, plate.x0 + corner, plate.x1 - corner),
                     std::clamp(p.y, plate.y0, plate.y1)};
    const Point way{p.x - from.x, p.y - from.y};
    const float length = std::hypot(way.x, way.y), rim = 1.75f * p.r + 2.0f * u_;
    if (length < rim + 12.0f * u_)
        return;
    const float end = (length - rim) / length;
    const Point line[] = {from, {from.x + end * way.x, from.y + end * way.y}};
    canvas_.outline(line, false, 1.4f * u_, p.colour.withAlpha(0.85f));
}

void StripLabels::labelMark(const PlacedMark& p) {
    const StripMark& mark = *p.mark;
    if (p.row->lane->folded && !mark.selected)
        return;
    if (p.covered || mark.label.empty() || p.x < axis_.x0 - p.r || p.x > axis_.x1 + p.r)
        return;
    const bool pill = isPill(p);
    const float edge = (pill ? 1.75f : 1.0f) * p.r + (pill ? 12.0f : 5.0f) * u_;
    const float most = 120.0f * u_;
    const float after = std::clamp(p.windowX1 + 6.0f * u_, p.x + edge, p.x + edge + most);
    const float before = std::clamp(p.windowX0 - 6.0f * u_, p.x - edge - most, p.x - edge);
    if (!mark.selected && !mark.cause && !mayTake(p, {after, p.x + edge}, {before, p.x - edge}))
        return;
    const std::string text = mark.kind == StripMarkKind::Projection ? mark.label + " estimate" : mark.label;
    const Type style = pill ? type::kSmallBold : type::kSmall;
    const float width = canvas_.widthOf(text, style);
    const bool must = p.isCurrent() && (mark.selected || mark.cause || mark.weight >= 3);
    const auto tries = [&](std::initializer_list<float> lefts, std::initializer_list<Over> overs) {
        for (const Over over : overs)
            for (const float left : lefts)
                if (put(text, left, p.y, p, over))
                    return true;
        return false;
    };
    const bool atEnd = p.x + edge + width > axis_.x1 || p.x - edge - width < axis_.x0;
    if (atEnd && (putAtEnd(text, p, before, after, edge) || !pill))
        return;
    // What was said earlier reads from the left, at its mark.
    const bool placed = p.isCurrent()
                            ? tries({after, before - width, p.x + edge, p.x - edge - width}, {Over::Nothing})
                            : tries({p.x - edge - width}, {Over::Nothing, Over::LighterMarks}) ||
                                  tries({p.x + edge}, {Over::Nothing, Over::LighterMarks});
    if (placed)
        return;
    if (p.isCurrent() && must && !pill &&
        width > kLongest * u_) { // a whole title, not a short one, would hide other marks
        const std::string cut = canvas_.fitted(text, style, kLongest * u_, true);
        const float narrow = canvas_.widthOf(cut, style);
        for (const Over over : {Over::Ghosts, Over::LighterMarks})
            for (const float left : {after, before - narrow, p.x + edge, p.x - edge - narrow})
                if (!cut.empty() && put(cut, left, p.y, p, over))
                    return;
    } else if (must && tries({after, before - width, p.x + edge, p.x - edge - width},
                             {Over::Ghosts, Over::LighterMarks})) {
        return;
    }
    if (!must)
        return;
    if (pill) { // above or below its lane, and at last over other marks
        for (const Over over : {Over::LighterMarks, Over::Marks})
            for (const float y : {p.y - 1.35f * layout_.pitch, p.y + 1.35f * layout_.pitch, p.y})
                for (const float left : {p.x - 0.5f * width, p.x + edge, p.x - edge - width})
                    if ((y != p.y || left != p.x - 0.5f * width) && put(text, left, y, p, over))
                        return;
    }
    const std::string shorter =
        canvas_.fitted(text, style, std::min(std::max(0.62f * width, 70.0f * u_), kLongest * u_), true);
    if (shorter.empty() || !namesOne(shorter, p))
        return;
    const float narrow = canvas_.widthOf(shorter, style);
    for (const float left : {p.x + edge, p.x - edge - narrow})
        if (put(shorter, left, p.y, p, Over::LighterMarks))
            return;
}

/// The slip's length, in the widest free stretch of its tail.
void StripLabels::labelTail(const scene::StripTail& tail, const LaneRow& row) {
    if (tail.label.empty())
        return;
    const float from = std::max(axis_.x0, layout_.axis.xOf(base::startOf(std::min(tail.from, tail.to))));
    const float to = std::min(axis_.x1, layout_.axis.xOf(base::startOf(std::max(tail.from, tail.to))));
    if (to <= from)
        return;
    const std::vector<Gap> gaps = gapsUnder(tail, row, from, to);
    if (gaps.empty() || gaps.front().length() < (kBesides + kLeast) * u_)
        return;
    const Type style = tail.selected ? type::kSmallBold : type::kSmall;
    const float width = canvas_.widthOf(tail.label, style);
    const auto current = currents_.find(tail.milestone);
    const PlacedMark* owner = current != currents_.end() ? current->second : nullptr;
    for (const Over over : {Over::Nothing, Over::Ghosts, Over::LighterMarks})
        for (const Gap& gap : gaps) {
            if ((over != Over::Nothing && !tail.selected) || gap.length() < width + kBesides * u_)
                break;
            if (over != Over::Nothing && (gap.from <= axis_.x0 || gap.to >= axis_.x1))
                continue; // at the strip's ends it lies on no mark
            const float middle = 0.5f * (gap.to + gap.from);
            const float baseline = std::round(canvas_.baselineFor(row.y, style));
            const Rect box = canvas_.boxOf(middle - 0.5f * width, baseline, width, style);
            const Rect room = grown(box, 4.0f * u_, 0.0f);
            // A slip's label keeps clear of its own milestone's marks.
            if (!isFree(room, over == Over::LighterMarks ? nullptr : owner, tail.selected ? 3 : 0, over))
                continue;
            canvas_.feathered(grown(box, 0.0f, -4.0f * u_), 6.0f * u_, canvas_.inks().veil(0.92f));
            canvas_.text(box.x0, baseline, tail.label, style,
                         canvas_.inks().readable(ink(
                             row.programme->colour,
                             tail.selected ? 1.0f : faded(0.2f + 0.7f * strengthOf(tail.weight, beside_)))));
            labels_.add(room, room);
            return;
        }
}

void StripLabels::place() {
    // Within a rank the heaviest and last come first, in the order in which marks lie above one another.
    const auto labelAll = [&](auto&& wanted) {
        for (auto p = marks_.rbegin(); p != marks_.rend(); ++p)
            if (wanted(*p))
                labelMark(*p);
    };
    const auto labelTails = [&](bool selected) {
        for (const LaneRow& row : layout_.rows)
            for (const scene::StripTail& tail : row.lane->tails)
                if (tail.selected == selected)
                    labelTail(tail, row);
    };
    labelAll([](const PlacedMark& p) { return p.mark->selected && p.isCurrent(); });
    labelTails(true);
    for (const PlacedMark& p : marks_) // the oldest promise first
        if (p.mark->selected && p.mark->kind == StripMarkKind::Earlier)
            labelMark(p);
    labelAll([](const PlacedMark& p) { return p.mark->cause; });
    labelAll([](const PlacedMark& p) {
        return !p.mark->selected && !p.mark->cause && p.isCurrent() && p.mark->weight >= 3;
    });
    labelAll(
        [](const PlacedMark& p) { return p.mark->selected && p.mark->kind == StripMarkKind::Projection; });
    labelAll([](const PlacedMark& p) {
        return !p.mark->selected && !p.mark->cause && p.isCurrent() && p.mark->weight < 3;
    });
    labelTails(false);
}

} // namespace

void labelMarks(const std::vector<PlacedMark>& marks, const StripLayout& layout,
                const std::vector<Rect>& kept, Page& page, Canvas& canvas) {
    StripLabels labels(marks, layout, page, canvas);
    for (const Rect& rect : kept)
        labels.keepClearOf(rect);
    labels.place();
}

} // namespace perilune::overlay
