#include "base/angle.h"

#include <cmath>

namespace perilune::base {

Angle wrapped360(Angle angle) {
    constexpr double kTurn = 2.0 * std::numbers::pi;
    const double r = std::fmod(angle.radians(), kTurn);
    return Angle::radians(r < 0.0 ? r + kTurn : r);
}

Angle wrapped180(Angle angle) {
    const Angle turn = wrapped360(angle);
    return turn.radians() > std::numbers::pi ? Angle::radians(turn.radians() - 2.0 * std::numbers::pi) : turn;
}

} // namespace perilune::base
