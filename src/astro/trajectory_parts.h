#pragma once

#include "astro/trajectory.h"

namespace perilune::astro {

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
