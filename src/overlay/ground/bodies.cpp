#include "overlay/ground/ground.h"

#include <cmath>

namespace perilune::overlay {

namespace {

/// A body's disc in the picture.
struct Disc {
    Point at;
    float radius = 0;
    const scene::NamedBody* body = nullptr;
};

} // namespace

void layBodies(Page& page, Canvas& canvas) {
    const Measures& m = page.at;
    const scene::Projection projection(page.scene.camera, double(m.width) / double(m.height));
    const double focalPx = 0.5 * double(m.height) / std::tan(page.scene.camera.fieldOfView.radians() / 2.0);
    std::vector<Disc> discs;
    for (const scene::NamedBody& body : page.scene.bodies)
        if (const auto p = projection.project(body.position))
            discs.push_back({{static_cast<float>(p->x) * m.width, static_cast<float>(p->y) * m.height},
                             static_cast<float>(focalPx * body.radiusM / p->depthM),
                             &body});
    const Type name = type::withHalo(type::kBodyBold), way = type::withHalo(type::tabular(type::kBody));
    const auto write = [&](Point middle, const std::string& words, const Type& style) {
        const float half = 0.5f * canvas.widthOf(words, style), em = canvas.pixels(style);
        const Rect box{middle.x - half, middle.y - 0.6f * em, middle.x + half, middle.y + 0.6f * em};
        if (box.x0 < m.safe.x0 || box.x1 > m.safe.x1 || box.y0 < m.safe.y0 || box.y1 > m.safe.y1 ||
            page.isTaken(box))
            return;
        canvas.textCentred(middle.x, canvas.baselineFor(middle.y, style), words, style, canvas.inks().text);
        page.taken.push_back(box);
    };
    const float below = 20.0f * m.u;
    for (const Disc& disc : discs)
        write({disc.at.x, disc.at.y + disc.radius + below}, disc.body->name, name);
    if (discs.size() != 2 || page.scene.apart.empty())
        return;
    // A thin line from rim to rim, with the way above its middle.
    const Point a = discs[0].at, b = discs[1].at;
    const float length = std::hypot(b.x - a.x, b.y - a.y), gap = 8.0f * m.u;
    const float from = discs[0].radius + gap, to = length - discs[1].radius - gap;
    if (to - from < 60.0f * m.u)
        return;
    const auto along = [&](float s) {
        return Point{a.x + (b.x - a.x) * s / length, a.y + (b.y - a.y) * s / length};
    };
    canvas.line(along(from), along(to), 1.2f * m.u, canvas.inks().rule(0.38f));
    const Point middle = along(0.5f * length);
    write({middle.x, middle.y - 16.0f * m.u}, page.scene.apart, way);
}

} // namespace perilune::overlay
