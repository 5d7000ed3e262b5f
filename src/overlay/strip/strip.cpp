#include "overlay/strip/strip.h"

#include "overlay/ink/symbols.h"
#include "overlay/strip/strip_layout.h"
#include "overlay/strip/ticks.h"
#include "scene/moment_fields.h"
#include "base/letters.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::overlay {

namespace {

/// Dark behind the strip, without an upper edge, so that it reads over a bright Moon.
void drawScrim(const StripLayout& s, const Page& page, Canvas& canvas) {
    const float u = page.at.u;
    const float from = s.area.y0 - 54.0f * u, solid = s.area.y0 + 10.0f * u;
    const Rect whole = page.at.picture();
    constexpr int kSlices = 10;
    const auto shade = [](float t) { return 0.86f * t * t * (3.0f - 2.0f * t); };
    for (int i = 0; i < kSlices; ++i) {
        const float a = static_cast<float>(i) / kSlices, b = static_cast<float>(i + 1) / kSlices;
        canvas.gradientDown({whole.x0, from + a * (solid - from), whole.x1, from + b * (solid - from)},
                            canvas.inks().veil(shade(a)), canvas.inks().veil(shade(b)));
    }
    canvas.gradientDown({whole.x0, solid, whole.x1, whole.y1}, canvas.inks().veil(shade(1)),
                        canvas.inks().veil(0.93f));
}

const char* wordsOf(scene::AsOfMode mode) {
    switch (mode) {
    case scene::AsOfMode::AsItLookedThen:
        return "as it looked then";
    case scene::AsOfMode::Hindsight:
        return "hindsight";
    case scene::AsOfMode::OnADay:
        break;
    }
    return "as known on";
}

/// The earlier of two known days: a hollow handle, and the stretch from there to the later one.
void drawChangedSince(const StripLayout& s, timeline::KnownDay since, const Rect& known, Page& page,
                      Canvas& canvas) {
    const float u = page.at.u, y = s.knownY;
    const Rect& axis = s.axis.rect;
    const float x = std::clamp(s.axis.xOf(base::startOf(since.day)), axis.x0, axis.x1);
    canvas.rounded({axis.x0, y - 1.5f * u, x, y + 1.5f * u}, u, canvas.inks().veil(0.55f));
    const float until = 0.5f * (known.x0 + known.x1);
    canvas.rounded({std::min(x, until), y - 3.0f * u, std::max(x, until), y + 3.0f * u}, 3.0f * u,
                   canvas.inks().cause);
    const Type style = type::tabular(type::kSmallBold);
    const std::string day = base::dayInShortWords(since.day);
    const float half = 0.5f * canvas.widthOf(day, style) + 13.0f * u;
    // Where both handles would lie on each other this one stands to the left; where there is no room for its
    // words it is a ring.
    const float middle = std::min(x, known.x0 - 6.0f * u - half);
    const bool worded = middle - half >= axis.x0;
    const float ring = std::clamp(x, axis.x0, known.x0 - 9.0f * u);
    const Rect pill = worded ? Rect{middle - half, y - 12.5f * u, middle + half, y + 12.5f * u}
                             : Rect{ring - 7.0f * u, y - 7.0f * u, ring + 7.0f * u, y + 7.0f * u};
    canvas.rounded(pill, 0.5f * heightOf(pill), canvas.inks().ground);
    canvas.roundedOutline(pill, 0.5f * heightOf(pill), 1.6f * u, canvas.inks().cause);
    if (worded)
        canvas.textCentred(middle, canvas.baselineFor(y, style), day, style, canvas.inks().text);
    page.hits.push_back({HitKind::ChangedSince, grown(pill, 2.0f * u), {}});
}

/// Where the evidence ends, in the line of what was known, which stops before it: at its right end, else left
/// of the handle. False where there is no room for it.
bool drawEvidence(const StripLayout& s, const std::string& evidence, const Rect& pill, bool compared,
                  Canvas& canvas) {
    const float u = s.axis.rect.x1 > s.axis.rect.x0 ? heightOf(pill) / 25.0f : 1.0f, gap = 14.0f * u;
    const Rect& axis = s.axis.rect;
    const float width = canvas.widthOf(evidence, type::kSmall);
    const float right = axis.x1 - pill.x1 >= width + gap ? axis.x1 : pill.x0 - gap;
    if ((right < pill.x0 && compared) || right - width < axis.x0)
        return false;
    // Nothing lies under it.
    canvas.fill({right - width - 9.0f * u, s.knownY - 4.0f * u, right < pill.x0 ? pill.x0 : right + 1.0f,
                 s.knownY + 4.0f * u},
                canvas.inks().ground);
    canvas.textRight(right, canvas.baselineFor(s.knownY, type::kSmall), evidence, type::kSmall,
                     canvas.inks().soft);
    return true;
}

/// The axis of what was known, with the day as its handle, and the name of the mode before it.
void drawKnownAxis(const StripLayout& s, const scene::Strip& strip, Page& page, Canvas& canvas) {
    if (s.knownY <= 0)
        return;
    const std::size_t below = page.hits.size();
    const float u = page.at.u, y = s.knownY;
    const Rect& axis = s.axis.rect;
    const float there = s.axis.xOf(base::startOf(strip.knownDay.day));
    const float x = std::clamp(there, axis.x0, axis.x1);
    canvas.rounded({axis.x0, y - 1.0f * u, axis.x1, y + 1.0f * u}, u, canvas.inks().rule(0.26f));
    canvas.rounded({axis.x0, y - 1.25f * u, x, y + 1.25f * u}, u, canvas.inks().text.withAlpha(0.92f));

    const Type style = type::tabular(type::kSmallBold);
    const std::string day = base::dayInShortWords(strip.knownDay.day);
    const float half = 0.5f * canvas.widthOf(day, style) + 13.0f * u;
    const float middle = std::clamp(x, axis.x0 + half, std::max(axis.x0 + half, axis.x1 - half));
    const Rect pill{middle - half, y - 12.5f * u, middle + half, y + 12.5f * u};
    if (strip.changedSince)
        drawChangedSince(s, *strip.changedSince, pill, page, canvas);
    if (!page.scene.evidence.empty())
        page.evidenceTold =
            drawEvidence(s, page.scene.evidence, pill, strip.changedSince.has_value(), canvas);
    // A foot under the pill stands on the day itself.
    if (there >= axis.x0 && there <= axis.x1) {
        const Point foot[3] = {
            {x - 5.0f * u, pill.y1 - 2.0f * u}, {x + 5.0f * u, pill.y1 - 2.0f * u}, {x, pill.y1 + 4.5f * u}};
        if (x > pill.x0 + 10.0f * u && x < pill.x1 - 10.0f * u)
            canvas.convex(foot, canvas.inks().text);
    }
    canvas.rounded(pill, 12.5f * u, canvas.inks().text);
    canvas.textCentred(middle, canvas.baselineFor(y, style), day, style, canvas.inks().ground);

    // Above the line's own column, or left of it.
    const float middleY = 0.5f * (s.mode.y0 + s.mode.y1), chevron = 4.0f * u;
    const std::string mode =
        canvas.fitted(wordsOf(strip.known.mode), type::kSmall, widthOf(s.mode) - 14.0f * u);
    const float width = canvas.widthOf(mode, type::kSmall);
    const float right = s.namesAbove ? s.mode.x0 + width + 14.0f * u : s.mode.x1;
    const Point arrow[3] = {{right - 2 * chevron, middleY - 0.5f * chevron},
                            {right, middleY - 0.5f * chevron},
                            {right - chevron, middleY + 0.7f * chevron}};
    canvas.convex(arrow, canvas.inks().quiet);
    canvas.text(right - 14.0f * u - width, canvas.baselineFor(middleY, type::kSmall), mode, type::kSmall,
                canvas.inks().soft);

    // The line below the handles.
    page.hits.insert(page.hits.begin() + std::ptrdiff_t(below),
                     {HitKind::KnownAxis, {axis.x0, y - 14.0f * u, axis.x1, y + 14.0f * u}, {}});
    page.hits.push_back({HitKind::KnownAxis, grown(pill, 2.0f * u), {}});
    page.hits.push_back(
        {HitKind::AsOfMode, {right - 22.0f * u - width, s.mode.y0, right + 6.0f * u, s.mode.y1}, {}});
}

void drawCalendar(const StripLayout& s, const scene::Strip& strip, Page& page, Canvas& canvas) {
    const float u = page.at.u;
    const Rect& axis = s.axis.rect;
    const Type plain = type::tabular(type::kSmall), bold = type::tabular(type::kSmallBold);
    const float bottom = axis.y1;
    canvas.fill({axis.x0, s.baseline - 0.5f * u, axis.x1, s.baseline + 0.5f * u}, canvas.inks().rule(0.30f));
    for (const Tick& tick : ticksFor(s.axis, strip.playhead, 22.0f * u,
                                     [&](std::string_view text) { return canvas.widthOf(text, bold); })) {
        if (tick.x >= axis.x0 && tick.x <= axis.x1) {
            const float half = 0.5f * std::max(1.0f, 0.8f * u);
            canvas.fill({tick.x - half, s.baseline - 5.0f * u, tick.x + half, s.baseline},
                        canvas.inks().rule(0.45f));
            canvas.gradientDown({tick.x - half, s.baseline, tick.x + half, bottom},
                                canvas.inks().rule(tick.major ? 0.22f : 0.11f), canvas.inks().rule(0.03f));
        }
        if (tick.label.empty())
            continue;
        const Type& style = tick.emphasised ? bold : plain;
        const float x = tick.labelX + 0.5f * (tick.labelWidth - canvas.widthOf(tick.label, style));
        canvas.text(x, canvas.baselineFor(s.calendarY, style), tick.label, style,
                    tick.emphasised ? canvas.inks().text
                    : tick.major    ? canvas.inks().soft
                                    : canvas.inks().quiet);
    }
}

/// Whether one of the lines ends within a word. Ideographs may part anywhere.
bool breakWords(const std::vector<std::string>& lines, std::string_view text) {
    constexpr char32_t kFirstIdeograph = 0x2E80;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        std::string_view next = lines[i];
        const char32_t first = base::nextCharacter(next);
        if (first < kFirstIdeograph && text.find(lines[i - 1] + lines[i]) != std::string_view::npos &&
            !lines[i - 1].ends_with('-'))
            return true;
    }
    return false;
}

/// So high that it can be clicked on, however thin the row is.
Rect clickable(const Rect& r, float u) {
    const float more = std::max(0.0f, 10.0f * u - 0.5f * heightOf(r));
    return grown(r, 0.0f, more);
}

/// The lines of a programme's name in the column beside its lanes.
std::vector<std::string> namedInColumn(const scene::StripProgramme& p, float room, float height, float u,
                                       const Canvas& canvas) {
    const auto most = static_cast<std::size_t>(std::max(0.0f, (height - 17.0f * u) / (19.5f * u))) + 1;
    std::vector<std::string> lines{canvas.fitted(p.title, type::kSmallBold, room, true)};
    if (most > 1 && lines[0] != p.title) {
        auto wrapped = canvas.wrapped(p.title, type::kSmallBold, room, most);
        if (!breakWords(wrapped, p.title))
            lines = std::move(wrapped);
    }
    return lines;
}

void drawNames(const StripLayout& s, Page& page, Canvas& canvas) {
    constexpr float kLeastPitchForTitles = 15.4f; // u
    const float u = page.at.u;
    float lastNamed = -1e9f; // where there is no room for all, of every lane's title some
    for (std::size_t i = 0; i < s.rows.size();) {
        std::size_t end = i;
        while (end < s.rows.size() && s.rows[end].programme == s.rows[i].programme)
            ++end;
        const scene::StripProgramme& p = *s.rows[i].programme;
        const float head = s.namesAbove ? 20.0f * u : 0.0f;
        const float top = s.rows[i].y - 0.5f * s.rows[i].pitch - head,
                    bottom = s.namesAbove ? top + head : s.rows[end - 1].y + 0.5f * s.rows[end - 1].pitch;
        if (i > 0)
            canvas.gradientAcross({page.at.margin, top - 4.0f * u, s.axis.rect.x1, top - 3.0f * u},
                                  canvas.inks().rule(0.18f), canvas.inks().rule(0.06f));
        const float middle = 0.5f * (top + bottom);
        const float r = std::min(5.5f * u, 0.4f * (bottom - top));
        const Ink colour = canvas.inks().readable(ink(p.colour));
        fillMark(canvas, p.mark, {s.programmeX + 6.0f * u, middle}, r, colour);
        const float pitch = 19.5f * u, room = s.programmeWidth - 20.0f * u;
        const std::vector<std::string> lines = namedInColumn(p, room, bottom - top, u, canvas);
        for (std::size_t k = 0; k < lines.size() && bottom - top >= 15.0f * u; ++k) {
            const float y =
                middle + (static_cast<float>(k) - 0.5f * static_cast<float>(lines.size() - 1)) * pitch;
            canvas.textBetween(s.programmeX + 20.0f * u, s.programmeX + s.programmeWidth,
                               canvas.baselineFor(y, type::kSmallBold), lines[k], type::kSmallBold, colour);
        }
        page.hits.push_back({HitKind::Lane,
                             clickable({s.programmeX, top, s.programmeX + s.programmeWidth, bottom}, u),
                             p.id});
        for (; i < end; ++i) {
            const LaneRow& row = s.rows[i];
            if (s.laneWidth <= 0 || p.folded)
                continue;
            const float x1 = s.laneX + s.laneWidth;
            page.hits.push_back(
                {HitKind::Lane,
                 clickable({s.laneX, row.y - 0.5f * row.pitch, x1, row.y + 0.5f * row.pitch}, u),
                 scene::laneId(p.id, row.lane->id)});
            if (row.lane->folded || row.y - lastNamed < kLeastPitchForTitles * u)
                continue;
            lastNamed = row.y;
            canvas.textRight(x1, canvas.baselineFor(row.y, type::kSmall),
                             canvas.fitted(row.lane->title, type::kSmall, s.laneWidth, true), type::kSmall,
                             canvas.inks().soft);
        }
    }
    if (isEmpty(s.hidden))
        return;
    const std::size_t n = page.scene.strip->hidden;
    const std::string words = fmt::format("{} lane{} hidden", n, n == 1 ? "" : "s");
    const float y = 0.5f * (s.hidden.y0 + s.hidden.y1), width = canvas.widthOf(words, type::kSmall);
    canvas.text(s.hidden.x0, canvas.baselineFor(y, type::kSmall), words, type::kSmall, canvas.inks().quiet);
    page.hits.push_back({HitKind::HiddenLanes,
                         clickable({s.hidden.x0, s.hidden.y0, s.hidden.x0 + width, s.hidden.y1}, u),
                         {}});
}

void drawPlayhead(const StripLayout& s, const scene::Strip& strip, const Page& page, Canvas& canvas) {
    const float u = page.at.u;
    const float x = s.axis.xOf(strip.playhead);
    if (x < s.axis.rect.x0 - 0.5f || x > s.axis.rect.x1 + 0.5f)
        return;
    const float half = std::max(0.75f, 1.0f * u);
    canvas.gradientAcross({x - 9.0f * u, s.baseline, x, s.axis.rect.y1}, canvas.inks().text.withAlpha(0),
                          canvas.inks().text.withAlpha(0.10f));
    canvas.gradientAcross({x, s.baseline, x + 9.0f * u, s.axis.rect.y1}, canvas.inks().text.withAlpha(0.10f),
                          canvas.inks().text.withAlpha(0));
    canvas.fill({x - half, s.baseline, x + half, s.axis.rect.y1}, canvas.inks().text.withAlpha(0.95f));
    const Point triangle[3] = {{x - 6.5f * u, s.baseline - 9.0f * u},
                               {x + 6.5f * u, s.baseline - 9.0f * u},
                               {x, s.baseline + 2.0f * u}};
    canvas.convex(triangle, canvas.inks().text);
}

} // namespace

void layStrip(Page& page, Canvas& canvas, Canvas& scrims) {
    if (!page.scene.strip)
        return;
    const scene::Strip& strip = *page.scene.strip;
    const StripLayout s = stripLayoutOf(strip, page, canvas);
    if (s.axis.rect.x1 - s.axis.rect.x0 < 20.0f)
        return;
    page.axis = s.axis;
    page.strip = {page.at.whole.x0, s.area.y0, page.at.whole.x1, page.at.whole.y1};
    page.transport = s.transport;
    page.stand(PartKind::Strip, page.strip, 2.0f * page.at.u);

    drawScrim(s, page, scrims);
    page.hits.push_back({HitKind::Strip,
                         {s.axis.rect.x0, s.calendarY - 12.0f * page.at.u, s.axis.rect.x1, page.at.height},
                         {}});
    drawCalendar(s, strip, page, canvas);
    drawKnownAxis(s, strip, page, canvas);
    drawNames(s, page, canvas);
    if (page.scene.partners)
        layCounts(s, strip, *page.scene.partners, page, canvas);
    drawPlayhead(s, strip, page, canvas);
    layLanes(s, page, canvas);
}

} // namespace perilune::overlay
