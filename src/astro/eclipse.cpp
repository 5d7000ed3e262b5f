#include "astro/eclipse.h"

#include "astro/bodies.h"
#include "astro/disc_sizes.h"
#include "astro/sky.h"
#include "astro/time_scales.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::astro {

namespace {

constexpr double kSecond = 1.0 / 86400.0; // in days
constexpr double kRadiansADegree = std::numbers::pi / 180.0;

// Where the Moon stands against the axis of the shadow.
struct Standing {
    glm::dvec3 fromAxisM; // across the axis
    double separation;    // angle between Moon and axis, from the Earth's centre
    double moonRadius;    // angular, like the next two
    double umbraRadius, penumbraRadius;
    double inside(double shadowRadius) const { return shadowRadius + moonRadius - separation; }
};

Standing standingAt(double tt) {
    const SeenFromEarth seen = seenFromEarth(Epoch<Tt>{tt});
    const double sunM = glm::length(seen.sun), moonM = glm::length(seen.moon);
    const glm::dvec3 axis = -seen.sun / sunM;
    const double along = glm::dot(seen.moon, axis);
    Standing s;
    s.fromAxisM = seen.moon - axis * along;
    s.separation = std::atan2(glm::length(s.fromAxisM), along);
    s.moonRadius = std::asin(kMoonDiscRadiusM / moonM);
    const double moonParallax = std::asin(kEarthEquatorM / moonM);
    const double sunParallax = std::asin(kEarthEquatorM / sunM), sunRadius = std::asin(kSunRadiusM / sunM);
    s.umbraRadius = kDanjon * moonParallax + sunParallax - sunRadius;
    s.penumbraRadius = kDanjon * moonParallax + sunParallax + sunRadius;
    return s;
}

// When the Moon is nearest to the axis: it passes almost on a straight line, so each step on such a line
// nearly ends there.
double nearestToAxis(double tt) {
    constexpr double kStep = 600.0 * kSecond;
    for (int i = 0; i < 12; ++i) {
        const glm::dvec3 here = standingAt(tt).fromAxisM;
        const glm::dvec3 perDay = (standingAt(tt + kStep).fromAxisM - here) / kStep;
        const double move = std::clamp(-glm::dot(here, perDay) / glm::dot(perDay, perDay), -0.6, 0.6);
        // The velocity is that of half a step later; the move is small in the end, and so is its error.
        tt += move;
        if (std::abs(move) < 0.02 * kSecond)
            break;
    }
    return tt;
}

// Where `outside` (negative at `in`, positive at `out`) is zero: regula falsi in the Illinois form.
template <class Function> double crossing(double in, double out, Function outside) {
    double atIn = outside(in), atOut = outside(out);
    for (int i = 0, kept = 0; i < 60 && std::abs(out - in) > 0.02 * kSecond; ++i) {
        const double t = (in * atOut - out * atIn) / (atOut - atIn), value = outside(t);
        if (std::abs(value) < 1e-9)
            return t;
        if (value < 0.0) {
            in = t, atIn = value;
            if (kept < 0)
                atOut /= 2.0;
            kept = -1;
        } else {
            out = t, atOut = value;
            if (kept > 0)
                atIn /= 2.0;
            kept = 1;
        }
    }
    return (in + out) / 2.0;
}

base::Instant utcOf(double tt) {
    return astro::utcOf(taiOf(Epoch<Tt>{tt}));
}

template <class Function> LunarEclipse::Span spanAround(double greatest, Function outside) {
    constexpr double kLongest = 5.0 / 24.0; // no penumbral eclipse lasts longer to either side
    return {utcOf(crossing(greatest, greatest - kLongest, outside)),
            utcOf(crossing(greatest, greatest + kLongest, outside))};
}

std::optional<LunarEclipse> eclipseNear(double fullMoonTt) {
    const double tt = nearestToAxis(fullMoonTt);
    const Standing at = standingAt(tt);
    LunarEclipse e;
    e.penumbralMagnitude = at.inside(at.penumbraRadius) / (2.0 * at.moonRadius);
    e.umbralMagnitude = at.inside(at.umbraRadius) / (2.0 * at.moonRadius);
    if (e.penumbralMagnitude <= 0.0)
        return std::nullopt;
    e.greatest = utcOf(tt);
    e.greatestTtDaysJ2000 = tt;
    e.gamma = std::copysign(glm::length(at.fromAxisM) / kEarthEquatorM, at.fromAxisM.z);
    e.penumbral = spanAround(tt, [](double t) {
        const Standing s = standingAt(t);
        return -s.inside(s.penumbraRadius);
    });
    if (e.umbralMagnitude > 0.0) {
        e.kind = LunarEclipse::Kind::Partial;
        e.partial = spanAround(tt, [](double t) {
            const Standing s = standingAt(t);
            return -s.inside(s.umbraRadius);
        });
    }
    if (e.umbralMagnitude >= 1.0) {
        e.kind = LunarEclipse::Kind::Total;
        e.total = spanAround(tt, [](double t) {
            const Standing s = standingAt(t);
            return s.separation + s.moonRadius - s.umbraRadius;
        });
    }
    return e;
}

// Mean full Moon number k since January 2000, and how far the Moon's node is: J. Meeus, "Astronomical
// Algorithms", 2nd ed. (1998), formulae 49.1 and 49.6, first terms. Real ones are up to 15 hours off.
double meanFullMoonTt(double k) {
    return 5.09766 + 29.530588861 * (k + 0.5);
}
bool mayBeEclipsed(double k) {
    const double f = 160.7108 + 390.67050284 * (k + 0.5);
    return std::abs(std::sin(f * kRadiansADegree)) < 0.40; // eclipses need 0.36, says his chapter 54
}

} // namespace

std::string_view nameOf(LunarEclipse::Kind kind) {
    switch (kind) {
    case LunarEclipse::Kind::Penumbral:
        return "penumbral";
    case LunarEclipse::Kind::Partial:
        return "partial";
    case LunarEclipse::Kind::Total:
        return "total";
    }
    return "";
}

std::optional<MoonInShadow> moonInShadow(base::Instant at) {
    if (!knownToSky(at))
        return std::nullopt;
    const double tt = ttOf(taiOf(at)).daysJ2000;
    const Standing now = standingAt(tt);
    if (now.inside(now.penumbraRadius) <= 0.0)
        return std::nullopt;
    const auto eclipse = eclipseNear(tt);
    if (!eclipse)
        return std::nullopt;
    const double umbra = now.inside(now.umbraRadius), penumbra = now.inside(now.penumbraRadius);
    const bool umbral = umbra > 0.0;
    return MoonInShadow{eclipse->kind, umbral,
                        std::clamp((umbral ? umbra : penumbra) / (2.0 * now.moonRadius), 0.0, 1.0)};
}

std::string inWords(const MoonInShadow& shadow) {
    double percent = std::round(100.0 * shadow.part);
    if (shadow.part < 1.0)
        percent = std::clamp(percent, 1.0, 99.0);
    return fmt::format("{}, in the {}, {:.0f} %", nameOf(shadow.kind), shadow.umbral ? "umbra" : "penumbra",
                       percent);
}

base::Result<std::vector<LunarEclipse>> lunarEclipses(base::Instant from, base::Instant to) {
    std::vector<LunarEclipse> found;
    if (to <= from)
        return found;
    for (const base::Instant end : {from, to - std::chrono::milliseconds{1}})
        if (const auto known = knownToSky(end); !known)
            return tl::unexpected(known.error());
    const double first = ttOf(taiOf(from)).daysJ2000, last = ttOf(taiOf(to)).daysJ2000;
    for (double k = std::floor(first / 29.530588861) - 2.0; meanFullMoonTt(k) < last + 1.0; k += 1.0) {
        if (meanFullMoonTt(k) < first - 1.0 || !mayBeEclipsed(k))
            continue;
        const auto eclipse = eclipseNear(meanFullMoonTt(k));
        if (eclipse && from <= eclipse->greatest && eclipse->greatest < to)
            found.push_back(*eclipse);
    }
    return found;
}

} // namespace perilune::astro
