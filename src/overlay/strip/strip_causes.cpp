#include "overlay/strip/strip_marks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::overlay {

namespace {

constexpr std::size_t kPieces = 28; ///< of a curve

/// Where a milestone's mark stands, and how far from its middle something that points there ends.
struct Stand {
    Point at;
    float clear = 0;
};

std::optional<Stand> standOf(std::string_view programme, std::string_view lane, std::string_view milestone,
                             base::Day day, const std::vector<PlacedMark>& marks, const StripLayout& layout,
                             float u) {
    for (const LaneRow& row : layout.rows) {
        if (row.programme->id != programme || row.lane->id != lane)
            continue;
        Stand stand{{layout.axis.xOf(base::startOf(day)), row.y}, 4.0f * u};
        for (const PlacedMark& p : marks)
            if (p.row == &row && p.mark->milestone == milestone && p.mark->anchor == day)
                stand.clear = std::max(stand.clear,
                                       (p.mark->selected && p.isCurrent() ? 1.75f : 1.0f) * p.r + 3.0f * u);
        return stand;
    }
    return std::nullopt;
}

/// A curve that leaves one row and comes into the other upright, so that it lies along neither; between two
/// marks of one row it goes round above it.
std::array<Point, 4> curveBetween(const Stand& from, const Stand& to, float pitch, float top) {
    const float down = to.at.y - from.at.y;
    if (std::abs(down) < 1.0f) {
        const float over = std::max(from.at.y - 1.6f * pitch, top);
        return {Point{from.at.x, from.at.y - from.clear},
                {from.at.x, over},
                {to.at.x, over},
                Point{to.at.x, to.at.y - to.clear}};
    }
    const float way = down > 0.0f ? 1.0f : -1.0f;
    const Point begin{from.at.x, from.at.y + way * from.clear}, end{to.at.x, to.at.y - way * to.clear};
    const float reach = 0.62f * (end.y - begin.y);
    return {begin, {begin.x, begin.y + reach}, {end.x, end.y - reach}, end};
}

Point onCurve(const std::array<Point, 4>& c, float t) {
    const float s = 1.0f - t, a = s * s * s, b = 3 * s * s * t, d = 3 * s * t * t, e = t * t * t;
    return {a * c[0].x + b * c[1].x + d * c[2].x + e * c[3].x,
            a * c[0].y + b * c[1].y + d * c[2].y + e * c[3].y};
}

} // namespace

std::vector<Rect> drawCauses(const std::vector<PlacedMark>& marks, const StripLayout& layout,
                             const Page& page, Canvas& canvas) {
    std::vector<Rect> heads;
    const float u = page.at.u;
    const Rect& axis = layout.axis.rect;
    canvas.pushClip({axis.x0 - 9.0f * u, layout.baseline, axis.x1 + 9.0f * u, page.at.height});
    for (const scene::StripCause& cause : page.scene.strip->causes) {
        const auto from =
            standOf(cause.causeProgramme, cause.causeLane, cause.cause, cause.from, marks, layout, u);
        const auto to =
            standOf(cause.effectProgramme, cause.effectLane, cause.effect, cause.to, marks, layout, u);
        if (!from || !to || to->at.x < axis.x0 || to->at.x > axis.x1)
            continue;
        const auto curve = curveBetween(*from, *to, layout.pitch, layout.baseline + 2.0f * u);
        // The head points the way that the curve comes in: upright.
        const float head = 6.5f * u, way = curve[3].y < curve[2].y ? -1.0f : 1.0f;
        std::vector<Point> points;
        std::vector<float> strengths;
        for (std::size_t i = 0; i <= kPieces; ++i) {
            const float t = static_cast<float>(i) / kPieces;
            points.push_back(onCurve(curve, t));
            strengths.push_back(0.55f + 0.45f * t);
        }
        points.back().y -= way * 0.7f * head;
        canvas.strand(points, strengths, 4.6f * u, canvas.inks().veil(0.75f));
        canvas.strand(points, strengths, 2.0f * u, canvas.inks().cause);
        const Point tip = curve[3];
        const Point corners[3] = {
            tip, {tip.x - 0.55f * head, tip.y - way * head}, {tip.x + 0.55f * head, tip.y - way * head}};
        canvas.convex(corners, canvas.inks().cause);
        canvas.disc(curve[0], 2.2f * u, canvas.inks().cause);
        heads.push_back({tip.x - head, std::min(tip.y, tip.y - way * head), tip.x + head,
                         std::max(tip.y, tip.y - way * head)});
    }
    canvas.popClip();
    return heads;
}

} // namespace perilune::overlay
