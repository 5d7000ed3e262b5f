#include "overlay/ink/canvas.h"

#include "overlay/ink/triangulate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace perilune::overlay {

namespace {

constexpr float kFringe = 0.5f; ///< half of the pixel over which an edge fades

Point operator+(Point a, Point b) {
    return {a.x + b.x, a.y + b.y};
}
Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}
Point operator*(Point a, float s) {
    return {a.x * s, a.y * s};
}
float length(Point a) {
    return std::sqrt(a.x * a.x + a.y * a.y);
}

/// Unit normal to the left of the way from a to b; zero where they are one.
Point normal(Point a, Point b) {
    const Point d = b - a;
    const float l = length(d);
    return l > 1e-6f ? Point{d.y / l, -d.x / l} : Point{};
}

/// Per corner, the vector along which an offset of 1 keeps both edges one pixel away (mitred, limited).
std::vector<Point> mitres(std::span<const Point> p, bool closed) {
    const std::size_t n = p.size();
    std::vector<Point> out(n);
    for (std::size_t i = 0; i < n; ++i) {
        const bool first = i == 0 && !closed, last = i + 1 == n && !closed;
        const Point before = first ? Point{} : normal(p[(i + n - 1) % n], p[i]);
        const Point after = last ? Point{} : normal(p[i], p[(i + 1) % n]);
        Point m = first ? after : last ? before : (before + after) * 0.5f;
        const float squared = m.x * m.x + m.y * m.y;
        if (!first && !last && squared > 1e-6f)
            m = m * std::min(1.0f / squared, 4.0f);
        out[i] = m;
    }
    return out;
}

float signedArea(std::span<const Point> p) {
    float area = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const Point a = p[i], b = p[(i + 1) % p.size()];
        area += a.x * b.y - b.x * a.y;
    }
    return 0.5f * area;
}

std::vector<Point> circle(Point centre, float radius) {
    const int n = std::clamp(static_cast<int>(std::ceil(3.6f * std::sqrt(std::max(1.0f, radius)))), 10, 96);
    std::vector<Point> out(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
        const float angle = 2.0f * std::numbers::pi_v<float> * static_cast<float>(i) / static_cast<float>(n);
        out[std::size_t(i)] = {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    }
    return out;
}

std::vector<Point> roundedPath(const Rect& r, float radius) {
    radius = std::min({radius, 0.5f * (r.x1 - r.x0), 0.5f * (r.y1 - r.y0)});
    if (radius < 0.5f)
        return {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
    const int steps = std::clamp(static_cast<int>(std::ceil(1.2f * std::sqrt(radius))), 2, 16);
    const std::array<Point, 4> centres{{{r.x0 + radius, r.y0 + radius},
                                        {r.x1 - radius, r.y0 + radius},
                                        {r.x1 - radius, r.y1 - radius},
                                        {r.x0 + radius, r.y1 - radius}}};
    std::vector<Point> out;
    for (std::size_t c = 0; c < 4; ++c)
        for (int i = 0; i <= steps; ++i) {
            const float angle =
                std::numbers::pi_v<float> *
                (1.0f + 0.5f * (static_cast<float>(c) + static_cast<float>(i) / static_cast<float>(steps)));
            out.push_back({centres[c].x + radius * std::cos(angle), centres[c].y + radius * std::sin(angle)});
        }
    return out;
}

} // namespace

std::uint32_t packed(Ink c) {
    const auto alpha = static_cast<std::uint32_t>(std::clamp(c.a, 0.0f, 1.0f) * 255.0f + 0.5f);
    return alpha << 24 | std::uint32_t(c.b) << 16 | std::uint32_t(c.g) << 8 | c.r;
}

Ink mixed(Ink a, Ink b, float t) {
    const auto channel = [t](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(std::lround(float(from) + (float(to) - float(from)) * t));
    };
    return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), a.a + (b.a - a.a) * t};
}

std::uint32_t Canvas::cornerUv(float x, float y, float u, float v, std::uint32_t rgba) {
    list_.vertices.push_back({x, y, u, v, rgba});
    return static_cast<std::uint32_t>(list_.vertices.size() - 1);
}

std::uint32_t Canvas::corner(Point p, Ink colour) {
    return cornerUv(p.x, p.y, whiteU_, whiteV_, packed(colour));
}

void Canvas::triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    list_.indices.push_back(a);
    list_.indices.push_back(b);
    list_.indices.push_back(c);
}

void Canvas::fill(const Rect& r, Ink colour) {
    gradientDown(r, colour, colour);
}

void Canvas::gradientDown(const Rect& r, Ink top, Ink bottom) {
    shaded(r, {top, top, bottom, bottom});
}

void Canvas::gradientAcross(const Rect& r, Ink left, Ink right) {
    shaded(r, {left, right, right, left});
}

void Canvas::shaded(const Rect& r, const std::array<Ink, 4>& inks) {
    if (r.x1 <= r.x0 || r.y1 <= r.y0)
        return;
    const auto a = corner({r.x0, r.y0}, inks[0]), b = corner({r.x1, r.y0}, inks[1]);
    const auto c = corner({r.x1, r.y1}, inks[2]), d = corner({r.x0, r.y1}, inks[3]);
    triangle(a, b, c);
    triangle(a, c, d);
}

void Canvas::rounded(const Rect& r, float radius, Ink colour) {
    if (r.x1 <= r.x0 || r.y1 <= r.y0)
        return;
    convex(roundedPath(r, radius), colour);
}

void Canvas::roundedOutline(const Rect& r, float radius, float thickness, Ink colour) {
    if (r.x1 <= r.x0 || r.y1 <= r.y0)
        return;
    outline(roundedPath(r, radius), true, thickness, colour);
}

void Canvas::feathered(const Rect& r, float feather, Ink colour) {
    if (r.x1 < r.x0 || r.y1 < r.y0 || feather <= 0.0f)
        return;
    // Rings outwards around the rectangle, corners round, whose alpha falls off as a smooth step: nearly
    // straight in its middle, so that rings where it bends come within 3 % of it.
    constexpr std::array<float, 4> kRings{0.0f, 0.25f, 0.75f, 1.0f};
    constexpr int kSteps = 3;
    std::array<Point, 4 * (kSteps + 1)> from{}, out{};
    const std::array<Point, 4> corners{{{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}}};
    for (std::size_t c = 0; c < 4; ++c)
        for (int i = 0; i <= kSteps; ++i) {
            const float angle =
                std::numbers::pi_v<float> * (1.0f + 0.5f * (float(c) + float(i) / float(kSteps)));
            const std::size_t k = c * (kSteps + 1) + std::size_t(i);
            from[k] = corners[c];
            out[k] = {std::cos(angle), std::sin(angle)};
        }
    const auto a = corner(corners[0], colour), b = corner(corners[1], colour);
    const auto c = corner(corners[2], colour), d = corner(corners[3], colour);
    triangle(a, b, c);
    triangle(a, c, d);
    std::array<std::uint32_t, 4 * (kSteps + 1)> before{}, now{};
    for (std::size_t k = 0; k < kRings.size(); ++k) {
        const float t = kRings[k];
        const float alpha = colour.a * (1.0f - t * t * (3.0f - 2.0f * t));
        for (std::size_t i = 0; i < from.size(); ++i)
            now[i] = corner(from[i] + out[i] * (feather * t), colour.withAlpha(alpha));
        for (std::size_t i = 0; k > 0 && i < from.size(); ++i) {
            const std::size_t j = (i + 1) % from.size();
            triangle(before[i], before[j], now[j]);
            triangle(before[i], now[j], now[i]);
        }
        std::swap(before, now);
    }
}

void Canvas::disc(Point centre, float radius, Ink colour) {
    convex(circle(centre, radius), colour);
}

void Canvas::ring(Point centre, float radius, float thickness, Ink colour) {
    outline(circle(centre, radius), true, thickness, colour);
}

void Canvas::convex(std::span<const Point> p, Ink colour) {
    if (p.size() < 3 || colour.a <= 0.0f)
        return;
    const std::vector<Point> m = mitres(p, true);
    const float sign = signedArea(p) > 0 ? 1.0f : -1.0f;
    const auto first = static_cast<std::uint32_t>(list_.vertices.size());
    const auto n = static_cast<std::uint32_t>(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
        corner(p[i] - m[i] * (sign * kFringe), colour);
        corner(p[i] + m[i] * (sign * kFringe), colour.withAlpha(0));
    }
    for (std::uint32_t i = 2; i < n; ++i)
        triangle(first, first + 2 * (i - 1), first + 2 * i);
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t j = (i + 1) % n;
        triangle(first + 2 * i, first + 2 * j, first + 2 * j + 1);
        triangle(first + 2 * i, first + 2 * j + 1, first + 2 * i + 1);
    }
}

void Canvas::polygon(std::span<const Point> p, Ink colour) {
    if (p.size() < 3 || colour.a <= 0.0f)
        return;
    // A few dozen corners are enough for a light fill.
    constexpr std::size_t kMostCorners = 96;
    std::vector<Point> ring;
    const std::size_t step = (p.size() + kMostCorners - 1) / kMostCorners;
    for (std::size_t i = 0; i < p.size(); i += step)
        ring.push_back(p[i]);
    triangles(ring, triangulated(ring), colour);
}
void Canvas::triangles(std::span<const Point> corners, std::span<const std::uint32_t> indices, Ink colour) {
    const auto first = static_cast<std::uint32_t>(list_.vertices.size());
    for (const Point& p : corners)
        corner(p, colour);
    for (std::size_t i = 0; i + 2 < indices.size(); i += 3)
        triangle(first + indices[i], first + indices[i + 1], first + indices[i + 2]);
}
void Canvas::outline(std::span<const Point> p, bool closed, float thickness, Ink colour) {
    if (p.size() < 2 || colour.a <= 0.0f)
        return;
    // Lines thinner than a pixel are drawn one pixel wide and fainter.
    if (thickness < 1.0f) {
        colour.a *= thickness;
        thickness = 1.0f;
    }
    const std::vector<Point> m = mitres(p, closed);
    const float inside = std::max(0.0f, 0.5f * thickness - kFringe), outside = 0.5f * thickness + kFringe;
    const auto first = static_cast<std::uint32_t>(list_.vertices.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
        corner(p[i] + m[i] * outside, colour.withAlpha(0));
        corner(p[i] + m[i] * inside, colour);
        corner(p[i] - m[i] * inside, colour);
        corner(p[i] - m[i] * outside, colour.withAlpha(0));
    }
    const auto n = static_cast<std::uint32_t>(p.size());
    for (std::uint32_t i = 0; i + (closed ? 0 : 1) < n; ++i) {
        const std::uint32_t a = first + 4 * i, b = first + 4 * ((i + 1) % n);
        for (std::uint32_t k = 0; k < 3; ++k) {
            triangle(a + k, b + k, b + k + 1);
            triangle(a + k, b + k + 1, a + k + 1);
        }
    }
}

void Canvas::strand(std::span<const Point> p, std::span<const float> strengths, float thickness, Ink colour) {
    if (p.size() < 2 || p.size() != strengths.size() || colour.a <= 0.0f)
        return;
    if (thickness < 1.0f) {
        colour.a *= thickness;
        thickness = 1.0f;
    }
    const std::vector<Point> m = mitres(p, false);
    const float inside = std::max(0.0f, 0.5f * thickness - kFringe), outside = 0.5f * thickness + kFringe;
    const auto first = static_cast<std::uint32_t>(list_.vertices.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
        const Ink here = colour.faded(strengths[i]);
        corner(p[i] + m[i] * outside, here.withAlpha(0));
        corner(p[i] + m[i] * inside, here);
        corner(p[i] - m[i] * inside, here);
        corner(p[i] - m[i] * outside, here.withAlpha(0));
    }
    for (std::uint32_t i = 0; i + 1 < p.size(); ++i) {
        const std::uint32_t a = first + 4 * i, b = a + 4;
        for (std::uint32_t k = 0; k < 3; ++k) {
            triangle(a + k, b + k, b + k + 1);
            triangle(a + k, b + k + 1, a + k + 1);
        }
    }
}

void Canvas::line(Point a, Point b, float thickness, Ink colour) {
    const std::array<Point, 2> ends{a, b};
    outline(ends, false, thickness, colour);
}

void Canvas::dotted(Point a, Point b, float dot, float gap, Ink colour,
                    const std::function<bool(float)>* wanted) {
    const float whole = length(b - a);
    if (whole < 0.5f || colour.a <= 0.0f)
        return;
    const float step = std::max(2.0f, dot + gap);
    const Point along = (b - a) * (1.0f / whole);
    const int count = std::min(2000, static_cast<int>(whole / step) + 1);
    const float r = 0.5f * dot;
    for (int i = 0; i < count; ++i) {
        const Point c = a + along * (static_cast<float>(i) * step);
        if (wanted && !(*wanted)(c.x))
            continue;
        speck({c.x - r, c.y - r, c.x + r, c.y + r}, colour);
    }
}

void Canvas::speck(const Rect& r, Ink colour) {
    // The atlas holds a dot with a radius of a sixteenth of the smallest em, and some room around it.
    const float radius = fonts_.pixels(Fonts::Size::Small) / 16.0f;
    Glyph g = fonts_.dot();
    const float scaleX = 0.5f * (r.x1 - r.x0) / radius, scaleY = 0.5f * (r.y1 - r.y0) / radius;
    g.x0 *= scaleX, g.x1 *= scaleX, g.y0 *= scaleY, g.y1 *= scaleY;
    quad(g, 0.5f * (r.x0 + r.x1), 0.5f * (r.y0 + r.y1), packed(colour));
}

Rect Canvas::clip() const {
    return clips_.empty() ? bounds_ : clips_.back();
}

void Canvas::closeCommand() {
    const auto end = static_cast<std::uint32_t>(list_.indices.size());
    if (end == commandStart_)
        return;
    const Rect c = clip();
    list_.commands.push_back({c.x0, c.y0, c.x1, c.y1, commandStart_, end - commandStart_});
    commandStart_ = end;
}

void Canvas::pushClip(const Rect& r) {
    closeCommand();
    const Rect c = clip();
    const float x0 = std::max(c.x0, r.x0), y0 = std::max(c.y0, r.y0);
    clips_.push_back({x0, y0, std::max(x0, std::min(c.x1, r.x1)), std::max(y0, std::min(c.y1, r.y1))});
}

void Canvas::popClip() {
    closeCommand();
    clips_.pop_back();
}

void Canvas::shift(float dx, float dy) {
    closeCommand();
    for (Vertex& v : list_.vertices) {
        v.x += dx;
        v.y += dy;
    }
    for (DrawCommand& c : list_.commands) {
        c.clipX0 += dx;
        c.clipY0 += dy;
        c.clipX1 += dx;
        c.clipY1 += dy;
    }
    for (TextBox& t : texts_)
        t.rect = moved(t.rect, dx, dy);
}

void Canvas::append(Canvas&& other) {
    closeCommand();
    other.closeCommand();
    const auto vertices = static_cast<std::uint32_t>(list_.vertices.size());
    const auto indices = static_cast<std::uint32_t>(list_.indices.size());
    list_.vertices.insert(list_.vertices.end(), other.list_.vertices.begin(), other.list_.vertices.end());
    list_.indices.reserve(list_.indices.size() + other.list_.indices.size());
    for (const std::uint32_t i : other.list_.indices)
        list_.indices.push_back(i + vertices);
    for (DrawCommand c : other.list_.commands) {
        c.firstIndex += indices;
        list_.commands.push_back(c);
    }
    commandStart_ = static_cast<std::uint32_t>(list_.indices.size());
    for (TextBox& t : other.texts_)
        texts_.push_back(std::move(t));
}

DrawList Canvas::takeDrawing() {
    closeCommand();
    return std::move(list_);
}

} // namespace perilune::overlay
