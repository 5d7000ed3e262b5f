#pragma once

#include <compare>
#include <numbers>

namespace perilune::base {

/// An angle that knows its unit: made from and read as degrees or radians, never a bare double.
class Angle {
  public:
    constexpr Angle() = default;
    static constexpr Angle radians(double value) { return Angle(value); }
    static constexpr Angle degrees(double value) { return Angle(value * std::numbers::pi / 180.0); }

    constexpr double radians() const { return radians_; }
    constexpr double degrees() const { return radians_ * 180.0 / std::numbers::pi; }

    constexpr auto operator<=>(const Angle&) const = default;
    constexpr Angle operator-() const { return Angle(-radians_); }
    constexpr Angle operator+(Angle other) const { return Angle(radians_ + other.radians_); }
    constexpr Angle operator-(Angle other) const { return Angle(radians_ - other.radians_); }
    constexpr Angle operator*(double factor) const { return Angle(radians_ * factor); }
    constexpr Angle operator/(double divisor) const { return Angle(radians_ / divisor); }

  private:
    explicit constexpr Angle(double radians) : radians_(radians) {}
    double radians_ = 0.0;
};

/// The same direction in (-180°, 180°].
Angle wrapped180(Angle angle);
/// The same direction in [0°, 360°).
Angle wrapped360(Angle angle);

} // namespace perilune::base
