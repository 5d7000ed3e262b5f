#include "overlay/soft_labels.h"

#include <algorithm>

namespace perilune::overlay {

namespace {

/// From this share of its weight on a label is seen; below, it only claims its place.
constexpr float kSeen = 0.5f;

/// 0 where the boxes touch, 1 from `reach` on.
float apart(const Rect& a, const Rect& b, float reach) {
    const float x = std::max(a.x0 - b.x1, b.x0 - a.x1), y = std::max(a.y0 - b.y1, b.y0 - a.y1);
    // Lines of text stand closer above each other than beside each other.
    return std::clamp(std::max(x, 2.4f * y) / reach, 0.0f, 1.0f);
}

float inside(const Rect& box, const Rect& area, float reach) {
    const float margin = std::min({box.x0 - area.x0, area.x1 - box.x1, box.y0 - area.y0, area.y1 - box.y1});
    return std::clamp(margin / reach, 0.0f, 1.0f);
}

} // namespace

void settle(std::vector<SoftLabel>& labels, const SoftRoom& room) {
    struct Claim {
        Rect box;
        float strength;
    };
    std::vector<Claim> claims;
    float count = 0;
    for (SoftLabel& label : labels) {
        label.opacity = 0;
        float weight = label.weight * inside(label.box, room.area, label.reach);
        for (auto taken = room.taken.begin(); weight > 0 && taken != room.taken.end(); ++taken)
            weight *= apart(label.box, *taken, label.reach);
        for (auto claim = claims.begin(); weight > 0 && claim != claims.end(); ++claim)
            weight *= 1.0f - claim->strength * (1.0f - apart(label.box, claim->box, label.reach));
        weight *= std::clamp((room.most - count) / 6.0f, 0.0f, 1.0f);
        if (weight <= 0)
            continue;
        const float claimed = std::min(weight / kSeen, 1.0f);
        label.opacity = std::max(0.0f, (weight - kSeen) / (1.0f - kSeen));
        claims.push_back({label.box, claimed});
        count += claimed;
    }
}

} // namespace perilune::overlay
