#include "overlay/ink/symbols.h"
#include "overlay/views/card_extras.h"
#include "overlay/views/views.h"
#include "scene/words.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <numeric>

namespace perilune::overlay {

namespace {

using scene::Card;
using scene::CardRow;

constexpr float kPad = 17.0f, kRow = 22.5f, kTightRow = 20.5f, kLine = 20.0f, kFooter = 36.0f;
constexpr float kMostHeight = 470.0f, kLeastHeight = 190.0f;
constexpr float kMostShareAcross = 0.45f, kCaptionOver = 72.0f, kNotesOver = 24.0f, kLeastForNotes = 140.0f;
constexpr float kTightPad = 9.0f, kTightFooter = 29.0f;

/// How much room a row gets: two lines, one line, or one line of the smallest text.
enum class Density { Tall, Flat, Tight };

/// One announcement as it is set: its target in one line or two, and who said it.
struct RowLines {
    std::size_t row = 0;
    std::vector<std::string> target;
    Type type = type::kBody;
    std::string tag; ///< "estimate"
    std::string by;  ///< below the target; empty where rows are flat
    float height = 0;
};

/// What of the card is shown, so that it fits the height that is free.
struct Plan {
    std::vector<std::string> title, english, standing, words;
    Type titleType = type::kLargeBold;
    bool subtitled = true;
    bool tight = false; ///< there is room for the barest only
    std::string wordsBy;
    std::vector<RowLines> rows; ///< a gap in their numbers is drawn as dots at the side
    float height = 0;
};

class CardLayout {
  public:
    CardLayout(const Card& card, Page& page, Canvas& canvas)
        : card_(card), page_(page), canvas_(canvas), u_(page.at.u), extras_(card, canvas, page.at.u) {}
    void lay();

  private:
    bool plan(float room);
    bool shorten(const std::function<bool()>& fits);
    bool planWhole(std::size_t brevity, const std::function<bool()>& fits);
    bool planShort(std::size_t brevity, bool worded, const std::function<bool()>& fits);
    bool attempt(std::size_t rows, Density density, std::size_t lines, const std::function<bool()>& fits);
    void chooseRows(std::size_t most, Density density);
    RowLines linesOf(std::size_t row, Density density) const;
    std::string saidBy(const CardRow& row, float room) const;
    bool doubtHasItsLine() const;
    float titlePitch() const {
        return (plan_.titleType.size == Fonts::Size::Large  ? 29.0f
                : plan_.titleType.size == Fonts::Size::Body ? 23.0f
                                                            : 20.5f) *
               u_;
    }
    float headHeight() const;
    float rowsHeight() const;
    float wordsHeight() const;
    float markRoom(const CardRow& row) const { return row.actual ? 17.0f * u_ : 0.0f; }
    /// The window has a button in the corner beside it.
    float titleWidth() const { return x1_ - x0_ - 22.0f * page_.at.uOfTools; }
    float pad() const { return plan_.tight ? kTightPad : kPad; }
    float aboveRows() const { return plan_.tight ? 3.0f : 8.0f; }
    float drawHead(float y);
    float drawRows(float y);
    std::string dayWithin(const std::string& day, float room) const;
    void drawRow(const RowLines& lines, float y);
    void drawWords(float y);
    void drawSources(float y, float bottom);
    std::string sourcesInWords() const;
    float footerHeight() const {
        return ((plan_.tight ? kTightFooter : kFooter) + (doubtHasItsLine() ? kLine : 0.0f) +
                (card_.amendedBy.empty() ? 0.0f : kLine)) *
               u_;
    }
    void drawFooter(float bottom);
    void divider(float y) {
        const float half = 0.5f * std::max(1.0f, u_);
        canvas_.fill({x0_, y - half, x1_, y + half}, canvas_.inks().rule(0.14f));
    }
    void small(float x, float middle, std::string_view text, Ink paint) {
        canvas_.text(x, canvas_.baselineFor(middle, type::kSmall), text, type::kSmall, paint);
    }

    const Card& card_;
    Page& page_;
    Canvas& canvas_;
    float u_;
    Rect box_;
    float x0_ = 0, x1_ = 0; ///< of the text
    float targetX_ = 0;
    Plan plan_;
    CardExtras extras_;
};

float CardLayout::headHeight() const {
    return pad() * u_ + float(plan_.title.size()) * titlePitch() + float(plan_.english.size()) * kLine * u_ +
           (plan_.subtitled ? 22.0f * u_ : 0.0f) + float(plan_.standing.size()) * kLine * u_ +
           aboveRows() * u_;
}

float CardLayout::rowsHeight() const {
    float height = plan_.rows.empty() ? 0.0f : aboveRows() * u_ + 2.0f * u_;
    for (const RowLines& lines : plan_.rows)
        height += lines.height;
    return height;
}

float CardLayout::wordsHeight() const {
    if (plan_.words.empty())
        return 0;
    return 18.0f * u_ + (float(plan_.words.size()) + (plan_.wordsBy.empty() ? 0.0f : 1.0f)) * kLine * u_;
}

/// Who said it may be cut, that it is doubtful may not.
std::string CardLayout::saidBy(const CardRow& row, float room) const {
    const std::string doubt = row.confidence == timeline::Confidence::High
                                  ? ""
                                  : fmt::format(" \u00b7 {}", scene::wordsOf(row.confidence));
    const bool whole = row.byShort.empty() || canvas_.widthOf(row.by + doubt, type::kSmall) <= room;
    const std::string& by = whole ? row.by : row.byShort;
    return doubt.empty() ? canvas_.fitted(by, type::kSmall, room)
                         : canvas_.fittedBefore(by, doubt, type::kSmall, room);
}

RowLines CardLayout::linesOf(std::size_t index, Density density) const {
    const CardRow& row = card_.rows[index];
    const bool tall = density == Density::Tall;
    RowLines lines;
    lines.row = index;
    lines.tag = row.projection ? "estimate" : "";
    const bool quiet = row.struck || row.projection;
    const float room = x1_ - targetX_ - markRoom(row);
    float tagRoom = lines.tag.empty() ? 0.0f : canvas_.widthOf(lines.tag, type::kSmall) + 8.0f * u_;
    std::string text = row.target;
    if (room - tagRoom < 60.0f * u_ && !lines.tag.empty()) { // a narrow card says it shorter
        text = "est. " + text;
        lines.tag.clear();
        tagRoom = 0;
    }
    lines.type = quiet ? type::kBody : type::kBodyBold;
    if (density == Density::Tight || canvas_.widthOf(text, lines.type) + tagRoom > room)
        lines.type = quiet ? type::kSmall : type::kSmallBold;
    if (canvas_.widthOf(text, lines.type) + tagRoom <= room)
        lines.target = {text};
    else
        lines.target = canvas_.wrapped(text, lines.type, room - tagRoom, tall || !quiet ? 2 : 1);
    if (tall) {
        lines.by = saidBy(row, room);
        if (lines.by.empty()) // the line has nothing else in it
            lines.by = saidBy(row, x1_ - x0_);
    }
    const float extra = float(std::max<std::size_t>(1, lines.target.size()) - 1) * kLine;
    lines.height =
        ((density == Density::Tight ? kTightRow : kRow) + extra + (lines.by.empty() ? 0.0f : 20.5f)) * u_;
    return lines;
}

/// All rows, or so many: the last word, and of the rest those that first named a date, spread over the
/// history.
void CardLayout::chooseRows(std::size_t most, Density density) {
    plan_.rows.clear();
    const std::vector<CardRow>& rows = card_.rows;
    float column = 0;
    for (const CardRow& row : rows)
        column = std::max(column, canvas_.widthOf(row.announced, type::kSmall));
    targetX_ = x0_ + std::min(column, 0.36f * (x1_ - x0_)) + 14.0f * u_;

    std::vector<std::size_t> chosen(rows.size());
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    if (most < rows.size()) {
        chosen.clear();
        std::size_t last = rows.size();
        while (last > 0 && (rows[last - 1].struck || rows[last - 1].projection))
            --last;
        last = last > 0 ? last - 1 : rows.size() - 1;
        std::vector<std::size_t> telling;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool said = std::any_of(telling.begin(), telling.end(),
                                          [&](std::size_t k) { return rows[k].target == rows[i].target; });
            if (i != last && !said && rows[i].struck)
                telling.push_back(i);
        }
        const std::size_t others = most > 0 ? std::min(most - 1, telling.size()) : 0;
        for (std::size_t k = 0; k < others; ++k)
            chosen.push_back(telling[others > 1 ? k * (telling.size() - 1) / (others - 1) : 0]);
        // The promise against which the slip is counted is always among them.
        const auto promised =
            std::find_if(telling.begin(), telling.end(), [&](std::size_t k) { return rows[k].promised; });
        if (promised != telling.end() && !chosen.empty() &&
            std::find(chosen.begin(), chosen.end(), *promised) == chosen.end()) {
            const auto away = [&](std::size_t k) { return k > *promised ? k - *promised : *promised - k; };
            *std::min_element(chosen.begin(), chosen.end(),
                              [&](std::size_t x, std::size_t y) { return away(x) < away(y); }) = *promised;
        }
        if (most > 0)
            chosen.push_back(last);
        std::sort(chosen.begin(), chosen.end());
    }
    for (const std::size_t i : chosen)
        plan_.rows.push_back(linesOf(i, density));
}

bool CardLayout::plan(float room) {
    const float width = x1_ - x0_;
    plan_.title = canvas_.wrapped(card_.title, type::kLargeBold, titleWidth(), 3);
    if (plan_.title.size() > 2) { // long names in a smaller size
        plan_.titleType = type::kBodyBold;
        plan_.title = canvas_.wrapped(card_.title, plan_.titleType, titleWidth(), 3);
    }
    plan_.subtitled = !card_.subtitle.empty();
    plan_.english = canvas_.wrapped(card_.english, type::kSmall, width, 2);
    if (!card_.sourcesOpen)
        plan_.standing = canvas_.wrapped(card_.standing, type::kSmallBold, width, 2);
    const auto fits = [&] {
        plan_.height = headHeight() + rowsHeight() + extras_.height() + wordsHeight() + footerHeight();
        return plan_.height <= room;
    };
    if (card_.sourcesOpen) {
        const bool enough = fits() || shorten(fits);
        plan_.height = room;
        return enough;
    }
    for (std::size_t brevity = 0; brevity < extras_.levels(); ++brevity)
        if (planWhole(brevity, fits))
            return true;
    // The middle of the history gives way, then words, before all but the last cause does.
    const std::size_t least = extras_.levels() - 1;
    for (const bool worded : {true, false})
        for (std::size_t brevity = std::min<std::size_t>(2, least); brevity <= least; ++brevity)
            if (planShort(brevity, worded, fits))
                return true;
    // What it came to is told before what caused it.
    const std::size_t last = card_.rows.empty() ? 0 : 1;
    for (const bool causes : {true, false}) {
        if (!causes)
            extras_.leaveOut();
        for (std::size_t rows = card_.rows.size() + 1; rows-- > last;) {
            plan_.words.clear();
            chooseRows(rows, Density::Tight);
            if (fits())
                return true;
        }
    }
    if (shorten(fits))
        return true;
    extras_.leaveOut();
    return fits();
}

/// The head gives way, line by line.
bool CardLayout::shorten(const std::function<bool()>& fits) {
    for (auto* giveWay : {&plan_.english, &plan_.standing}) {
        giveWay->clear();
        if (fits())
            return true;
    }
    for (const Type& smaller : {plan_.titleType, type::kBodyBold, type::kSmallBold}) {
        plan_.titleType = smaller;
        plan_.title = {canvas_.fitted(card_.title, plan_.titleType, titleWidth())};
        if (fits())
            return true;
    }
    plan_.subtitled = false;
    if (fits())
        return true;
    plan_.tight = true;
    if (!card_.sourcesOpen)
        chooseRows(1, Density::Tight);
    return fits();
}

/// So many rows and lines of words beside the crew and causes that were chosen.
bool CardLayout::attempt(std::size_t rows, Density density, std::size_t lines,
                         const std::function<bool()>& fits) {
    plan_.words = lines == 0 ? std::vector<std::string>{}
                             : canvas_.wrapped(card_.words, type::kSmall, x1_ - x0_, lines);
    chooseRows(rows, density);
    return fits();
}

/// The words of the announcement and the whole history.
bool CardLayout::planWhole(std::size_t brevity, const std::function<bool()>& fits) {
    extras_.choose(brevity);
    plan_.wordsBy = canvas_.fitted(card_.wordsBy, type::kSmall, x1_ - x0_);
    const std::size_t all = card_.rows.size();
    for (const Density density : {Density::Tall, Density::Flat})
        for (const std::size_t lines : {5u, 4u, 3u})
            if (attempt(all, density, lines, fits))
                return true;
    plan_.wordsBy.clear(); // the last row tells it too
    return attempt(all, Density::Flat, 3, fits);
}

/// The history without its middle, with few words or none.
bool CardLayout::planShort(std::size_t brevity, bool worded, const std::function<bool()>& fits) {
    extras_.choose(brevity);
    plan_.wordsBy.clear();
    for (std::size_t rows = card_.rows.size() + 1; rows-- > 3;) {
        if (!worded && attempt(rows, Density::Tight, 0, fits))
            return true;
        for (const std::size_t lines : {3u, 2u})
            if (worded && attempt(rows, Density::Tight, lines, fits))
                return true;
    }
    return false;
}

float CardLayout::drawHead(float y) {
    const Ink colour = canvas_.inks().readable(ink(card_.colour));
    y += pad() * u_;
    for (const std::string& line : plan_.title) {
        canvas_.textBetween(x0_, x0_ + titleWidth(),
                            canvas_.baselineFor(y + 0.45f * titlePitch(), plan_.titleType), line,
                            plan_.titleType, canvas_.inks().text);
        y += titlePitch();
    }
    for (const std::string& line : plan_.english) {
        small(x0_, y + 9.0f * u_, line, canvas_.inks().quiet);
        y += kLine * u_;
    }
    if (plan_.subtitled) {
        fillMark(canvas_, card_.mark, {x0_ + 5.5f * u_, y + 9.0f * u_}, 4.6f * u_, colour);
        small(x0_ + 17.0f * u_, y + 9.0f * u_,
              canvas_.fitted(card_.subtitle, type::kSmall, x1_ - x0_ - 17.0f * u_), colour);
        y += 22.0f * u_;
    }
    for (const std::string& line : plan_.standing) {
        canvas_.text(x0_, canvas_.baselineFor(y + 9.5f * u_, type::kSmallBold), line, type::kSmallBold,
                     canvas_.inks().soft);
        y += kLine * u_;
    }
    return y + aboveRows() * u_;
}

/// A day as exactly as there is room for: "26 Mar 2019", "Mar 2019", "2019". Other words are cut.
std::string CardLayout::dayWithin(const std::string& day, float room) const {
    const std::size_t month = day.find(' '), year = day.rfind(' ');
    const bool isDay = month != std::string::npos && year > month && day.find(' ', month + 1) == year &&
                       day.find_first_not_of("0123456789") == month;
    if (isDay && canvas_.widthOf(day, type::kSmall) > room)
        for (const std::size_t from : {month + 1, year + 1})
            if (canvas_.widthOf(day.substr(from), type::kSmall) <= room)
                return day.substr(from);
    return canvas_.fitted(day, type::kSmall, room);
}

void CardLayout::drawRow(const RowLines& lines, float y) {
    const CardRow& row = card_.rows[lines.row];
    const Type& style = lines.type;
    // The filled mark and the colour tell what happened; a line through it, what was replaced; a word, an
    // outsider's estimate.
    const Ink paint = row.actual
                          ? mixed(canvas_.inks().readable(ink(card_.colour)), canvas_.inks().text, 0.30f)
                      : row.struck || row.projection ? canvas_.inks().soft
                                                     : canvas_.inks().text;
    const float middle = y + 11.0f * u_;
    const float firstLine = std::round(canvas_.baselineFor(middle, type::kBody));
    canvas_.text(x0_, firstLine, dayWithin(row.announced, targetX_ - x0_ - 10.0f * u_), type::kSmall,
                 canvas_.inks().quiet);
    if (row.actual)
        fillMark(canvas_, card_.mark, {targetX_ + 6.0f * u_, middle}, 4.6f * u_,
                 canvas_.inks().readable(ink(card_.colour)));
    const float left = targetX_ + markRoom(row);
    float end = left, baseline = firstLine;
    for (std::size_t i = 0; i < lines.target.size(); ++i) {
        baseline = firstLine + float(i) * kLine * u_;
        const float width = canvas_.widthOf(lines.target[i], style);
        canvas_.text(left, baseline, lines.target[i], style, paint);
        if (row.struck) {
            const float at = std::round(baseline) - 0.30f * canvas_.pixels(style),
                        half = std::max(0.5f, 0.75f * u_);
            canvas_.fill({left - 2.0f * u_, at - half, left + width + 2.0f * u_, at + half},
                         canvas_.inks().soft.withAlpha(0.95f));
        }
        end = left + width;
    }
    if (!lines.tag.empty()) {
        canvas_.text(end + 8.0f * u_, baseline, lines.tag, type::kSmall, canvas_.inks().quiet);
        end += 8.0f * u_ + canvas_.widthOf(lines.tag, type::kSmall);
    }
    if (!lines.by.empty()) {
        const float fits = x1_ - canvas_.widthOf(lines.by, type::kSmall);
        canvas_.text(std::min(targetX_, fits), baseline + 18.5f * u_, lines.by, type::kSmall,
                     canvas_.inks().quiet);
    } else if (x1_ - end > 80.0f * u_) {
        const std::string by = saidBy(row, x1_ - end - 12.0f * u_);
        canvas_.text(end + 12.0f * u_, baseline, by, type::kSmall, canvas_.inks().quiet);
    }
}

float CardLayout::drawRows(float y) {
    if (plan_.rows.empty())
        return y;
    divider(y);
    y += (aboveRows() + 2.0f) * u_;
    for (std::size_t i = 0; i < plan_.rows.size(); ++i) {
        if (i > 0 && plan_.rows[i].row != plan_.rows[i - 1].row + 1)
            for (const float dot : {-5.0f, 0.0f, 5.0f})
                canvas_.disc({x0_ - 9.0f * u_, y + dot * u_}, 1.3f * u_, canvas_.inks().quiet);
        drawRow(plan_.rows[i], y);
        y += plan_.rows[i].height;
    }
    return y;
}

void CardLayout::drawWords(float y) {
    if (plan_.words.empty())
        return;
    divider(y + 5.0f * u_);
    y += 14.0f * u_;
    for (const std::string& line : plan_.words) {
        canvas_.textBetween(x0_, x1_, canvas_.baselineFor(y + 10.0f * u_, type::kSmall), line, type::kSmall,
                            canvas_.inks().text);
        y += kLine * u_;
    }
    small(x0_, y + 10.0f * u_, plan_.wordsBy, canvas_.inks().quiet);
}

void CardLayout::drawSources(float y, float bottom) {
    divider(y);
    y += 8.0f * u_;
    const float indent = 14.0f * u_;
    for (std::size_t i = 0; i < card_.sources.size(); ++i) {
        const std::vector<std::string> lines =
            canvas_.wrapped(card_.sources[i], type::kSmall, x1_ - x0_ - indent, 2);
        const bool last = i + 1 == card_.sources.size();
        const float needs = float(lines.size()) * kLine * u_ + (last ? 0.0f : (kLine + 4.0f) * u_);
        if (y + needs > bottom) {
            if (y + kLine * u_ <= bottom)
                small(x0_ + indent, y + 9.0f * u_, fmt::format("and {} more", card_.sources.size() - i),
                      canvas_.inks().quiet);
            return;
        }
        if (!lines.empty())
            canvas_.disc({x0_ + 3.0f * u_, y + 9.5f * u_}, 2.2f * u_,
                         canvas_.inks().readable(ink(card_.colour)));
        for (const std::string& line : lines) {
            small(x0_ + indent, y + 9.5f * u_, line, canvas_.inks().soft);
            y += kLine * u_;
        }
        y += 4.0f * u_;
    }
}

std::string CardLayout::sourcesInWords() const {
    const std::size_t n = card_.sources.size();
    return n == 0 ? "no source" : fmt::format("{} source{}", n, n == 1 ? "" : "s");
}

/// A card too narrow for sources and doubt side by side.
bool CardLayout::doubtHasItsLine() const {
    if (card_.confidence == timeline::Confidence::High)
        return false;
    const float arrow = card_.sources.empty() ? 0.0f : 15.0f * u_;
    return canvas_.widthOf(sourcesInWords(), type::kSmallBold) + arrow + 16.0f * u_ +
               canvas_.widthOf(scene::wordsOf(card_.confidence), type::kSmall) >
           x1_ - x0_;
}

void CardLayout::drawFooter(float bottom) {
    const float top = bottom - footerHeight();
    divider(top + 2.0f * u_);
    const float middle = top + (plan_.tight ? 15.0f : 20.0f) * u_;
    const std::size_t n = card_.sources.size();
    const std::string sources = sourcesInWords();
    const Ink colour = n > 0 ? canvas_.inks().readable(ink(card_.colour)) : canvas_.inks().quiet;
    const float width = canvas_.widthOf(sources, type::kSmallBold);
    float x = x0_;
    if (n > 0) {
        const float c = 4.5f * u_, flip = card_.sourcesOpen ? -1.0f : 1.0f;
        const Point arrow[3] = {{x, middle - flip * 0.6f * c},
                                {x + 2 * c, middle - flip * 0.6f * c},
                                {x + c, middle + flip * 0.6f * c}};
        canvas_.convex(arrow, colour);
        x += 15.0f * u_;
        page_.hits.push_back({HitKind::CardSources,
                              {x0_ - 8.0f * u_, top + 4.0f * u_, x + width + 8.0f * u_, bottom - 4.0f * u_},
                              card_.milestone});
    }
    canvas_.text(x, canvas_.baselineFor(middle, type::kSmallBold),
                 canvas_.fitted(sources, type::kSmallBold, x1_ - x), type::kSmallBold, colour);
    const std::string confidence = scene::wordsOf(card_.confidence);
    const bool below = doubtHasItsLine();
    if (below || x1_ - x - width - 16.0f * u_ >= canvas_.widthOf(confidence, type::kSmall))
        small(x1_ - canvas_.widthOf(confidence, type::kSmall), middle + (below ? kLine * u_ : 0.0f),
              confidence, canvas_.inks().quiet);
    if (!card_.amendedBy.empty())
        small(x0_, middle + (below ? 2.0f : 1.0f) * kLine * u_,
              canvas_.fitted("amended by " + card_.amendedBy, type::kSmall, x1_ - x0_), canvas_.inks().quiet);
}

void CardLayout::lay() {
    const Measures& m = page_.at;
    const float width = cardWidth(m), right = m.width - m.margin;
    float top = isEmpty(page_.titles) ? m.margin : page_.titles.y1 + 10.0f * u_;
    if (m.across() || right - width < page_.tools.x1 + 4.0f * u_)
        top = std::max(top, page_.tools.y1 + 6.0f * u_);
    const float floor = isEmpty(page_.strip) ? m.height - m.margin : page_.strip.y0 - 8.0f * u_;
    if (width < 150.0f * u_)
        return;
    // Nothing is told of which there is no room to say how doubtful it is.
    if (width < canvas_.widthOf(scene::wordsOf(card_.confidence), type::kSmall) + (2.0f * kPad + 4.0f) * u_)
        return;
    box_ = {right - width, top, right, top};
    x0_ = box_.x0 + (kPad + 4.0f) * u_;
    x1_ = box_.x1 - kPad * u_;
    extras_.between(x0_, x1_);
    // Where it lies across the picture it leaves the Moon more than half of what is free, and what stands
    // over it its place.
    float most = floor - top;
    if (m.across()) {
        const bool captioned = !page_.scene.caption.empty() && page_.scene.captionOpacity > 0.0;
        most -= (captioned ? kCaptionOver : 0.0f) * u_ +
                (page_.scene.notes.empty() || most < kLeastForNotes * u_ ? 0.0f : kNotesOver * u_);
        most = std::min(most, std::max(kMostShareAcross * (floor - top), kLeastHeight * u_));
    }
    if (!plan(std::min(most, kMostHeight * u_)))
        return;
    if (m.across())
        box_.y0 = floor - plan_.height;
    box_.y1 = box_.y0 + plan_.height;

    const float radius = 10.0f * u_;
    canvas_.feathered(grown(box_, -6.0f * u_), 22.0f * u_, canvas_.inks().veil(0.45f));
    canvas_.rounded(box_, radius, canvas_.inks().plateAt(0.87f));
    canvas_.roundedOutline(grown(box_, -0.5f), radius, 1.0f, canvas_.inks().rule(0.10f));
    canvas_.pushClip({box_.x0 - 1.0f, box_.y0 - 1.0f, box_.x0 + 4.0f * u_, box_.y1 + 1.0f});
    canvas_.rounded(box_, radius, canvas_.inks().readable(ink(card_.colour)));
    canvas_.popClip();

    page_.hits.push_back({HitKind::Card, box_, card_.milestone});
    const float y = drawHead(box_.y0);
    if (card_.sourcesOpen)
        drawSources(y, box_.y1 - footerHeight() - 4.0f * u_);
    else
        drawWords(extras_.draw(drawRows(y), page_));
    drawFooter(box_.y1);
    page_.card = box_;
    page_.stand(PartKind::Card, box_, 10.0f * u_);
}

} // namespace

void layCard(Page& page, Canvas& canvas) {
    if (page.scene.card)
        CardLayout(*page.scene.card, page, canvas).lay();
}

} // namespace perilune::overlay
