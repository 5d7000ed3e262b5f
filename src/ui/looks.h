#pragma once

#include "scene/scene.h"
#include "scene/where.h"

#include <optional>
#include <string_view>

namespace perilune::ui {

/// A slanted view of a place, wide enough for all that was said of it.
scene::Look lookAt(const scene::Where& where);
/// Beside what stands (or is to stand) in its middle.
scene::Look lookBeside(const scene::Where& where);
/// A view of a place from a range; the nearer, the more slanted. From afar north is up, near a pole the
/// Earth.
scene::Look lookFrom(const astro::Selenographic& place, double rangeM);

/// The whole disc, turned so that the light side and the terminator are seen.
scene::Look litDisc(const astro::Direction<astro::Mcmf>& sun);

/// The southern half, where the planned sites are, filling the picture over the strip; light as in `litDisc`.
scene::Look litSouth(const astro::Direction<astro::Mcmf>& sun);

/// The years that the strip shows at first.
scene::StripSpan openingSpan(const timeline::Timeline& timeline);

/// What is known on a day of the axis, by the mode.
timeline::KnownDay knownDayOf(const timeline::Timeline& timeline, const scene::Moment& moment);

/// The site of a milestone, as far as it may be shown: the first one that had a place by the end of a day.
const timeline::Site* siteOf(const timeline::Timeline& timeline, std::string_view milestone,
                             timeline::KnownDay known);

/// The default of pictures that name nothing: the last known day in hindsight, the whole lit disc.
scene::Moment defaultMoment(const timeline::Timeline& timeline, base::Instant at);

/// The programmes' titles in a language, in a row.
std::string programmesIn(const timeline::Timeline& timeline, const std::string& language);

/// Which of the milestones to open with: far ahead or not, the one whose target moved most often.
const timeline::Milestone* mostMoved(const timeline::Timeline& timeline);

} // namespace perilune::ui
