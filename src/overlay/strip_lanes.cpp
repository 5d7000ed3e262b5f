#include <array>
#include <cmath>

#include "overlay/strip_layout.h"
#include "overlay/symbols.h"

namespace perilune::overlay {

namespace {

using scene::StripMark;
using scene::StripMarkKind;

/// A mark with its place.
struct Placed {
    const StripMark* mark = nullptr;
    const LaneRow* row = nullptr;
    Ink colour;
    float x = 0, y = 0, r = 0;
    float windowX0 = 0, windowX1 = 0;
    bool hasWindow = false;
    Rect box() const { return {x - 1.25f * r, y - 1.25f * r, x + 1.25f * r, y + 1.25f * r}; }
};

class Lanes {
  public:
    Lanes(const StripLayout& layout, Page& page, Canvas& canvas)
        : s_(layout), page_(page), canvas_(canvas), u_(page.at.u) {
        place();
    }
    void draw();

  private:
    void place();
    void drawTail(const scene::StripTail& tail, const LaneRow& row);
    void drawWindow(const Placed& p);
    void drawMark(const Placed& p);
    void labelMark(const Placed& p);
    void labelTail(const scene::StripTail& tail, const LaneRow& row);
    bool put(const std::string& text, float x, const Placed& p, bool overGhosts);
    bool isFree(const Rect& r, const Placed* owner, bool overGhosts) const;
    bool onAxis(const Rect& r) const {
        return r.x0 >= s_.axis.rect.x0 - 4.0f * u_ && r.x1 <= page_.at.width - 0.4f * page_.at.margin;
    }
    float x(base::Day day) const { return s_.axis.xOf(base::startOf(day)); }

    const StripLayout& s_;
    Page& page_;
    Canvas& canvas_;
    float u_;
    std::vector<Placed> marks_;
    std::vector<Rect> labels_;
};

void Lanes::place() {
    const float most = std::min(6.2f * u_, 0.38f * s_.pitch);
    for (const LaneRow& row : s_.rows)
        for (const StripMark& mark : row.lane->marks) {
            Placed p;
            p.mark = &mark;
            p.row = &row;
            p.colour = ink(row.programme->colour);
            p.x = x(mark.anchor);
            p.y = row.y;
            const bool current = mark.kind == StripMarkKind::Current;
            p.r = most * (current ? (mark.selected ? 1.16f : 1.0f) : mark.selected ? 0.74f : 0.56f);
            p.windowX0 = x(mark.first);
            p.windowX1 = x(mark.last + std::chrono::days{1});
            p.hasWindow = mark.openBegin || mark.openEnd || p.windowX1 - p.windowX0 > 1.6f * p.r;
            if (mark.openBegin)
                p.windowX0 = std::min(p.windowX0, p.x) - 70.0f * u_;
            if (mark.openEnd)
                p.windowX1 = std::max(p.windowX1, p.x) + 70.0f * u_;
            marks_.push_back(p);
        }
    // The selected milestone lies above the others, and what stands above what stood.
    std::stable_sort(marks_.begin(), marks_.end(), [](const Placed& a, const Placed& b) {
        const auto rank = [](const Placed& p) {
            return (p.mark->selected ? 2 : 0) + (p.mark->kind == StripMarkKind::Current ? 1 : 0);
        };
        return rank(a) < rank(b);
    });
}

void Lanes::drawTail(const scene::StripTail& tail, const LaneRow& row) {
    float from = x(std::min(tail.from, tail.to)), to = x(std::max(tail.from, tail.to));
    const Rect& axis = s_.axis.rect;
    if (to < axis.x0 || from > axis.x1)
        return;
    const float dot = (tail.selected ? 2.0f : 1.4f) * u_, gap = (tail.selected ? 3.6f : 3.4f) * u_;
    // Dots keep their place in time while the strip is scrolled.
    if (from < axis.x0)
        from += std::ceil((axis.x0 - from) / (dot + gap)) * (dot + gap);
    canvas_.dotted({from, row.y}, {std::min(to, axis.x1), row.y}, dot, gap,
                   ink(row.programme->colour, tail.selected ? 0.95f : 0.34f));
}

/// The days in which it may fall: a bar whose ends are as soft as the words were.
void Lanes::drawWindow(const Placed& p) {
    const StripMark& mark = *p.mark;
    const bool current = mark.kind == StripMarkKind::Current;
    if (!p.hasWindow || (!current && !mark.selected))
        return;
    const float h = std::min(4.6f * u_, 0.26f * s_.pitch) * (current ? 1.0f : 0.7f);
    const Ink full = p.colour.withAlpha(current ? (mark.selected ? 0.62f : 0.42f) : 0.20f);
    const Ink none = p.colour.withAlpha(0);
    const float bounded0 = x(mark.first), bounded1 = x(mark.last + std::chrono::days{1});
    const float soft = std::min(0.22f * (bounded1 - bounded0), 16.0f * u_);
    // Where each side starts to fade and where it is gone.
    const float in0 = mark.openBegin ? bounded1 : mark.softBegin ? bounded0 + soft : bounded0;
    const float out0 = mark.openBegin ? p.windowX0 : mark.softBegin ? bounded0 - 0.35f * soft : bounded0;
    const float in1 = mark.openEnd ? std::min(bounded0, in0) : mark.softEnd ? bounded1 - soft : bounded1;
    const float out1 = mark.openEnd ? p.windowX1 : mark.softEnd ? bounded1 + 0.35f * soft : bounded1;
    const float a = mark.openBegin ? std::min(in0, bounded1) : in0, b = mark.openEnd ? std::max(in1, a) : in1;
    if (mark.confidence != timeline::Confidence::High && !mark.selected) {
        // Uncertain: the same span in dots.
        const float step = 5.0f * u_;
        const int count = std::min(400, static_cast<int>((out1 - out0) / step) + 1);
        for (int i = 0; i < count; ++i) {
            const float at = out0 + (static_cast<float>(i) + 0.5f) * step;
            if (at > out1)
                break;
            const float fade = std::min(
                {1.0f, (at - out0) / std::max(1.0f, a - out0), (out1 - at) / std::max(1.0f, out1 - b)});
            canvas_.fill({at - 1.3f * u_, p.y - h, at + 1.3f * u_, p.y + h},
                         full.faded(std::max(0.15f, fade)));
        }
        return;
    }
    canvas_.gradientAcross({out0, p.y - h, a, p.y + h}, none, full);
    canvas_.fill({a, p.y - h, b, p.y + h}, full);
    canvas_.gradientAcross({b, p.y - h, out1, p.y + h}, full, none);
}

void Lanes::drawMark(const Placed& p) {
    const StripMark& mark = *p.mark;
    switch (mark.kind) {
    case StripMarkKind::Earlier: {
        const float alpha = mark.selected ? 0.95f : 0.45f;
        fillMark(canvas_, p.row->programme->mark, {p.x, p.y}, p.r, palette::kGround.withAlpha(0.85f));
        outlineMark(canvas_, p.row->programme->mark, {p.x, p.y}, p.r, std::max(1.0f, 0.28f * p.r),
                    p.colour.withAlpha(alpha));
        break;
    }
    case StripMarkKind::Projection: {
        // An outsider's estimate is no target: a tilde-like pair of short strokes in grey, in no programme's
        // shape.
        const Ink grey = palette::kSoft.withAlpha(mark.selected ? 0.95f : 0.5f);
        for (const float side : {-0.45f, 0.45f})
            canvas_.line({p.x - p.r, p.y + side * p.r + 0.2f * p.r},
                         {p.x + p.r, p.y + side * p.r - 0.2f * p.r}, 0.34f * p.r, grey);
        break;
    }
    case StripMarkKind::Current:
        if (mark.selected)
            canvas_.feathered({p.x - 0.4f * p.r, p.y - 0.4f * p.r, p.x + 0.4f * p.r, p.y + 0.4f * p.r},
                              1.9f * p.r, p.colour.withAlpha(0.55f));
        standingMark(canvas_, p.row->programme->mark, {p.x, p.y}, p.r, mark.standing, p.colour);
        break;
    }
}

bool Lanes::isFree(const Rect& r, const Placed* owner, bool overGhosts) const {
    for (const Rect& l : labels_)
        if (overlaps(l, r))
            return false;
    for (const Placed& p : marks_) {
        if (&p == owner)
            continue;
        const bool current = p.mark->kind == StripMarkKind::Current;
        if (!current && overGhosts && !p.mark->selected)
            continue;
        if (overlaps(p.box(), r))
            return false;
    }
    return true;
}

/// Sets a label with its left end at x, if it is free there.
bool Lanes::put(const std::string& text, float left, const Placed& p, bool overGhosts) {
    const bool pill = p.mark->selected && p.mark->kind == StripMarkKind::Current;
    const Type style = pill ? type::kSmallBold : type::kSmall;
    const float width = canvas_.widthOf(text, style);
    const float baseline = std::round(canvas_.baselineFor(p.y, style));
    Rect box = canvas_.boxOf(left, baseline, width, style);
    const Rect plate =
        pill ? Rect{left - 8.0f * u_, p.y - 10.5f * u_, left + width + 8.0f * u_, p.y + 10.5f * u_}
             : grown(box, 3.0f * u_, 0.0f);
    const Rect taken = pill ? grown(plate, 1.0f * u_) : plate;
    if (!onAxis(plate) || plate.y1 > page_.at.height || !isFree(taken, &p, overGhosts))
        return false;
    if (pill) {
        canvas_.rounded(plate, 6.0f * u_, palette::kGround.withAlpha(0.92f));
        canvas_.roundedOutline(plate, 6.0f * u_, 1.4f * u_, p.colour);
        canvas_.text(left, baseline, text, style, palette::kText);
    } else {
        canvas_.feathered(grown(box, 0.0f, -3.0f * u_), 5.0f * u_, palette::kGround.withAlpha(0.80f));
        const bool current = p.mark->kind == StripMarkKind::Current;
        canvas_.text(left, baseline, text, style,
                     current ? mixed(p.colour, palette::kText, 0.72f)
                             : mixed(p.colour, palette::kText, 0.30f));
    }
    labels_.push_back(taken);
    if (p.mark->kind == StripMarkKind::Current)
        page_.hits.push_back({HitKind::Mark,
                              grown(plate, 0.0f, std::max(0.0f, 10.0f * u_ - 0.5f * heightOf(plate))),
                              p.mark->milestone});
    return true;
}

void Lanes::labelMark(const Placed& p) {
    const StripMark& mark = *p.mark;
    std::string text = mark.label;
    if (text.empty())
        return;
    const bool selected = mark.selected;
    if (mark.kind == StripMarkKind::Projection)
        text += " estimate";
    const Type style = selected && mark.kind == StripMarkKind::Current ? type::kSmallBold : type::kSmall;
    const float edge = p.r + (selected && mark.kind == StripMarkKind::Current ? 13.0f : 6.0f) * u_;
    const float width = canvas_.widthOf(text, style);
    const float afterWindow =
        p.hasWindow ? std::min(p.windowX1 - (mark.openEnd ? 30.0f * u_ : 0.0f), p.x + 130.0f * u_) : p.x;
    const float beforeWindow =
        p.hasWindow ? std::max(p.windowX0 + (mark.openBegin ? 30.0f * u_ : 0.0f), p.x - 130.0f * u_) : p.x;
    const std::array<float, 4> places{std::max(afterWindow + 7.0f * u_, p.x + edge),
                                      std::min(beforeWindow - 7.0f * u_, p.x - edge) - width, p.x + edge,
                                      p.x - edge - width};
    for (const float left : places)
        if (put(text, left, p, false))
            return;
    if (mark.kind != StripMarkKind::Current || (mark.weight < 3 && !selected))
        return;
    for (const float left : places)
        if (put(text, left, p, true))
            return;
    // Shortened on the right, then on the left.
    for (const float share : {0.8f, 0.62f, 0.45f}) {
        const std::string shorter = canvas_.fitted(text, style, share * width);
        if (shorter.empty())
            return;
        if (put(shorter, p.x + edge, p, true) ||
            put(shorter, p.x - edge - canvas_.widthOf(shorter, style), p, true))
            return;
    }
}

/// The slip's length, in the widest free stretch of its tail.
void Lanes::labelTail(const scene::StripTail& tail, const LaneRow& row) {
    if (tail.label.empty())
        return;
    const float from = std::max(s_.axis.rect.x0, x(std::min(tail.from, tail.to)));
    const float to = std::min(s_.axis.rect.x1, x(std::max(tail.from, tail.to)));
    std::vector<float> stops{from, to};
    for (const Placed& p : marks_)
        if (p.row == &row && p.x > from && p.x < to)
            stops.push_back(p.x);
    std::sort(stops.begin(), stops.end());
    const Type style = tail.selected ? type::kSmallBold : type::kSmall;
    const float width = canvas_.widthOf(tail.label, style);
    std::vector<std::pair<float, float>> gaps; // length, middle
    for (std::size_t i = 1; i < stops.size(); ++i)
        gaps.push_back({stops[i] - stops[i - 1], 0.5f * (stops[i] + stops[i - 1])});
    std::stable_sort(gaps.begin(), gaps.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [length, middle] : gaps) {
        if (length < width + 22.0f * u_)
            return;
        const float baseline = std::round(canvas_.baselineFor(row.y, style));
        const Rect box = canvas_.boxOf(middle - 0.5f * width, baseline, width, style);
        if (!isFree(grown(box, 4.0f * u_, 0.0f), nullptr, false))
            continue;
        canvas_.feathered(grown(box, 0.0f, -3.0f * u_), 6.0f * u_, palette::kGround.withAlpha(0.9f));
        canvas_.text(box.x0, baseline, tail.label, style,
                     ink(row.programme->colour, tail.selected ? 1.0f : 0.75f));
        labels_.push_back(grown(box, 4.0f * u_, 0.0f));
        return;
    }
}

void Lanes::draw() {
    const Rect& axis = s_.axis.rect;
    canvas_.pushClip({axis.x0 - 9.0f * u_, s_.baseline, page_.at.width, page_.at.height});
    for (const bool selected : {false, true})
        for (const LaneRow& row : s_.rows)
            for (const scene::StripTail& tail : row.lane->tails)
                if (tail.selected == selected)
                    drawTail(tail, row);
    std::erase_if(marks_, [&](const Placed& p) {
        const bool markIn = p.x >= axis.x0 - p.r && p.x <= axis.x1 + p.r;
        if (!markIn)
            drawWindow(p);
        return !markIn;
    });
    for (const Placed& p : marks_)
        drawWindow(p);
    for (const Placed& p : marks_) {
        drawMark(p);
        const float half = std::max(10.0f * u_, 1.3f * p.r);
        page_.hits.push_back(
            {HitKind::Mark, {p.x - half, p.y - half, p.x + half, p.y + half}, p.mark->milestone});
    }
    canvas_.popClip();

    // Labels: the selected milestone's first, then by weight; within that in the timeline's own order.
    const auto labelAll = [&](auto&& wanted) {
        for (const Placed& p : marks_)
            if (wanted(*p.mark))
                labelMark(p);
    };
    const auto isCurrent = [](const StripMark& k) { return k.kind == StripMarkKind::Current; };
    labelAll([&](const StripMark& k) { return k.selected && isCurrent(k); });
    for (const LaneRow& row : s_.rows)
        for (const scene::StripTail& tail : row.lane->tails)
            if (tail.selected)
                labelTail(tail, row);
    labelAll([&](const StripMark& k) { return !k.selected && isCurrent(k) && k.weight >= 3; });
    labelAll([&](const StripMark& k) { return k.selected && k.kind == StripMarkKind::Earlier; });
    labelAll([&](const StripMark& k) { return k.selected && k.kind == StripMarkKind::Projection; });
    labelAll([&](const StripMark& k) { return !k.selected && isCurrent(k) && k.weight < 3; });
    for (const LaneRow& row : s_.rows)
        for (const scene::StripTail& tail : row.lane->tails)
            if (!tail.selected)
                labelTail(tail, row);
}

} // namespace

void layLanes(const StripLayout& layout, Page& page, Canvas& canvas) {
    Lanes(layout, page, canvas).draw();
}

} // namespace perilune::overlay
