#include "overlay/views/card_history.h"

#include "overlay/ink/style.h"
#include "overlay/ink/symbols.h"
#include "overlay/views/card_extras.h"
#include "scene/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace perilune::overlay {

using scene::CardRow;

namespace {

constexpr float kHistoryRow = 22.5f, kTightHistoryRow = 20.5f, kHistoryLine = 20.0f; // u

float markRoom(const CardRow& row, float u) {
    return row.actual ? 17.0f * u : 0.0f;
}

} // namespace

/// Who said it may be cut, that it is doubtful may not.
std::string CardHistory::saidBy(const CardRow& row, float room) const {
    if (!row.withdrawnBy.empty())
        return canvas_.fitted("by " + row.withdrawnBy, type::kSmall, room);
    const std::string doubt = row.confidence == timeline::Confidence::High
                                  ? ""
                                  : fmt::format(" \u00b7 {}", scene::wordsOf(row.confidence));
    const bool whole = row.byShort.empty() || canvas_.widthOf(row.by + doubt, type::kSmall) <= room;
    const std::string& by = whole ? row.by : row.byShort;
    return doubt.empty() ? canvas_.fitted(by, type::kSmall, room)
                         : canvas_.fittedBefore(by, doubt, type::kSmall, room);
}

CardHistory::Lines CardHistory::linesOf(std::size_t index, CardDensity density) const {
    const CardRow& row = card_.rows[index];
    const bool tall = density == CardDensity::Tall;
    Lines lines;
    lines.row = index;
    lines.tag = !row.withdrawnBy.empty() ? "withdrawn" : row.projection ? "estimate" : "";
    const bool quiet = row.struck || row.projection;
    const float room = x1_ - targetX_ - markRoom(row, u_);
    float tagRoom = lines.tag.empty() ? 0.0f : canvas_.widthOf(lines.tag, type::kSmall) + 8.0f * u_;
    std::string text = row.target;
    if (room - tagRoom < 60.0f * u_ && !lines.tag.empty()) { // a narrow card says it shorter
        text = (row.withdrawnBy.empty() ? "est. " : "not ") + text;
        lines.tag.clear();
        tagRoom = 0;
    }
    lines.type = quiet ? type::kBody : type::kBodyBold;
    if (density == CardDensity::Tight || canvas_.widthOf(text, lines.type) + tagRoom > room)
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
    const float extra = float(std::max<std::size_t>(1, lines.target.size()) - 1) * kHistoryLine;
    lines.height = ((density == CardDensity::Tight ? kTightHistoryRow : kHistoryRow) + extra +
                    (lines.by.empty() ? 0.0f : 20.5f)) *
                   u_;
    return lines;
}

void CardHistory::choose(std::size_t most, CardDensity density) {
    rows_.clear();
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
        // And so is the one whose words are told; another gives way to it.
        const auto told =
            std::size_t(std::find_if(rows.begin(), rows.end(), [](const CardRow& row) { return row.told; }) -
                        rows.begin());
        if (most > 0 && told < rows.size() && std::find(chosen.begin(), chosen.end(), told) == chosen.end()) {
            const auto other = std::find_if(chosen.begin(), chosen.end(), [&](std::size_t k) {
                return k != last && (most < 3 || !rows[k].promised);
            });
            if (chosen.size() >= most && other != chosen.end())
                chosen.erase(other);
            chosen.push_back(told);
        }
        std::sort(chosen.begin(), chosen.end());
    }
    for (const std::size_t i : chosen)
        rows_.push_back(linesOf(i, density));
}

float CardHistory::height() const {
    float height = rows_.empty() ? 0.0f : above_ * u_;
    for (const Lines& lines : rows_)
        height += lines.height;
    return height;
}

/// A day as exactly as there is room for: "26 Mar 2019", "Mar 2019", "2019". Other words are cut.
std::string CardHistory::dayWithin(const std::string& day, float room) const {
    const std::size_t month = day.find(' '), year = day.rfind(' ');
    const bool isDay = month != std::string::npos && year > month && day.find(' ', month + 1) == year &&
                       day.find_first_not_of("0123456789") == month;
    if (isDay && canvas_.widthOf(day, type::kSmall) > room)
        for (const std::size_t from : {month + 1, year + 1})
            if (canvas_.widthOf(day.substr(from), type::kSmall) <= room)
                return day.substr(from);
    return canvas_.fitted(day, type::kSmall, room);
}

void CardHistory::drawRow(const Lines& lines, float y) {
    const CardRow& row = card_.rows[lines.row];
    const Type& style = lines.type;
    // The filled mark and the colour tell what happened; a line through it, what was replaced; a word, an
    // outsider's estimate.
    const Ink paint = row.actual
                          ? mixed(canvas_.inks().readable(ink(card_.colour)), canvas_.inks().text, 0.30f)
                      : row.struck || row.projection ? canvas_.inks().soft
                                                     : canvas_.inks().text;
    const float middle = y + 11.0f * u_;
    if (row.told)
        canvas_.rounded({x0_ - 6.0f * u_, y, x1_ + 6.0f * u_, y + lines.height}, 4.0f * u_,
                        canvas_.inks().rule(0.12f));
    if (row.caused) // the head of the strip's arrow
        CardExtras::arrow({x0_ - 9.0f * u_, middle}, 0.7f * u_, canvas_);
    page_.hits.push_back({HitKind::CardRow,
                          {x0_ - 8.0f * u_, y, x1_ + 8.0f * u_, y + lines.height},
                          CardExtras::knownFrom(row.edtf)});
    const float firstLine = std::round(canvas_.baselineFor(middle, type::kBody));
    canvas_.text(x0_, firstLine, dayWithin(row.announced, targetX_ - x0_ - 10.0f * u_), type::kSmall,
                 canvas_.inks().quiet);
    if (row.actual)
        fillMark(canvas_, card_.mark, {targetX_ + 6.0f * u_, middle}, 4.6f * u_,
                 canvas_.inks().readable(ink(card_.colour)));
    const float left = targetX_ + markRoom(row, u_);
    float end = left, baseline = firstLine;
    for (std::size_t i = 0; i < lines.target.size(); ++i) {
        baseline = firstLine + float(i) * kHistoryLine * u_;
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

float CardHistory::draw(float y) {
    if (rows_.empty())
        return y;
    const float half = 0.5f * std::max(1.0f, u_);
    canvas_.fill({x0_, y - half, x1_, y + half}, canvas_.inks().rule(0.14f));
    y += above_ * u_;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (i > 0 && rows_[i].row != rows_[i - 1].row + 1)
            for (const float dot : {-4.5f, 0.0f, 4.5f})
                canvas_.disc({x0_ - 9.0f * u_, y + dot * u_}, 1.3f * u_, canvas_.inks().quiet);
        drawRow(rows_[i], y);
        y += rows_[i].height;
    }
    return y;
}

} // namespace perilune::overlay
