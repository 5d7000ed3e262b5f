#include "overlay/ink/glyph_atlas.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace perilune::overlay {

Coverage smoothedAcross(const Coverage& in) {
    Coverage out{in.width + 1, in.height, {}};
    out.texels.resize(std::size_t(out.width) * std::size_t(out.height));
    for (int y = 0; y < in.height; ++y) {
        const std::uint8_t* row = in.texels.data() + std::size_t(y) * std::size_t(in.width);
        for (int x = 0; x < out.width; ++x) {
            const int left = x > 0 ? row[x - 1] : 0;
            const int here = x < in.width ? row[x] : 0;
            out.at(x, y) = static_cast<std::uint8_t>((left + here + 1) / 2);
        }
    }
    return out;
}

Coverage blurred(const Coverage& in, int radius, int margin, float gain) {
    Coverage out{in.width + 2 * margin, in.height + 2 * margin, {}};
    const auto width = std::size_t(out.width), size = width * std::size_t(out.height);
    // The mean of so many texels, twice, is a tent. In whole numbers, divided at the end: a font has
    // thousands.
    const int across = 2 * radius + 1, reach = 2 * radius;
    const auto weight = [across](int away) { return std::uint32_t(across - std::abs(away)); };
    std::vector<std::uint32_t> rows(width * std::size_t(in.height)), sums(size);
    for (int y = 0; y < in.height; ++y) {
        const std::uint8_t* from = in.texels.data() + std::size_t(y) * std::size_t(in.width);
        for (int away = -reach; away <= reach; ++away) {
            std::uint32_t* to = rows.data() + std::size_t(y) * width + std::size_t(margin + away);
            for (int x = 0; x < in.width; ++x)
                to[x] += weight(away) * from[x];
        }
    }
    for (int y = 0; y < in.height; ++y) {
        const std::uint32_t* from = rows.data() + std::size_t(y) * width;
        for (int away = -reach; away <= reach; ++away) {
            std::uint32_t* to = sums.data() + std::size_t(y + margin + away) * width;
            for (std::size_t x = 0; x < width; ++x)
                to[x] += weight(away) * from[x];
        }
    }
    const float share = gain / std::pow(float(across), 4.0f);
    out.texels.resize(size);
    std::transform(sums.begin(), sums.end(), out.texels.begin(), [share](std::uint32_t sum) {
        return std::uint8_t(std::min(float(sum) * share, 255.0f) + 0.5f);
    });
    return out;
}

Coverage roundDot(float radius) {
    const int size = 2 * (static_cast<int>(std::ceil(radius + 0.5f)) + 1);
    Coverage out{size, size, {}};
    out.texels.resize(std::size_t(size) * std::size_t(size));
    const float middle = 0.5f * static_cast<float>(size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const float away =
                std::hypot(static_cast<float>(x) + 0.5f - middle, static_cast<float>(y) + 0.5f - middle);
            out.at(x, y) =
                static_cast<std::uint8_t>(std::lround(255.0f * std::clamp(radius + 0.5f - away, 0.0f, 1.0f)));
        }
    return out;
}

Packed pack(const std::vector<Coverage>& pictures) {
    constexpr int kGap = 1, kWhite = 4;
    double area = 64.0;
    int widest = kWhite;
    for (const Coverage& p : pictures) {
        area += double(p.width + kGap) * double(p.height + kGap);
        widest = std::max(widest, p.width);
    }
    Packed out;
    out.width = 256;
    // Wider than 4096 only where it would be higher than 8192, which all OpenGL 3.3 hardware takes both ways.
    const int most = area > 4096.0 * 7800.0 ? 8192 : 4096;
    while (out.width < most && (double(out.width) * out.width < area || out.width < widest + 2 * kGap))
        out.width *= 2;

    std::vector<std::size_t> order(pictures.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return pictures[a].height > pictures[b].height; });
    out.corners.resize(pictures.size());
    int x = kWhite + 2 * kGap, y = kGap, shelf = kWhite;
    for (const std::size_t i : order) {
        const Coverage& p = pictures[i];
        if (p.width == 0 || p.height == 0)
            continue;
        if (x + p.width + kGap > out.width) {
            x = kGap;
            y += shelf + kGap;
            shelf = 0;
        }
        out.corners[i] = {x, y};
        x += p.width + kGap;
        shelf = std::max(shelf, p.height);
    }
    out.height = (y + shelf + kGap + 3) / 4 * 4;
    out.texels.assign(std::size_t(out.width) * std::size_t(out.height), 0);
    for (int row = 0; row < kWhite; ++row)
        std::fill_n(out.texels.begin() + std::ptrdiff_t(row) * out.width, kWhite, std::uint8_t{255});
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const Coverage& p = pictures[i];
        for (int row = 0; row < p.height && p.width > 0; ++row)
            std::copy_n(p.texels.begin() + std::ptrdiff_t(row) * p.width, p.width,
                        out.texels.begin() + std::ptrdiff_t(out.corners[i].second + row) * out.width +
                            out.corners[i].first);
    }
    return out;
}

} // namespace perilune::overlay
