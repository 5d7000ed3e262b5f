#pragma once

#include <algorithm>

namespace perilune::ui {

/// How long a fade takes.
inline constexpr double kFadeS = 0.35;

/// Moves a value towards a goal by at most one step.
inline void approach(double& value, double goal, double step) {
    value = value < goal ? std::min(goal, value + step) : std::max(goal, value - step);
}

/// From 0 to 1, at rest at both ends.
inline double smoother(double t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

} // namespace perilune::ui
