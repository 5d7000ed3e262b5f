#pragma once

#include "scene/moment.h"
#include "terrain/surface.h"
#include "astro/sky.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace perilune::scene {

/// The Sun that lights a picture.
struct Daylight {
    astro::Direction<astro::Mcmf> sun; ///< towards it
    std::optional<base::Instant> of;   ///< when it stood there, where that is not the Moment's own instant
    /// The nearest sunlit hour was asked for, but the place has none within half a year: the light is as it
    /// was.
    bool sunless = false;
};

/// Of a Moment. Its nearest sunlit hour is the full hour (UTC) nearest to its instant in which the Sun stands
/// `kWellLitDeg` over the horizontal of the place and clear of the hills before it, there and on the ground
/// around. Where that is so in no hour within a lunation, as near the poles, it is the nearest one within
/// half a year in which it stands well over the hills, or at least its whole disc does. The hills are those
/// that are drawn, for it is the picture that is lit.
Daylight daylightOf(const Moment& moment, const astro::Sky& sky, const terrain::Surface& surface);

/// The skyline around a place, as far as it was looked at: dear to find and the same at all times.
struct Skyline {
    astro::Selenographic place;
    bool modelled = true;                    ///< of the ground with its modelled relief
    std::vector<std::map<int, double>> seen; ///< from the place and from around it: degrees by half degrees
};
/// The same, with what is kept of the place before; `kept` is of this Moment's place afterwards.
Daylight daylightOf(const Moment& moment, const astro::Sky& sky, const terrain::Surface& surface,
                    Skyline& kept);

inline constexpr double kWellLitDeg = 8.0;

/// The place that the picture is about: the look's own, else the one below the eye. None between two bodies.
std::optional<astro::Selenographic> placeOf(const Moment& moment, const astro::Sky& sky,
                                            const terrain::Surface& surface);

/// "light of 14 November, 06 h", with the year where it is not that of `at`; empty where the light is the
/// Moment's own. Or that there is none.
std::optional<std::string> daylightNote(const Daylight& light, base::Instant at);

} // namespace perilune::scene
