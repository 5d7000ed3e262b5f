#include "overlay/ink/hatch.h"

#include <algorithm>
#include <cmath>

namespace perilune::overlay {

std::vector<std::pair<Point, Point>> strokesInside(std::span<const Point> edge, float a, float b,
                                                   float pitch) {
    constexpr float kMostLines = 400.0f;
    std::vector<std::pair<Point, Point>> strokes;
    if (edge.size() < 3 || pitch <= 0.0f)
        return strokes;
    const auto value = [&](const Point& p) { return a * p.x + b * p.y; };
    const auto [low, high] = std::minmax_element(
        edge.begin(), edge.end(), [&](const Point& p, const Point& q) { return value(p) < value(q); });
    const float from = std::ceil(value(*low) / pitch), to = std::floor(value(*high) / pitch);
    if (to - from > kMostLines)
        return strokes;
    std::vector<Point> crossings;
    for (float k = from; k <= to; ++k) {
        crossings.clear();
        for (std::size_t i = 0; i < edge.size(); ++i) {
            const Point &p = edge[i], &q = edge[(i + 1) % edge.size()];
            const float dp = value(p) - k * pitch, dq = value(q) - k * pitch;
            if ((dp < 0.0f) != (dq < 0.0f))
                crossings.push_back({p.x + (q.x - p.x) * dp / (dp - dq), p.y + (q.y - p.y) * dp / (dp - dq)});
        }
        std::sort(crossings.begin(), crossings.end(),
                  [](const Point& p, const Point& q) { return p.x < q.x; });
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            strokes.emplace_back(crossings[i], crossings[i + 1]);
    }
    return strokes;
}

void hatch(std::span<const Point> edge, int slope, float pitch, float thickness, Ink colour, Canvas& canvas) {
    for (const auto& [from, to] :
         strokesInside(edge, static_cast<float>(slope), 1.0f, slope == 0 ? pitch : 1.4f * pitch))
        canvas.line(from, to, thickness, colour);
}

} // namespace perilune::overlay
