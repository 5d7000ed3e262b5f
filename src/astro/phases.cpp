#include "astro/phases.h"

#include "astro/bodies.h"
#include "astro/sky.h"
#include "astro/time_scales.h"

#include <erfa.h>
#include <erfam.h>

#include <array>
#include <cmath>

namespace perilune::astro {

using base::Angle;

namespace {

constexpr double kSynodicMonth = 29.530588861; // days, mean; J. Meeus, "Astronomical Algorithms", chapter 49
constexpr double kPerDay = 360.0 / kSynodicMonth;

double elongationDeg(double tt) {
    const SeenFromEarth seen = seenFromEarth(Epoch<Tt>{tt});
    double ecliptic[3][3]; // of date, IAU 2006; nutation shifts both longitudes alike
    eraEcm06(ERFA_DJ00, tt, ecliptic);
    const auto longitude = [&](const glm::dvec3& v) {
        const double p[3] = {v.x, v.y, v.z};
        double q[3];
        eraRxp(ecliptic, const_cast<double*>(p), q);
        return std::atan2(q[1], q[0]);
    };
    return base::wrapped360(Angle::radians(longitude(seen.moon) - longitude(seen.sun))).degrees();
}

double targetDeg(Quarter quarter) {
    return 90.0 * static_cast<int>(quarter);
}

// The instant near `tt` at which the elongation is `target`, to a tenth of a millisecond: first a step at the
// mean rate, which differs from the true one by a fifth at most, then secants.
double settled(double tt, double target) {
    double perDay = kPerDay, ahead = std::remainder(target - elongationDeg(tt), 360.0);
    for (int i = 0; i < 20 && std::abs(ahead / perDay) > 1e-9; ++i) {
        const double move = ahead / perDay;
        tt += move;
        const double then = std::remainder(target - elongationDeg(tt), 360.0);
        if (std::abs(move) > 1e-5)
            perDay = (ahead - then) / move;
        ahead = then;
    }
    return tt;
}

double ttOf(base::Instant at) {
    return astro::ttOf(taiOf(at)).daysJ2000;
}

// The first instant of the quarter after `tt` (strictly), or the last one not after it.
double found(Quarter quarter, double tt, bool later) {
    const double target = targetDeg(quarter);
    const double ahead = base::wrapped360(Angle::degrees(target - elongationDeg(tt))).degrees() / kPerDay;
    double at = settled(later ? tt + ahead : tt + ahead - kSynodicMonth, target);
    // The guess may have settled on the neighbour where `tt` is close to a quarter. A millisecond counts
    // as the same instant: an Instant says no more.
    constexpr double kSame = 1e-3 / 86400.0;
    if (later && at <= tt + kSame)
        at = settled(at + kSynodicMonth, target);
    if (later && at - tt > kSynodicMonth + 1.5)
        at = settled(at - kSynodicMonth, target);
    if (!later && at > tt + kSame)
        at = settled(at - kSynodicMonth, target);
    if (!later && tt - at > kSynodicMonth - 1.5) {
        const double nearer = settled(at + kSynodicMonth, target);
        if (nearer <= tt + kSame)
            at = nearer;
    }
    return at;
}

QuarterInstant nearest(double tt, bool later) {
    // Two candidates, lest the first be the quarter of `tt` itself, whose like is a month away.
    const int beside = static_cast<int>(std::floor(elongationDeg(tt) / 90.0 + (later ? 0.99 : 0.01)));
    QuarterInstant best;
    double bestTt = 0.0;
    for (int i = 0; i < 2; ++i) {
        const auto quarter = static_cast<Quarter>((beside + (later ? i : 4 - i)) % 4);
        const double at = found(quarter, tt, later);
        if (i == 0 || (later ? at < bestTt : at > bestTt)) {
            bestTt = at;
            best.quarter = quarter;
        }
    }
    best.at = utcOf(taiOf(Epoch<Tt>{bestTt}));
    return best;
}

} // namespace

base::Result<Angle> elongation(base::Instant at) {
    return knownToSky(at).map([&] { return Angle::degrees(elongationDeg(ttOf(at))); });
}

std::string_view nameOf(Quarter quarter) {
    constexpr std::array<std::string_view, 4> kNames = {"new Moon", "first quarter", "full Moon",
                                                        "last quarter"};
    return kNames[static_cast<std::size_t>(quarter)];
}

base::Result<QuarterInstant> nextQuarter(base::Instant after) {
    return knownToSky(after).map([&] { return nearest(ttOf(after), true); });
}

base::Result<QuarterInstant> previousQuarter(base::Instant atOrBefore) {
    return knownToSky(atOrBefore).map([&] { return nearest(ttOf(atOrBefore), false); });
}

base::Result<base::Instant> next(Quarter quarter, base::Instant after) {
    return knownToSky(after).map([&] { return utcOf(taiOf(Epoch<Tt>{found(quarter, ttOf(after), true)})); });
}

base::Result<base::Instant> previous(Quarter quarter, base::Instant atOrBefore) {
    return knownToSky(atOrBefore).map([&] {
        return utcOf(taiOf(Epoch<Tt>{found(quarter, ttOf(atOrBefore), false)}));
    });
}

base::Result<double> ageDays(base::Instant at) {
    return knownToSky(at).map([&] {
        const double tt = ttOf(at);
        return std::max(0.0, tt - found(Quarter::NewMoon, tt, false));
    });
}

std::string_view phaseName(Angle elongation) {
    constexpr std::array<std::string_view, 4> kBetween = {"waxing crescent", "waxing gibbous",
                                                          "waning gibbous", "waning crescent"};
    const double degrees = base::wrapped360(elongation).degrees();
    const double quarter = std::round(degrees / 90.0);
    if (std::abs(degrees - quarter * 90.0) <= kPerDay / 2.0)
        return nameOf(static_cast<Quarter>(static_cast<int>(quarter) % 4));
    return kBetween[static_cast<std::size_t>(degrees / 90.0) % 4];
}

} // namespace perilune::astro
