#include "astro/sun_times.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <numbers>

namespace perilune::astro {

using base::Instant;
using std::chrono::duration;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

using Altitude = std::function<double(Instant)>;

Instant middle(Instant a, Instant b) {
    return a + (b - a) / 2;
}

// Between two instants on different sides of the horizon.
Instant crossing(Instant a, Instant b, const Altitude& altitude) {
    const bool up = altitude(a) > 0.0;
    while (b - a > milliseconds{20'000}) {
        const Instant m = middle(a, b);
        ((altitude(m) > 0.0) == up ? a : b) = m;
    }
    return middle(a, b);
}

// The instant in [a, b] at which the altitude is nearest to the horizon from the side `up`, by thirds.
Instant closest(Instant a, Instant b, bool up, const Altitude& altitude) {
    while (b - a > minutes{2}) {
        const auto third = (b - a) / 3;
        const double first = altitude(a + third), second = altitude(b - third);
        if (up ? first < second : first > second)
            b -= third;
        else
            a += third;
    }
    return middle(a, b);
}

// Away from the poles the Sun crosses the horizon twice a month, and about when is known from its hour angle,
// which grows by 360° in a synodic month. Steps at that rate end on the crossing; few instants need be asked.
constexpr double kHourAngleDegPerDay = 360.0 / 29.530588861;

std::optional<Instant> crossingByHourAngle(Instant at, const Selenographic& place, bool setting) {
    Instant t = at;
    for (int i = 0; i < 12; ++i) {
        const auto sky = skyAt(t);
        if (!sky)
            return std::nullopt;
        // Half the Sun's way above the horizon, from the meridian.
        const double cosine =
            -std::tan(place.latitude.radians()) * std::tan(sky->subsolar.latitude.radians());
        const double half = std::acos(std::clamp(cosine, -1.0, 1.0)) * 180.0 / std::numbers::pi;
        const double hourAngle = (place.longitude - sky->subsolar.longitude).degrees();
        const double ahead = (setting ? half : -half) - hourAngle;
        const double move =
            (i == 0 ? ahead - 360.0 * std::floor(ahead / 360.0) : std::remainder(ahead, 360.0)) /
            kHourAngleDegPerDay;
        t += milliseconds{std::llround(move * 86'400'000.0)};
        if (std::abs(move) < 1e-4)
            break;
    }
    if (!knownToSky(t))
        return std::nullopt;
    return std::max(t, at);
}

std::optional<double> lightLeft(const SunTimes& times, Instant at) {
    if (!times.isUp)
        return 0.0;
    if (!times.sets)
        return std::nullopt;
    return duration<double, std::ratio<86400>>(*times.sets - at).count();
}

} // namespace

namespace {

base::Result<SunTimes> found(Instant at, const Selenographic& place, bool both) {
    if (const auto known = knownToSky(at); !known)
        return tl::unexpected(known.error());
    const Altitude altitude = [&place](Instant t) {
        const auto sky = skyAt(t);
        return horizontal(sky->sun, sky->sunDistanceM, place).altitude.degrees();
    };
    constexpr double kPolarDeg = 85.0;
    if (std::abs(place.latitude.degrees()) < kPolarDeg) {
        SunTimes times;
        times.isUp = altitude(at) > 0.0;
        times.rises = crossingByHourAngle(at, place, false);
        times.sets = crossingByHourAngle(at, place, true);
        // Asked within seconds of a crossing, the altitude decides on which side of it one is.
        if (times.rises && times.sets && times.isUp != (*times.sets < *times.rises))
            (times.isUp ? times.sets : times.rises) = at;
        times.daysOfLightLeft = lightLeft(times, at);
        return times;
    }
    // The Sun's altitude changes no faster than the Moon turns, the more slowly the nearer the pole, and the
    // Sun's own way north and south: so long before it could reach the horizon, no instant need be asked.
    const double perDayDeg = 13.0 * std::cos(place.latitude.radians()) + 0.06;
    constexpr hours kLeastStep{6};
    const auto stepFrom = [&](double altitudeDeg) {
        const double safe = std::abs(altitudeDeg) / perDayDeg * 24.0;
        return std::max(kLeastStep, hours{static_cast<int>(safe)});
    };
    constexpr double kGrazeDeg = 0.02;
    SunTimes times;
    Instant from = at;
    double height = altitude(at), before = height;
    times.isUp = height > 0.0;
    for (Instant t = at; !(times.rises && times.sets) && t - at < kLongestSearch;) {
        Instant next = t + stepFrom(height);
        if (!knownToSky(next) && !knownToSky(next = t + kLeastStep))
            break;
        const double then = altitude(next);
        const bool up = height > 0.0;
        std::optional<Instant> change;
        if ((then > 0.0) != up)
            change = crossing(t, next, altitude);
        else if (std::abs(height) < kGrazeDeg && std::abs(height) <= std::abs(before) &&
                 std::abs(height) <= std::abs(then)) {
            const Instant graze = closest(from, next, up, altitude);
            if ((altitude(graze) > 0.0) != up)
                change = crossing(from, graze, altitude);
        }
        if (change) {
            std::optional<Instant>& first = up ? times.sets : times.rises;
            if (!first)
                first = change;
            if (!both)
                break;
            // Go on from just beyond the crossing, on its other side.
            from = t = *change + minutes{1};
            before = height = altitude(t);
            continue;
        }
        from = t, before = height;
        t = next, height = then;
    }
    times.daysOfLightLeft = lightLeft(times, at);
    return times;
}

} // namespace

base::Result<SunTimes> sunTimes(Instant at, const Selenographic& place) {
    return found(at, place, true);
}
base::Result<SunTimes> nextSunTime(Instant at, const Selenographic& place) {
    return found(at, place, false);
}

double partAbove(base::Angle altitude, base::Angle discRadius) {
    const double x = std::clamp(altitude.radians() / discRadius.radians(), -1.0, 1.0);
    return 0.5 + (std::asin(x) + x * std::sqrt(1.0 - x * x)) / std::numbers::pi;
}

} // namespace perilune::astro
