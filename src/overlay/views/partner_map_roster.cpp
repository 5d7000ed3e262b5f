#include "overlay/ink/symbols.h"
#include "overlay/views/partner_map.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::overlay {

namespace {

using scene::BlocLines;
using scene::PartnerLine;

constexpr float kRosterHead = 42.0f, kRosterPitch = 20.0f, kYearColumn = 46.0f, kBetween = 14.0f; // u

/// A name in its place, relative to the bloc's first line.
struct PlacedName {
    const PartnerLine* line = nullptr;
    std::string text;
    float x = 0;
    std::size_t row = 0;
};
struct PlacedYear {
    std::string words;
    std::size_t row = 0;
};
struct Names {
    std::vector<PlacedName> names;
    std::vector<PlacedYear> years;
    std::size_t rows = 0;
};

bool isWhole(const PartnerLine& line) {
    return line.kind == timeline::PartnerKind::Country && !line.disputed;
}

Type typeOf(const PartnerLine& line) {
    Type style = line.fresh > 0.0 || line.selected ? type::kSmallBold : type::kSmall;
    if (!isWhole(line))
        style.slant = 0.18f;
    return style;
}

/// The names of a bloc, year after year; the first `folded` of them in one line that only counts.
Names namesOf(const BlocLines& bloc, std::size_t folded, float width, float u, const Canvas& canvas) {
    Names placed;
    const std::vector<PartnerLine>& all = bloc.partners;
    folded = std::min(folded, all.size());
    if (folded > 0) {
        const std::string &first = all.front().year, &last = all[folded - 1].year;
        placed.years.push_back({first == last ? fmt::format("{}: {}", last, folded)
                                              : fmt::format("{} to {}: {}", first, last, folded),
                                0});
        placed.rows = 1;
    }
    float x = 0;
    for (std::size_t i = folded; i < all.size(); ++i) {
        const bool begins = i == folded || all[i].year != all[i - 1].year,
                   ends = i + 1 == all.size() || all[i + 1].year != all[i].year;
        const Type style = typeOf(all[i]);
        const std::string ending = std::string(all[i].disputed ? "?" : "") + (ends ? "" : ",");
        const float needs = canvas.widthOf(all[i].title + ending, style), room = width - kYearColumn * u;
        if (begins)
            placed.years.push_back({all[i].year, placed.rows});
        if (begins || x + needs > room) {
            x = 0;
            ++placed.rows;
        }
        placed.names.push_back(
            {&all[i], canvas.fittedBefore(all[i].title, ending, style, room), x, placed.rows - 1});
        x += needs + 5.0f * u;
    }
    return placed;
}

void drawBloc(const Rect& room, std::size_t number, const BlocLines& bloc, const Names& names, Page& page,
              Canvas& canvas) {
    const float u = page.at.u;
    const Ink colour = canvas.inks().readable(ink(bloc.colour));
    const Type large = type::tabular(type::kTitle);
    const std::string count = std::to_string(bloc.count);
    const float middle = room.y0 + 0.5f * kRosterHead * u - 3.0f * u;
    drawSwatch(canvas, {room.x0, middle - 7.0f * u, room.x0 + 22.0f * u, middle + 7.0f * u}, number, colour);
    fillMark(canvas, bloc.mark, {room.x0 + 35.0f * u, middle}, 5.5f * u, colour);
    const float right = room.x1 - canvas.widthOf(count, large) - 14.0f * u;
    // Long names take two lines of smaller type.
    const float left = room.x0 + 48.0f * u;
    if (canvas.widthOf(bloc.title, type::kBodyBold) <= right - left) {
        canvas.text(left, canvas.baselineFor(middle, type::kBodyBold), bloc.title, type::kBodyBold,
                    canvas.inks().text);
    } else {
        const auto lines = canvas.wrapped(bloc.title, type::kSmallBold, right - left, 2);
        float y = middle - 9.5f * u * static_cast<float>(lines.size() - 1);
        for (const std::string& line : lines) {
            canvas.text(left, canvas.baselineFor(y, type::kSmallBold), line, type::kSmallBold,
                        canvas.inks().text);
            y += 19.0f * u;
        }
    }
    canvas.textRight(room.x1, canvas.baselineFor(middle, large), count, large, colour);
    const float first = room.y0 + kRosterHead * u;
    const auto middleOf = [&](std::size_t row) {
        return first + (static_cast<float>(row) + 0.5f) * kRosterPitch * u;
    };
    const auto has = [&](std::size_t row) {
        return middleOf(row) + 0.5f * kRosterPitch * u <= room.y1 + 1.0f;
    };
    for (const PlacedYear& year : names.years)
        if (has(year.row))
            canvas.text(room.x0, canvas.baselineFor(middleOf(year.row), type::kSmall), year.words,
                        type::tabular(type::kSmall), canvas.inks().quiet);
    for (const PlacedName& name : names.names) {
        if (!has(name.row))
            continue;
        const Type style = typeOf(*name.line);
        const float x = room.x0 + kYearColumn * u + name.x,
                    baseline = canvas.baselineFor(middleOf(name.row), style);
        const Ink paint = name.line->selected
                              ? canvas.inks().text
                              : mixed(canvas.inks().soft, mixed(colour, canvas.inks().text, 0.4f),
                                      std::min(1.0f, 2.0f * static_cast<float>(name.line->fresh)));
        canvas.text(x, baseline, name.text, style, paint);
        if (!name.line->country.empty())
            page.hits.push_back({HitKind::Country,
                                 canvas.boxOf(x, baseline, canvas.widthOf(name.text, style), style),
                                 name.line->country});
    }
}

} // namespace

float rosterHeight(float width, const scene::PartnerView& view, float u, const Canvas& canvas) {
    float sum = (kBetween * static_cast<float>(view.blocs.size()) + kRosterPitch) * u;
    for (const BlocLines& bloc : view.blocs)
        sum +=
            kRosterHead * u + static_cast<float>(namesOf(bloc, 0, width, u, canvas).rows) * kRosterPitch * u;
    return sum;
}

void layRoster(const Rect& room, const scene::PartnerView& view, Page& page, Canvas& canvas) {
    if (view.blocs.empty() || widthOf(room) < 160.0f * page.at.u)
        return;
    const float u = page.at.u, width = widthOf(room);
    const bool anyUnusual = std::any_of(view.blocs.begin(), view.blocs.end(), [](const BlocLines& bloc) {
        return std::any_of(bloc.partners.begin(), bloc.partners.end(),
                           [](const PartnerLine& line) { return !isWhole(line); });
    });
    const float bottom = room.y1 - (anyUnusual ? kRosterPitch * u : 0.0f);
    std::vector<std::size_t> folded(view.blocs.size(), 0);
    std::vector<Names> names;
    for (std::size_t b = 0; b < view.blocs.size(); ++b)
        names.push_back(namesOf(view.blocs[b], 0, width, u, canvas));
    const auto height = [&] {
        float sum = kBetween * u * static_cast<float>(view.blocs.size() - 1);
        for (const Names& n : names)
            sum += kRosterHead * u + static_cast<float>(n.rows) * kRosterPitch * u;
        return sum;
    };
    // Where there is no room for all, the oldest of the longest list are only counted.
    constexpr std::size_t kFewRows = 2;
    while (room.y0 + height() > bottom) {
        const auto longest = std::max_element(names.begin(), names.end(),
                                              [](const Names& a, const Names& b) { return a.rows < b.rows; });
        if (longest->rows <= kFewRows)
            break;
        const auto b = static_cast<std::size_t>(longest - names.begin());
        *longest = namesOf(view.blocs[b], ++folded[b], width, u, canvas);
    }
    float y = room.y0;
    for (std::size_t b = 0; b < view.blocs.size() && y + kRosterHead * u <= room.y1; ++b) {
        drawBloc({room.x0, y, room.x1, room.y1}, b, view.blocs[b], names[b], page, canvas);
        y += (kRosterHead + kBetween) * u + static_cast<float>(names[b].rows) * kRosterPitch * u;
    }
    if (anyUnusual && y - kBetween * u <= bottom + 1.0f)
        canvas.text(room.x0, canvas.baselineFor(bottom + 0.5f * kRosterPitch * u, type::kSmall),
                    canvas.fitted("Slanted, outlined: an institution; with ?: disputed", type::kSmall, width),
                    type::kSmall, canvas.inks().quiet);
}

} // namespace perilune::overlay
