#pragma once

#include "overlay/ink/canvas.h"

namespace perilune::overlay {

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
