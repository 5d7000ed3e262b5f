#include "overlay/ink/symbols.h"

#include "overlay/ink/style.h"

#include <array>

namespace perilune::overlay {

namespace {

constexpr float kSquare = 0.86f, kDiamond = 1.22f, kTriangle = 1.22f;

std::vector<Point> cornersOf(timeline::Mark mark, Point c, float r) {
    switch (mark) {
    case timeline::Mark::Diamond: {
        const float d = kDiamond * r;
        return {{c.x, c.y - d}, {c.x + d, c.y}, {c.x, c.y + d}, {c.x - d, c.y}};
    }
    case timeline::Mark::Square: {
        const float d = kSquare * r;
        return {{c.x - d, c.y - d}, {c.x + d, c.y - d}, {c.x + d, c.y + d}, {c.x - d, c.y + d}};
    }
    case timeline::Mark::Triangle: {
        const float d = kTriangle * r;
        return {{c.x, c.y - d}, {c.x + 0.95f * d, c.y + 0.72f * d}, {c.x - 0.95f * d, c.y + 0.72f * d}};
    }
    case timeline::Mark::Circle:
        break;
    }
    return {};
}

void cross(Canvas& canvas, Point c, float r, float thickness, Ink colour) {
    canvas.line({c.x - r, c.y - r}, {c.x + r, c.y + r}, thickness, colour);
    canvas.line({c.x - r, c.y + r}, {c.x + r, c.y - r}, thickness, colour);
}

} // namespace

void fillMark(Canvas& canvas, timeline::Mark mark, Point centre, float r, Ink colour) {
    if (mark == timeline::Mark::Circle)
        canvas.disc(centre, r, colour);
    else
        canvas.convex(cornersOf(mark, centre, r), colour);
}

void outlineMark(Canvas& canvas, timeline::Mark mark, Point centre, float r, float thickness, Ink colour) {
    if (mark == timeline::Mark::Circle)
        canvas.ring(centre, r - 0.5f * thickness, thickness, colour);
    else
        canvas.outline(cornersOf(mark, centre, r - 0.5f * thickness), true, thickness, colour);
}

void standingMark(Canvas& canvas, timeline::Mark mark, Point c, float r, timeline::Standing standing,
                  Ink colour) {
    using timeline::Standing;
    const float thickness = 0.30f * r;
    const Ink dark = palette::kGround.withAlpha(0.92f * colour.a);
    const Ink light = mixed(colour, palette::kText, 0.35f);
    fillMark(canvas, mark, c, r + 0.28f * r, palette::kGround.withAlpha(0.55f * colour.a));
    if (standing == Standing::Done) {
        fillMark(canvas, mark, c, r * 1.06f, colour);
        return;
    }
    fillMark(canvas, mark, c, r, dark);
    if (standing == Standing::Partly) {
        canvas.pushClip({c.x - 2 * r, c.y - 2 * r, c.x, c.y + 2 * r});
        fillMark(canvas, mark, c, r, colour);
        canvas.popClip();
    }
    outlineMark(canvas, mark, c, r, thickness, colour);
    const float inner = 0.52f * r;
    switch (standing) {
    case Standing::Due:
        canvas.disc(c, 0.34f * r, light);
        break;
    case Standing::Overdue:
        canvas.line({c.x, c.y - 0.55f * r}, {c.x, c.y + 0.10f * r}, 0.26f * r,
                    palette::kText.withAlpha(colour.a));
        canvas.disc({c.x, c.y + 0.45f * r}, 0.17f * r, palette::kText.withAlpha(colour.a));
        break;
    case Standing::Failed:
        cross(canvas, c, inner, 0.26f * r, palette::kText.withAlpha(colour.a));
        break;
    case Standing::Paused:
        for (const float side : {-1.0f, 1.0f})
            canvas.line({c.x + side * 0.24f * r, c.y - 0.42f * r}, {c.x + side * 0.24f * r, c.y + 0.42f * r},
                        0.22f * r, palette::kText.withAlpha(colour.a));
        break;
    case Standing::Cancelled:
    case Standing::Superseded:
        canvas.line({c.x - 1.25f * r, c.y + 1.05f * r}, {c.x + 1.25f * r, c.y - 1.05f * r}, 0.26f * r,
                    palette::kText.withAlpha(colour.a));
        break;
    case Standing::Upcoming:
    case Standing::Undated:
    case Standing::Done:
    case Standing::Partly:
        break;
    }
}

void presenceMark(Canvas& canvas, timeline::Mark mark, Point c, float r, scene::Presence presence,
                  Ink colour) {
    fillMark(canvas, mark, c, r * 1.32f, palette::kGround.withAlpha(0.62f * colour.a));
    switch (presence) {
    case scene::Presence::There:
        fillMark(canvas, mark, c, r, colour);
        outlineMark(canvas, mark, c, r * 1.05f, 0.20f * r, palette::kText.withAlpha(0.9f * colour.a));
        break;
    case scene::Presence::Planned:
        outlineMark(canvas, mark, c, r, 0.34f * r, colour);
        break;
    case scene::Presence::Lost:
        outlineMark(canvas, mark, c, r, 0.26f * r, colour);
        cross(canvas, c, 0.5f * r, 0.24f * r, palette::kText.withAlpha(colour.a));
        break;
    case scene::Presence::Cancelled: // struck out
        outlineMark(canvas, mark, c, r, 0.26f * r, colour);
        canvas.line({c.x - 1.3f * r, c.y}, {c.x + 1.3f * r, c.y}, 0.3f * r,
                    palette::kText.withAlpha(colour.a));
        break;
    }
}

} // namespace perilune::overlay
