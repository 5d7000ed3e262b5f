#pragma once

#include "scene/moment.h"
#include "astro/trajectory.h"
#include "timeline/timeline.h"

#include <optional>
#include <string_view>

namespace perilune::scene {

/// Azimuth from a place towards the middle of the near side, over which the Earth stands.
base::Angle earthward(const astro::Selenographic& place);

/// Where one stands at a place: level, turned to the side on which the Earth stands.
Look standingAt(const astro::Selenographic& place);
/// At a site, where it was said to be by the end of a day: beside what stands there, with it ahead. Nothing
/// where no place had been announced.
std::optional<Look> standingAt(const timeline::Site& site, timeline::KnownDay known,
                               const timeline::Timeline& timeline);

/// The path that has this id, or is flown by the craft of this name ("gateway"); null where there is none.
const astro::Trajectory* pathCalled(std::string_view word);

} // namespace perilune::scene
