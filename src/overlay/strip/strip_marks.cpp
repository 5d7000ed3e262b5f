#include "overlay/strip/strip_marks.h"

#include "overlay/ink/symbols.h"
#include "overlay/strip/strip_cover.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace perilune::overlay {

namespace {

using scene::StripMark;
using scene::StripMarkKind;

constexpr float kOpenFade = 70.0f; ///< how far an open end fades out, u
constexpr float kBesideSelected = 0.62f, kQuietStrength = 0.22f;

struct Span {
    float out0 = 0, in0 = 0, in1 = 0, out1 = 0; ///< nothing - full - full - nothing
};

/// The days in which it may fall, with ends as soft as the words were.
Span spanOf(const StripMark& mark, const StripAxis& axis, float u) {
    const float first = axis.xOf(base::startOf(mark.first));
    const float last = std::max(first, axis.xOf(base::startOf(mark.last + std::chrono::days{1})));
    const float soft = std::min(0.22f * (last - first), 16.0f * u);
    Span s{first, first, last, last};
    if (mark.openBegin) {
        s.out0 = first - kOpenFade * u;
    } else if (mark.softBegin) {
        s.out0 = first - 0.35f * soft;
        s.in0 = first + soft;
    }
    if (mark.openEnd) {
        s.out1 = last + kOpenFade * u;
    } else if (mark.softEnd) {
        s.out1 = last + 0.35f * soft;
        s.in1 = last - soft;
    }
    return s;
}

/// In a row of more things than this nobody tells all of them apart: what then lies under others is left out.
constexpr std::size_t kMany = 200;
/// Of a mark so much must show between those above it.
constexpr float kLeastShown = 0.25f;
/// So little may come through what covers a place.
constexpr float kMarksThrough = 0.05f, kWindowsThrough = 0.05f, kTailsThrough = 0.2f;
constexpr float kDotsShare = 0.28f; ///< of a dotted line that its dots cover
constexpr float kCore = 0.7f;       ///< of a mark's radius, in which it is about as high as in its middle

/// How a row of so many things is covered; one of few never is.
LineCover coverFor(std::size_t count, const Rect& axis, float through) {
    return {axis.x0, axis.x1, count > kMany ? through : 0.0f};
}

void drawTail(const scene::StripTail& tail, const LaneRow& row, float strength, const StripLayout& layout,
              float u, LineCover& cover, Canvas& canvas) {
    const StripAxis& axis = layout.axis;
    float from = axis.xOf(base::startOf(std::min(tail.from, tail.to)));
    const float to = axis.xOf(base::startOf(std::max(tail.from, tail.to)));
    if (to < axis.rect.x0 || from > axis.rect.x1)
        return;
    const float dot = (tail.selected ? 2.2f : 1.4f) * u, gap = (tail.selected ? 3.4f : 3.6f) * u;
    // Dots keep their place in time while the strip is scrolled.
    if (from < axis.rect.x0)
        from += std::ceil((axis.rect.x0 - from) / (dot + gap)) * (dot + gap);
    const float end = std::min(to, axis.rect.x1), opacity = tail.selected ? 1.0f : 0.42f * strength;
    if (!tail.selected && cover.isFull(from, end))
        return;
    const std::function<bool(float)> isOpen = [&](float x) { return !cover.isFull(x); };
    canvas.dotted({from, row.y}, {end, row.y}, dot, gap,
                  canvas.inks().readable(ink(row.programme->colour, opacity)),
                  tail.selected ? nullptr : &isOpen);
    if (!tail.selected)
        cover.add(from, end, kDotsShare * opacity);
}

bool hasWindow(const PlacedMark& p, const StripLayout& layout) {
    const Rect& axis = layout.axis.rect;
    return p.windowX1 - p.windowX0 > 0 && (p.isCurrent() || p.mark->selected) && p.windowX1 >= axis.x0 &&
           p.windowX0 <= axis.x1;
}

void drawWindow(const PlacedMark& p, const StripLayout& layout, float u, Canvas& canvas) {
    const StripMark& mark = *p.mark;
    const Span s = spanOf(mark, layout.axis, u);
    const Rect& axis = layout.axis.rect;
    const float share = mark.selected ? 0.25f : 0.13f + 0.02f * static_cast<float>(mark.weight);
    const float h = std::min(share * layout.pitch, 6.0f * u) * (p.isCurrent() ? 1.0f : 0.6f);
    const Ink full = p.colour.withAlpha(mark.selected ? (p.isCurrent() ? 0.75f : 0.22f) : 0.50f * p.strength);
    const Ink none = p.colour.withAlpha(0);
    if (mark.confidence != timeline::Confidence::High) { // uncertain: the same span in dashes
        const float step = 6.0f * u;
        const float begin = std::max(s.out0, axis.x0), end = std::min(s.out1, axis.x1);
        for (float at = s.out0 + std::ceil((begin - s.out0) / step) * step; at + 0.5f * step < end;
             at += step) {
            const float fade = std::clamp(std::min((at - s.out0 + step) / std::max(step, s.in0 - s.out0),
                                                   (s.out1 - at) / std::max(step, s.out1 - s.in1)),
                                          0.15f, 1.0f);
            canvas.speck({at, p.y - h, at + 0.55f * step, p.y + h}, full.faded(fade));
        }
        return;
    }
    canvas.gradientAcross({s.out0, p.y - h, s.in0, p.y + h}, none, full);
    canvas.fill({s.in0, p.y - h, s.in1, p.y + h}, full);
    canvas.gradientAcross({s.in1, p.y - h, s.out1, p.y + h}, full, none);
}

void drawMark(const PlacedMark& p, float u, Canvas& canvas) {
    const StripMark& mark = *p.mark;
    const timeline::Mark shape = p.row->programme->mark;
    const Point at{p.x, p.y};
    switch (mark.kind) {
    case StripMarkKind::Earlier:
        fillMark(canvas, shape, at, p.r, canvas.inks().veil(0.85f));
        outlineMark(canvas, shape, at, p.r, std::max(1.0f, 0.30f * p.r),
                    mark.selected ? mixed(p.colour, canvas.inks().text, 0.25f)
                                  : p.colour.withAlpha(0.55f * p.strength));
        break;
    case StripMarkKind::Projection: {
        // An outsider's estimate is no target: two short slanted strokes in grey, in no programme's shape.
        const Ink grey = canvas.inks().soft.withAlpha(mark.selected ? 1.0f : 0.55f * p.strength);
        if (mark.selected)
            canvas.disc(at, 1.3f * p.r, canvas.inks().veil(0.85f));
        for (const float side : {-0.45f, 0.45f})
            canvas.line({p.x - p.r, p.y + side * p.r + 0.2f * p.r},
                        {p.x + p.r, p.y + side * p.r - 0.2f * p.r}, std::max(1.0f, 0.34f * p.r), grey);
        break;
    }
    case StripMarkKind::Current:
        if (mark.selected)
            canvas.feathered(grown(Rect{p.x, p.y, p.x, p.y}, 0.5f * p.r), 1.8f * p.r,
                             p.colour.withAlpha(0.60f));
        standingMark(canvas, shape, at, p.r, mark.standing, p.colour.withAlpha(p.strength));
        doubtSign(canvas, at, p.r, mark.confidence, p.colour.withAlpha(p.strength));
        if (mark.selected)
            canvas.ring(at, 1.75f * p.r, std::max(1.0f, 0.9f * u), canvas.inks().text.withAlpha(0.85f));
        break;
    }
}

/// How much of what lies under a mark it hides; marks that are quiet too, in a row of many.
float opacityOf(const PlacedMark& p) {
    return p.mark->kind == StripMarkKind::Projection ? 0.3f : 0.85f;
}

bool isInView(const PlacedMark& p, const Rect& axis) {
    return p.x >= axis.x0 - p.r && p.x <= axis.x1 + p.r;
}

std::size_t rowOf(const PlacedMark& p, const StripLayout& layout) {
    return static_cast<std::size_t>(p.row - layout.rows.data());
}

/// Of each row, as it is covered by things of which so many are there.
std::vector<LineCover> coversOf(const std::vector<PlacedMark>& marks, const StripLayout& layout,
                                float through) {
    const Rect& axis = layout.axis.rect;
    std::vector<std::size_t> counts(layout.rows.size());
    for (const PlacedMark& p : marks)
        ++counts[rowOf(p, layout)];
    std::vector<LineCover> covers;
    for (const std::size_t count : counts)
        covers.push_back(coverFor(count, axis, through));
    return covers;
}

/// Finds the marks that lie under others, from the topmost down: thousands are drawn as a few hundred.
void findCovered(std::vector<PlacedMark>& marks, const StripLayout& layout) {
    std::vector<LineCover> covers = coversOf(marks, layout, kMarksThrough);
    for (auto p = marks.rbegin(); p != marks.rend(); ++p) {
        if (p->mark->selected || p->mark->cause || !isInView(*p, layout.axis.rect))
            continue;
        LineCover& cover = covers[rowOf(*p, layout)];
        const float from = p->x - kCore * p->r, to = p->x + kCore * p->r;
        p->covered = cover.openShare(from, to) < kLeastShown;
        if (!p->covered)
            cover.add(from, to, opacityOf(*p));
    }
}

/// The windows of what is not selected that do not lie under others. All of a row have one colour, and the
/// heavier ones are wider: from the last to the first.
std::vector<const PlacedMark*> shownWindows(const std::vector<PlacedMark>& marks, const StripLayout& layout) {
    std::vector<LineCover> covers = coversOf(marks, layout, kWindowsThrough);
    std::vector<const PlacedMark*> shown;
    for (auto p = marks.rbegin(); p != marks.rend(); ++p) {
        if (p->mark->selected || !hasWindow(*p, layout))
            continue;
        LineCover& cover = covers[rowOf(*p, layout)];
        if (cover.openShare(p->windowX0, p->windowX1) < kLeastShown)
            continue;
        const bool dashed = p->mark->confidence != timeline::Confidence::High;
        cover.add(p->windowX0, p->windowX1, (dashed ? 0.25f : 0.5f) * p->strength);
        shown.push_back(&*p);
    }
    std::reverse(shown.begin(), shown.end());
    return shown;
}

} // namespace

float strengthOf(int weight, bool beside) {
    const float share = weight >= 3 ? 1.0f : weight == 2 ? 0.86f : 0.68f;
    return (0.4f + 0.6f * share) * (beside ? kBesideSelected : 1.0f);
}

bool isOneSelected(const StripLayout& layout, const Page& page) {
    return !page.scene.changes && std::any_of(
                                      layout.rows.begin(), layout.rows.end(),
                                      [](const LaneRow& row) {
                                          return std::any_of(
                                              row.lane->marks.begin(), row.lane->marks.end(),
                                              [](const StripMark& mark) { return mark.selected; });
                                      });
}

std::vector<PlacedMark> placeMarks(const StripLayout& layout, const Page& page) {
    const float u = page.at.u;
    const bool beside = isOneSelected(layout, page);
    // Few ranks, thousands of marks: in each rank in the order of the lanes.
    std::map<int, std::vector<PlacedMark>> ranks;
    std::size_t count = 0;
    for (const LaneRow& row : layout.rows) {
        const float full = std::min(6.2f * u, 0.38f * row.pitch);
        const Ink colour = page.theme.chrome.readable(ink(row.programme->colour));
        for (const StripMark& mark : row.lane->marks) {
            PlacedMark p;
            p.mark = &mark;
            p.row = &row;
            p.colour = colour;
            p.x = layout.axis.xOf(base::startOf(mark.anchor));
            p.y = row.y;
            const float weight = mark.selected || mark.weight >= 3 ? 1.0f : mark.weight == 2 ? 0.86f : 0.68f;
            p.r = full * (p.isCurrent()   ? weight * (mark.selected ? 1.1f : 1.0f)
                          : mark.selected ? 0.74f
                                          : 0.56f * weight);
            p.strength = mark.selected || mark.cause ? 1.0f
                         : mark.quiet                ? kQuietStrength
                                                     : strengthOf(mark.weight, beside);
            p.windowX0 = p.windowX1 = p.x;
            if (p.isCurrent() || mark.selected) {
                const Span s = spanOf(mark, layout.axis, u);
                if (mark.openBegin || mark.openEnd || s.out1 - s.out0 > 2.4f * full) {
                    p.windowX0 = s.out0;
                    p.windowX1 = s.out1;
                }
            }
            ranks[(mark.selected ? 100 : 0) + (p.isCurrent() ? 10 : 0) + mark.weight].push_back(p);
            ++count;
        }
    }
    std::vector<PlacedMark> marks;
    marks.reserve(count);
    for (const auto& [rank, own] : ranks)
        marks.insert(marks.end(), own.begin(), own.end());
    findCovered(marks, layout);
    return marks;
}

void drawMarks(const std::vector<PlacedMark>& marks, const StripLayout& layout, Page& page, Canvas& canvas) {
    const float u = page.at.u;
    const Rect& axis = layout.axis.rect;
    const bool beside = isOneSelected(layout, page);
    canvas.pushClip({axis.x0 - 9.0f * u, layout.baseline, axis.x1 + 9.0f * u, page.at.height});
    for (const PlacedMark* p : shownWindows(marks, layout))
        drawWindow(*p, layout, u, canvas);
    for (const bool selected : {false, true}) {
        for (const PlacedMark& p : marks)
            if (selected && p.mark->selected && hasWindow(p, layout))
                drawWindow(p, layout, u, canvas);
        for (const LaneRow& row : layout.rows) {
            LineCover cover = coverFor(row.lane->tails.size(), axis, kTailsThrough);
            for (const scene::StripTail& tail : row.lane->tails)
                if (tail.selected == selected)
                    drawTail(tail, row, tail.selected ? 1.0f : strengthOf(tail.weight, beside), layout, u,
                             cover, canvas);
        }
    }
    for (const PlacedMark& p : marks) {
        if (p.covered || !isInView(p, axis))
            continue;
        drawMark(p, u, canvas);
        const float half = std::max(10.0f * u, 1.3f * p.r);
        page.hits.push_back(
            {HitKind::Mark, {p.x - half, p.y - half, p.x + half, p.y + half}, p.mark->milestone});
    }
    canvas.popClip();
}

void layLanes(const StripLayout& layout, Page& page, Canvas& canvas) {
    const std::vector<PlacedMark> marks = placeMarks(layout, page);
    drawMarks(marks, layout, page, canvas);
    std::vector<Rect> kept = drawCauses(marks, layout, page, canvas);
    kept.insert(kept.end(), layout.heads.begin(), layout.heads.end());
    if (!isEmpty(layout.hidden))
        kept.push_back(layout.hidden);
    labelMarks(marks, layout, kept, page, canvas);
}

} // namespace perilune::overlay
