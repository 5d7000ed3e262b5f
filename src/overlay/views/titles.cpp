#include "overlay/views/views.h"

namespace perilune::overlay {

namespace {

constexpr float kTitleRow = 27.0f, kBelowTitles = 10.0f; // u

/// A text in as many lines as it was given, in the largest type in which it is whole.
struct TitleLines {
    std::vector<std::string> lines;
    Type type = type::kTitle;
    float width = 0;
};

TitleLines titleLinesOf(const Canvas& canvas, const std::string& text, std::initializer_list<Type> types,
                        float room, std::size_t most) {
    TitleLines set;
    if (text.empty())
        return set;
    for (const Type& t : types) {
        set.type = t;
        // More than one line only in the smaller types.
        const std::size_t lines = t.size == Fonts::Size::Title ? 1 : most;
        set.lines = canvas.wrapped(text, t, room, lines);
        if (!set.lines.empty() && !canvas.isCut(set.lines.back()))
            break;
    }
    for (const std::string& line : set.lines)
        set.width = std::max(set.width, canvas.widthOf(line, set.type));
    return set;
}

/// The first baseline of titles in such a room.
float firstBase(const Measures& m) {
    return m.margin * 0.72f + 0.727f * 34.0f * m.u * (m.uOfTools < 0.99f * m.u ? 0.72f : 1.0f);
}

/// So many lines the titles have at most.
std::size_t mostLines(const Measures& m) {
    return m.narrow() && !m.upright() ? 3 : !m.upright() ? 2 : m.height > 450.0f * m.u ? 5 : 4;
}

} // namespace

float titlesFloor(const Measures& m) {
    return firstBase(m) + (static_cast<float>(mostLines(m) - 1) * kTitleRow + kBelowTitles) * m.u;
}

void layTitles(Page& page, Canvas& canvas, Canvas& scrims) {
    const scene::Scene& s = page.scene;
    if (s.title.empty() && s.subtitle.empty() && s.date.empty() && s.knownWords.empty())
        return;
    const Measures& m = page.at;
    const float left = m.margin, right = m.width - m.margin, room = right - left;
    const Type subtitleType = type::withHalo(type::kBody), knownType = type::withHalo(type::kSmall);
    const float gap = 28.0f * m.u;
    const bool alone = s.title.empty() && s.subtitle.empty();

    // The date goes before the title; both sides give way to a gap between them. A picture too narrow for
    // both has the date below.
    const bool stacked = !alone && (m.narrow() || m.upright());
    const std::initializer_list<Type> dateTypes = {
        type::tabular(type::kTitle), type::tabular(type::kLargeBold), type::tabular(type::kBodyBold),
        type::tabular(type::kSmallBold)};
    const float whenRoom = alone || stacked ? room : 0.56f * room;
    TitleLines date = titleLinesOf(canvas, s.date, dateTypes, whenRoom, 1);
    TitleLines known = titleLinesOf(canvas, s.knownWords, {knownType}, whenRoom, 1);
    // Beside each other below the title, where there is no line for each.
    bool inOneLine = stacked && !m.upright();
    if (stacked) {
        date = titleLinesOf(canvas, s.date,
                            {type::tabular(type::kLargeBold), type::tabular(type::kBodyBold),
                             type::tabular(type::kSmallBold)},
                            room, 1);
        if (inOneLine)
            known = titleLinesOf(canvas, s.knownWords, {knownType}, room - date.width - gap, 1);
    }
    const float whenWidth = std::max(date.width, known.width);
    const float whatRoom = room - (whenWidth > 0 && !stacked ? whenWidth + gap : 0.0f);
    const std::size_t subtitleLines = s.subtitle.empty() ? 0 : 1;
    // Of all lines those that date and knowledge do not take.
    const std::size_t forWhat = !stacked ? mostLines(m) : mostLines(m) - (inOneLine ? 1 : 2);
    const std::size_t titleLines = forWhat - subtitleLines;
    const TitleLines title = titleLinesOf(canvas, s.title, {type::kTitle, type::kLargeBold, type::kBodyBold},
                                          whatRoom, std::min<std::size_t>(titleLines, 2));
    const std::size_t room2 = titleLines + subtitleLines - title.lines.size();
    const TitleLines subtitle = titleLinesOf(canvas, s.subtitle, {subtitleType, knownType}, whatRoom,
                                             std::min<std::size_t>(room2, 2));

    const float titleBase = firstBase(m), line = kTitleRow * m.u;
    const std::size_t whatLines = title.lines.size() + subtitle.lines.size();
    const float dateBase = stacked ? titleBase + static_cast<float>(whatLines) * line : titleBase;
    const float knownBase = inOneLine ? dateBase : dateBase + (date.lines.empty() ? 0.0f : line);
    const float lastWhat = titleBase + (whatLines > 0 ? static_cast<float>(whatLines - 1) * line : 0.0f);
    const float last = std::max(lastWhat, known.lines.empty() ? dateBase : knownBase);
    const float bottom = last + kBelowTitles * m.u;

    // A scrim that has no edge: even behind the letters, gone well below them.
    constexpr int kSlices = 12;
    const Rect whole = m.picture();
    const float depth = bottom + 58.0f * m.u;
    const auto shade = [&](float y) {
        const float k = std::clamp((depth - y) / (depth - 0.6f * last), 0.0f, 1.0f);
        return 0.78f * k * k * (3.0f - 2.0f * k);
    };
    for (int i = 0; i < kSlices; ++i) {
        const float a = whole.y0 + (depth - whole.y0) * static_cast<float>(i) / kSlices,
                    b = whole.y0 + (depth - whole.y0) * static_cast<float>(i + 1) / kSlices;
        scrims.gradientDown({whole.x0, a, whole.x1, b}, canvas.inks().veil(shade(a)),
                            canvas.inks().veil(shade(b)));
    }

    // What runs to the left has its title at the right, and then the date at the left.
    const bool mirrored = !title.lines.empty() && canvas.runsLeft(s.title, title.type);
    const auto put = [&](const TitleLines& of, float& baseline, bool atRight, Ink colour) {
        for (const std::string& text : of.lines) {
            if (atRight)
                canvas.textRight(right, baseline, text, of.type, colour);
            else
                canvas.text(left, baseline, text, of.type, colour);
            baseline += line;
        }
    };
    float y = titleBase;
    put(title, y, mirrored, canvas.inks().text);
    put(subtitle, y, mirrored, canvas.inks().soft);
    float dateY = dateBase, knownY = knownBase;
    const bool dateAtRight = stacked && (m.upright() || inOneLine) ? mirrored : !mirrored;
    put(date, dateY, dateAtRight, canvas.inks().text);
    put(known, knownY, inOneLine ? !dateAtRight : dateAtRight, canvas.inks().soft);

    page.titles = {whole.x0, whole.y0, whole.x1, bottom};
    const auto box = [&](float width, bool atRight, float top, float base) {
        return atRight ? Rect{right - width, top, right, base + 6.0f * m.u}
                       : Rect{left, top, left + width, base + 6.0f * m.u};
    };
    const float what = std::max(title.width, subtitle.width);
    if (what > 0)
        page.stand(PartKind::Title, box(what, mirrored, 0.0f, lastWhat), 8.0f * m.u);
    if (date.width > 0)
        page.stand(PartKind::Date,
                   inOneLine
                       ? Rect{left, dateBase - 20.0f * m.u, right, dateBase + 6.0f * m.u}
                       : box(whenWidth, dateAtRight, stacked ? dateBase - 20.0f * m.u : 0.0f, knownBase),
                   8.0f * m.u);
}

} // namespace perilune::overlay
