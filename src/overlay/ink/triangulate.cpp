#include "overlay/ink/triangulate.h"

#include <numeric>

namespace perilune::overlay {

namespace {

float turn(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

} // namespace

std::vector<std::uint32_t> triangulated(std::span<const Point> ring) {
    std::vector<std::uint32_t> indices;
    if (ring.size() < 3)
        return indices;
    const std::size_t count = ring.size();
    double area = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const Point &a = ring[i], &b = ring[(i + 1) % count];
        area += double(a.x) * double(b.y) - double(b.x) * double(a.y);
    }
    // The corners that are left, as a ring of links in the positive turn; ears are cut off one by one.
    std::vector<std::uint32_t> next(count), previous(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto after = static_cast<std::uint32_t>((i + 1) % count),
                   before = static_cast<std::uint32_t>((i + count - 1) % count);
        next[i] = area >= 0.0 ? after : before;
        previous[i] = area >= 0.0 ? before : after;
    }
    const auto isEar = [&](std::uint32_t b) {
        const std::uint32_t a = previous[b], c = next[b];
        if (turn(ring[a], ring[b], ring[c]) < 0.0f)
            return false;
        for (std::uint32_t k = next[c]; k != a; k = next[k]) {
            // Only a corner that turns the other way can lie in an ear.
            if (turn(ring[previous[k]], ring[k], ring[next[k]]) > 0.0f)
                continue;
            const Point q = ring[k];
            if (turn(ring[a], ring[b], q) >= 0.0f && turn(ring[b], ring[c], q) >= 0.0f &&
                turn(ring[c], ring[a], q) >= 0.0f)
                return false;
        }
        return true;
    };
    std::size_t left = count, misses = 0;
    for (std::uint32_t b = 0; left > 3 && misses < left; b = next[b]) {
        if (!isEar(b)) {
            ++misses;
            continue;
        }
        indices.insert(indices.end(), {previous[b], b, next[b]});
        next[previous[b]] = next[b];
        previous[next[b]] = previous[b];
        --left;
        misses = 0;
        // What is left before it may be an ear now.
        b = previous[b];
        if (left == 3) {
            indices.insert(indices.end(), {previous[b], b, next[b]});
            return indices;
        }
    }
    if (count == 3)
        indices = {previous[0], 0, next[0]};
    return indices;
}

} // namespace perilune::overlay
