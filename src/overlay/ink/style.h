#pragma once

#include "overlay/ink/canvas.h"

namespace perilune::overlay {

/// The stage's colours: near-black blue for grounds, white with a breath of lilac for what matters, greys
/// below it.
namespace palette {
inline constexpr Ink kGround = ink(0x06080E);
inline constexpr Ink kPlate = ink(0x0C0F17);
inline constexpr Ink kText = ink(0xF1F0F6);
inline constexpr Ink kSoft = ink(0xC3C6D2);
inline constexpr Ink kQuiet = ink(0x9BA0B0);
inline constexpr Ink kLine = ink(0xFFFFFF);
inline constexpr Ink kCause = ink(0xE8D27A); ///< what made something move
} // namespace palette

namespace type {
inline constexpr Type kSmall{Fonts::Size::Small, Fonts::Weight::Regular};
inline constexpr Type kSmallBold{Fonts::Size::Small, Fonts::Weight::SemiBold};
inline constexpr Type kBody{Fonts::Size::Body, Fonts::Weight::Regular};
inline constexpr Type kBodyBold{Fonts::Size::Body, Fonts::Weight::SemiBold};
inline constexpr Type kLarge{Fonts::Size::Large, Fonts::Weight::Regular};
inline constexpr Type kLargeBold{Fonts::Size::Large, Fonts::Weight::SemiBold};
inline constexpr Type kTitle{Fonts::Size::Title, Fonts::Weight::SemiBold};
inline constexpr Type tabular(Type t) {
    t.tabular = true;
    return t;
}
inline constexpr Type withHalo(Type t) {
    t.halo = true;
    return t;
}
} // namespace type

} // namespace perilune::overlay
