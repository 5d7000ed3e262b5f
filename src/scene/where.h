#pragma once

#include "astro/vec.h"
#include "timeline/timeline.h"

#include <map>
#include <optional>
#include <string_view>

namespace perilune::scene {

/// Where a site was said to be: a middle, and how far what was said reaches from there (metres along the
/// ground, 0 for a bare point).
struct Where {
    timeline::Place middle;
    double radiusM = 0.0;
};

/// From the Moon's middle towards a place, Moon-fixed.
glm::dvec3 directionOf(const timeline::Place& place);

/// By the end of a day; a set of candidates reaches around all of them that have a place. Nothing where
/// nobody had said.
std::optional<Where> whereIs(const timeline::Site& site, timeline::KnownDay known,
                             const timeline::Timeline& timeline);

/// A site is shown once it had been announced.
bool isKnown(const timeline::Site& site, timeline::KnownDay known);

/// What the sets of candidates make of a site.
struct Candidacy {
    const timeline::Site* set = nullptr; ///< of which it is a candidate; null: it was one, and was dropped
    std::size_t of = 0;                  ///< how many candidates the set has
};

/// Of every site that had been named as a candidate by the end of a day, by id.
std::map<std::string_view, Candidacy> candidaciesAt(const timeline::Timeline& timeline,
                                                    timeline::KnownDay known);

} // namespace perilune::scene
