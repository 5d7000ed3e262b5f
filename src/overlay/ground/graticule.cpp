// Parallels and meridians, their degrees, and the scale bar.
#include "overlay/ground/ground.h"
#include "overlay/ground/ground_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::overlay {

namespace {

using scene::GraticuleLine;

constexpr Ink kLineInk = ink(0xDCE6F5);
constexpr float kStrength = 0.42f;
constexpr float kNumbered = 0.6f; ///< a line has its number where it is at least so strong

std::string inWords(const GraticuleLine& line) {
    const double value = line.degrees;
    std::string number = fmt::format("{:.6g}°", std::abs(value));
    if (std::abs(value) < 1e-9)
        return number;
    if (!line.parallel && std::abs(std::abs(value) - 180.0) < 1e-9)
        return number;
    return fmt::format("{} {}", number, line.parallel ? (value > 0 ? "N" : "S") : (value > 0 ? "E" : "W"));
}

struct Traced {
    Point at;
    float opacity;
};

std::vector<Traced> traced(const GraticuleLine& line, const scene::Projection& projection,
                           const Measures& m) {
    std::vector<Traced> points;
    for (const GraticuleLine::Point& point : line.points)
        if (const auto p = projection.project(point.position)) {
            const Point at{static_cast<float>(p->x) * m.width, static_cast<float>(p->y) * m.height};
            if (std::abs(at.x) < 20.0f * m.width && std::abs(at.y) < 20.0f * m.height)
                points.push_back({at, static_cast<float>(point.opacity)});
        }
    return points;
}

bool isWithin(const Rect& area, Point p) {
    return p.x >= area.x0 && p.x <= area.x1 && p.y >= area.y0 && p.y <= area.y1;
}

/// Where the way from a point inside to one outside leaves the area.
Point leaving(const Rect& area, Point in, Point out) {
    float t = 1.0f;
    const auto cut = [&](float from, float to, float low, float high) {
        if (to < low)
            t = std::min(t, (low - from) / (to - from));
        if (to > high)
            t = std::min(t, (high - from) / (to - from));
    };
    cut(in.x, out.x, area.x0, area.x1);
    cut(in.y, out.y, area.y0, area.y1);
    return {in.x + (out.x - in.x) * t, in.y + (out.y - in.y) * t};
}

/// A length of 1, 2 or 5 times a power of ten.
double roundLength(double most) {
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    for (const double digit : {5.0, 2.0})
        if (digit * power <= most)
            return digit * power;
    return power;
}

std::string lengthInWords(double metres) {
    if (metres < 1.0)
        return fmt::format("{:g} cm", metres * 100.0);
    if (metres < 1000.0)
        return fmt::format("{:g} m", metres);
    return metres < 999'999.0 ? fmt::format("{:g} km", metres / 1000.0)
                              : fmt::format("{:.0f},000 km", metres / 1e6);
}

} // namespace

Rect groundArea(const Page& page) {
    const Measures& m = page.at;
    const float edge = 0.35f * m.margin;
    // The row of notes stays free also while there are none: they come and go at a stroke.
    const float notes = 32.0f * m.u;
    return {m.safe.x0 + edge, m.safe.y0 + edge, m.safe.x1 - edge,
            (isEmpty(page.strip) ? m.safe.y1 - edge : page.strip.y0) - notes};
}

void addGraticuleLabels(const Page& page, const Canvas& canvas, std::vector<GroundLabel>& labels) {
    const Measures& m = page.at;
    const scene::Projection projection(page.scene.camera, double(m.width) / double(m.height));
    const Type style = type::withHalo(type::kSmall);
    const float em = canvas.pixels(style);
    Rect area = groundArea(page);
    area.y0 = std::max(area.y0, isEmpty(page.titles) ? 0.0f : page.titles.y1);

    // The coarser the grid, the more its numbers matter.
    std::vector<const GraticuleLine*> order;
    for (const GraticuleLine& line : page.scene.graticule)
        order.push_back(&line);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->stepDeg > b->stepDeg; });
    for (const GraticuleLine* line : order) {
        const std::string words = inWords(*line);
        const float width = canvas.widthOf(words, style);
        // The number's middle must stay so far inside.
        const Rect inner{area.x0 + 0.5f * width + 30.0f * m.u, area.y0 + 0.5f * em + 30.0f * m.u,
                         area.x1 - 0.5f * width - 30.0f * m.u, area.y1 - 0.5f * em - 30.0f * m.u};
        // A parallel has its number at its left end, a meridian where it is nearest to the equator: on the
        // equator of the whole disc, at the picture's edge near a pole.
        std::optional<Point> best;
        float bestRank = 0, strongest = 0;
        const auto offer = [&](Point p, float opacity, float rank) {
            if (opacity < kNumbered || !isWithin(grown(inner, 0.5f), p))
                return;
            strongest = std::max(strongest, opacity);
            if (best && rank <= bestRank)
                return;
            best = p;
            bestRank = rank;
        };
        const std::vector<Traced> way = traced(*line, projection, m);
        for (std::size_t i = 0; i < way.size(); ++i) {
            const double latitude =
                std::abs(astro::toSelenographic(line->points[std::min(i, line->points.size() - 1)].position)
                             .latitude.degrees());
            const auto rankOf = [&](Point p) {
                return line->parallel ? -p.x : -static_cast<float>(latitude);
            };
            offer(way[i].at, way[i].opacity, rankOf(way[i].at));
            for (const std::size_t j : {i - 1, i + 1})
                if (j < way.size() && isWithin(inner, way[i].at) && !isWithin(inner, way[j].at)) {
                    const Point p = leaving(inner, way[i].at, way[j].at);
                    offer(p, std::min(way[i].opacity, way[j].opacity), rankOf(p) + 1e-3f);
                }
        }
        if (!best)
            continue;
        GroundLabel label;
        label.lines = {words};
        label.type = style;
        label.colour = kLineInk;
        label.reach = 8.0f;
        label.soft.box = {best->x - 0.5f * width, best->y - 0.49f * em, best->x + 0.5f * width,
                          best->y + 0.49f * em};
        label.soft.weight = std::clamp((strongest - kNumbered) / (0.95f - kNumbered), 0.0f, 1.0f);
        labels.push_back(std::move(label));
    }
}

void layGraticule(Page& page, Canvas& canvas) {
    const Measures& m = page.at;
    const scene::Projection projection(page.scene.camera, double(m.width) / double(m.height));
    std::vector<Point> points;
    std::vector<float> strengths;
    for (const GraticuleLine& line : page.scene.graticule) {
        points.clear();
        strengths.clear();
        for (const Traced& t : traced(line, projection, m)) {
            points.push_back(t.at);
            strengths.push_back(kStrength * t.opacity);
        }
        canvas.strand(points, strengths, 1.2f * m.u, kLineInk);
    }
}

void layScale(Page& page, Canvas& canvas) {
    if (!page.scene.scaleM)
        return;
    const Measures& m = page.at;
    const double pixelM = *page.scene.scaleM / double(m.height);
    const double lengthM = roundLength(0.30 * *page.scene.scaleM);
    const float bar = static_cast<float>(lengthM / pixelM);
    const Type style = type::withHalo(type::kSmall);
    const std::string words = lengthInWords(lengthM);
    const float width = std::max(bar, canvas.widthOf(words, style));
    const float em = canvas.pixels(style), height = em + 12.0f * m.u;
    const float bottom = (isEmpty(page.strip) ? m.safe.y1 - 0.6f * m.margin : page.strip.y0) - 8.0f * m.u;
    // Right below, else left below, else higher up.
    std::optional<Rect> place;
    for (float up = 0; !place && up < 0.5f * m.height; up += 0.5f * height)
        for (const float x0 : {m.safe.x1 - m.margin - width, m.safe.x0 + m.margin}) {
            const Rect box{x0, bottom - up - height, x0 + width, bottom - up};
            if (!place && box.x0 >= m.safe.x0 + 0.5f * m.margin && box.y0 >= m.safe.y0 + 0.5f * m.margin &&
                !page.isTaken(grown(box, 6.0f * m.u)))
                place = box;
        }
    if (!place)
        return;
    const float middle = 0.5f * (place->x0 + place->x1), x0 = middle - 0.5f * bar, x1 = middle + 0.5f * bar;
    const float y = place->y1 - 3.0f * m.u, tick = 6.0f * m.u;
    canvas.feathered(grown(*place, -4.0f * m.u), 16.0f * m.u, canvas.inks().veil(0.45f));
    const Point line[] = {{x0, y - tick}, {x0, y}, {x1, y}, {x1, y - tick}};
    canvas.outline(line, false, 4.2f * m.u, canvas.inks().veil(0.6f));
    canvas.outline(line, false, 1.8f * m.u, canvas.inks().text);
    canvas.textCentred(middle, place->y0 + 0.76f * em, words, style, canvas.inks().text);
    page.taken.push_back(*place);
}

} // namespace perilune::overlay
