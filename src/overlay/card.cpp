#include <cmath>

#include <fmt/format.h>

#include "overlay/page.h"
#include "overlay/symbols.h"

namespace perilune::overlay {

namespace {

using scene::Card;
using scene::CardRow;

constexpr float kPad = 18.0f, kTallRow = 43.0f, kFlatRow = 24.0f, kLine = 20.0f, kFooter = 38.0f;

const char* wordsOf(timeline::Confidence confidence) {
    switch (confidence) {
    case timeline::Confidence::High:
        return "confidence: high";
    case timeline::Confidence::Low:
        return "confidence: low";
    case timeline::Confidence::Unverified:
        return "unverified";
    }
    return "";
}

/// What of the card is shown, so that it fits the height that is free.
struct Plan {
    std::vector<std::string> title, standing, words;
    std::string wordsBy;
    std::vector<std::size_t> rows; ///< indices; a gap in them is drawn as "n more"
    bool tall = true;              ///< rows of two lines, the second tells who said it
    float height = 0;
};

class CardLayout {
  public:
    CardLayout(const Card& card, Page& page, Canvas& canvas)
        : card_(card), page_(page), canvas_(canvas), u_(page.at.u) {}
    void lay();

  private:
    float headHeight(const Plan& plan) const;
    float rowsHeight(const Plan& plan) const;
    float wordsHeight(const Plan& plan) const;
    bool planFor(float room);
    void chooseRows(std::size_t most);
    float drawHead(float y);
    float drawRows(float y);
    void drawRow(const CardRow& row, float y);
    void drawWords(float y);
    void drawSources(float y, float bottom);
    void drawFooter(float bottom);
    void divider(float y) {
        canvas_.fill({x0_, y - 0.5f * std::max(1.0f, u_), x1_, y + 0.5f * std::max(1.0f, u_)},
                     palette::kLine.withAlpha(0.14f));
    }

    const Card& card_;
    Page& page_;
    Canvas& canvas_;
    float u_;
    Rect box_;
    float x0_ = 0, x1_ = 0; ///< of the text
    Plan plan_;
};

float CardLayout::headHeight(const Plan& p) const {
    return kPad * u_ + static_cast<float>(p.title.size()) * 29.0f * u_ +
           (card_.subtitle.empty() ? 0.0f : 22.0f * u_) + static_cast<float>(p.standing.size()) * kLine * u_ +
           8.0f * u_;
}

float CardLayout::rowsHeight(const Plan& p) const {
    if (p.rows.empty())
        return 0;
    float height = 10.0f * u_ + static_cast<float>(p.rows.size()) * (p.tall ? kTallRow : kFlatRow) * u_;
    for (std::size_t i = 1; i < p.rows.size(); ++i)
        if (p.rows[i] != p.rows[i - 1] + 1)
            height += kFlatRow * u_;
    return height;
}

float CardLayout::wordsHeight(const Plan& p) const {
    if (p.words.empty())
        return 0;
    return 12.0f * u_ + (static_cast<float>(p.words.size()) + (p.wordsBy.empty() ? 0.0f : 1.0f)) * kLine * u_;
}

/// The first promise and the latest words; what lies between gives way first.
void CardLayout::chooseRows(std::size_t most) {
    plan_.rows.clear();
    const std::size_t n = card_.rows.size();
    if (most >= n) {
        for (std::size_t i = 0; i < n; ++i)
            plan_.rows.push_back(i);
        return;
    }
    if (most >= 2)
        plan_.rows.push_back(0);
    const std::size_t last = most >= 2 ? most - 1 : most;
    for (std::size_t i = n - last; i < n; ++i)
        plan_.rows.push_back(i);
}

bool CardLayout::planFor(float room) {
    const float width = x1_ - x0_;
    plan_.title = canvas_.wrapped(card_.title, type::kLargeBold, width, 2);
    plan_.standing = canvas_.wrapped(card_.standing, type::kSmallBold, width, 2);
    plan_.wordsBy = canvas_.fitted(card_.wordsBy, type::kSmall, width);
    const auto words = [&](std::size_t lines) {
        plan_.words = lines == 0 || card_.sourcesOpen
                          ? std::vector<std::string>{}
                          : canvas_.wrapped(card_.words, type::kSmall, width, lines);
    };
    const auto fits = [&] {
        plan_.height = headHeight(plan_) + rowsHeight(plan_) + wordsHeight(plan_) + kFooter * u_;
        return plan_.height <= room;
    };
    if (card_.sourcesOpen) {
        plan_.tall = false;
        words(0);
        chooseRows(0);
        fits();
        if (plan_.height > room)
            return false;
        plan_.height = room;
        return true;
    }
    struct Try {
        bool tall;
        std::size_t lines;
    };
    for (const Try& t : {Try{true, 5}, Try{true, 3}, Try{false, 4}, Try{false, 3}, Try{true, 0},
                         Try{false, 2}, Try{false, 0}}) {
        plan_.tall = t.tall;
        words(t.lines);
        chooseRows(card_.rows.size());
        if (fits())
            return true;
        // Many rows: some between give way before the words do.
        if (!t.tall && t.lines == 3)
            for (std::size_t n = card_.rows.size(); n-- > 6;) {
                chooseRows(n);
                if (fits())
                    return true;
            }
    }
    for (std::size_t n = card_.rows.size(); n-- > 0;) {
        chooseRows(n);
        if (fits())
            return true;
    }
    plan_.standing.clear();
    if (fits())
        return true;
    plan_.title.resize(std::min<std::size_t>(1, plan_.title.size()));
    if (!plan_.title.empty())
        plan_.title[0] = canvas_.fitted(card_.title, type::kLargeBold, width);
    return fits();
}

float CardLayout::drawHead(float y) {
    const Ink colour = ink(card_.colour);
    y += kPad * u_;
    for (const std::string& line : plan_.title) {
        canvas_.text(x0_, canvas_.baselineFor(y + 13.0f * u_, type::kLargeBold), line, type::kLargeBold,
                     palette::kText);
        y += 29.0f * u_;
    }
    if (!card_.subtitle.empty()) {
        fillMark(canvas_, card_.mark, {x0_ + 5.5f * u_, y + 9.0f * u_}, 4.6f * u_, colour);
        canvas_.text(x0_ + 17.0f * u_, canvas_.baselineFor(y + 9.0f * u_, type::kSmall),
                     canvas_.fitted(card_.subtitle, type::kSmall, x1_ - x0_ - 17.0f * u_), type::kSmall,
                     colour);
        y += 22.0f * u_;
    }
    for (const std::string& line : plan_.standing) {
        canvas_.text(x0_, canvas_.baselineFor(y + 9.5f * u_, type::kSmallBold), line, type::kSmallBold,
                     palette::kSoft);
        y += kLine * u_;
    }
    return y + 8.0f * u_;
}

void CardLayout::drawRow(const CardRow& row, float y) {
    float column = 0;
    for (const std::size_t i : plan_.rows)
        column = std::max(column, canvas_.widthOf(card_.rows[i].announced, type::kSmall));
    column = std::min(column, 0.40f * (x1_ - x0_));
    const float targetX = x0_ + column + 14.0f * u_, room = x1_ - targetX;
    const Ink colour = ink(card_.colour);
    const Type style = row.struck || row.projection ? type::kBody : type::kBodyBold;
    const float middle = y + 11.0f * u_;
    const float baseline = std::round(canvas_.baselineFor(middle, style));
    canvas_.text(x0_, baseline, canvas_.fitted(row.announced, type::kSmall, column), type::kSmall,
                 palette::kQuiet);

    // A tick and the colour tell what happened; a word tells an outsider's estimate.
    const std::string mark = row.actual ? "\u2713 " : "";
    std::string tag = row.projection ? "estimate" : "";
    const float tagRoom = tag.empty() ? 0.0f : canvas_.widthOf(tag, type::kSmall) + 8.0f * u_;
    std::string target = canvas_.fitted(mark + row.target, style, room - tagRoom);
    if (target.empty()) {
        target = canvas_.fitted(mark + row.target, style, room);
        tag.clear();
    }
    const Ink paint = row.actual       ? mixed(colour, palette::kText, 0.25f)
                      : row.struck     ? palette::kSoft
                      : row.projection ? palette::kSoft
                                       : palette::kText;
    const float width = canvas_.widthOf(target, style);
    canvas_.text(targetX, baseline, target, style, paint);
    if (row.struck) {
        const float at = baseline - 0.30f * canvas_.pixels(style);
        const float half = std::max(0.5f, 0.75f * u_);
        canvas_.fill({targetX - 2.0f * u_, at - half, targetX + width + 2.0f * u_, at + half},
                     palette::kSoft.withAlpha(0.95f));
    }
    if (!tag.empty())
        canvas_.text(targetX + width + 8.0f * u_, baseline, tag, type::kSmall, palette::kQuiet);

    std::string by = row.by;
    if (row.confidence != timeline::Confidence::High)
        by += (by.empty() ? "" : " \u00b7 ") +
              std::string(row.confidence == timeline::Confidence::Low ? "low confidence" : "unverified");
    if (plan_.tall) {
        canvas_.text(targetX, canvas_.baselineFor(y + 31.0f * u_, type::kSmall),
                     canvas_.fitted(by, type::kSmall, room), type::kSmall, palette::kQuiet);
    } else {
        const float byX = targetX + width + (tag.empty() ? 0.0f : tagRoom) + 12.0f * u_;
        if (x1_ - byX > 56.0f * u_)
            canvas_.text(byX, baseline, canvas_.fitted(by, type::kSmall, x1_ - byX), type::kSmall,
                         palette::kQuiet);
    }
}

float CardLayout::drawRows(float y) {
    if (plan_.rows.empty())
        return y;
    divider(y);
    y += 10.0f * u_;
    for (std::size_t i = 0; i < plan_.rows.size(); ++i) {
        if (i > 0 && plan_.rows[i] != plan_.rows[i - 1] + 1) {
            const auto left = plan_.rows[i] - plan_.rows[i - 1] - 1;
            canvas_.text(x0_, canvas_.baselineFor(y + 10.0f * u_, type::kSmall),
                         fmt::format("\u2026 {} more", left), type::kSmall, palette::kQuiet);
            y += kFlatRow * u_;
        }
        drawRow(card_.rows[plan_.rows[i]], y);
        y += (plan_.tall ? kTallRow : kFlatRow) * u_;
    }
    return y;
}

void CardLayout::drawWords(float y) {
    if (plan_.words.empty())
        return;
    divider(y + 1.0f * u_);
    y += 9.0f * u_;
    for (const std::string& line : plan_.words) {
        canvas_.text(x0_, canvas_.baselineFor(y + 10.0f * u_, type::kSmall), line, type::kSmall,
                     palette::kText);
        y += kLine * u_;
    }
    canvas_.text(x0_, canvas_.baselineFor(y + 10.0f * u_, type::kSmall), plan_.wordsBy, type::kSmall,
                 palette::kQuiet);
}

void CardLayout::drawSources(float y, float bottom) {
    divider(y);
    y += 8.0f * u_;
    for (std::size_t i = 0; i < card_.sources.size(); ++i) {
        const std::vector<std::string> lines =
            canvas_.wrapped(card_.sources[i], type::kSmall, x1_ - x0_ - 14.0f * u_, 3);
        const bool last = i + 1 == card_.sources.size();
        const float needs = static_cast<float>(lines.size()) * kLine * u_ + (last ? 0.0f : kLine * u_);
        if (y + needs > bottom) {
            if (y + kLine * u_ <= bottom)
                canvas_.text(x0_ + 14.0f * u_, canvas_.baselineFor(y + 9.0f * u_, type::kSmall),
                             fmt::format("\u2026 and {} more", card_.sources.size() - i), type::kSmall,
                             palette::kQuiet);
            return;
        }
        canvas_.disc({x0_ + 3.0f * u_, y + 9.5f * u_}, 2.2f * u_, ink(card_.colour));
        for (const std::string& line : lines) {
            canvas_.text(x0_ + 14.0f * u_, canvas_.baselineFor(y + 9.5f * u_, type::kSmall), line,
                         type::kSmall, palette::kSoft);
            y += kLine * u_;
        }
        y += 5.0f * u_;
    }
}

void CardLayout::drawFooter(float bottom) {
    const float top = bottom - kFooter * u_;
    divider(top + 2.0f * u_);
    const float middle = top + 19.0f * u_;
    const float baseline = canvas_.baselineFor(middle, type::kSmall);
    const std::size_t n = card_.sources.size();
    const std::string sources = n == 0 ? "no source" : fmt::format("{} source{}", n, n == 1 ? "" : "s");
    const Ink colour = ink(card_.colour);
    const float width = canvas_.widthOf(sources, type::kSmallBold);
    float x = x0_;
    if (n > 0) {
        const float c = 4.0f * u_;
        const float flip = card_.sourcesOpen ? -1.0f : 1.0f;
        const Point arrow[3] = {{x, middle - flip * 0.6f * c},
                                {x + 2 * c, middle - flip * 0.6f * c},
                                {x + c, middle + flip * 0.6f * c}};
        canvas_.convex(arrow, colour);
        x += 14.0f * u_;
        page_.hits.push_back({HitKind::CardSources,
                              {x0_ - 8.0f * u_, top + 4.0f * u_, x + width + 8.0f * u_, bottom - 4.0f * u_},
                              card_.milestone});
    }
    canvas_.text(x, baseline, canvas_.fitted(sources, type::kSmallBold, x1_ - x), type::kSmallBold,
                 n > 0 ? colour : palette::kQuiet);
    const std::string confidence =
        canvas_.fitted(wordsOf(card_.confidence), type::kSmall, x1_ - x - width - 16.0f * u_);
    canvas_.textRight(x1_, baseline, confidence, type::kSmall, palette::kQuiet);
}

void CardLayout::lay() {
    const Measures& m = page_.at;
    const float top = isEmpty(page_.titles) ? m.margin : page_.titles.y1 + 10.0f * u_;
    const float floor = isEmpty(page_.strip) ? m.height - m.margin : page_.strip.y0 - 10.0f * u_;
    const float width = std::min(std::max(0.26f * m.width, 300.0f * u_), 0.40f * m.width);
    if (width < 150.0f * u_)
        return;
    box_ = {m.width - m.margin - width, top, m.width - m.margin, top};
    x0_ = box_.x0 + (kPad + 4.0f) * u_;
    x1_ = box_.x1 - kPad * u_;
    if (!planFor(floor - top))
        return;
    box_.y1 = top + plan_.height;

    const float radius = 10.0f * u_;
    canvas_.feathered(grown(box_, -6.0f * u_), 22.0f * u_, palette::kGround.withAlpha(0.45f));
    canvas_.rounded(box_, radius, palette::kPlate.withAlpha(0.86f));
    canvas_.roundedOutline(grown(box_, -0.5f), radius, 1.0f, palette::kLine.withAlpha(0.10f));
    canvas_.pushClip({box_.x0, box_.y0, box_.x0 + 4.0f * u_, box_.y1});
    canvas_.rounded(box_, radius, ink(card_.colour));
    canvas_.popClip();

    page_.hits.push_back({HitKind::Card, box_, card_.milestone});
    const float y = drawHead(box_.y0);
    if (card_.sourcesOpen)
        drawSources(y, box_.y1 - kFooter * u_ - 4.0f * u_);
    else
        drawWords(drawRows(y));
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
