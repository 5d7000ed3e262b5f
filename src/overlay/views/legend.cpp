#include "overlay/views/views.h"

#include <algorithm>

namespace perilune::overlay {

namespace {

/// The legend's measures and texts, before it has a place.
struct LegendBlock {
    std::vector<std::string> title, lines;
    float barWidth = 0, width = 0, height = 0;
};

constexpr float kLegendPad = 12.0f, kBarHeight = 14.0f, kLegendPitch = 21.0f; // in u

std::string titleOf(const scene::Legend& legend) {
    return legend.unit.empty() ? legend.title : legend.title + ", " + legend.unit;
}

/// One class: a swatch with its words beside it. More: a bar with the values below.
bool isSwatch(const scene::Legend& legend) {
    return legend.stops.size() <= 2;
}

LegendBlock blockOf(const scene::Legend& legend, const Canvas& canvas, float u, float room) {
    LegendBlock block;
    block.barWidth = std::min(270.0f * u, room);
    block.title = canvas.wrapped(titleOf(legend), type::kSmallBold, block.barWidth, 2);
    for (const std::string& line : legend.lines)
        for (std::string& part : canvas.wrapped(line, type::kSmall, block.barWidth, 3))
            block.lines.push_back(std::move(part));
    block.width = block.barWidth + 2 * kLegendPad * u;
    const float bar = isSwatch(legend) ? kLegendPitch : kBarHeight + kLegendPitch + 4.0f;
    block.height =
        (2 * kLegendPad + bar + kLegendPitch * static_cast<float>(block.title.size() + block.lines.size())) *
        u;
    return block;
}

void drawBar(const scene::Legend& legend, const Rect& bar, Canvas& canvas, float u) {
    const auto& stops = legend.stops;
    const std::size_t last = stops.size() - 1;
    const auto inkOf = [&](std::size_t i) { return ink(stops[i].colour); };
    // Classes are equally wide, whatever they span; a scale that goes over is true to its values.
    const auto xOf = [&](std::size_t i) {
        const double share = legend.classes
                                 ? double(i) / double(stops.size())
                                 : (stops[i].value - stops[0].value) / (stops[last].value - stops[0].value);
        return bar.x0 + static_cast<float>(share) * widthOf(bar);
    };
    for (std::size_t i = 0; i < stops.size(); ++i)
        if (legend.classes)
            canvas.fill({xOf(i), bar.y0, i == last ? bar.x1 : xOf(i + 1), bar.y1}, inkOf(i));
        else if (i < last)
            canvas.gradientAcross({xOf(i), bar.y0, xOf(i + 1), bar.y1}, inkOf(i), inkOf(i + 1));
    const float baseline = bar.y1 + 17.0f * u;
    float free = bar.x0 - 2.0f * u;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (stops[i].label.empty())
            continue;
        const float width = canvas.widthOf(stops[i].label, type::kSmall);
        const float x = std::clamp(xOf(i) - 0.5f * width, bar.x0, bar.x1 - width);
        if (x < free)
            continue;
        canvas.fill({xOf(i) - 0.5f * u, bar.y1, xOf(i) + 0.5f * u, bar.y1 + 3.0f * u}, canvas.inks().soft);
        canvas.text(x, baseline, stops[i].label, type::kSmall, canvas.inks().text);
        free = x + width + 6.0f * u;
    }
}

} // namespace

void layLegend(Page& page, Canvas& canvas) {
    if (!page.scene.legend || page.scene.legend->stops.empty())
        return;
    const scene::Legend& legend = *page.scene.legend;
    const Measures& m = page.at;
    const float u = m.u;
    const LegendBlock block = blockOf(legend, canvas, u, m.width - 2 * m.margin - 2 * kLegendPad * u);

    // The lowest place at the left that nothing else has taken.
    float bottom = floorOf(page, 6.0f) - 2.0f * u;
    const auto plateAt = [&](float y1) {
        return Rect{m.margin, y1 - block.height, m.margin + block.width, y1};
    };
    for (bool moved = true; moved;) {
        moved = false;
        for (const Rect& taken : page.taken)
            if (overlaps(taken, plateAt(bottom)) && taken.y0 < bottom) {
                bottom = taken.y0 - 4.0f * u;
                moved = true;
            }
        if (plateAt(bottom).y0 < page.titles.y1)
            return; // too small a picture for it
    }
    const Rect plate = plateAt(bottom);
    canvas.rounded(plate, 7.0f * u, canvas.inks().plateAt(0.86f));
    const float x = plate.x0 + kLegendPad * u;
    float y = plate.y0 + kLegendPad * u;
    const auto line = [&](const std::string& text, const Type& style, Ink colour) {
        canvas.text(x, canvas.baselineFor(y + 0.5f * kLegendPitch * u, style), text, style, colour);
        y += kLegendPitch * u;
    };
    for (const std::string& text : block.title)
        line(text, type::kSmallBold, canvas.inks().text);
    if (isSwatch(legend)) {
        const float side = 13.0f * u, middle = y + 0.5f * kLegendPitch * u;
        canvas.fill({x, middle - 0.5f * side, x + side, middle + 0.5f * side},
                    ink(legend.stops.back().colour));
        const std::string words =
            canvas.fitted(legend.stops.back().label, type::kSmall, block.barWidth - side - 8.0f * u);
        canvas.text(x + side + 8.0f * u, canvas.baselineFor(middle, type::kSmall), words, type::kSmall,
                    canvas.inks().text);
        y += kLegendPitch * u;
    } else {
        y += 2.0f * u;
        drawBar(legend, {x, y, x + block.barWidth, y + kBarHeight * u}, canvas, u);
        y += (kBarHeight + kLegendPitch + 2.0f) * u;
    }
    for (const std::string& text : block.lines)
        line(text, type::kSmall, canvas.inks().soft);
    page.stand(PartKind::Legend, plate);
}

} // namespace perilune::overlay
