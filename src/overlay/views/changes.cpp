// What changed between two known days: a column for each programme, in the Moon's place.
#include "overlay/ink/symbols.h"
#include "overlay/views/views.h"
#include "scene/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::overlay {

namespace {

using scene::ChangeColumn;
using scene::ChangeKind;
using scene::ChangeRow;

constexpr float kGap = 40.0f, kHead = 46.0f, kChangeRow = 42.0f, kChangeLine = 20.0f, kIndent = 26.0f; // u

/// What became of it is told by a sign as well as by words: an arrow onwards or back, the standings' own
/// signs.
void drawSign(Canvas& canvas, const ChangeRow& row, const ChangeColumn& column, Point at, float u) {
    const Ink colour = canvas.inks().readable(ink(column.colour));
    const auto arrow = [&](float way) {
        canvas.fill({at.x - 7.0f * u, at.y - 1.0f * u, at.x + 7.0f * u, at.y + 1.0f * u}, colour);
        const Point head[3] = {{at.x + way * 8.0f * u, at.y},
                               {at.x + way * 2.0f * u, at.y - way * 5.0f * u},
                               {at.x + way * 2.0f * u, at.y + way * 5.0f * u}};
        canvas.convex(head, colour);
    };
    const float r = 6.0f * u;
    switch (row.kind) {
    case ChangeKind::Later:
        return arrow(1.0f);
    case ChangeKind::Earlier:
        return arrow(-1.0f);
    case ChangeKind::Happened:
        return standingMark(canvas, column.mark, at, r, timeline::Standing::Done, colour);
    case ChangeKind::Failed:
        return standingMark(canvas, column.mark, at, r, timeline::Standing::Failed, colour);
    case ChangeKind::Paused:
        return standingMark(canvas, column.mark, at, r, timeline::Standing::Paused, colour);
    case ChangeKind::Cancelled:
    case ChangeKind::Withdrawn:
        return standingMark(canvas, column.mark, at, r, timeline::Standing::Cancelled, colour);
    case ChangeKind::New: {
        const float half = 1.2f * u;
        canvas.fill({at.x - r, at.y - half, at.x + r, at.y + half}, colour);
        return canvas.fill({at.x - half, at.y - r, at.x + half, at.y + r}, colour);
    }
    case ChangeKind::Dated:
    case ChangeKind::Redated:
    case ChangeKind::ToldOf:
        return canvas.disc(at, 2.6f * u, colour);
    }
}

std::string moveOf(const ChangeRow& row) {
    if (row.from.empty() || row.from == row.to)
        return row.to;
    return row.to.empty() ? row.from : row.from + " → " + row.to;
}

/// The lines below a change's title.
struct Below {
    std::string move;       ///< at the left
    std::string by;         ///< at the right: who said it, and when
    std::string doubt;      ///< in a line of its own, where there is no room for it behind the day
    std::string because;    ///< in a line of its own: what made it so
    bool whatBelow = false; ///< what became of it has a line of its own, where the title leaves it no room
};

/// What is cut is who said it, then the day and the move; that it is doubtful never is.
Below below(const ChangeRow& row, const Canvas& canvas, float room, float gap) {
    const Type& plain = type::kSmall;
    Below lines;
    lines.move = canvas.fitted(moveOf(row), plain, 0.6f * room);
    const float width = canvas.widthOf(lines.move, plain);
    const float rest = room - width - (width > 0 ? gap : 0.0f);
    std::string day = ", " + row.said;
    if (row.confidence != timeline::Confidence::High) {
        const std::string doubt = scene::wordsOf(row.confidence);
        if (canvas.widthOf(row.said + ", " + doubt, plain) <= rest)
            day += ", " + doubt;
        else
            lines.doubt = doubt;
    }
    const bool whole = row.byShort.empty() || canvas.widthOf(row.by + day, plain) <= rest;
    lines.by = canvas.fittedBefore(whole ? row.by : row.byShort, day, plain, rest);
    const std::string firstWord = row.title.substr(0, row.title.find(' ')) + "\u2026";
    lines.whatBelow =
        canvas.widthOf(row.title, type::kSmallBold) + canvas.widthOf(row.what, type::kSmallBold) >
            room - 12.0f * gap / 14.0f &&
        canvas.widthOf(firstWord, type::kSmallBold) + canvas.widthOf(row.what, type::kSmallBold) >
            room - 12.0f * gap / 14.0f;
    if (!row.because.empty())
        lines.because = canvas.fitted("because of " + row.because, plain, room);
    return lines;
}

float heightOf(const Below& lines, float u) {
    return (kChangeRow + (lines.whatBelow ? kChangeLine : 0.0f) + (lines.doubt.empty() ? 0.0f : kChangeLine) +
            (lines.because.empty() ? 0.0f : kChangeLine)) *
           u;
}

void drawRow(const ChangeRow& row, const Below& lines, const ChangeColumn& column, const Rect& room,
             Page& page, Canvas& canvas) {
    const float u = page.at.u, x = room.x0 + kIndent * u;
    const float first = room.y0 + 0.5f * kChangeLine * u,
                whatLine = first + (lines.whatBelow ? kChangeLine * u : 0.0f),
                second = whatLine + kChangeLine * u;
    if (row.selected)
        canvas.rounded({room.x0 - 4.0f * u, room.y0 - 1.0f * u, room.x1 + 4.0f * u, room.y1 - 3.0f * u},
                       7.0f * u, canvas.inks().rule(0.09f));
    drawSign(canvas, row, column, {room.x0 + 9.0f * u, first}, u);
    const Type strong = type::kSmallBold, plain = type::kSmall;
    const Ink colour = mixed(canvas.inks().readable(ink(column.colour)), canvas.inks().text, 0.35f);
    const float what = lines.whatBelow ? -12.0f * u : canvas.widthOf(row.what, strong);
    canvas.textRight(room.x1, canvas.baselineFor(whatLine, strong),
                     canvas.fitted(row.what, strong, room.x1 - x), strong, colour);
    canvas.text(x, canvas.baselineFor(first, strong),
                canvas.fitted(row.title, strong, room.x1 - x - what - 12.0f * u), strong, canvas.inks().text);
    canvas.text(x, canvas.baselineFor(second, plain), lines.move, plain, canvas.inks().soft);
    canvas.textRight(room.x1, canvas.baselineFor(second, plain), lines.by, plain, canvas.inks().quiet);
    canvas.textRight(room.x1, canvas.baselineFor(second + kChangeLine * u, plain), lines.doubt, plain,
                     canvas.inks().quiet);
    const float third = second + (lines.doubt.empty() ? 1.0f : 2.0f) * kChangeLine * u;
    canvas.text(x, canvas.baselineFor(third, plain), lines.because, plain, canvas.inks().cause);
    page.hits.push_back({HitKind::Mark, room, row.milestone});
}

void drawColumn(const ChangeColumn& column, std::size_t firstRow, const Rect& room, Page& page,
                Canvas& canvas) {
    const float u = page.at.u;
    const Ink colour = canvas.inks().readable(ink(column.colour));
    fillMark(canvas, column.mark, {room.x0 + 9.0f * u, room.y0 + 12.0f * u}, 6.0f * u, colour);
    canvas.text(room.x0 + kIndent * u, canvas.baselineFor(room.y0 + 12.0f * u, type::kBodyBold), column.title,
                type::kBodyBold, colour);
    canvas.text(room.x0 + kIndent * u, canvas.baselineFor(room.y0 + 34.0f * u, type::kSmall),
                canvas.fitted(column.tally, type::kSmall, widthOf(room) - kIndent * u), type::kSmall,
                canvas.inks().soft);
    const bool roomy =
        (kHead + kChangeRow * static_cast<float>(column.rows.size()) + 3.0f * kChangeLine) * u <
        heightOf(room);
    std::vector<std::string> joined =
        column.joined.empty()
            ? std::vector<std::string>{}
            : canvas.wrapped(column.joined, type::kSmall, widthOf(room) - kIndent * u, roomy ? 3 : 1);
    const float foot =
        static_cast<float>(joined.size()) * kChangeLine * u + (joined.empty() ? 0.0f : 4.0f * u);
    float y = room.y0 + kHead * u;
    const std::size_t from = std::min(firstRow, column.rows.empty() ? 0 : column.rows.size() - 1);
    std::size_t i = from;
    // The last line may have to tell how many more there are, in the line of those who joined where there is
    // one.
    const bool inFoot = joined.size() == 1;
    for (; i < column.rows.size(); ++i) {
        const bool last = i + 1 == column.rows.size();
        const Below lines = below(column.rows[i], canvas, widthOf(room) - kIndent * u, 14.0f * u);
        const float height = heightOf(lines, u);
        if (y + height + (last || inFoot ? 0.0f : kChangeLine * u) > room.y1 - foot)
            break;
        drawRow(column.rows[i], lines, column, {room.x0, y, room.x1, y + height}, page, canvas);
        y += height;
    }
    if (i < column.rows.size()) {
        const std::string more = from > 0 ? fmt::format("{} before, {} more", from, column.rows.size() - i)
                                          : fmt::format("and {} more", column.rows.size() - i);
        if (inFoot) {
            joined = {
                canvas.fitted(more + " \u00b7 " + column.joined, type::kSmall, widthOf(room) - kIndent * u)};
        } else {
            canvas.text(room.x0 + kIndent * u, canvas.baselineFor(y + 0.5f * kChangeLine * u, type::kSmall),
                        more, type::kSmall, canvas.inks().quiet);
            y += kChangeLine * u;
        }
    }
    y = std::max(y, room.y1 - foot);
    for (const std::string& line : joined) {
        y += kChangeLine * u;
        canvas.text(room.x0 + kIndent * u, canvas.baselineFor(y - 0.5f * kChangeLine * u, type::kSmall), line,
                    type::kSmall, canvas.inks().soft);
    }
}

} // namespace

void layChanges(Page& page, Canvas& canvas) {
    if (!page.scene.changes)
        return;
    const scene::ChangesView& view = *page.scene.changes;
    const float u = page.at.u;
    Rect room = coverMoon(page, canvas, 4.0f);
    if (!isEmpty(page.card) && !page.at.across())
        room.x1 = page.card.x0 - 24.0f * u;
    const float top = room.y0, bottom = room.y1;
    if (heightOf(room) < 110.0f * u || widthOf(room) < 200.0f * u)
        return;
    page.hits.push_back({HitKind::Changes, room, {}});
    canvas.text(room.x0, canvas.baselineFor(top + 13.0f * u, type::kLargeBold),
                canvas.fitted(view.title, type::kLargeBold, widthOf(room)), type::kLargeBold,
                canvas.inks().text);
    page.taken.push_back(room);
    if (view.columns.empty()) {
        canvas.text(room.x0, canvas.baselineFor(top + 50.0f * u, type::kBody), "Nothing that is known",
                    type::kBody, canvas.inks().soft);
        return;
    }
    // Narrow pictures have room for fewer columns: the first ones.
    constexpr float kLeastColumn = 270.0f;
    const auto most =
        static_cast<std::size_t>(std::max(1.0f, (widthOf(room) + kGap * u) / ((kLeastColumn + kGap) * u)));
    const std::size_t count = std::min(view.columns.size(), most);
    // Where little changed a narrower column will do.
    std::size_t longest = 1;
    for (std::size_t i = 0; i < count; ++i)
        longest = std::max(longest, view.columns[i].rows.size());
    const auto shareOf = [&](std::size_t i) {
        return std::clamp(4.0f * static_cast<float>(view.columns[i].rows.size()) /
                              static_cast<float>(longest),
                          0.55f, 1.0f);
    };
    float shares = 0.0f;
    for (std::size_t i = 0; i < count; ++i)
        shares += shareOf(i);
    const float all = widthOf(room) - kGap * u * static_cast<float>(count - 1);
    float x = room.x0;
    for (std::size_t i = 0; i < count; ++i) {
        const float width = all * shareOf(i) / shares;
        drawColumn(view.columns[i], view.firstRow, {x, top + 32.0f * u, x + width, bottom}, page, canvas);
        x += width + kGap * u;
    }
}

} // namespace perilune::overlay
