#include "overlay/strip/strip_marks.h"

#include <cmath>
#include <initializer_list>

namespace perilune::overlay {

namespace {

using scene::StripMark;
using scene::StripMarkKind;

/// What a label may lie on where there is no better place. Never on another label.
enum class Over { Nothing, Ghosts, LighterMarks, Marks };

class StripLabels {
  public:
    StripLabels(const std::vector<PlacedMark>& marks, const StripLayout& layout, Page& page, Canvas& canvas)
        : marks_(marks), layout_(layout), page_(page), canvas_(canvas), u_(page.at.u),
          axis_(layout.axis.rect) {}
    void place();

  private:
    void labelMark(const PlacedMark& p);
    void labelTail(const scene::StripTail& tail, const LaneRow& row);
    bool put(const std::string& text, float left, float y, const PlacedMark& p, Over over);
    bool isFree(const Rect& r, const PlacedMark* owner, int weight, Over over) const;

    const std::vector<PlacedMark>& marks_;
    const StripLayout& layout_;
    Page& page_;
    Canvas& canvas_;
    float u_;
    Rect axis_;
    std::vector<Rect> labels_;
};

/// Of a label that lies over other marks.
constexpr float kLongest = 190.0f;

bool isPill(const PlacedMark& p) {
    return p.mark->selected && p.isCurrent();
}

bool StripLabels::isFree(const Rect& r, const PlacedMark* owner, int weight, Over over) const {
    if (r.x0 < axis_.x0 - 2.0f * u_ || r.x1 > page_.at.width - 0.3f * page_.at.margin ||
        r.y0 < layout_.baseline + u_ || r.y1 > page_.at.height)
        return false;
    for (const Rect& l : labels_)
        if (overlaps(l, r))
            return false;
    for (const PlacedMark& p : marks_) {
        if (&p == owner || (owner && p.mark->milestone == owner->mark->milestone && !p.isCurrent() &&
                            over >= Over::LighterMarks))
            continue;
        if (over == Over::Marks || (!p.isCurrent() && !p.mark->selected && over >= Over::Ghosts))
            continue;
        if (!p.mark->selected && p.mark->weight < weight && over >= Over::LighterMarks)
            continue;
        if (overlaps(p.box(), r))
            return false;
    }
    return true;
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
        canvas_.rounded(plate, 7.0f * u_, palette::kGround.withAlpha(0.94f));
        canvas_.roundedOutline(plate, 7.0f * u_, 1.4f * u_, p.colour);
        canvas_.text(left, baseline, text, style, palette::kText);
    } else {
        canvas_.feathered(grown(box, 0.0f, -4.0f * u_), 5.0f * u_,
                          palette::kGround.withAlpha(over == Over::Nothing ? 0.75f : 0.92f));
        const Ink paint =
            p.isCurrent() ? mixed(p.colour, palette::kText, 0.78f) : mixed(p.colour, palette::kText, 0.35f);
        canvas_.text(left, baseline, text, style,
                     paint.withAlpha(p.mark->selected ? 1.0f : 0.25f + 0.75f * p.strength));
    }
    labels_.push_back(room);
    if (p.isCurrent())
        page_.hits.push_back({HitKind::Mark,
                              grown(plate, 0.0f, std::max(0.0f, 10.0f * u_ - 0.5f * heightOf(plate))),
                              p.mark->milestone});
    return true;
}

void StripLabels::labelMark(const PlacedMark& p) {
    const StripMark& mark = *p.mark;
    if (mark.label.empty() || p.x < axis_.x0 - p.r || p.x > axis_.x1 + p.r)
        return;
    const bool pill = isPill(p);
    const std::string text = mark.kind == StripMarkKind::Projection ? mark.label + " estimate" : mark.label;
    const Type style = pill ? type::kSmallBold : type::kSmall;
    const float edge = (pill ? 1.75f : 1.0f) * p.r + (pill ? 12.0f : 5.0f) * u_;
    const float width = canvas_.widthOf(text, style);
    const float most = 120.0f * u_;
    const float after = std::clamp(p.windowX1 + 6.0f * u_, p.x + edge, p.x + edge + most);
    const float before = std::clamp(p.windowX0 - 6.0f * u_, p.x - edge - most, p.x - edge);
    const bool must = p.isCurrent() && (mark.selected || mark.weight >= 3);
    const auto tries = [&](std::initializer_list<float> lefts, std::initializer_list<Over> overs) {
        for (const Over over : overs)
            for (const float left : lefts)
                if (put(text, left, p.y, p, over))
                    return true;
        return false;
    };
    if (!p.isCurrent()) { // what was said earlier reads from the left, at its mark
        if (tries({p.x - edge - width}, {Over::Nothing, Over::LighterMarks}) ||
            tries({p.x + edge}, {Over::Nothing, Over::LighterMarks}))
            return;
    } else if (tries({after, before - width, p.x + edge, p.x - edge - width}, {Over::Nothing})) {
        return;
    } else if (must && !pill &&
               width > kLongest * u_) { // a whole title, not a short one, would hide other marks
        const std::string cut = canvas_.fitted(text, style, kLongest * u_);
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
        canvas_.fitted(text, style, std::min(std::max(0.62f * width, 70.0f * u_), kLongest * u_));
    if (shorter.empty())
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
    std::vector<float> stops{from, to};
    for (const PlacedMark& p : marks_)
        if (p.row == &row && p.x > from && p.x < to && (p.mark->selected || !tail.selected))
            stops.push_back(p.x);
    std::sort(stops.begin(), stops.end());
    const Type style = tail.selected ? type::kSmallBold : type::kSmall;
    const float width = canvas_.widthOf(tail.label, style);
    std::vector<std::pair<float, float>> gaps; // length, middle
    for (std::size_t i = 1; i < stops.size(); ++i)
        gaps.push_back({stops[i] - stops[i - 1], 0.5f * (stops[i] + stops[i - 1])});
    std::stable_sort(gaps.begin(), gaps.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    const PlacedMark* owner = nullptr;
    for (const PlacedMark& p : marks_)
        if (p.mark->milestone == tail.milestone && p.isCurrent())
            owner = &p;
    for (const Over over : {Over::Nothing, Over::Ghosts, Over::LighterMarks})
        for (const auto& [length, middle] : gaps) {
            if ((over != Over::Nothing && !tail.selected) || length < width + 20.0f * u_)
                break;
            const float baseline = std::round(canvas_.baselineFor(row.y, style));
            const Rect box = canvas_.boxOf(middle - 0.5f * width, baseline, width, style);
            const Rect room = grown(box, 4.0f * u_, 0.0f);
            // A slip's label keeps clear of its own milestone's marks.
            if (!isFree(room, over == Over::LighterMarks ? nullptr : owner, tail.selected ? 3 : 0, over))
                continue;
            canvas_.feathered(grown(box, 0.0f, -4.0f * u_), 6.0f * u_, palette::kGround.withAlpha(0.92f));
            canvas_.text(
                box.x0, baseline, tail.label, style,
                ink(row.programme->colour, tail.selected || !owner ? 1.0f : 0.2f + 0.7f * owner->strength));
            labels_.push_back(room);
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
    labelAll([](const PlacedMark& p) { return !p.mark->selected && p.isCurrent() && p.mark->weight >= 3; });
    labelAll(
        [](const PlacedMark& p) { return p.mark->selected && p.mark->kind == StripMarkKind::Projection; });
    labelAll([](const PlacedMark& p) { return !p.mark->selected && p.isCurrent() && p.mark->weight < 3; });
    labelTails(false);
}

} // namespace

void labelMarks(const std::vector<PlacedMark>& marks, const StripLayout& layout, Page& page, Canvas& canvas) {
    StripLabels(marks, layout, page, canvas).place();
}

} // namespace perilune::overlay
