#pragma once

#include "base/calendar.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::astro {

/// The Moon in the Earth's shadow, as almanacs list it. The shadow is enlarged by Danjon's rule, the one of
/// NASA's catalogue: F. Espenak & J. Meeus, "Five Millennium Catalog of Lunar Eclipses", NASA/TP-2009-214173,
/// section 1.3: the Moon's parallax times 1.01 (1 + 1/85 - 1/594).
struct LunarEclipse {
    enum class Kind { Penumbral, Partial, Total };
    /// First and last touch.
    struct Span {
        base::Instant begins, ends;
    };
    Kind kind = Kind::Penumbral;
    base::Instant greatest;           ///< the Moon's centre nearest to the axis of the shadow
    double greatestTtDaysJ2000 = 0.0; ///< the same in terrestrial time, which needs no leap seconds
    double gamma = 0.0; ///< least distance from the axis in equatorial radii of the Earth, north positive
    double penumbralMagnitude = 0.0; ///< part of the Moon's diameter inside the penumbra at greatest eclipse
    double umbralMagnitude = 0.0;    ///< the same of the umbra; negative where the Moon misses it
    Span penumbral;                  ///< P1, P4
    std::optional<Span> partial;     ///< U1, U4
    std::optional<Span> total;       ///< U2, U3
};
std::string_view nameOf(LunarEclipse::Kind kind); ///< "penumbral", "partial", "total"

/// How the Moon stands in the Earth's shadow at an instant.
struct MoonInShadow {
    LunarEclipse::Kind kind = LunarEclipse::Kind::Penumbral; ///< of the eclipse that is going on
    bool umbral = false; ///< the umbra has reached it; else it is in the penumbra alone
    double part = 0.0;   ///< of its diameter that is inside the umbra, or the penumbra; 0..1
};
/// Nothing while the Earth's shadow misses it, and outside skyAt's years.
std::optional<MoonInShadow> moonInShadow(base::Instant at);
/// "total, in the umbra, 93 %": never 0 or 100 where it is not that.
std::string inWords(const MoonInShadow& shadow);

/// Eclipses whose greatest eclipse lies in [from, to), in order; an error outside skyAt's years. About 10 s
/// in time against NASA's catalogue.
base::Result<std::vector<LunarEclipse>> lunarEclipses(base::Instant from, base::Instant to);

} // namespace perilune::astro
