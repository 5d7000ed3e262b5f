#include "overlay/views/card_extras.h"

#include "overlay/ink/style.h"
#include "scene/words.h"
#include "timeline/edtf.h"
#include "base/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace perilune::overlay {

namespace {

constexpr float kExtrasLine = 20.0f, kExtrasGap = 15.0f, kCauseIndent = 20.0f; // u

struct Level {
    bool crewInRows = true; ///< else one after the other, in so many lines
    std::size_t crewLines = 0, causes = 0, linesEach = 0;
};
constexpr Level kLevels[] = {
    {true, 0, 8, 2}, {false, 3, 4, 2}, {false, 3, 2, 2}, {false, 3, 1, 2}, {false, 3, 1, 1}};
constexpr Level kAllInShort{false, 3, 8, 1};

} // namespace

std::size_t CardExtras::levels() const {
    return card_.crew.empty() && card_.causes.empty() ? 1 : std::size(kLevels);
}

void CardExtras::choose(std::size_t level) {
    const Level& chosen = kLevels[std::min(level, std::size(kLevels) - 1)];
    chooseCrew(chosen.crewInRows, chosen.crewLines);
    chooseCauses(chosen.causes, chosen.linesEach);
}

void CardExtras::chooseAllInShort() {
    chooseCrew(kAllInShort.crewInRows, kAllInShort.crewLines);
    chooseCauses(kAllInShort.causes, kAllInShort.linesEach);
}

void CardExtras::leaveOut() {
    crew_.clear();
    causes_.clear();
    more_.clear();
}

void CardExtras::chooseCrew(bool inRows, std::size_t most) {
    const float width = x1_ - x0_;
    crew_.clear();
    if (card_.crew.empty())
        return;
    if (inRows) {
        for (const scene::CrewRow& row : card_.crew) {
            const std::string role = canvas_.fitted(row.role, type::kSmall, 0.55f * width);
            const float rest = width - canvas_.widthOf(role, type::kSmall) - kExtrasGap * u_;
            crew_.emplace_back(canvas_.fitted(row.name, type::kSmallBold, rest), role);
        }
        return;
    }
    // Who has the same role stands together, with it once.
    std::string all;
    for (std::size_t i = 0; i < card_.crew.size(); ++i) {
        const scene::CrewRow& row = card_.crew[i];
        const bool goesOn = i + 1 < card_.crew.size() && card_.crew[i + 1].role == row.role;
        all += (all.empty() ? "Crew: " : ", ") + row.name + (goesOn ? "" : fmt::format(" ({})", row.role));
    }
    for (std::string& line : canvas_.wrapped(all, type::kSmall, width, most))
        crew_.emplace_back(std::move(line), "");
}

/// Of causes that have no room it is told how many they are.
void CardExtras::chooseCauses(std::size_t most, std::size_t linesEach) {
    const float width = x1_ - x0_;
    causes_.clear();
    more_.clear();
    std::string before;
    for (std::size_t i = 0; i < std::min(most, card_.causes.size()); ++i) {
        const scene::CauseRow& cause = card_.causes[i];
        CauseLines lines;
        lines.cause = i;
        const std::string doubt = cause.confidence == timeline::Confidence::High
                                      ? ""
                                      : fmt::format(" \u00b7 {}", scene::wordsOf(cause.confidence));
        const std::string heading =
            canvas_.fittedBefore("because, " + cause.said, doubt, type::kSmall, width);
        if (heading != before)
            lines.heading = before = heading;
        const std::string title =
            cause.when.empty() ? cause.title : fmt::format("{} ({})", cause.title, cause.when);
        lines.title = canvas_.wrapped(title, type::kSmall, width - kCauseIndent * u_, linesEach);
        causes_.push_back(std::move(lines));
    }
    if (const std::size_t more = card_.causes.size() - causes_.size(); more > 0)
        more_ = fmt::format("and {} more {}", more, more == 1 ? "cause" : "causes");
    if (canvas_.widthOf(more_, type::kSmall) > width) // where the picture is narrow; the heading says of what
        more_ = fmt::format("and {} more", card_.causes.size() - causes_.size());
}

float CardExtras::crewHeight() const {
    return crew_.empty() ? 0.0f : (kExtrasGap + kExtrasLine * static_cast<float>(crew_.size())) * u_;
}

float CardExtras::causesHeight() const {
    if (causes_.empty())
        return 0.0f;
    std::size_t lines = more_.empty() ? 0 : 1;
    for (const CauseLines& cause : causes_)
        lines += cause.title.size() + (cause.heading.empty() ? 0 : 1);
    return (kExtrasGap + kExtrasLine * static_cast<float>(lines)) * u_;
}

void CardExtras::divider(float y) {
    const float half = 0.5f * std::max(1.0f, u_);
    canvas_.fill({x0_, y - half, x1_, y + half}, canvas_.inks().rule(0.14f));
}

void CardExtras::small(float x, float middle, std::string_view text, Ink paint) {
    canvas_.text(x, canvas_.baselineFor(middle, type::kSmall), text, type::kSmall, paint);
}

std::string CardExtras::knownFrom(const std::string& edtf) {
    const auto window = timeline::parseEdtf(edtf);
    return window ? base::formatDay(window->lastDay()) : "";
}

void CardExtras::arrow(Point middle, float u, Canvas& canvas) {
    // The head of the strip's arrow.
    const Point head[3] = {{middle.x - 4.0f * u, middle.y - 5.0f * u},
                           {middle.x + 4.0f * u, middle.y},
                           {middle.x - 4.0f * u, middle.y + 5.0f * u}};
    canvas.convex(head, canvas.inks().cause);
}

float CardExtras::draw(float y, Page& page) {
    return drawCauses(drawCrew(y), page);
}

float CardExtras::drawCrew(float y) {
    if (crew_.empty())
        return y;
    divider(y + 6.0f * u_);
    y += kExtrasGap * u_;
    for (const auto& [name, role] : crew_) {
        const Type style = role.empty() ? type::kSmall : type::kSmallBold;
        const float baseline = canvas_.baselineFor(y + 9.0f * u_, type::kSmall);
        canvas_.text(x0_, baseline, name, style, canvas_.inks().text);
        canvas_.textRight(x1_, baseline, role, type::kSmall, canvas_.inks().quiet);
        y += kExtrasLine * u_;
    }
    return y;
}

float CardExtras::drawCauses(float y, Page& page) {
    if (causes_.empty())
        return y;
    divider(y + 6.0f * u_);
    y += kExtrasGap * u_;
    for (const CauseLines& cause : causes_) {
        if (!cause.heading.empty()) {
            small(x0_, y + 9.0f * u_, cause.heading, canvas_.inks().quiet);
            y += kExtrasLine * u_;
        }
        const float top = y;
        arrow({x0_ + 8.0f * u_, y + 9.0f * u_}, u_, canvas_);
        for (const std::string& line : cause.title) {
            small(x0_ + kCauseIndent * u_, y + 9.0f * u_, line, canvas_.inks().soft);
            y += kExtrasLine * u_;
        }
        if (y > top)
            page.hits.push_back({HitKind::Mark, {x0_, top, x1_, y}, card_.causes[cause.cause].milestone});
    }
    if (!more_.empty()) {
        page.hits.push_back({HitKind::CardRow,
                             {x0_, y, x1_, y + kExtrasLine * u_},
                             knownFrom(card_.causes[causes_.size()].edtf)});
        small(x0_ + kCauseIndent * u_, y + 9.0f * u_, more_, canvas_.inks().quiet);
        y += kExtrasLine * u_;
    }
    return y;
}

} // namespace perilune::overlay
