#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"

#include <optional>
#include <string>

namespace perilune::ui {

/// The look from a vantage; where one looks from there already, the next one of its kind: from the Earth with
/// the Moon's north up, from the next spacecraft, at the two bodies from above. Nothing where there is none.
std::optional<scene::Look> nextLookFrom(const scene::Moment& moment, scene::Vantage vantage,
                                        const timeline::Timeline& timeline);

/// The same stand, turned to the next thing that can be looked at from there; nothing from over the ground.
std::optional<scene::Look> nextAim(const scene::Moment& moment, const timeline::Timeline& timeline);

/// "From Gateway: the Moon"; empty from over the ground.
std::string wordsFor(const scene::Look& look);

} // namespace perilune::ui
