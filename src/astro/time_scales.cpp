#include "astro/time_scales.h"

#include <erfa.h>
#include <erfam.h>

#include <chrono>
#include <cmath>
#include <cstdint>

namespace perilune::astro {

namespace {

constexpr double kSecondsPerDay = 86400.0;
constexpr double kTtMinusTaiS = 32.184;

// Polynomials for 1941-1961 and 1920-1941 of Espenak & Meeus, "Five Millennium Canon of Solar Eclipses"
// (2006).
double deltaTBefore1961(double year) {
    if (year >= 1941.0) {
        const double t = year - 1950.0;
        return 29.07 + 0.407 * t - t * t / 233.0 + t * t * t / 2547.0;
    }
    const double t = year - 1920.0;
    return 21.20 + 0.84493 * t - 0.076100 * t * t + 0.0020936 * t * t * t;
}

} // namespace

Epoch<Tai> taiOf(base::Instant utc) {
    using namespace std::chrono;
    const base::Day day = base::dayOf(utc);
    const year_month_day date{day};
    const double dayFraction = duration<double>(utc - base::startOf(day)).count() / kSecondsPerDay;
    const double sinceJ2000 =
        static_cast<double>((day - base::Day{2000y / January / 1}).count()) - 0.5 + dayFraction;
    const int year = int(date.year());
    double taiMinusUtcS = 0.0;
    if (year >= 1961)
        eraDat(year, static_cast<int>(unsigned(date.month())), static_cast<int>(unsigned(date.day())),
               dayFraction, &taiMinusUtcS);
    else
        taiMinusUtcS = deltaTBefore1961(2000.0 + sinceJ2000 / 365.25) - kTtMinusTaiS;
    return {sinceJ2000 + taiMinusUtcS / kSecondsPerDay};
}

base::Instant utcOf(Epoch<Tai> tai) {
    using namespace std::chrono;
    const base::Instant j2000 = base::startOf(base::Day{2000y / January / 1}) + 12h;
    const auto ms = [](double days) {
        return milliseconds{static_cast<std::int64_t>(std::llround(days * kSecondsPerDay * 1000.0))};
    };
    base::Instant utc = j2000 + ms(tai.daysJ2000);
    for (int i = 0; i < 3; ++i)
        utc += ms(tai.daysJ2000 - taiOf(utc).daysJ2000);
    return utc;
}

Epoch<Tai> taiOf(Epoch<Tt> tt) {
    return {tt.daysJ2000 - kTtMinusTaiS / kSecondsPerDay};
}

Epoch<Tt> ttOf(Epoch<Tai> tai) {
    return {tai.daysJ2000 + kTtMinusTaiS / kSecondsPerDay};
}

Epoch<Tdb> tdbOf(Epoch<Tt> tt) {
    return {tt.daysJ2000 + eraDtdb(ERFA_DJ00, tt.daysJ2000, 0.0, 0.0, 0.0, 0.0) / kSecondsPerDay};
}

} // namespace perilune::astro
