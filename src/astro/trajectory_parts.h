#pragma once

#include "astro/trajectory.h"

#include <chrono>

namespace perilune::astro {

/// A time of day in UTC.
inline base::Instant utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0,
                         int second = 0) {
    using namespace std::chrono;
    return base::startOf(sys_days{std::chrono::year{year} / month / std::chrono::day{day}}) + hours{hour} +
           minutes{minute} + seconds{second};
}

// The paths, each made in a file of its own.

Trajectory artemisOne();
Trajectory artemisTwo();
Trajectory gatewayNrho();
Trajectory capstone();
Trajectory queqiaoTwo();
Trajectory changeFive();
Trajectory changeSix();
Trajectory lunaTwentyFive();

} // namespace perilune::astro
