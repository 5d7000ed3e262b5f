#include "overlay/ink/symbols.h"
#include "overlay/views/partner_map.h"
#include "overlay/views/views.h"
#include "scene/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::overlay {

namespace {

using scene::BlocLines;
using scene::PartnerLine;

constexpr float kPartnerGap = 26.0f, kPartnersFoot = 66.0f; // u

/// Of whom the lines below the map tell: the selected country, else who joined last.
struct Told {
    const BlocLines* bloc = nullptr;
    const PartnerLine* line = nullptr;
};

std::vector<Told> toldOf(const scene::PartnerView& view) {
    std::vector<Told> selected;
    Told latest;
    for (const BlocLines& bloc : view.blocs)
        for (const PartnerLine& line : bloc.partners) {
            if (line.selected)
                selected.push_back({&bloc, &line});
            if (line.fresh > 0.0 && (!latest.line || line.fresh >= latest.line->fresh))
                latest = {&bloc, &line};
        }
    if (selected.empty() && latest.line)
        selected.push_back(latest);
    return selected;
}

std::string wordsOf(const Told& told) {
    const PartnerLine& line = *told.line;
    std::string words = fmt::format("{} · {} · {}", line.title, told.bloc->title, line.joined);
    if (line.level != timeline::PartnerLevel::State)
        words += fmt::format(" · {}", timeline::nameOf(line.level));
    return words;
}

/// What may be doubted of it, to stand behind those words; with its source's where that has no line.
std::string doubtsOf(const PartnerLine& line, bool ofSource) {
    std::string doubts;
    if (line.disputed)
        doubts += " · disputed, not counted";
    if (ofSource && line.confidence != timeline::Confidence::High)
        doubts += fmt::format(" · {}", scene::wordsOf(line.confidence));
    return doubts;
}

std::string sourceOf(const PartnerLine& line) {
    return line.confidence == timeline::Confidence::High
               ? line.source
               : fmt::format("{} \u00b7 {}", scene::wordsOf(line.confidence), line.source);
}

void layFoot(const Rect& room, const scene::PartnerView& view, Page& page, Canvas& canvas) {
    const float u = page.at.u, width = widthOf(room);
    float y = room.y0 + 11.0f * u;
    const auto line = [&](const std::string& text, const std::string& doubts, const Type& style, Ink paint) {
        if (y + 8.0f * u > room.y1)
            return;
        canvas.text(room.x0, canvas.baselineFor(y, style), canvas.fittedBefore(text, doubts, style, width),
                    style, paint);
        y += 21.0f * u;
    };
    const std::vector<Told> told = toldOf(view);
    for (const Told& one : told) {
        // Nothing is told of which there is no room to say how doubtful it is.
        const std::string doubts = doubtsOf(*one.line, true);
        if (!doubts.empty() && canvas.fittedBefore("", doubts, type::kSmallBold, width).empty())
            continue;
        const std::size_t most = told.size() == 1 ? 2 : told.size() == 2 ? 1 : 0;
        line(wordsOf(one), doubtsOf(*one.line, most == 0), type::kSmallBold,
             mixed(canvas.inks().readable(ink(one.bloc->colour)), canvas.inks().text, 0.45f));
        for (const std::string& part : canvas.wrapped(sourceOf(*one.line), type::kSmall, width, most))
            line(part, "", type::kSmall, canvas.inks().soft);
    }
}

} // namespace

void layPartners(Page& page, Canvas& canvas) {
    if (!page.scene.partners)
        return;
    const scene::PartnerView& view = *page.scene.partners;
    const Measures& m = page.at;
    const float u = m.u;
    const Rect room = coverMoon(page, canvas, 8.0f);
    const float top = room.y0, bottom = room.y1;
    if (bottom - top < 80.0f * u)
        return;
    // As wide as all members need, up to half of the room: the map can be smaller, a name cannot.
    float roster = std::clamp(0.33f * m.width, 200.0f * u, 450.0f * u);
    for (const float share : {0.40f, 0.46f, 0.52f})
        if (rosterHeight(roster, view, u, canvas) > bottom - top)
            roster = std::max(roster, share * m.width);
    // Beside each other, or, where that would leave the map no width, below each other.
    Rect left{m.margin, top, m.margin + roster, bottom};
    Rect right{left.x1 + kPartnerGap * u, top, m.width - m.margin, bottom - kPartnersFoot * u};
    const bool below = m.upright() || widthOf(right) < 220.0f * u;
    if (below) {
        const float middle = top + 0.5f * (bottom - top);
        right = {m.margin, top, m.width - m.margin, std::max(top, middle - kPartnersFoot * u)};
        left = {m.margin, middle + 6.0f * u, m.width - m.margin, bottom};
    }
    layRoster(left, view, page, canvas);
    const Rect map = layPartnerMap(right, view, page, canvas);
    layFoot({isEmpty(map) ? right.x0 : std::max(right.x0, map.x0), right.y1 + 4.0f * u, m.width - m.margin,
             below ? left.y0 - 6.0f * u : bottom},
            view, page, canvas);
    page.taken.push_back({m.whole.x0, top, m.whole.x1, bottom});
}

} // namespace perilune::overlay
