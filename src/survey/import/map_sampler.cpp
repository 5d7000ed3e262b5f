#include "survey/import/map_sampler.h"

#include "survey/import/height_tally.h"
#include "survey/import/map_window.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perilune::survey {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
double tent(double t) {
    return std::max(0.0, 1.0 - std::abs(t));
}

} // namespace

void MapSampler::Window::include(const std::vector<glm::dvec2>& at, std::int64_t marginX,
                                 std::int64_t marginY) {
    double lowX = 1e18, highX = -1e18, lowY = 1e18, highY = -1e18;
    for (const glm::dvec2& p : at) {
        double px = p.x;
        if (period > 0)
            px -= double(period) * std::nearbyint((px - at.front().x) / double(period));
        lowX = std::min(lowX, px), highX = std::max(highX, px);
        lowY = std::min(lowY, p.y), highY = std::max(highY, p.y);
    }
    x = std::int64_t(std::floor(lowX)) - marginX, width = std::int64_t(std::floor(highX)) + marginX + 1 - x;
    y = std::int64_t(std::floor(lowY)) - marginY, height = std::int64_t(std::floor(highY)) + marginY + 1 - y;
    around = period > 0 && width > period / 2;
    if (around)
        x = 0, width = period;
}

MapSampler::MapSampler(RasterSource& source, std::vector<float> marks, bool mayHaveHoles)
    : source_(source), marks_(std::move(marks)), grid_(source.info()) {
    const MapGrid::Extent extent = grid_.extent();
    everywhere_ = !mayHaveHoles && grid_.period() > 0 && extent.southDeg <= -89.9 && extent.northDeg >= 89.9;
}

void MapSampler::sift(std::vector<float>& heights) {
    for (float& h : heights) {
        if (h >= kDeepestM && h <= kHighestM && marks_.empty())
            continue;
        if (std::any_of(marks_.begin(), marks_.end(), [&](float m) { return HeightTally::isMark(h, m); }))
            h = kNothing;
        if (h < kDeepestM || h > kHighestM)
            foreign_ = true;
        if (std::abs(h) > kFarthestM)
            h = kNothing;
    }
}

base::Result<void> MapSampler::read(Window& w) {
    const RasterInfo& map = source_.info();
    const std::size_t channels = std::size_t(w.channels);
    w.pixels.assign(std::size_t(w.width * w.height) * channels, kNothing);
    const std::int64_t columns = w.period > 0 ? w.period : map.width;
    std::vector<float> piece;
    const std::lock_guard lock(mutex_);
    for (std::int64_t row = 0; row < w.height;) {
        const std::int64_t y = w.y + row;
        std::int64_t from = y, rows = 1, shift = 0;
        if (const std::int64_t mirror = grid_.mirroredRow(y); mirror >= 0)
            from = mirror, shift = w.period / 2;
        else if (y >= 0 && y < map.height)
            while (row + rows < w.height && y + rows < map.height && grid_.mirroredRow(y + rows) < 0)
                ++rows;
        else {
            ++row;
            continue;
        }
        for (std::int64_t column = 0; column < w.width;) {
            std::int64_t x = w.x + column + shift;
            std::int64_t count = w.width - column;
            if (w.period > 0) {
                x = modulo(x, w.period);
            } else if (x < 0) {
                column += std::min(-x, count);
                continue;
            } else if (x >= columns) {
                break;
            }
            count = std::min(count, columns - x);
            piece.resize(std::size_t(count * rows) * channels);
            if (auto ok = source_.read(x, from, count, rows, piece.data()); !ok)
                return ok;
            if (map.kind == RasterKind::Elevation)
                sift(piece);
            for (std::int64_t j = 0; j < rows; ++j)
                std::copy_n(&piece[std::size_t(j * count) * channels], std::size_t(count) * channels,
                            &w.pixels[std::size_t((row + j) * w.width + column) * channels]);
            column += count;
        }
        row += rows;
    }
    return {};
}

base::Result<std::vector<float>> MapSampler::pixels(std::int64_t x, std::int64_t y, std::int64_t width,
                                                    std::int64_t height) {
    Window window;
    window.x = x, window.y = y, window.width = width, window.height = height;
    window.period = grid_.period();
    if (auto ok = read(window); !ok)
        return tl::unexpected(ok.error());
    return std::move(window.pixels);
}

bool MapSampler::mayReach(const Block& block) const {
    // The widest step between neighbours bounds how far the places between them may reach.
    const double period = double(grid_.period());
    const RasterInfo& map = info();
    double lowX = 1e18, highX = -1e18, lowY = 1e18, highY = -1e18, stepX = 0.0, stepY = 0.0;
    std::vector<glm::dvec2> at(block.directions.size());
    for (std::size_t i = 0; i < at.size(); ++i) {
        at[i] = grid_.pixelOf(block.directions[i]);
        lowX = std::min(lowX, at[i].x), highX = std::max(highX, at[i].x);
        lowY = std::min(lowY, at[i].y), highY = std::max(highY, at[i].y);
    }
    const auto step = [&](std::size_t a, std::size_t b) {
        stepX = std::max(stepX, std::abs(at[a].x - at[b].x)),
        stepY = std::max(stepY, std::abs(at[a].y - at[b].y));
    };
    for (int j = 0; j < block.height; ++j)
        for (int i = 0; i < block.width; ++i) {
            const std::size_t k = std::size_t(j * block.width + i);
            if (i > 0)
                step(k, k - 1);
            if (j > 0)
                step(k, k - std::size_t(block.width));
        }
    if (highY + stepY < 0.0 || lowY - stepY > double(map.height))
        return false;
    // A block over the far meridian lies on both sides of the map.
    return period > 0.0 || stepX > 0.5 * double(map.width) ||
           (highX + stepX >= 0.0 && lowX - stepX <= double(map.width));
}

base::Result<void> MapSampler::sample(Block& block) {
    block.values.assign(block.directions.size() * std::size_t(info().channels), kNothing);
    return samplePart(block, 0, 0, block.width, block.height);
}

MapSampler::Places MapSampler::placesOf(const Block& block, int x0, int y0, int x1, int y1) const {
    Places places;
    double widest = 1.0, highest = 1.0;
    for (int j = y0; j < y1; ++j)
        for (int i = x0; i < x1; ++i) {
            const glm::dvec3& d = block.directions[std::size_t(j * block.width + i)];
            places.at.push_back(grid_.pixelOf(d));
            glm::dvec2 n = glm::max(block.texelM / glm::max(grid_.pixelSizeM(d), 1e-9), 1.0);
            if (grid_.period() > 0)
                n.x = std::min(n.x, double(grid_.period()) / 8.0);
            n = glm::min(n, 65536.0);
            places.reach.push_back(n);
            widest = std::max(widest, n.x), highest = std::max(highest, n.y);
        }
    places.marginX = std::int64_t(2.0 * widest) + 5, places.marginY = std::int64_t(2.0 * highest) + 5;
    return places;
}

base::Result<void> MapSampler::samplePart(Block& block, int x0, int y0, int x1, int y1) {
    const Places places = placesOf(block, x0, y0, x1, y1);
    Window w;
    w.period = grid_.period(), w.channels = info().channels;
    w.include(places.at, places.marginX, places.marginY);
    if (w.width * w.height > kWindowPixels && (x1 - x0 > 1 || y1 - y0 > 1)) {
        const int mx = (x0 + x1) / 2, my = (y0 + y1) / 2;
        if (x1 - x0 >= y1 - y0) {
            if (auto ok = samplePart(block, x0, y0, mx, y1); !ok)
                return ok;
            return samplePart(block, mx, y0, x1, y1);
        }
        if (auto ok = samplePart(block, x0, y0, x1, my); !ok)
            return ok;
        return samplePart(block, x0, my, x1, y1);
    }
    if (auto ok = read(w); !ok)
        return ok;
    std::size_t k = 0;
    for (int j = y0; j < y1; ++j)
        for (int i = x0; i < x1; ++i, ++k)
            valueAt(w, places.at[k], places.reach[k],
                    &block.values[std::size_t(j * block.width + i) * std::size_t(w.channels)]);
    return {};
}

void MapSampler::valueAt(const Window& w, const glm::dvec2& at, const glm::dvec2& reach, float* out) {
    const int channels = w.channels;
    const double px = at.x - 0.5, py = at.y - 0.5, nx = reach.x, ny = reach.y;
    const auto firstX = std::int64_t(std::ceil(px - 2.0 * nx)),
               lastX = std::int64_t(std::floor(px + 2.0 * nx)),
               firstY = std::int64_t(std::ceil(py - 2.0 * ny)),
               lastY = std::int64_t(std::floor(py + 2.0 * ny));
    thread_local std::vector<double> wx, wy;
    // First the sharp kernel; beside missing data one that never overshoots; in a small hole what is nearest.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto kernel = attempt == 0 ? sharpKernel : tent;
        const double wide = attempt == 0 ? 1.0 : 2.0;
        wx.clear(), wy.clear();
        for (std::int64_t c = firstX; c <= lastX; ++c)
            wx.push_back(kernel((double(c) - px) / (nx * wide)));
        for (std::int64_t r = firstY; r <= lastY; ++r)
            wy.push_back(kernel((double(r) - py) / (ny * wide)));
        double weights = 0.0, sum[3] = {0.0, 0.0, 0.0};
        bool missing = false;
        for (std::int64_t r = firstY; r <= lastY && !(missing && attempt == 0); ++r) {
            const double v = wy[std::size_t(r - firstY)];
            for (std::int64_t c = firstX; c <= lastX; ++c) {
                const double weight = v * wx[std::size_t(c - firstX)];
                const float* p = w.at(c, r);
                if (std::isnan(p[0])) {
                    missing = missing || weight != 0.0;
                    continue;
                }
                weights += weight;
                for (int n = 0; n < channels; ++n)
                    sum[n] += weight * double(p[n]);
            }
        }
        if (missing && attempt == 0)
            continue;
        if (weights > 1e-9)
            for (int n = 0; n < channels; ++n)
                out[n] = float(sum[n] / weights);
        break;
    }
    if (!std::isnan(out[0]))
        return;
    double weights = 0.0, sum[3] = {0.0, 0.0, 0.0};
    const auto cx = std::int64_t(std::round(px)), cy = std::int64_t(std::round(py));
    for (std::int64_t r = cy - kHoleFilled; r <= cy + kHoleFilled; ++r)
        for (std::int64_t c = cx - kHoleFilled; c <= cx + kHoleFilled; ++c) {
            const float* p = w.at(c, r);
            if (std::isnan(p[0]))
                continue;
            const double dx = double(c) - px, dy = double(r) - py,
                         weight = 1.0 / (1e-6 + (dx * dx + dy * dy) * (dx * dx + dy * dy));
            weights += weight;
            for (int n = 0; n < channels; ++n)
                sum[n] += weight * double(p[n]);
        }
    for (int n = 0; n < channels && weights > 0.0; ++n)
        out[n] = float(sum[n] / weights);
}

base::Result<void> MapSampler::findVoids(const Block& block, std::vector<std::uint8_t>& voids, bool& whole) {
    whole = true;
    if (everywhere_)
        return {};
    voids.assign(block.directions.size(), 0);
    return voidsPart(block, 0, 0, block.width, block.height, voids, whole);
}

base::Result<void> MapSampler::voidsPart(const Block& block, int x0, int y0, int x1, int y1,
                                         std::vector<std::uint8_t>& voids, bool& whole) {
    std::vector<glm::dvec2> at;
    for (int j = y0; j < y1; ++j)
        for (int i = x0; i < x1; ++i)
            at.push_back(grid_.pixelOf(block.directions[std::size_t(j * block.width + i)]));
    constexpr int kCore = kHoleFilled / 2; // a hole is large where a square of 2 kCore + 1 fits into it
    Window w;
    w.period = grid_.period(), w.channels = info().channels;
    w.include(at, kCore + 1, kCore + 1);
    if (w.width * w.height > kWindowPixels && (x1 - x0 > 1 || y1 - y0 > 1)) {
        const int mx = (x0 + x1) / 2, my = (y0 + y1) / 2;
        if (x1 - x0 >= y1 - y0) {
            if (auto ok = voidsPart(block, x0, y0, mx, y1, voids, whole); !ok)
                return ok;
            return voidsPart(block, mx, y0, x1, y1, voids, whole);
        }
        if (auto ok = voidsPart(block, x0, y0, x1, my, voids, whole); !ok)
            return ok;
        return voidsPart(block, x0, my, x1, y1, voids, whole);
    }
    // Far outside nothing need be read.
    const RasterInfo& map = info();
    if (w.period == 0 &&
        (w.x >= map.width || w.y >= map.height || w.x + w.width <= 0 || w.y + w.height <= 0)) {
        for (int j = y0; j < y1; ++j)
            for (int i = x0; i < x1; ++i)
                voids[std::size_t(j * block.width + i)] = 1;
        whole = false;
        return {};
    }
    if (auto ok = read(w); !ok)
        return ok;
    bool full = true;
    for (std::size_t p = 0; p < w.pixels.size() && full; p += std::size_t(w.channels))
        full = !std::isnan(w.pixels[p]);
    if (full)
        return {};
    std::size_t k = 0;
    for (int j = y0; j < y1; ++j)
        for (int i = x0; i < x1; ++i, ++k) {
            const auto cx = std::int64_t(std::floor(at[k].x)), cy = std::int64_t(std::floor(at[k].y));
            bool empty = true;
            for (std::int64_t r = cy - kCore; r <= cy + kCore && empty; ++r)
                for (std::int64_t c = cx - kCore; c <= cx + kCore && empty; ++c)
                    empty = std::isnan(w.at(c, r)[0]);
            voids[std::size_t(j * block.width + i)] = empty;
            whole = whole && !empty;
        }
    return {};
}

} // namespace perilune::survey
