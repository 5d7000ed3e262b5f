#pragma once

#include <cstdint>

namespace perilune::overlay {

/// sRGB with straight alpha.
struct Ink {
    std::uint8_t r = 255, g = 255, b = 255;
    float a = 1.0f;
    constexpr Ink withAlpha(float alpha) const { return {r, g, b, alpha}; }
    constexpr Ink faded(float by) const { return {r, g, b, a * by}; }
};
constexpr Ink ink(std::uint32_t rgb, float alpha = 1.0f) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
            static_cast<std::uint8_t>(rgb), alpha};
}
/// As a vertex holds it: 0xAABBGGRR.
std::uint32_t packed(Ink colour);
/// Between two inks; t = 0 gives a.
Ink mixed(Ink a, Ink b, float t);

/// How far two colours stand apart in brightness, 1 to 21, as WCAG 2 counts it; alpha is not looked at.
double contrast(Ink a, Ink b);

} // namespace perilune::overlay
