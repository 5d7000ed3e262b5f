#include "overlay/strip/strip_cover.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::overlay {

namespace {

std::size_t columnsBetween(float x0, float x1) {
    return static_cast<std::size_t>(std::max(1.0f, std::ceil(x1 - x0)));
}

} // namespace

LineCover::LineCover(float x0, float x1, float enough)
    : x0_(x0), enough_(enough), through_(columnsBetween(x0, x1), 1.0f), next_(through_.size() + 1) {
    for (std::size_t i = 0; i < next_.size(); ++i)
        next_[i] = i;
}

std::size_t LineCover::columnOf(float x) const {
    return static_cast<std::size_t>(
        std::clamp(std::floor(x - x0_), 0.0f, static_cast<float>(through_.size() - 1)));
}

std::size_t LineCover::nextOpen(std::size_t column) const {
    std::size_t open = column;
    while (next_[open] != open)
        open = next_[open];
    while (next_[column] != open) // a shorter way for the next who asks
        column = std::exchange(next_[column], open);
    return open;
}

bool LineCover::isFull(float x) const {
    return through_[columnOf(x)] <= enough_;
}

bool LineCover::isFull(float from, float to) const {
    return nextOpen(columnOf(from)) > columnOf(to);
}

float LineCover::openShare(float from, float to) const {
    const std::size_t first = columnOf(from), last = columnOf(to);
    if (nextOpen(first) > last)
        return 0.0f;
    std::size_t open = 0;
    for (std::size_t i = first; i <= last; ++i)
        open += through_[i] > enough_ ? 1 : 0;
    return static_cast<float>(open) / static_cast<float>(last - first + 1);
}

void LineCover::add(float from, float to, float opacity) {
    const std::size_t last = columnOf(to);
    for (std::size_t i = nextOpen(columnOf(from)); i <= last; i = nextOpen(i + 1)) {
        through_[i] *= 1.0f - opacity;
        if (through_[i] <= enough_)
            next_[i] = i + 1;
    }
}

} // namespace perilune::overlay
