#include "overlay/ink/soft_labels.h"

#include <algorithm>
#include <cmath>

namespace perilune::overlay {

namespace {

float clamped(float value) {
    return std::clamp(value, 0.0f, 1.0f);
}

/// 1 where the boxes touch, 0 from `reach` on.
float closeness(const Rect& a, const Rect& b, float reach) {
    const float x = std::max(a.x0 - b.x1, b.x0 - a.x1), y = std::max(a.y0 - b.y1, b.y0 - a.y1);
    // Lines of text stand closer above each other than beside each other.
    return 1.0f - clamped(std::max(x, 2.4f * y) / reach);
}

float inside(const Rect& box, const Rect& area, float reach) {
    const float margin = std::min({box.x0 - area.x0, area.x1 - box.x1, box.y0 - area.y0, area.y1 - box.y1});
    return clamped(margin / reach);
}

// Of anything that grows from 0 to 1, the first half claims and the second half shows: where a label is seen
// its claim is whole.
float claimOf(float share) {
    return clamped(2.0f * share);
}
float shownOf(float share) {
    return clamped(2.0f * share - 1.0f);
}

/// Two labels that are close to each other.
struct Link {
    std::size_t first, second; ///< the first is the more important one
    float closeness;
};

/// Links of all labels that want a place. A label fades over its own reach beside more important ones.
std::vector<Link> linksOf(const std::vector<SoftLabel>& labels, const std::vector<float>& claims) {
    // In rows of the picture, so that not every label is held against every other.
    constexpr float kRow = 48.0f;
    float top = 0, bottom = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (claims[i] > 0) {
            top = std::min(top, labels[i].box.y0);
            bottom = std::max(bottom, labels[i].box.y1);
        }
    std::vector<std::vector<std::size_t>> rows(std::size_t((bottom - top) / kRow) + 1);
    std::vector<Link> links;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (claims[i] <= 0)
            continue;
        const SoftLabel& label = labels[i];
        const auto rowOf = [&](float y) {
            return std::min(std::size_t(std::max(y - top, 0.0f) / kRow), rows.size() - 1);
        };
        const std::size_t from = rowOf(label.box.y0 - label.reach), to = rowOf(label.box.y1 + label.reach);
        for (std::size_t row = from; row <= to; ++row) {
            for (const std::size_t other : rows[row]) {
                // Two that share several rows are linked in the first of these alone.
                if (row != std::max(from, rowOf(labels[other].box.y0)))
                    continue;
                const float close = closeness(label.box, labels[other].box, label.reach);
                if (close > 0)
                    links.push_back({other, i, close});
            }
        }
        for (std::size_t row = rowOf(label.box.y0); row <= rowOf(label.box.y1); ++row)
            rows[row].push_back(i);
    }
    return links;
}

} // namespace

void settle(std::vector<SoftLabel>& labels, const SoftRoom& room) {
    const std::size_t count = labels.size();
    // What a label shows if it is alone. At the edge of the area it claims its place before it can be seen,
    // so that those inside do not wait for it.
    std::vector<float> claims(count), place(count, 1.0f), alone(count);
    for (std::size_t i = 0; i < count; ++i) {
        SoftLabel& label = labels[i];
        claims[i] = claimOf(label.weight) * closeness(label.box, room.area, label.reach);
        alone[i] = shownOf(label.weight) * inside(label.box, room.area, 1.5f * label.reach);
        for (auto taken = room.taken.begin(); alone[i] > 0 && taken != room.taken.end(); ++taken)
            alone[i] *= 1.0f - closeness(label.box, *taken, label.reach);
        for (auto other = room.settled.begin(); alone[i] > 0 && other != room.settled.end(); ++other)
            if (other->claim > 0)
                alone[i] *= 1.0f - other->claim * closeness(label.box, other->box, label.reach);
    }
    for (const Link& link : linksOf(labels, claims))
        place[link.second] *= 1.0f - claims[link.first] * link.closeness;
    for (std::size_t i = 0; i < count; ++i) {
        labels[i].opacity = alone[i] * shownOf(place[i]);
        labels[i].claim = claims[i] * claimOf(place[i]);
    }
}

} // namespace perilune::overlay
