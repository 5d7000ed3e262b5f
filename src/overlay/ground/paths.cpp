#include "scene/paths.h"

#include "overlay/ground/ground.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace perilune::overlay {

namespace {

using scene::Path;
using scene::Projection;

/// A stretch of a trail in the picture, in one piece.
struct Strand {
    std::vector<Point> points;
    std::vector<float> strengths;
};

constexpr float kComing = 0.42f; ///< of the strength of what has been flown

/// What has been flown fades with age; what is to come is fainter.
float strengthOf(const Path::Point& point, bool flown) {
    if (!flown)
        return kComing;
    const double age = std::clamp(point.age, 0.0, 1.0);
    return static_cast<float>(1.0 - 0.62 * age);
}

class TrailPen {
  public:
    TrailPen(const Path& path, const Measures& m, Canvas& canvas) : path_(path), m_(m), canvas_(canvas) {}

    void draw(const Projection& projection) {
        std::optional<Point> before;
        for (std::size_t i = 0; i < path_.points.size(); ++i) {
            const Path::Point& point = path_.points[i];
            const auto p = point.hidden ? std::nullopt : projection.project(point.position);
            const Point at =
                p ? Point{static_cast<float>(p->x) * m_.width, static_cast<float>(p->y) * m_.height}
                  : Point{};
            // Far outside the picture coordinates lose their meaning.
            if (!p || std::abs(at.x) > 8.0f * m_.width || std::abs(at.y) > 8.0f * m_.height) {
                finish();
                before.reset();
                dash_ = 0;
                continue;
            }
            const bool flown = i < path_.now;
            if (flown != flown_)
                finish();
            flown_ = flown;
            if (before)
                stroke(*before, at, strengthOf(point, flown), flown);
            before = at;
        }
        finish();
    }

  private:
    // Schematic ways and what is to come are dashed.
    bool isDashed(bool flown) const { return !flown || path_.kind == astro::PathKind::Schematic; }

    /// Both beyond the same edge of the picture.
    bool isOutside(Point a, Point b) const {
        const float rim = 20.0f * m_.u;
        return std::max(a.x, b.x) < -rim || std::min(a.x, b.x) > m_.width + rim ||
               std::max(a.y, b.y) < -rim || std::min(a.y, b.y) > m_.height + rim;
    }

    void stroke(Point a, Point b, float strength, bool flown) {
        if (isOutside(a, b)) {
            finish();
            return;
        }
        if (!isDashed(flown)) {
            if (strand_.points.empty())
                add(a, strength);
            add(b, strength);
            return;
        }
        const float on = (flown ? 11.0f : 5.0f) * m_.u, period = on + 6.0f * m_.u;
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        for (float done = 0.0f; done < length;) {
            const bool draws = dash_ < on;
            const float left = std::min(length - done, (draws ? on : period) - dash_);
            if (draws) {
                const auto along = [&](float s) {
                    return Point{a.x + (b.x - a.x) * s / length, a.y + (b.y - a.y) * s / length};
                };
                if (strand_.points.empty())
                    add(along(done), strength);
                add(along(done + left), strength);
            }
            done += left;
            dash_ += left;
            if (draws && dash_ >= on)
                finish();
            if (dash_ >= period - 1e-3f)
                dash_ = 0.0f;
            if (left <= 0.0f)
                break;
        }
    }

    void add(Point p, float strength) {
        if (!strand_.points.empty() &&
            std::hypot(p.x - strand_.points.back().x, p.y - strand_.points.back().y) < 0.35f)
            return;
        strand_.points.push_back(p);
        strand_.strengths.push_back(strength);
    }

    void finish() {
        const Ink colour = mixed(canvas_.inks().readable(ink(path_.colour)), canvas_.inks().text, 0.35f);
        canvas_.strand(strand_.points, strand_.strengths, 4.2f * m_.u, canvas_.inks().veil(0.40f));
        canvas_.strand(strand_.points, strand_.strengths, (path_.selected ? 2.4f : 2.0f) * m_.u, colour);
        strand_ = {};
    }

    const Path& path_;
    const Measures& m_;
    Canvas& canvas_;
    Strand strand_;
    float dash_ = 0.0f;
    bool flown_ = true;
};

void drawCraft(Point at, bool hidden, const Path& path, const Measures& m, Canvas& canvas) {
    const Ink colour = mixed(canvas.inks().readable(ink(path.colour)), canvas.inks().text, 0.35f);
    if (hidden) {
        canvas.ring(at, 6.0f * m.u, 1.6f * m.u, colour.withAlpha(0.55f));
        return;
    }
    canvas.disc(at, 7.5f * m.u, canvas.inks().veil(0.55f));
    canvas.disc(at, 3.6f * m.u, canvas.inks().text);
    canvas.ring(at, 6.2f * m.u, 1.8f * m.u, colour);
}

/// Beside the spacecraft, at the first of its sides where there is room.
std::optional<Rect> placeFor(Point at, float moonX, float width, float height, const Page& page) {
    const Measures& m = page.at;
    const float gap = 13.0f * m.u;
    // First the side that looks away from the Moon.
    const float right = at.x + gap, left = at.x - gap - width;
    const float first = at.x < moonX ? left : right, second = at.x < moonX ? right : left;
    const float middle = at.y - 0.5f * height, above = at.y - gap - height, below = at.y + gap;
    const Point corners[] = {{first, middle},
                             {first, below},
                             {first, above},
                             {at.x - 0.5f * width, above},
                             {at.x - 0.5f * width, below},
                             {second, middle},
                             {second, below},
                             {second, above}};
    for (const Point& corner : corners) {
        const Rect box{corner.x, corner.y, corner.x + width, corner.y + height};
        const Rect room = grown(m.safe, -0.5f * m.margin);
        if (box.x0 >= room.x0 && box.x1 <= room.x1 && box.y0 >= room.y0 && box.y1 <= room.y1 &&
            !page.isTaken(box))
            return box;
    }
    return std::nullopt;
}

void layLabel(Point at, float moonX, const std::string& second, const Path& path, Page& page,
              Canvas& canvas) {
    const Measures& m = page.at;
    const Type title = type::withHalo(type::kSmallBold), words = type::withHalo(type::kSmall);
    const float line = 19.5f * m.u;
    const float width =
        std::max(canvas.widthOf(path.title, title), canvas.widthOf(second, words)) + 2.0f * m.u;
    const auto box = placeFor(at, moonX, width, second.empty() ? line : 2.0f * line, page);
    if (!box)
        return;
    canvas.feathered(grown(*box, -8.0f * m.u, -0.30f * heightOf(*box)), 22.0f * m.u,
                     canvas.inks().veil(0.62f));
    canvas.text(box->x0, canvas.baselineFor(box->y0 + 0.5f * line, title), path.title, title,
                canvas.inks().text);
    if (!second.empty())
        canvas.text(box->x0, canvas.baselineFor(box->y0 + 1.5f * line, words), second, words,
                    mixed(canvas.inks().readable(ink(path.colour)), canvas.inks().text, 0.45f));
    page.taken.push_back(*box);
}

/// Where a path that nothing flies on just then is named: its most visible point by age.
std::optional<Point> middleOf(const Path& path, const Projection& projection, const Page& page) {
    const Rect room = grown(page.at.picture(), -2.0f * page.at.margin);
    std::optional<Point> best;
    double bestDistance = 1e9;
    for (const Path::Point& point : path.points) {
        if (point.hidden)
            continue;
        const auto p = projection.project(point.position);
        if (!p)
            continue;
        const Point at{static_cast<float>(p->x) * page.at.width, static_cast<float>(p->y) * page.at.height};
        const double distance = std::hypot(p->x - 0.5, p->y - 0.4);
        if (room.contains(at.x, at.y) && !page.covers(at.x, at.y) && distance < bestDistance) {
            best = at;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace

void layPaths(Page& page, Canvas& trails, Canvas& labels) {
    if (page.scene.paths.empty())
        return;
    const Measures& m = page.at;
    const Projection projection(page.scene.camera, double(m.width) / double(m.height));
    const auto moon = projection.project({});
    const float moonX = moon ? static_cast<float>(moon->x) * m.width : 0.5f * m.width;
    for (const Path& path : page.scene.paths)
        TrailPen(path, m, trails).draw(projection);
    // The selected one is named first.
    for (const bool selected : {true, false})
        for (const Path& path : page.scene.paths) {
            if (path.selected != selected)
                continue;
            if (!path.inFlight) {
                if (const auto at = middleOf(path, projection, page))
                    layLabel(*at, moonX, path.words, path, page, labels);
                continue;
            }
            const auto p = projection.project(path.craft.position);
            if (!p)
                continue;
            const Point at{static_cast<float>(p->x) * m.width, static_cast<float>(p->y) * m.height};
            if (!m.picture().contains(at.x, at.y) || page.covers(at.x, at.y))
                continue;
            drawCraft(at, path.craft.hidden, path, m, labels);
            const float half = 8.0f * m.u;
            page.taken.push_back({at.x - half, at.y - half, at.x + half, at.y + half});
            layLabel(at, moonX, path.craft.hidden ? "behind the Moon" : path.words, path, page, labels);
        }
}

} // namespace perilune::overlay
