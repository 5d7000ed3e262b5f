#include "overlay/ink/symbols.h"
#include "overlay/views/card_extras.h"
#include "overlay/views/card_history.h"
#include "overlay/views/views.h"
#include "scene/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace perilune::overlay {

namespace {

using scene::Card;
using scene::CardRow;

constexpr float kPad = 17.0f, kLine = 20.0f, kFooter = 36.0f;
constexpr float kMostHeight = 470.0f;

/// What of the card is shown, so that it fits the height that is free.
struct Plan {
    std::vector<std::string> title, english, standing, words;
    Type titleType = type::kLargeBold;
    std::string wordsBy;
    float height = 0;
};

class CardLayout {
  public:
    CardLayout(const Card& card, Page& page, Canvas& canvas)
        : card_(card), page_(page), canvas_(canvas), u_(page.at.u), history_(card, page, canvas),
          extras_(card, canvas, page.at.u) {}
    void lay();

  private:
    bool plan(float room);
    /// What must have room, whatever gives way to it.
    enum class Must { Nothing, Causes, CausesAndWords };
    bool planRows(Must must, float room);
    bool planWhole(std::size_t brevity, const std::function<bool()>& fits);
    bool planShort(std::size_t leastRows, bool worded, const std::function<bool()>& fits);
    bool attempt(std::size_t rows, CardDensity density, std::size_t lines, const std::function<bool()>& fits);
    bool doubtHasItsLine() const;
    float titlePitch() const { return (plan_.titleType.size == Fonts::Size::Large ? 29.0f : 23.0f) * u_; }
    float headHeight() const;
    float wordsHeight() const;
    float drawHead(float y);
    void drawWords(float y);
    void drawSources(float y, float bottom);
    std::string sourcesInWords() const;
    float footerHeight() const {
        return (kFooter + (doubtHasItsLine() ? kLine : 0.0f) + (card_.amendedBy.empty() ? 0.0f : kLine)) * u_;
    }
    void drawFooter(float bottom);
    void divider(float y) {
        const float half = 0.5f * std::max(1.0f, u_);
        canvas_.fill({x0_, y - half, x1_, y + half}, palette::kLine.withAlpha(0.14f));
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
    Plan plan_;
    CardHistory history_;
    CardExtras extras_;
};

float CardLayout::headHeight() const {
    return kPad * u_ + float(plan_.title.size()) * titlePitch() + float(plan_.english.size()) * kLine * u_ +
           (card_.subtitle.empty() ? 0.0f : 22.0f * u_) + float(plan_.standing.size()) * kLine * u_ +
           8.0f * u_;
}

float CardLayout::wordsHeight() const {
    if (plan_.words.empty())
        return 0;
    return 18.0f * u_ + (float(plan_.words.size()) + (plan_.wordsBy.empty() ? 0.0f : 1.0f)) * kLine * u_;
}

bool CardLayout::plan(float room) {
    const float width = x1_ - x0_;
    plan_.title = canvas_.wrapped(card_.title, type::kLargeBold, width, 3);
    if (plan_.title.size() > 2) { // long names in a smaller size
        plan_.titleType = type::kBodyBold;
        plan_.title = canvas_.wrapped(card_.title, plan_.titleType, width, 3);
    }
    plan_.english = canvas_.wrapped(card_.english, type::kSmall, width, 2);
    const bool isChosen =
        std::any_of(card_.rows.begin(), card_.rows.end(), [](const CardRow& row) { return row.told; });
    if (!card_.sourcesOpen)
        plan_.standing = canvas_.wrapped(card_.standing, type::kSmallBold, width, 2);
    else if (isChosen) // whose sources they are
        plan_.standing = canvas_.wrapped("said: " + card_.wordsBy, type::kSmallBold, width, 2);
    const auto fits = [&] {
        plan_.height = headHeight() + history_.height() + extras_.height() + wordsHeight() + footerHeight();
        return plan_.height <= room;
    };
    if (card_.sourcesOpen) {
        const bool enough = fits();
        plan_.height = room;
        return enough;
    }
    // Who asks for one word sees what it was and all that caused it, before how the whole stands.
    if (isChosen) {
        const std::vector<std::string> standing = plan_.standing;
        if (planRows(Must::CausesAndWords, room))
            return true;
        plan_.standing.clear();
        if (planRows(Must::CausesAndWords, room) || planRows(Must::Causes, room))
            return true;
        plan_.standing = standing;
    }
    if (planRows(Must::Nothing, room))
        return true;
    for (std::size_t rows = card_.rows.size() + 1; rows-- > 0;) {
        plan_.words.clear();
        history_.choose(rows, CardDensity::Tight);
        if (fits())
            return true;
    }
    for (auto* giveWay : {&plan_.english, &plan_.standing}) {
        giveWay->clear();
        if (fits())
            return true;
    }
    plan_.title = {canvas_.fitted(card_.title, plan_.titleType, width)};
    if (fits())
        return true;
    extras_.leaveOut();
    return fits();
}

bool CardLayout::planRows(Must must, float room) {
    const auto fits = [&] {
        plan_.height = headHeight() + history_.height() + extras_.height() + wordsHeight() + footerHeight();
        return plan_.height <= room && (must == Must::Nothing || extras_.tellsAllCauses());
    };
    for (std::size_t brevity = 0; brevity < extras_.levels(); ++brevity)
        if (planWhole(brevity, fits))
            return true;
    // The middle of the history gives way, then words, before all but the last cause does.
    const std::size_t least = extras_.levels() - 1;
    if (must == Must::Nothing) {
        for (const bool worded : {true, false})
            for (std::size_t brevity = std::min<std::size_t>(2, least); brevity <= least; ++brevity) {
                extras_.choose(brevity);
                if (planShort(3, worded, fits))
                    return true;
            }
        return false;
    }
    for (std::size_t brevity = 0; brevity <= least + 1; ++brevity) {
        brevity <= least ? extras_.choose(brevity) : extras_.chooseAllInShort();
        if (planShort(2, must == Must::CausesAndWords, fits))
            return true;
    }
    return false;
}

/// So many rows and lines of words beside the crew and causes that were chosen.
bool CardLayout::attempt(std::size_t rows, CardDensity density, std::size_t lines,
                         const std::function<bool()>& fits) {
    plan_.words = lines == 0 ? std::vector<std::string>{}
                             : canvas_.wrapped(card_.words, type::kSmall, x1_ - x0_, lines);
    history_.choose(rows, density);
    return fits();
}

/// The words of the announcement and the whole history.
bool CardLayout::planWhole(std::size_t brevity, const std::function<bool()>& fits) {
    extras_.choose(brevity);
    plan_.wordsBy = canvas_.fitted(card_.wordsBy, type::kSmall, x1_ - x0_);
    const std::size_t all = card_.rows.size();
    for (const CardDensity density : {CardDensity::Tall, CardDensity::Flat})
        for (const std::size_t lines : {5u, 4u, 3u})
            if (attempt(all, density, lines, fits))
                return true;
    plan_.wordsBy.clear(); // the last row tells it too
    return attempt(all, CardDensity::Flat, 3, fits);
}

/// The history without its middle, with few words or none.
bool CardLayout::planShort(std::size_t leastRows, bool worded, const std::function<bool()>& fits) {
    plan_.wordsBy.clear();
    for (std::size_t rows = card_.rows.size() + 1; rows-- > leastRows;) {
        if (!worded && attempt(rows, CardDensity::Tight, 0, fits))
            return true;
        for (const std::size_t lines : {3u, 2u})
            if (worded && attempt(rows, CardDensity::Tight, lines, fits))
                return true;
    }
    return false;
}

float CardLayout::drawHead(float y) {
    const Ink colour = ink(card_.colour);
    y += kPad * u_;
    for (const std::string& line : plan_.title) {
        canvas_.textBetween(x0_, x1_, canvas_.baselineFor(y + 0.45f * titlePitch(), plan_.titleType), line,
                            plan_.titleType, palette::kText);
        y += titlePitch();
    }
    for (const std::string& line : plan_.english) {
        small(x0_, y + 9.0f * u_, line, palette::kQuiet);
        y += kLine * u_;
    }
    if (!card_.subtitle.empty()) {
        fillMark(canvas_, card_.mark, {x0_ + 5.5f * u_, y + 9.0f * u_}, 4.6f * u_, colour);
        small(x0_ + 17.0f * u_, y + 9.0f * u_,
              canvas_.fitted(card_.subtitle, type::kSmall, x1_ - x0_ - 17.0f * u_), colour);
        y += 22.0f * u_;
    }
    for (const std::string& line : plan_.standing) {
        canvas_.text(x0_, canvas_.baselineFor(y + 9.5f * u_, type::kSmallBold), line, type::kSmallBold,
                     palette::kSoft);
        y += kLine * u_;
    }
    return y + 8.0f * u_;
}

void CardLayout::drawWords(float y) {
    if (plan_.words.empty())
        return;
    divider(y + 5.0f * u_);
    y += 14.0f * u_;
    for (const std::string& line : plan_.words) {
        canvas_.textBetween(x0_, x1_, canvas_.baselineFor(y + 10.0f * u_, type::kSmall), line, type::kSmall,
                            palette::kText);
        y += kLine * u_;
    }
    small(x0_, y + 10.0f * u_, plan_.wordsBy, palette::kQuiet);
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
                      palette::kQuiet);
            return;
        }
        if (!lines.empty())
            canvas_.disc({x0_ + 3.0f * u_, y + 9.5f * u_}, 2.2f * u_, ink(card_.colour));
        for (const std::string& line : lines) {
            small(x0_ + indent, y + 9.5f * u_, line, palette::kSoft);
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
    const float middle = top + 20.0f * u_;
    const std::size_t n = card_.sources.size();
    const std::string sources = sourcesInWords();
    const Ink colour = n > 0 ? ink(card_.colour) : palette::kQuiet;
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
              confidence, palette::kQuiet);
    if (!card_.amendedBy.empty())
        small(x0_, middle + (below ? 2.0f : 1.0f) * kLine * u_,
              canvas_.fitted("amended by " + card_.amendedBy, type::kSmall, x1_ - x0_), palette::kQuiet);
}

void CardLayout::lay() {
    const Measures& m = page_.at;
    const float top = isEmpty(page_.titles) ? m.margin : page_.titles.y1 + 10.0f * u_;
    const float floor = isEmpty(page_.strip) ? m.height - m.margin : page_.strip.y0 - 8.0f * u_;
    const float width = std::min(std::max(0.27f * m.width, 310.0f * u_), 0.40f * m.width);
    if (width < 150.0f * u_)
        return;
    // Nothing is told of which there is no room to say how doubtful it is.
    if (width < canvas_.widthOf(scene::wordsOf(card_.confidence), type::kSmall) + (2.0f * kPad + 4.0f) * u_)
        return;
    box_ = {m.width - m.margin - width, top, m.width - m.margin, top};
    x0_ = box_.x0 + (kPad + 4.0f) * u_;
    x1_ = box_.x1 - kPad * u_;
    history_.between(x0_, x1_);
    extras_.between(x0_, x1_);
    if (!plan(std::min(floor - top, kMostHeight * u_)))
        return;
    box_.y1 = top + plan_.height;

    const float radius = 10.0f * u_;
    canvas_.feathered(grown(box_, -6.0f * u_), 22.0f * u_, palette::kGround.withAlpha(0.45f));
    canvas_.rounded(box_, radius, palette::kPlate.withAlpha(0.87f));
    canvas_.roundedOutline(grown(box_, -0.5f), radius, 1.0f, palette::kLine.withAlpha(0.10f));
    canvas_.pushClip({box_.x0 - 1.0f, box_.y0 - 1.0f, box_.x0 + 4.0f * u_, box_.y1 + 1.0f});
    canvas_.rounded(box_, radius, ink(card_.colour));
    canvas_.popClip();

    page_.hits.push_back({HitKind::Card, box_, card_.milestone});
    const float y = drawHead(box_.y0);
    if (card_.sourcesOpen)
        drawSources(y, box_.y1 - footerHeight() - 4.0f * u_);
    else
        drawWords(extras_.draw(history_.draw(y), page_));
    drawFooter(box_.y1);
    page_.card = box_;
    page_.taken.push_back(grown(box_, 10.0f * u_));
}

} // namespace

void layCard(Page& page, Canvas& canvas) {
    if (page.scene.card)
        CardLayout(*page.scene.card, page, canvas).lay();
}

} // namespace perilune::overlay
