#pragma once

#include "scene/moment.h"
#include "scene/where.h"

namespace perilune::scene {

/// A slanted view of a place, wide enough for all that was said of it.
Look lookAt(const Where& where);
/// Beside what stands (or is to stand) in its middle.
Look lookBeside(const Where& where);
/// A view of a place from a range; the nearer, the more slanted. From afar north is up, near a pole the
/// Earth.
Look lookFrom(const astro::Selenographic& place, double rangeM);

/// The whole disc, turned so that the light side and the terminator are seen.
Look litDisc(const astro::Direction<astro::Mcmf>& sun);

/// The southern half, where the planned sites are, filling the picture over the strip; light as in `litDisc`.
Look litSouth(const astro::Direction<astro::Mcmf>& sun);

} // namespace perilune::scene
