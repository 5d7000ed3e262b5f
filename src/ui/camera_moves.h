#pragma once

#include "scene/camera.h"

namespace perilune::ui {

/// It stands over a place of the Moon, and not on a spacecraft or the Earth.
inline bool isOver(const scene::Look& look) {
    return look.vantage == scene::Vantage::Over;
}

/// The look after the ground was dragged by shares of the picture's height (right and down positive): what is
/// in the middle of the picture stays under the mouse. From afar north stays where it is; near the ground the
/// drag follows great circles, so that it goes on over a pole.
scene::Look dragged(scene::Look look, double dxShare, double dyShare);

/// The look after the range was divided by `factor`, within the bounds; zooming in draws `towards` to the
/// middle so that it stays under the mouse.
scene::Look zoomed(scene::Look look, double factor, const std::optional<astro::Selenographic>& towards);

/// The look with heading and tilt changed, within the bounds.
scene::Look tilted(scene::Look look, double dHeadingDeg, double dTiltDeg);

/// How long a flight should take, seconds.
double flightS(const scene::Look& from, const scene::Look& to);

} // namespace perilune::ui
