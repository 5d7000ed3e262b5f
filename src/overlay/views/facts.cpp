#include "overlay/views/views.h"

#include <algorithm>

namespace perilune::overlay {

namespace {

constexpr float kFactsPad = 13.0f, kFactsGap = 18.0f, kFactsBetween = 7.0f; // in u

/// The figures' measures at one size of type.
struct FactsBlock {
    Type label, value, heading;
    float pitch = 0, labels = 0, width = 0, height = 0;
};

FactsBlock blockOf(const std::vector<scene::Fact>& facts, const Canvas& canvas, float u, float room,
                   bool large) {
    FactsBlock block;
    block.label = large ? type::kBody : type::kSmall;
    block.value = type::tabular(large ? type::kBodyBold : type::kSmallBold);
    block.heading = large ? type::kBodyBold : type::kSmallBold;
    block.pitch = (large ? 25.0f : 21.0f) * u;
    float values = 0, headings = 0;
    std::size_t heads = 0;
    for (const scene::Fact& fact : facts) {
        if (fact.value.empty()) {
            headings = std::max(headings, canvas.widthOf(fact.label, block.heading));
            ++heads;
            continue;
        }
        block.labels = std::max(block.labels, canvas.widthOf(fact.label, block.label));
        values = std::max(values, canvas.widthOf(fact.value, block.value));
    }
    block.width =
        std::min(std::max(block.labels + kFactsGap * u + values, headings), room - 2 * kFactsPad * u) +
        2 * kFactsPad * u;
    block.height = 2 * kFactsPad * u + block.pitch * static_cast<float>(facts.size()) +
                   kFactsBetween * u * static_cast<float>(heads > 0 ? heads - 1 : 0);
    return block;
}

} // namespace

void layFacts(Page& page, Canvas& canvas) {
    const std::vector<scene::Fact>& facts = page.scene.facts;
    if (facts.empty())
        return;
    const Measures& m = page.at;
    const float u = m.u;
    const float highest = std::max(page.titles.y1 + 14.0f * u, m.margin);
    const float bottom = floorOf(page, 0.0f) - 8.0f * u;
    // At the left below the titles; where something stands there, or the room is short, in smaller type and
    // at last not at all.
    for (const bool large : {true, false}) {
        const FactsBlock block =
            blockOf(facts, canvas, u,
                    (m.across() ? 1.0f : 0.5f) * m.width - (m.across() ? 2.0f : 1.0f) * m.margin, large);
        const bool below = !isEmpty(page.titles) && m.margin + block.width > page.tools.x0 - 4.0f * u;
        const float top = below ? std::max(highest, page.tools.y1 + 6.0f * u) : highest;
        const Rect plate{m.margin, top, m.margin + block.width, top + block.height};
        // The larger type leaves room for a legend below it.
        const float limit = large && page.scene.legend ? bottom - 150.0f * u : bottom;
        if (plate.y1 > limit || page.isTaken(plate))
            continue;
        canvas.rounded(plate, 7.0f * u, canvas.inks().plateAt(0.86f));
        const float x0 = plate.x0 + kFactsPad * u, x1 = plate.x1 - kFactsPad * u;
        float y = plate.y0 + kFactsPad * u;
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const scene::Fact& fact = facts[i];
            const bool heads = fact.value.empty();
            if (heads && i > 0)
                y += kFactsBetween * u;
            const float middle = y + 0.5f * block.pitch;
            const Type& style = heads ? block.heading : block.label;
            canvas.text(x0, canvas.baselineFor(middle, style), canvas.fitted(fact.label, style, x1 - x0),
                        style, heads ? canvas.inks().text : canvas.inks().soft);
            if (!heads) {
                const float room = x1 - x0 - block.labels - kFactsGap * u;
                canvas.text(x0 + block.labels + kFactsGap * u, canvas.baselineFor(middle, block.value),
                            canvas.fitted(fact.value, block.value, room + 1.0f), block.value,
                            canvas.inks().text);
            }
            y += block.pitch;
        }
        page.stand(PartKind::Facts, plate);
        return;
    }
}

} // namespace perilune::overlay
