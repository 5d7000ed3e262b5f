#include "overlay/ink/theme.h"

#include <algorithm>
#include <cmath>

namespace perilune::overlay {

namespace {

double linear(std::uint8_t value) {
    const double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Ink colour) {
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

constexpr Inks kDark{.ground = ink(0x06080E),
                     .plate = ink(0x0C0F17),
                     .text = ink(0xF1F0F6),
                     .soft = ink(0xC3C6D2),
                     .quiet = ink(0x9BA0B0),
                     .line = ink(0xFFFFFF),
                     .cause = ink(0xE8D27A),
                     .land = ink(0x232936),
                     .halo = ink(0x04060A, 0.85f)};
/// On the Moon, seen in daylight: nothing is quiet.
constexpr Inks kDarkStrong{.ground = ink(0x000000),
                           .plate = ink(0x000000),
                           .text = ink(0xFFFFFF),
                           .soft = ink(0xE6E8EE),
                           .quiet = ink(0xC3C6D2),
                           .line = ink(0xFFFFFF),
                           .cause = ink(0xF2DD8A),
                           .land = ink(0x232936),
                           .halo = ink(0x000000, 1.0f),
                           .cover = 0.5f,
                           .strength = 1.6f};
constexpr Inks kLight{.ground = ink(0xFFFFFF),
                      .plate = ink(0xFFFFFF),
                      .text = ink(0x000000),
                      .soft = ink(0x1B1F28),
                      .quiet = ink(0x363C49),
                      .line = ink(0x000000),
                      .cause = ink(0x7A4A00),
                      .land = ink(0xD4D8E0),
                      .halo = ink(0xFFFFFF, 1.0f),
                      .cover = 1.0f,
                      .strength = 2.4f};
constexpr Inks kPaper{.ground = ink(0xFFFFFF),
                      .plate = ink(0xFFFFFF),
                      .text = ink(0x000000),
                      .soft = ink(0x2C2C2C),
                      .quiet = ink(0x4A4A4A),
                      .line = ink(0x000000),
                      .cause = ink(0x6B4700),
                      .land = ink(0xDADADA),
                      .halo = ink(0xFFFFFF, 1.0f),
                      .cover = 1.0f,
                      .strength = 1.5f};

constexpr Theme kDocumentary{kDark, kDark, {}, {}, {}};
constexpr Theme kBright{kLight, kDarkStrong, {}, {}, {.radius = 5.2f, .outline = 2.2f, .hairline = 1.5f}};
constexpr Theme kPrint{kPaper, kDarkStrong, {}, {}, {.radius = 4.6f, .outline = 1.2f, .hairline = 0.8f}};

} // namespace

double contrast(Ink a, Ink b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

Ink Inks::readable(Ink colour) const {
    const bool light = luminance(ground) > 0.5;
    const Ink towards = light ? Ink{0, 0, 0, 1} : Ink{255, 255, 255, 1};
    Ink nearer = colour;
    constexpr int kSteps = 40;
    for (int i = 0; i <= kSteps; ++i) {
        nearer = mixed(colour, towards.withAlpha(colour.a), static_cast<float>(i) / kSteps);
        if (std::min(contrast(nearer, ground), contrast(nearer, plate)) >= kLeastContrast)
            break;
    }
    return nearer;
}

float Inks::closed(float alpha) const {
    return alpha <= 0.0f ? 0.0f : std::pow(alpha, 1.0f / (1.0f + 7.0f * cover));
}

const Theme& documentaryTheme() {
    return kDocumentary;
}
const Theme& brightTheme() {
    return kBright;
}
const Theme& printTheme() {
    return kPrint;
}

} // namespace perilune::overlay
