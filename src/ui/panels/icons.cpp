#include "ui/panels/icons.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>

namespace perilune::ui {

namespace {

/// The signs, in a square of side 2 around the middle.
struct Sign {
    ImDrawList& list;
    ImVec2 middle;
    float half;
    ImU32 colour;

    ImVec2 at(float x, float y) const { return {middle.x + x * half, middle.y + y * half}; }
    float line() const { return std::max(1.5f, half * 0.2f); }
    void triangle(float x0, float direction) const {
        const ImVec2 a = at(x0, -0.75f), b = at(x0 + 1.15f * direction, 0.0f), c = at(x0, 0.75f);
        direction > 0 ? list.AddTriangleFilled(a, b, c, colour) : list.AddTriangleFilled(a, c, b, colour);
    }
    void bar(float x0, float x1) const { list.AddRectFilled(at(x0, -0.75f), at(x1, 0.75f), colour, 1.0f); }
    void stroke(std::initializer_list<ImVec2> points, bool closed = false) const {
        for (const ImVec2& p : points)
            list.PathLineTo(at(p.x, p.y));
        list.PathStroke(colour, closed ? ImDrawFlags_Closed : ImDrawFlags_None, line());
    }

    void draw(Icon icon) const {
        switch (icon) {
        case Icon::Previous:
            triangle(0.55f, -1.0f);
            bar(-0.85f, -0.6f);
            break;
        case Icon::Next:
            triangle(-0.55f, 1.0f);
            bar(0.6f, 0.85f);
            break;
        case Icon::Play:
            triangle(-0.5f, 1.15f);
            break;
        case Icon::Pause:
            bar(-0.6f, -0.18f);
            bar(0.18f, 0.6f);
            break;
        case Icon::Layers:
            stroke({{0.0f, -0.8f}, {0.9f, -0.3f}, {0.0f, 0.2f}, {-0.9f, -0.3f}}, true);
            stroke({{-0.9f, 0.2f}, {0.0f, 0.7f}, {0.9f, 0.2f}});
            break;
        case Icon::Sun:
            list.AddCircleFilled(middle, half * 0.38f, colour, 20);
            for (int i = 0; i < 8; ++i) {
                const float a = float(i) * std::numbers::pi_v<float> / 4.0f;
                list.AddLine(at(std::cos(a) * 0.6f, std::sin(a) * 0.6f),
                             at(std::cos(a) * 0.9f, std::sin(a) * 0.9f), colour, line());
            }
            break;
        case Icon::Film:
            list.AddRect(at(-0.9f, -0.7f), at(0.9f, 0.7f), colour, half * 0.25f, 0, line());
            list.AddTriangleFilled(at(-0.22f, -0.36f), at(0.42f, 0.0f), at(-0.22f, 0.36f), colour);
            break;
        case Icon::Export:
            stroke({{0.0f, 0.3f}, {0.0f, -0.85f}});
            stroke({{-0.42f, -0.42f}, {0.0f, -0.85f}, {0.42f, -0.42f}});
            stroke({{-0.8f, 0.1f}, {-0.8f, 0.8f}, {0.8f, 0.8f}, {0.8f, 0.1f}});
            break;
        case Icon::Help: {
            // A question mark: three quarters of a ring, its stem and its dot.
            constexpr int kPieces = 14;
            for (int i = 0; i <= kPieces; ++i) {
                const float angle = std::numbers::pi_v<float> * (1.0f + 1.35f * float(i) / kPieces);
                list.PathLineTo(at(0.46f * std::cos(angle), -0.38f + 0.46f * std::sin(angle)));
            }
            list.PathLineTo(at(0.0f, 0.42f));
            list.PathStroke(colour, ImDrawFlags_None, 1.25f * line());
            list.AddCircleFilled(at(0.0f, 0.82f), 0.85f * line(), colour, 12);
            break;
        }
        case Icon::Magnifier:
            list.AddCircle(at(-0.2f, -0.2f), half * 0.58f, colour, 24, line());
            stroke({{0.22f, 0.22f}, {0.85f, 0.85f}});
            break;
        case Icon::Plus:
            stroke({{-0.8f, 0.0f}, {0.8f, 0.0f}});
            stroke({{0.0f, -0.8f}, {0.0f, 0.8f}});
            break;
        case Icon::FullScreen:
        case Icon::Window:
            for (const float x : {-1.0f, 1.0f})
                for (const float y : {-1.0f, 1.0f}) {
                    const float outer = 0.8f, inner = 0.3f;
                    const float corner = icon == Icon::FullScreen ? outer : inner,
                                end = icon == Icon::FullScreen ? inner : outer;
                    stroke({{x * end, y * corner}, {x * corner, y * corner}, {x * corner, y * end}});
                }
            break;
        }
    }
};

} // namespace

void drawIcon(ImDrawList& list, Icon icon, ImVec2 middle, float half, ImU32 colour) {
    Sign{list, middle, half, colour}.draw(icon);
}

} // namespace perilune::ui
