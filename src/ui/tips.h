#pragma once

#include "ui/show.h"
#include "overlay/stage.h"

#include <string>

namespace perilune::ui {

/// The mouse rests for so long before it is told what lies under it.
inline constexpr double kTipAfterS = 0.15;
/// And for so long it is told; a key does not bring it back.
inline constexpr double kTipUntilS = 6.0;

/// What lies at a place of the picture, in some lines for somebody who rests the mouse there: a mark's
/// milestone, that of the slip whose tail passes there, with who said so and when; a site, a country, a
/// lane, a handle, a day of the axis; the whole of a text that was cut. Empty: there is nothing to tell.
std::string tipAt(const overlay::Stage& stage, float x, float y, const Dataset& data,
                  const scene::Moment& moment);

} // namespace perilune::ui
