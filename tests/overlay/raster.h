#pragma once

#include "overlay/ink/fonts.h"
#include "overlay/stage.h"
#include "base/image.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace perilune::overlay::test {

/// A picture of one colour, RGB.
inline base::Image plainPicture(int width, int height, std::uint8_t grey) {
    return {width, height, 3, std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height) * 3, grey)};
}

/// Draws a list over a picture as the renderer's shader does: colour times the coverage texel, linear
/// filtering, straight alpha. Slow and plain, so that the stage can be looked at and measured without any GL.
inline void rasterise(const DrawList& list, const Fonts& fonts, base::Image& picture) {
    const auto texels = fonts.coverage();
    const int tw = fonts.atlasWidth(), th = fonts.atlasHeight();
    const auto texel = [&](int x, int y) {
        x = std::clamp(x, 0, tw - 1);
        y = std::clamp(y, 0, th - 1);
        return float(texels[std::size_t(y) * std::size_t(tw) + std::size_t(x)]) / 255.0f;
    };
    const auto sample = [&](float u, float v) {
        const float x = u * float(tw) - 0.5f, y = v * float(th) - 0.5f;
        const float fx = std::floor(x), fy = std::floor(y);
        const int ix = int(fx), iy = int(fy);
        const float ax = x - fx, ay = y - fy;
        return (texel(ix, iy) * (1 - ax) + texel(ix + 1, iy) * ax) * (1 - ay) +
               (texel(ix, iy + 1) * (1 - ax) + texel(ix + 1, iy + 1) * ax) * ay;
    };
    for (const DrawCommand& command : list.commands)
        for (std::uint32_t i = command.firstIndex; i + 2 < command.firstIndex + command.indexCount; i += 3) {
            const Vertex* v[3] = {&list.vertices[list.indices[i]], &list.vertices[list.indices[i + 1]],
                                  &list.vertices[list.indices[i + 2]]};
            float area =
                (v[1]->x - v[0]->x) * (v[2]->y - v[0]->y) - (v[1]->y - v[0]->y) * (v[2]->x - v[0]->x);
            if (area < 0) {
                std::swap(v[1], v[2]);
                area = -area;
            }
            if (area < 1e-9f)
                continue;
            // Top-left rule, so that an edge shared by two triangles is drawn once.
            const auto covers = [](float edge, float dx, float dy) {
                return edge > 0 || (edge == 0 && (dy < 0 || (dy == 0 && dx > 0)));
            };
            const int x0 = std::max(
                {0, int(std::floor(std::min({v[0]->x, v[1]->x, v[2]->x}))), int(std::floor(command.clipX0))});
            const int x1 = std::min({picture.width, int(std::ceil(std::max({v[0]->x, v[1]->x, v[2]->x}))),
                                     int(std::ceil(command.clipX1))});
            const int y0 = std::max(
                {0, int(std::floor(std::min({v[0]->y, v[1]->y, v[2]->y}))), int(std::floor(command.clipY0))});
            const int y1 = std::min({picture.height, int(std::ceil(std::max({v[0]->y, v[1]->y, v[2]->y}))),
                                     int(std::ceil(command.clipY1))});
            for (int y = y0; y < y1; ++y)
                for (int x = x0; x < x1; ++x) {
                    const float px = float(x) + 0.5f, py = float(y) + 0.5f;
                    float w[3];
                    bool inside = true;
                    for (int k = 0; k < 3 && inside; ++k) {
                        const Vertex &a = *v[(k + 1) % 3], &b = *v[(k + 2) % 3];
                        const float dx = b.x - a.x, dy = b.y - a.y;
                        w[k] = dx * (py - a.y) - dy * (px - a.x);
                        inside = covers(w[k], dx, dy);
                    }
                    if (!inside)
                        continue;
                    float channel[4] = {}, tu = 0, tv = 0;
                    for (int k = 0; k < 3; ++k) {
                        const float share = w[k] / area;
                        tu += share * v[k]->u;
                        tv += share * v[k]->v;
                        for (int c = 0; c < 4; ++c)
                            channel[c] += share * float((v[k]->colour >> (8 * c)) & 0xFF);
                    }
                    const float alpha = std::clamp(channel[3] / 255.0f * sample(tu, tv), 0.0f, 1.0f);
                    std::uint8_t* out =
                        &picture.pixels[(std::size_t(y) * std::size_t(picture.width) + std::size_t(x)) *
                                        std::size_t(picture.channels)];
                    for (int c = 0; c < 3; ++c)
                        out[c] = static_cast<std::uint8_t>(std::lround(
                            std::clamp(channel[c] * alpha + float(out[c]) * (1 - alpha), 0.0f, 255.0f)));
                }
        }
}

} // namespace perilune::overlay::test
