#include "terrain/sun_height.h"

#include "astro/sky.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numbers>

namespace perilune::terrain {

namespace {

constexpr double kSunRadiusM = 695'700'000.0; // IAU 2015 resolution B3

/// Part of a disc above a straight line that passes `away` radii below its middle.
double partAbove(double away) {
    if (away >= 1.0)
        return 1.0;
    if (away <= -1.0)
        return 0.0;
    return 0.5 + (away * std::sqrt(1.0 - away * away) + std::asin(away)) / std::numbers::pi;
}

} // namespace

SunHeights::Poles SunHeights::overACycle() {
    using namespace std::chrono;
    // Places and sizes of the Sun, kept in bins much smaller than its disc: (declination, radius) -> times.
    constexpr double kBin = 1e-4, kRadiusBin = 4e-5;
    constexpr days kCycle{6798}; // the nodes go round in 6798.38 days
    std::map<std::pair<int, int>, double> times;
    double all = 0.0;
    const sys_days begin = year{2019} / January / 1;
    for (days t{0}; t <= kCycle; t += days{1}) {
        const auto sky = astro::skyAt(base::startOf(begin + t));
        if (!sky)
            continue; // these years lie within the sky's
        times[{int(std::lround(std::asin(sky->sun.v.z) / kBin)),
               int(std::lround(kSunRadiusM / sky->sunDistanceM / kRadiusBin))}] += 1.0;
        all += 1.0;
    }
    const auto tableOf = [&](double towards) {
        SunHeights heights;
        heights.table_.resize(kSteps + 1);
        for (int i = 0; i <= kSteps; ++i) {
            const double line = std::atan(((i + 0.5) / kSteps * 2.0 - 1.0) * kMost);
            double sum = 0.0;
            for (const auto& [bin, count] : times)
                sum += count * partAbove((towards * bin.first * kBin - line) / (bin.second * kRadiusBin));
            heights.table_[std::size_t(i)] =
                std::uint16_t(std::ceil(std::clamp(sum / all, 0.0, 1.0) * 65535.0));
        }
        return heights;
    };
    return {tableOf(1.0), tableOf(-1.0)};
}

} // namespace perilune::terrain
